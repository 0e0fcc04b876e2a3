import DriftSyntax

/// Writes lines of JSON: members in the order of the calls, without white space.
struct ObjectWriter {
  private(set) var json = JSONWriter()
  private var isFirst = true

  /// What was written.
  var bytes: [UInt8] { json.bytes }

  /// Writes one line.
  mutating func line(_ body: (inout ObjectWriter) -> Void) {
    object(body)
    json.raw("\n")
  }

  mutating func object(_ body: (inout ObjectWriter) -> Void) { enclosed("{", "}", body) }

  private mutating func enclosed(_ open: StaticString, _ close: StaticString, _ body: (inout ObjectWriter) -> Void) {
    let outer = isFirst
    json.raw(open)
    isFirst = true
    body(&self)
    json.raw(close)
    isFirst = outer
  }

  mutating func key(_ name: String) {
    separate()
    json.string(name)
    json.raw(":")
  }

  private mutating func separate() {
    if !isFirst { json.raw(",") }
    isFirst = false
  }

  mutating func member(_ name: String, _ text: String) {
    key(name)
    json.string(text)
  }

  mutating func member(_ name: String, _ number: Int) {
    key(name)
    json.raw(String(number).utf8)
  }

  /// A flag that is set; one that is not is left out.
  mutating func flag(_ name: String, _ isSet: Bool) {
    guard isSet else { return }
    key(name)
    json.raw("true")
  }

  /// A list; an empty one is left out.
  mutating func list<T>(_ name: String, _ all: [T], _ body: (inout ObjectWriter, T) -> Void) {
    guard !all.isEmpty else { return }
    key(name)
    enclosed("[", "]") { inner in
      for one in all {
        inner.separate()
        body(&inner, one)
      }
    }
  }

  /// A list of numbers.
  mutating func numbers(_ all: [UInt32]) {
    enclosed("[", "]") { inner in
      for one in all {
        inner.separate()
        inner.json.raw(String(one).utf8)
      }
    }
  }

  mutating func list(_ name: String, _ texts: [String]) {
    list(name, texts) { $0.json.string($1) }
  }

  mutating func list(_ name: String, _ numbers: [UInt32]) {
    list(name, numbers) { $0.json.raw(String($1).utf8) }
  }
}
