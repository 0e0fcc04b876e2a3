import CCurl

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Exchange {
  /// The largest file of certificates.
  private static let maxFile = 16 << 20

  /// Whom the exchange trusts, and what it shows of itself.
  func setTrust() throws(HTTPFailure) {
    guard request.url.origin.scheme == "https" else { return }
    let named = ccurl_default_ca_file(library).map { String(cString: $0) }
    let system = named.flatMap { access($0, R_OK) == 0 ? $0 : nil }
    if let path = options.caFile {
      let own = try Self.bytes(path, as: "certificates to trust")
      guard own.firstRange(of: Array("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
        throw Self.unusable(path, "certificates to trust", "holds no certificate in PEM form")
      }
      try trust(own, at: path, beside: system)
    } else if system != nil {
      // The file has what the folder has, and the library keeps what it read of a file alone for the next connection.
      _ = ccurl_set_text(library, easy, CURLOPT_CAPATH, nil)
    }
    if let path = options.clientCertificate {
      try show(path, CURLOPT_SSLCERT, "the client's certificate")
      try show(options.clientKey ?? path, CURLOPT_SSLKEY, "the client's key")
    }
  }

  /// Trusts certificates beside the system's: in one text with them, or, where the library takes no text, by a file of
  /// their own beside the system's folder.
  private func trust(_ own: [UInt8], at path: String, beside system: String?) throws(HTTPFailure) {
    var all = own
    if let system, let known = try? Self.bytes(system, as: "the system's certificates") { all += [0x0A] + known }
    let code = ccurl_set_blob(library, easy, CURLOPT_CAINFO_BLOB, all, all.count)
    if code == CURLE_OK { return }
    if ccurl_set_text(library, easy, CURLOPT_CAINFO, path) != CURLE_OK { throw Self.noMemory }
  }

  private func show(_ path: String, _ option: CURLoption, _ what: String) throws(HTTPFailure) {
    guard access(path, R_OK) == 0 else { throw Self.unusable(path, what, "is not there or cannot be read") }
    if ccurl_set_text(library, easy, option, path) != CURLE_OK { throw Self.noMemory }
  }

  private static func unusable(_ path: String, _ what: String, _ problem: String) -> HTTPFailure {
    HTTPFailure(.unavailable, "the file of \(what) \(problem): \(path)", advice: "look at the paths of the source")
  }

  private static func bytes(_ path: String, as what: String) throws(HTTPFailure) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw unusable(path, what, "is not there or cannot be read") }
    defer { fclose(file) }
    var out: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      out += chunk[..<count]
      if out.count > maxFile { throw unusable(path, what, "is larger than \(maxFile >> 20) MB") }
    }
    return out
  }
}
