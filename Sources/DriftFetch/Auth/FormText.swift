/// The form of `application/x-www-form-urlencoded`, in which token endpoints are asked (RFC 6749, appendix B).
enum FormText {
  /// A form of pairs, in their order.
  static func text(_ pairs: [(String, String)]) -> String {
    pairs.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
  }

  /// A name or a value: letters, digits and `-._*` stand as they are, a space is `+`.
  static func escaped(_ text: String) -> String { escaped(text, space: "+") }

  /// A name or a value of a query, where a space is `%20`.
  static func queryEscaped(_ text: String) -> String { escaped(text, space: "%20") }

  private static func escaped(_ text: String, space: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x2A: out.append(byte)
      case 0x20: out += space.utf8
      default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
