import CCurl

extension WebAddress {
  /// The longest address, in bytes.
  static let maxLength = 8192

  /// Takes an address apart. The fragment is dropped; dots in the path are resolved, the host is in lower case, and an IPv4
  /// address in any spelling (`2130706433`, `0x7f.1`) is the dotted one.
  ///
  /// - Throws: ``HTTPFailure`` that says what is wrong with it, without repeating it.
  public init(parsing text: String) throws(HTTPFailure) {
    try self.init(text, from: nil)
  }

  /// The address that a reference leads to from here (RFC 3986, 5).
  public func resolved(_ reference: String) throws(HTTPFailure) -> WebAddress {
    // A reference to a fragment alone leads nowhere else.
    let part = reference.prefix { $0 != "#" }
    return part.isEmpty && !reference.isEmpty ? self : try WebAddress(String(part), from: self)
  }

  private init(_ text: String, from base: WebAddress?) throws(HTTPFailure) {
    try Self.check(text, isReference: base != nil)
    let library = try CurlLibrary.loaded().pointer
    guard let url = ccurl_url_new(library) else { throw Self.refusal("there is no memory to read an address") }
    defer { ccurl_url_free(library, url) }
    // Bytes beyond ASCII are percent-encoded; they stand in many a `Location`.
    let flags = UInt32(CURLU_URLENCODE) | UInt32(CURLU_NON_SUPPORT_SCHEME)
    if let base, ccurl_url_set(library, url, base.text, flags) != CURLUE_OK {
      throw Self.refusal("the address is not one of http or https")
    }
    guard ccurl_url_set(library, url, text, flags) == CURLUE_OK else {
      throw Self.refusal("the address cannot be read: a part of it is not as RFC 3986 has it")
    }
    func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
      guard let found = ccurl_url_get(library, url, part, flags) else { return nil }
      defer { ccurl_free(library, found) }
      return String(cString: found)
    }
    guard let scheme = part(CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https" else {
      throw Self.refusal("only http and https are spoken")
    }
    guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil, part(CURLUPART_OPTIONS) == nil else {
      throw Self.userInfo
    }
    guard part(CURLUPART_ZONEID) == nil else { throw Self.refusal("the host of the address names a network interface") }
    guard let name = ccurl_url_host(library, url) else { throw Self.refusal("the address has no host") }
    defer { ccurl_free(library, name) }
    let host = String(cString: name).lowercased()
    guard Self.isHost(host) else { throw Self.refusal("the host of the address has characters that no host has") }
    guard let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap(Int.init), (1...65535).contains(port)
    else {
      throw Self.refusal("the port of the address is not one from 1 to 65535")
    }
    let path = part(CURLUPART_PATH) ?? "/"
    self.init(origin: .init(scheme: scheme, host: host, port: port), path: path, query: part(CURLUPART_QUERY))
    if self.text.utf8.count > Self.maxLength { throw Self.tooLong }
  }

  private static let userInfo = refusal(
    "the address holds a user or a password", advice: "a secret has no place in an address: use auth")
  private static let tooLong = refusal("the address is longer than \(maxLength) bytes")

  private static func refusal(_ message: String, advice: String = "") -> HTTPFailure {
    HTTPFailure(.malformed, message, advice: advice)
  }

  /// What the library would forgive: spaces, other numbers of slashes, backslashes that some take for slashes.
  private static func check(_ text: String, isReference: Bool) throws(HTTPFailure) {
    let bytes = Array(text.utf8)
    if bytes.isEmpty { throw refusal("the address is empty") }
    if bytes.count > maxLength { throw tooLong }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { throw refusal("the address holds a control character") }
    if bytes.contains(0x20) { throw refusal("the address holds a space", advice: "write it as %20") }
    if bytes.contains(0x5C) { throw refusal("the address holds a backslash", advice: "write it as %5C") }
    let scheme = bytes.prefix { isAlphanumeric($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
    let hasScheme = scheme.first.map(isLetter) == true && bytes.dropFirst(scheme.count).first == 0x3A
    var rest = hasScheme ? bytes[(scheme.count + 1)...] : bytes[...]
    if hasScheme {
      let name = String(decoding: scheme, as: UTF8.self).lowercased()
      guard name == "http" || name == "https" else {
        throw refusal("only http and https are spoken, not \(name.prefix(20))")
      }
      guard rest.starts(with: [0x2F, 0x2F]) else { throw refusal("the address has no // after \(name):") }
    } else if !isReference {
      throw refusal("the address has no scheme", advice: "begin it with https://")
    }
    guard rest.starts(with: [0x2F, 0x2F]) else { return }
    rest = rest.dropFirst(2)
    let authority = rest.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    if authority.isEmpty { throw refusal("the address has no host") }
    if authority.contains(0x40) { throw userInfo }
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") { return IPAddress(text: host)?.bytes.count == 16 }
    // A name beyond ASCII stays as it is where the library cannot write it in ASCII.
    return !host.isEmpty && host.utf8.count <= 255
      && host.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F || $0 >= 0x80 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }
}
