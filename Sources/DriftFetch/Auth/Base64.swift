/// Base64 (RFC 4648): the usual alphabet with padding, and that of addresses without.
enum Base64 {
  private static let usual = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Section 4, with padding.
  static func text(_ bytes: some Collection<UInt8>) -> String { encode(bytes, usual, isPadded: true) }

  /// Section 5, without padding, as JWT has it.
  static func urlText(_ bytes: some Collection<UInt8>) -> String { encode(bytes, url, isPadded: false) }

  /// The bytes of a text of section 5; nil where a character is none of it.
  static func urlBytes(_ text: some StringProtocol) -> [UInt8]? {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let value = url.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      out.append(UInt8(truncatingIfNeeded: bits >> count))
      bits &= (1 << count) - 1
    }
    return out
  }

  /// The bytes of a text of section 4; nil where a character is none of it.
  static func bytes(_ text: String) -> [UInt8]? {
    urlBytes(text.replacing("+", with: "-").replacing("/", with: "_"))
  }

  private static func encode(_ bytes: some Collection<UInt8>, _ alphabet: [UInt8], isPadded: Bool) -> String {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        out.append(alphabet[Int(bits >> count & 63)])
      }
      bits &= (1 << count) - 1
    }
    if count > 0 { out.append(alphabet[Int(bits << (6 - count) & 63)]) }
    while isPadded, out.count % 4 != 0 { out.append(UInt8(ascii: "=")) }
    return String(decoding: out, as: UTF8.self)
  }
}
