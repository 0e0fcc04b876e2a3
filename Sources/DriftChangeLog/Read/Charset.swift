/// Bytes of an encoding that HTTP names, or that nobody names, as UTF-8. What names its encoding itself, by a mark or by
/// the first line of XML, is left to who reads it.
enum Charset {
  /// The bytes anew; nil where they can be read as they are.
  static func utf8(_ bytes: [UInt8], named charset: String) -> [UInt8]? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      return nil
    }
    // UTF-16 without a mark: every other byte of markup is zero.
    if bytes.prefix(4).contains(0) { return nil }
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    if head.hasPrefix("<?xml"), head.prefix(while: { $0 != ">" }).contains("encoding") { return nil }
    let name = charset.lowercased()
    let isSingle = ["iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso8859-1"].contains(name)
    guard !isUTF8(bytes), isSingle || name.isEmpty || name == "utf-8" || name == "us-ascii" else { return nil }
    // What is neither what it says nor UTF-8 is most often this one; every byte of it is a character.
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      let code = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
      if let scalar = Unicode.Scalar(code) { out += String(scalar).utf8 }
    }
    return out
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  /// 0x80 to 0x9F of windows-1252.
  private static let high: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
