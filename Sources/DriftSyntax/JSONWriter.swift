internal import DriftModel

/// Writes nodes as JSON without white space.
///
/// Whatever was read is written so that it reads back as the same value. What acts on a terminal or reorders
/// text there is written as an escape: control characters, U+007F to U+009F, marks of direction, line and
/// paragraph separators, the byte order mark.
public struct JSONWriter {
  /// How equal values are spelled.
  public enum Style: Sendable {
    /// Keys sorted by their bytes, numbers as ``CanonicalNumber`` spells them: equal values give equal bytes.
    case canonical
    /// Keys and numbers as in the document.
    case asRead
  }

  /// What was written.
  public private(set) var bytes: [UInt8] = []
  private let style: Style

  /// Makes a writer with nothing written.
  public init(_ style: Style = .canonical) { self.style = style }

  /// The JSON of a node and all below it.
  public static func bytes(
    of node: NodeID = SyntaxTree.root, in tree: SyntaxTree, style: Style = .canonical
  ) -> [UInt8] {
    var writer = JSONWriter(style)
    writer.write(node, of: tree)
    return writer.bytes
  }

  /// Writes a node and all below it. Needs no stack a level, so that depth is no matter.
  public mutating func write(_ node: NodeID, of tree: SyntaxTree) {
    /// The children of one container that are still to be written, the next last.
    var levels: [(rest: [NodeID], close: UInt8)] = []
    var current: NodeID? = node
    while true {
      if let node = current {
        switch tree.kind(node) {
        case .null: bytes += "null".utf8
        case .true: bytes += "true".utf8
        case .false: bytes += "false".utf8
        case .number: number(tree.textBytes(node))
        case .string: string(tree.textBytes(node))
        case .array:
          bytes.append(UInt8(ascii: "["))
          levels.append((tree.children(node).reversed(), UInt8(ascii: "]")))
        case .object:
          bytes.append(UInt8(ascii: "{"))
          levels.append((members(node, of: tree), UInt8(ascii: "}")))
        }
      }
      guard let close = levels.last?.close else { return }
      current = levels[levels.count - 1].rest.popLast()
      guard let next = current else {
        bytes.append(close)
        levels.removeLast()
        continue
      }
      if let last = bytes.last, last != UInt8(ascii: "["), last != UInt8(ascii: "{") {
        bytes.append(UInt8(ascii: ","))
      }
      if close == UInt8(ascii: "}") {
        string(tree.symbols.bytes(tree[next].key))
        bytes.append(UInt8(ascii: ":"))
      }
    }
  }

  /// The members of an object, the first to be written last.
  private func members(_ node: NodeID, of tree: SyntaxTree) -> [NodeID] {
    var members = Array(tree.children(node))
    if style == .canonical {
      let symbols = tree.symbols
      members.sort { symbols.precedes(tree[$0].key, tree[$1].key) }
    }
    members.reverse()
    return members
  }

  /// Writes a number.
  private mutating func number(_ text: UnsafeRawBufferPointer) {
    if style == .canonical, let spelling = CanonicalNumber.spelling(of: text) {
      bytes += spelling
    } else {
      bytes += text
    }
  }

  /// Writes JSON that is already spelled.
  public mutating func raw(_ json: some Sequence<UInt8>) { bytes.append(contentsOf: json) }

  /// Writes JSON that is already spelled.
  public mutating func raw(_ json: StaticString) { json.withUTF8Buffer { bytes.append(contentsOf: $0) } }

  /// Writes a text as a string with its quotes.
  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a text of UTF-8 as a string with its quotes.
  public mutating func string(_ text: UnsafeRawBufferPointer) {
    bytes.append(UInt8(ascii: "\""))
    var at = 0
    var run = 0
    while at < text.count {
      let byte = text[at]
      if byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        at &+= 1
        continue
      }
      let length = Self.length(byte)
      guard byte < 0x80 || Self.acts(text, at, length) else {
        at &+= length
        continue
      }
      bytes += text[run..<at]
      escape(text, at, length)
      at &+= length
      run = at
    }
    bytes += text[run..<at]
    bytes.append(UInt8(ascii: "\""))
  }

  /// The bytes of the character that a byte begins.
  @inline(__always) private static func length(_ byte: UInt8) -> Int {
    byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
  }

  /// The character of two or three bytes at a place; all that are escaped are below U+10000.
  @inline(__always) private static func code(_ text: UnsafeRawBufferPointer, _ at: Int, _ length: Int)
    -> UInt32
  {
    guard at + length <= text.count else { return 0 }
    switch length {
    case 1: return UInt32(text[at])
    case 2: return UInt32(text[at] & 0x1f) << 6 | UInt32(text[at + 1] & 0x3f)
    case 3:
      return UInt32(text[at] & 0x0f) << 12 | UInt32(text[at + 1] & 0x3f) << 6 | UInt32(text[at + 2] & 0x3f)
    default: return .max
    }
  }

  private static func acts(_ text: UnsafeRawBufferPointer, _ at: Int, _ length: Int) -> Bool {
    switch code(text, at, length) {
    case 0x7f...0x9f, 0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069, 0xfeff: true
    default: false
    }
  }

  private mutating func escape(_ text: UnsafeRawBufferPointer, _ at: Int, _ length: Int) {
    bytes.append(UInt8(ascii: "\\"))
    let code = Self.code(text, at, length)
    switch code {
    case 0x22, 0x5c: bytes.append(UInt8(truncatingIfNeeded: code))
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0c: bytes.append(UInt8(ascii: "f"))
    case 0x0a: bytes.append(UInt8(ascii: "n"))
    case 0x0d: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] as [UInt32] {
        let digit = UInt8(truncatingIfNeeded: code >> shift & 0xf)
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
