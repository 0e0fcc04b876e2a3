/// A text with one layer of escapes taken off: percent, entities of HTML, escapes of JSON, in whatever mixture. What an
/// adversary wrapped several times is unwrapped several times.
struct PlainText {
  /// How often a text is unwrapped: who wraps once more than this hides from everybody.
  static let layers = 3

  /// The bytes.
  private(set) var bytes: [UInt8]
  /// Where each byte begins in the text that is wrapped.
  private(set) var starts: [Int]
  /// Where each ends there.
  private(set) var ends: [Int]

  /// A text as it is.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts = Array(0..<bytes.count)
    ends = starts.map { $0 + 1 }
  }

  /// Where a part of it stands in the text that is wrapped.
  func place(of range: Range<Int>) -> Range<Int> {
    range.isEmpty ? 0..<0 : starts[range.lowerBound]..<ends[range.upperBound - 1]
  }

  private mutating func append(_ byte: UInt8, _ range: Range<Int>) {
    bytes.append(byte)
    starts.append(range.lowerBound)
    ends.append(range.upperBound)
  }

  /// The text without its outermost escapes; nil where it has none.
  func unwrapped() -> PlainText? {
    var out = PlainText([])
    var at = 0
    var isChanged = false
    while at < bytes.count {
      if let (decoded, length) = Self.escape(bytes, at) {
        isChanged = true
        for byte in decoded { out.append(byte, place(of: at..<at + length)) }
        at += length
      } else {
        out.append(bytes[at], place(of: at..<at + 1))
        at += 1
      }
    }
    return isChanged ? out : nil
  }

  /// The text without what only breaks it into lines: base64 is written in lines of 76 (RFC 2045, 6.8), and a message puts
  /// blanks in their place. Nil where nothing breaks it.
  func joined() -> PlainText? {
    guard Self.isBroken(bytes) else { return nil }
    var out = PlainText([])
    var at = 0
    while at < bytes.count {
      let length = Self.gap(bytes, at)
      if length == 0 { out.append(bytes[at], place(of: at..<at + 1)) }
      at += max(1, length)
    }
    return out
  }

  /// The bytes without what only breaks them into lines; nil where nothing does.
  static func joined(_ bytes: [UInt8]) -> [UInt8]? {
    guard isBroken(bytes) else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let length = gap(bytes, at)
      if length == 0 { out.append(bytes[at]) }
      at += max(1, length)
    }
    return out
  }

  private static func isBroken(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }
  }

  /// How many bytes at a place show nothing: blanks, ends of lines, a soft hyphen, characters without width.
  private static func gap(_ bytes: [UInt8], _ at: Int) -> Int {
    switch bytes[at] {
    case 0x09, 0x0A, 0x0D, 0x20: 1
    case 0xC2 where at + 1 < bytes.count && bytes[at + 1] == 0xAD: 2
    case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x80 && (0x8B...0x8F).contains(bytes[at + 2]): 3
    case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x81 && bytes[at + 2] == 0xA0: 3
    case 0xEF where at + 2 < bytes.count && bytes[at + 1] == 0xBB && bytes[at + 2] == 0xBF: 3
    default: 0
    }
  }

  /// The bytes without their outermost escapes; nil where they have none.
  static func unwrapped(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(where: { $0 == 0x25 || $0 == 0x26 || $0 == 0x5C }) else { return nil }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if let (decoded, length) = escape(bytes, at) {
        out += decoded
        at += length
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out.count == bytes.count ? nil : out
  }

  /// What an escape that begins at a place stands for, and how long it is; nil where none begins.
  private static func escape(_ bytes: [UInt8], _ at: Int) -> ([UInt8], Int)? {
    switch bytes[at] {
    case 0x25: return hex(bytes, at + 1, 2).map { ([UInt8(truncatingIfNeeded: $0)], 3) }
    case 0x26: return entity(bytes, at)
    case 0x5C: return backslash(bytes, at)
    default: return nil
    }
  }

  private static func hex(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt32? {
    guard at + count <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[at..<at + count] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }

  private static let named: [[UInt8]: UInt8] = [
    Array("amp".utf8): 0x26, Array("lt".utf8): 0x3C, Array("gt".utf8): 0x3E, Array("quot".utf8): 0x22,
    Array("apos".utf8): 0x27, Array("sol".utf8): 0x2F, Array("plus".utf8): 0x2B, Array("equals".utf8): 0x3D,
  ]

  private static func entity(_ bytes: [UInt8], _ at: Int) -> ([UInt8], Int)? {
    guard let end = bytes[at..<min(at + 12, bytes.count)].firstIndex(of: 0x3B) else { return nil }
    let word = bytes[at + 1..<end]
    guard word.first == 0x23 else { return named[Array(word)].map { ([$0], end + 1 - at) } }
    let isHex = word.dropFirst().first.map { $0 | 0x20 } == 0x78
    let digits = String(decoding: word.dropFirst(isHex ? 2 : 1), as: UTF8.self)
    guard let value = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value) else { return nil }
    return (Array(String(Character(scalar)).utf8), end + 1 - at)
  }

  private static func backslash(_ bytes: [UInt8], _ at: Int) -> ([UInt8], Int)? {
    guard at + 1 < bytes.count else { return nil }
    switch bytes[at + 1] {
    case 0x22, 0x27, 0x2F, 0x5C: return ([bytes[at + 1]], 2)
    case 0x6E: return ([0x0A], 2)
    case 0x72: return ([0x0D], 2)
    case 0x74: return ([0x09], 2)
    case 0x78: return hex(bytes, at + 2, 2).map { ([UInt8(truncatingIfNeeded: $0)], 4) }
    case 0x75:
      guard let value = hex(bytes, at + 2, 4) else { return nil }
      // Two halves of one character stand one after the other.
      if (0xD800..<0xDC00).contains(value), at + 7 < bytes.count, bytes[at + 6] == 0x5C, bytes[at + 7] == 0x75,
        let low = hex(bytes, at + 8, 4), (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
      {
        return (Array(String(Character(scalar)).utf8), 12)
      }
      return Unicode.Scalar(value).map { (Array(String(Character($0)).utf8), 6) }
    default: return nil
    }
  }
}
