/// The way from the head of a canonical text to a place below it: `address.street`, `emails[]`, `payment(card)`.
///
/// The steps of an address, and one more: a name in parentheses is an alternative of a union, or a media type of a
/// body. Names that an address quotes are quoted here, and so are those with a parenthesis.
struct CanonicalPath {
  /// One step.
  enum Step: Equatable {
    /// A member, a parameter, `request`, a status.
    case name(String)
    /// Into the items of a list.
    case items
    /// Into the values of a map.
    case values
    /// An alternative, or a body.
    case part(String)
  }

  /// The text so far.
  private(set) var bytes: [UInt8] = []

  /// Adds a member; gives the length to cut back to.
  mutating func enter(name: UnsafeRawBufferPointer) -> Int {
    let before = bytes.count
    if before > 0 { bytes.append(UInt8(ascii: ".")) }
    Self.append(name, to: &bytes)
    return before
  }

  /// Adds an alternative or a body; gives the length to cut back to.
  mutating func enter(part: UnsafeRawBufferPointer) -> Int {
    let before = bytes.count
    bytes.append(UInt8(ascii: "("))
    Self.append(part, to: &bytes)
    bytes.append(UInt8(ascii: ")"))
    return before
  }

  /// Adds the step into items or values; gives the length to cut back to.
  mutating func enterItems(_ step: StaticString) -> Int {
    let before = bytes.count
    step.withUTF8Buffer { bytes.append(contentsOf: $0) }
    return before
  }

  /// Goes back to where the path was.
  mutating func leave(to length: Int) { bytes.removeLast(bytes.count - length) }

  private static func append(_ name: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let isPlain =
      !name.isEmpty
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"),
          UInt8(ascii: "$"), 0x80...:
          true
        default: false
        }
      }
    guard !isPlain else {
      bytes += name
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in name {
      // The text stands in a string of JSON, which escapes control characters.
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The number of steps of a path, the first and the last of them; nil where it is none.
  static func parse(_ text: UnsafeRawBufferPointer) -> (depth: Int, first: Step, last: Step)? {
    var at = 0
    var depth = 0
    var first: Step?
    var last: Step?
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        guard at + 1 < text.count, text[at + 1] == text[at] + 2 else { return nil }
        last = text[at] == UInt8(ascii: "[") ? .items : .values
        at += 2
      case UInt8(ascii: "("):
        at += 1
        guard let name = name(text, &at), at < text.count, text[at] == UInt8(ascii: ")") else { return nil }
        last = .part(name)
        at += 1
      default:
        if depth > 0 {
          guard text[at] == UInt8(ascii: ".") else { return nil }
          at += 1
        }
        guard let name = name(text, &at) else { return nil }
        last = .name(name)
      }
      depth += 1
      first = first ?? last
    }
    guard let first, let last else { return nil }
    return (depth, first, last)
  }

  private static func name(_ text: UnsafeRawBufferPointer, _ at: inout Int) -> String? {
    guard at < text.count else { return nil }
    if text[at] == UInt8(ascii: "\"") {
      var out: [UInt8] = []
      at += 1
      while at < text.count, text[at] != UInt8(ascii: "\"") {
        if text[at] == UInt8(ascii: "\\") { at += 1 }
        guard at < text.count else { return nil }
        out.append(text[at])
        at += 1
      }
      guard at < text.count else { return nil }
      at += 1
      return String(decoding: out, as: UTF8.self)
    }
    let start = at
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "\""):
        return at > start ? String(decoding: text[start..<at], as: UTF8.self) : nil
      default: at += 1
      }
    }
    return at > start ? String(decoding: text[start..<at], as: UTF8.self) : nil
  }
}
