/// Writes lines of JSON: members in the order of the calls, without white space.
public struct ObjectWriter {
  /// What is written to.
  public private(set) var json = JSONWriter()
  private var isFirst = true

  /// Makes a writer with nothing written.
  public init() {}

  /// What was written.
  public var bytes: [UInt8] { json.bytes }

  /// Writes one line.
  public mutating func line(_ body: (inout ObjectWriter) -> Void) {
    object(body)
    json.raw("\n")
  }

  /// An object.
  public mutating func object(_ body: (inout ObjectWriter) -> Void) { enclosed("{", "}", body) }

  private mutating func enclosed(_ open: StaticString, _ close: StaticString, _ body: (inout ObjectWriter) -> Void) {
    let outer = isFirst
    json.raw(open)
    isFirst = true
    body(&self)
    json.raw(close)
    isFirst = outer
  }

  /// The name of the member that comes next.
  public mutating func key(_ name: String) {
    separate()
    json.string(name)
    json.raw(":")
  }

  private mutating func separate() {
    if !isFirst { json.raw(",") }
    isFirst = false
  }

  /// A member that is a text.
  public mutating func member(_ name: String, _ text: String) {
    key(name)
    json.string(text)
  }

  /// A member that is a number.
  public mutating func member(_ name: String, _ number: Int) {
    key(name)
    json.raw(String(number).utf8)
  }

  /// A flag that is set; one that is not is left out.
  public mutating func flag(_ name: String, _ isSet: Bool) {
    guard isSet else { return }
    key(name)
    json.raw("true")
  }

  /// A list; an empty one is left out, unless it is `kept`.
  public mutating func list<T>(
    _ name: String, _ all: [T], kept: Bool = false, _ body: (inout ObjectWriter, T) -> Void
  ) {
    guard kept || !all.isEmpty else { return }
    key(name)
    enclosed("[", "]") { inner in
      for one in all {
        inner.separate()
        body(&inner, one)
      }
    }
  }

  /// A list of numbers.
  public mutating func numbers(_ all: [UInt32]) {
    enclosed("[", "]") { inner in
      for one in all {
        inner.separate()
        inner.json.raw(String(one).utf8)
      }
    }
  }

  /// A list of texts; an empty one is left out.
  public mutating func list(_ name: String, _ texts: [String]) {
    list(name, texts) { $0.json.string($1) }
  }

  /// A list of numbers; an empty one is left out.
  public mutating func list(_ name: String, _ numbers: [UInt32]) {
    list(name, numbers) { $0.json.raw(String($1).utf8) }
  }
}
