internal import Crypto

extension Validator {
  /// What an answer gives to ask with the next time; nil where it gives nothing that can be asked with.
  ///
  /// - Parameter digest: that of the answer's body.
  init?(of response: HTTPResponse, url: String, digest: @autoclosure () -> String) {
    let tag = response.headers["ETag"].flatMap { Self.isTag($0) ? $0 : nil }
    let date = response.headers["Last-Modified"].flatMap { Self.isDate($0) ? $0 : nil }
    guard tag != nil || date != nil else { return nil }
    self.init(url: url, tag: tag, lastModified: date, digest: digest())
  }

  /// The headers that ask whether anything changed. A date says less than a tag, and is used where there is none.
  var conditions: [(String, String)] {
    if let tag, Self.isTag(tag) { return [("If-None-Match", tag)] }
    if let lastModified, Self.isDate(lastModified) { return [("If-Modified-Since", lastModified)] }
    return []
  }

  /// SHA-256 of bytes, 64 digits.
  static func digest(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return hash.finalize().reduce(into: "") { text, byte in
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
  }

  /// Whether a text is one entity tag (RFC 9110, 8.8.3). `*` would match whatever the system has.
  private static func isTag(_ text: String) -> Bool {
    let opaque = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
    guard opaque.utf8.count >= 2, opaque.utf8.count <= 1024, opaque.hasPrefix("\""), opaque.hasSuffix("\"") else {
      return false
    }
    return opaque.utf8.dropFirst().dropLast().allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 }
  }

  /// Whether a text has the form of a date of HTTP (RFC 9110, 5.6.7) as it is sent today.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 29, text.hasSuffix(" GMT"), bytes[3] == UInt8(ascii: ",") else { return false }
    return bytes.allSatisfy { (0x20..<0x7F).contains($0) }
  }
}
