/// Base 64 (RFC 4648, 4 and 5).
enum Base64 {
  private static let plain = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The text of some bytes, with `=` at its end.
  static func encode(_ bytes: some Sequence<UInt8>) -> String { encode(Array(bytes), plain, isPadded: true) }

  /// As addresses and tokens write it, without `=`.
  static func encodeURL(_ bytes: some Sequence<UInt8>) -> String { encode(Array(bytes), url, isPadded: false) }

  private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], isPadded: Bool) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 3 * 4 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for index in 0..<3 { word = word << 8 | UInt32(index < rest.count ? rest[start + index] : 0) }
      for index in 0...rest.count { out.append(alphabet[Int(word >> UInt32(18 - 6 * index)) & 63]) }
      if isPadded { out += Array(repeating: UInt8(ascii: "="), count: 3 - rest.count) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes of a text in either alphabet; nil where it is none.
  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var out: [UInt8] = []
    var (word, bits) = (UInt32(0), 0)
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let value = plain.firstIndex(of: byte) ?? url.firstIndex(of: byte) else { return nil }
      word = word << 6 | UInt32(value)
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      out.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
    }
    return out
  }
}
