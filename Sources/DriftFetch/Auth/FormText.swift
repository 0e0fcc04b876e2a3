/// A form as a token endpoint takes it (`application/x-www-form-urlencoded`, RFC 6749, appendix B).
enum FormText {
  /// The text of some pairs.
  static func of(_ pairs: [(String, String)]) -> String {
    pairs.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
  }

  /// One word of a form.
  static func encoded(_ text: String) -> String {
    var out: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: out.append(byte)
      case 0x20: out.append(0x2B)
      default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// One part of an address's query, where a space is `%20`.
  static func query(_ text: String) -> String {
    encoded(text).split(separator: "+", omittingEmptySubsequences: false).joined(separator: "%20")
  }
}
