internal import DriftModel

/// How a document spells its characters as bytes, told by its first four (RFC 4627 section 3, YAML 1.2.2
/// section 5.2): a byte order mark, else where the zeros are, as the first character of every notation is ASCII.
enum TextEncoding: Equatable {
  case utf8
  case utf16(isBigEndian: Bool)
  case utf32(isBigEndian: Bool)

  /// The encoding, and the length of the byte order mark.
  static func detect(_ bytes: UnsafeRawBufferPointer) -> (encoding: TextEncoding, mark: Int) {
    func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0xff }
    switch (at(0), at(1), at(2), at(3)) {
    case (0x00, 0x00, 0xfe, 0xff): return (.utf32(isBigEndian: true), 4)
    case (0xff, 0xfe, 0x00, 0x00): return (.utf32(isBigEndian: false), 4)
    case (0xfe, 0xff, _, _): return (.utf16(isBigEndian: true), 2)
    case (0xff, 0xfe, _, _): return (.utf16(isBigEndian: false), 2)
    case (0xef, 0xbb, 0xbf, _): return (.utf8, 3)
    case (0x00, 0x00, 0x00, _): return (.utf32(isBigEndian: true), 0)
    case (_, 0x00, 0x00, 0x00): return (.utf32(isBigEndian: false), 0)
    case (0x00, 1..., _, _): return (.utf16(isBigEndian: true), 0)
    case (1..., 0x00, _, _): return (.utf16(isBigEndian: false), 0)
    default: return (.utf8, 0)
    }
  }

  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .utf32: "UTF-32"
    }
  }
}

/// Writes UTF-16 and UTF-32 anew as UTF-8.
struct Transcoder: ~Copyable {
  /// What is no character, and how much of the text was written before it.
  struct Failure: Error {
    var message: String
    var written: Int
  }

  private let output: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  /// Writes to a buffer of at least ``capacity(for:)`` bytes.
  init(into output: UnsafeMutableRawBufferPointer) { self.output = output }

  /// The bytes that the text of some bytes may take: three for two of UTF-16, never more than one for one of UTF-32.
  static func capacity(for bytes: Int) -> Int { bytes / 2 * 3 + 4 }

  mutating func transcode(_ input: UnsafeRawBufferPointer, from encoding: TextEncoding) throws(Failure) {
    switch encoding {
    case .utf8: break
    case .utf16(let isBigEndian): try utf16(input, isBigEndian)
    case .utf32(let isBigEndian): try utf32(input, isBigEndian)
    }
  }

  private mutating func utf16(_ input: UnsafeRawBufferPointer, _ isBigEndian: Bool) throws(Failure) {
    guard input.count % 2 == 0 else {
      throw Failure(message: "UTF-16 of an odd number of bytes", written: 0)
    }
    func unit(_ at: Int) -> UInt32 {
      let (first, second) = (UInt32(input[at]), UInt32(input[at + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var at = 0
    while at < input.count {
      var code = unit(at)
      at += 2
      if 0xd800...0xdbff ~= code, at < input.count, 0xdc00...0xdfff ~= unit(at) {
        code = 0x10000 + (code - 0xd800) << 10 + (unit(at) - 0xdc00)
        at += 2
      }
      try append(code, "half of a surrogate pair of UTF-16 stands alone")
    }
  }

  private mutating func utf32(_ input: UnsafeRawBufferPointer, _ isBigEndian: Bool) throws(Failure) {
    guard input.count % 4 == 0 else {
      throw Failure(message: "UTF-32 of a number of bytes that four does not divide", written: 0)
    }
    var at = 0
    while at < input.count {
      let raw = input.loadUnaligned(fromByteOffset: at, as: UInt32.self)
      try append(
        isBigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw),
        "a number of UTF-32 that is no character")
      at += 4
    }
  }

  private mutating func append(_ code: UInt32, _ message: String) throws(Failure) {
    guard let scalar = Unicode.Scalar(code), let encoded = UTF8.encode(scalar) else {
      throw Failure(message: message, written: count)
    }
    for byte in encoded {
      output[count] = byte
      count += 1
    }
  }
}
