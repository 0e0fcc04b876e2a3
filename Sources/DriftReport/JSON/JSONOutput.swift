/// Writes JSON into bytes as it goes: no value is kept, so that a report of any size costs its own length.
///
/// Everything that ``Neutral/acts(_:)`` names is escaped, so that a report on a screen is as inert as one in a file.
struct JSONOutput {
  /// What was written so far.
  var bytes: [UInt8]
  private var isFirst = true
  private var depth = 0
  /// Whether the members of the object or list that is open stand on lines of their own.
  private var isBlock = false

  /// Goes on behind some bytes; `expected` is a guess of how many come.
  init(after bytes: consuming [UInt8], expecting expected: Int = 0) {
    self.bytes = bytes
    self.bytes.reserveCapacity(self.bytes.count + expected)
  }

  private mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// What stands before a member: a comma unless it is the first, and a line end in a block.
  private mutating func separate() {
    if !isFirst { raw(isBlock ? "," : ", ") }
    isFirst = false
    if isBlock { newLine() }
  }

  private mutating func newLine() {
    raw("\n")
    for _ in 0..<depth { raw("  ") }
  }

  private mutating func enclosed(
    _ open: StaticString, _ close: StaticString, block: Bool, _ body: (inout JSONOutput) -> Void
  ) {
    raw(open)
    let outer = (isFirst: isFirst, isBlock: isBlock)
    (isFirst, isBlock) = (true, block)
    if block { depth += 1 }
    body(&self)
    if block {
      depth -= 1
      if !isFirst { newLine() }
    }
    (isFirst, isBlock) = outer
    raw(close)
  }

  /// An object; as a block its members stand on lines of their own.
  mutating func object(block: Bool = false, _ body: (inout JSONOutput) -> Void) {
    enclosed("{", "}", block: block, body)
  }

  /// A list; as a block its elements stand on lines of their own. Each begins with ``element()``.
  mutating func elements(block: Bool = false, _ body: (inout JSONOutput) -> Void) {
    enclosed("[", "]", block: block, body)
  }

  /// Begins the next element of a list.
  mutating func element() { separate() }

  /// A list of what a sequence holds.
  mutating func list<T>(_ all: some Sequence<T>, block: Bool = false, _ body: (inout JSONOutput, T) -> Void) {
    elements(block: block) { out in
      for one in all {
        out.separate()
        body(&out, one)
      }
    }
  }

  /// The name of the member that comes next.
  mutating func key(_ name: StaticString) {
    if isBlock || isFirst {
      separate()
      quote()
    } else {
      raw(", \"")
    }
    raw(name)
    raw("\": ")
  }

  /// The name of the member that comes next, where it is not ours.
  mutating func key(_ name: String) {
    separate()
    string(name)
    raw(": ")
  }

  /// A text.
  mutating func string(_ text: String) {
    quote()
    escape(text)
    quote()
  }

  private mutating func quote() { bytes.append(UInt8(ascii: "\"")) }

  /// A text without quotes around it.
  mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { escape($0) }
  }

  /// `true` or `false`.
  mutating func flag(_ value: Bool) { raw(value ? "true" : "false") }

  /// `null`.
  mutating func null() { raw("null") }

  /// A whole number.
  mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

  /// A number with four decimals at most; `null` where it is none.
  mutating func number(_ value: Double) {
    guard value.isFinite, value.magnitude < 1e12 else { return null() }
    let scaled = Int((value.magnitude * 10_000).rounded())
    if value < 0, scaled > 0 { raw("-") }
    number(scaled / 10_000)
    var rest = scaled % 10_000
    guard rest > 0 else { return }
    raw(".")
    var unit = 1_000
    while rest > 0 {
      number(rest / unit)
      rest %= unit
      unit /= 10
    }
  }

  /// A number as it is written somewhere; a text where JSON has no such number.
  mutating func number(written text: String) {
    if Self.isNumber(text) { bytes.append(contentsOf: text.utf8) } else { string(text) }
  }
}

extension JSONOutput {
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var at = 0
    var start = 0
    while at < text.count {
      let byte = text[at]
      // Two of them in a row begin a command of a build server, anywhere in its log.
      let isCommand = byte == UInt8(ascii: "#") && at > 0 && text[at - 1] == byte
      if byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), !isCommand {
        at += 1
        continue
      }
      let length = Self.length(byte)
      let scalar = Self.decode(text, at, length)
      if length > 1, !Neutral.acts(scalar) {
        at += length
        continue
      }
      bytes.append(contentsOf: text[start..<at])
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      default: bytes.append(contentsOf: Neutral.escape(scalar).utf8)
      }
      at += length
      start = at
    }
    bytes.append(contentsOf: text[start..<at])
  }

  /// How many bytes of UTF-8 follow from the first, itself included.
  private static func length(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  }

  /// A string's bytes are UTF-8 without a fault, so nothing has to be checked here.
  private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ length: Int) -> Unicode.Scalar {
    var value = UInt32(text[at])
    if length > 1 { value &= 0xff >> UInt32(length + 1) }
    for next in text[(at + 1)..<(at + length)] { value = value << 6 | UInt32(next & 0x3f) }
    return Unicode.Scalar(value) ?? "\u{fffd}"
  }

  /// Whether a text follows the grammar of JSON numbers (RFC 8259, section 6).
  private static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let found = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest.dropFirst(found.count)
      return found.count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
