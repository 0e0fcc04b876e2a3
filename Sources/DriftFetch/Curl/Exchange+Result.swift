import CCurl

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Exchange {
  /// What came of the exchange, once the library says that it ended.
  func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
    if let fault { return .failure(failure(fault)) }
    if code != CURLE_OK { return .failure(failure(code)) }
    do throws(AnswerFault) {
      guard head.isComplete else { throw .init(.cutShort, "broke off before the end of its headers") }
      // What follows an answer on its connection is an answer to nothing, or a body that is longer than told.
      if hasExcess { throw Self.excess }
      let bytes = try body?.finish() ?? []
      body = nil
      let peer = proxy == nil ? ccurl_info_text(library, easy, CURLINFO_PRIMARY_IP).map { String(cString: $0) } : nil
      var response = HTTPResponse(
        status: head.status, headers: head.headers, body: bytes, url: request.url, peer: peer ?? "")
      response.isPeerPublic =
        peer.flatMap { IPAddress(text: $0) }.map(network.isPublic)
        ?? !network.isPrivateByName(request.url.origin.host)
      response.seconds = Double(ccurl_info_offset(library, easy, CURLINFO_TOTAL_TIME_T)) / 1e6
      return .success(response)
    } catch {
      return .failure(failure(error))
    }
  }

  private static let excess = AnswerFault(
    .malformed, "sends more than its answer: bytes follow that nobody asked for")

  /// What came of it after a moment of quiet. Under TLS there may be records that belong to no answer.
  func settled(_ result: Result<HTTPResponse, HTTPFailure>) -> Result<HTTPResponse, HTTPFailure> {
    request.url.origin.scheme == "http" && standing == CCURL_BYTES ? .failure(failure(Self.excess)) : result
  }

  private func failure(_ fault: AnswerFault) -> HTTPFailure {
    HTTPFailure(fault.kind, "\(place) \(fault.text)", advice: fault.advice)
  }

  private func failure(_ code: CURLcode) -> HTTPFailure {
    func made(_ kind: HTTPFailure.Kind, _ text: String, _ advice: String = "") -> HTTPFailure {
      HTTPFailure(kind, text, advice: advice)
    }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST:
      return made(
        .noSuchHost, "no machine has the name \(request.url.origin.host)", "look at the address, and at the DNS")
    case CURLE_COULDNT_RESOLVE_PROXY:
      return made(.noSuchHost, "no machine has the name of the proxy, \(proxy?.place ?? "")", proxyAdvice)
    case CURLE_COULDNT_CONNECT:
      if let address = refused.first {
        return made(.addressRefused, "\(place) is \(address), which is not public, and what led there is")
      }
      if let proxy {
        return made(.notConnected, "the proxy \(proxy.place) takes no connection\(systemReason)", proxyAdvice)
      }
      return made(.notConnected, "\(place) takes no connection\(systemReason)")
    case CURLE_OPERATION_TIMEDOUT: return timedOut
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return made(
        .insecure, "the certificate of \(place) is not to be trusted\(said)",
        "a certificate of your own authority is named by ca-file of the source")
    case CURLE_SSL_CERTPROBLEM:
      return made(.unavailable, "the client certificate for \(place) cannot be used\(said)")
    case CURLE_SSL_CACERT_BADFILE:
      return made(.unavailable, "the certificates to trust for \(place) cannot be read\(said)")
    case CURLE_SSL_CONNECT_ERROR where speaksNoTLS:
      return made(
        .insecure, "\(place) does not speak TLS there: http?", "see the scheme and the port of the address: url")
    case CURLE_RECV_ERROR where isRefusedByProxy, CURLE_COULDNT_CONNECT where isRefusedByProxy:
      return made(
        .notConnected, "the proxy \(proxy?.place ?? "") does not lead to \(place)\(said)", proxyAdvice)
    case CURLE_SSL_CONNECT_ERROR where isReset, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
      return made(.cutShort, "\(place) closed the connection without an answer")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED:
      return made(.insecure, "no secure connection to \(place)\(said)")
    case CURLE_RECV_ERROR where isInChunks, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL,
      CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2, CURLE_BAD_DOWNLOAD_RESUME, CURLE_RANGE_ERROR:
      return made(.malformed, "\(place) sends what is not HTTP\(said)")
    case CURLE_RECV_ERROR where isInsecureEnd:
      return made(.insecure, "\(place) ended the secure connection\(said)")
    case CURLE_RECV_ERROR, CURLE_PARTIAL_FILE:
      return made(
        .cutShort,
        head.isComplete
          ? "\(place) broke off before the end of its answer" : "\(place) closed the connection without an answer")
    case CURLE_OUT_OF_MEMORY where !head.isComplete, CURLE_FILESIZE_EXCEEDED, Self.tooLarge:
      return made(.tooLarge, "\(place) sends a header that is larger than allowed")
    case CURLE_PROXY:
      return made(.notConnected, "the proxy \(proxy?.place ?? "") does not lead to \(place)\(said)", proxyAdvice)
    case CURLE_OUT_OF_MEMORY: return Self.noMemory
    default: return made(.malformed, "the exchange with \(place) failed (libcurl \(code.rawValue))\(said)")
    }
  }

  /// A code that older releases do not have; they call it a lack of memory.
  private static let tooLarge = CURLcode(100)

  private var timedOut: HTTPFailure {
    if !isConnected {
      if !refused.isEmpty { return failure(CURLE_COULDNT_CONNECT) }
      let limit = min(options.connectTimeout, options.timeout)
      if let proxy {
        return HTTPFailure(
          .timedOut, "the proxy \(proxy.place) takes no connection within \(Words.seconds(limit))", advice: proxyAdvice)
      }
      return HTTPFailure(.timedOut, "\(place) takes no connection within \(Words.seconds(limit))")
    }
    let what = head.isComplete ? "did not end its answer" : "took the connection, and does not answer"
    // Whoever is told of a night is no source.
    let isOfSource = request.purpose == .document || request.purpose == .token
    return HTTPFailure(
      .timedOut, "\(place) \(what) within \(Words.seconds(options.timeout))",
      advice: isOfSource ? "if it is that slow, set timeout of the source higher" : "see what it waits for")
  }

  /// Whether anybody took a connection. One that was kept from before is made in no time, and a request went out on it.
  private var isConnected: Bool {
    head.status != 0 || ccurl_info_offset(library, easy, CURLINFO_CONNECT_TIME_T) > 0
      || ccurl_info_long(library, easy, CURLINFO_REQUEST_SIZE) > 0
  }

  private var proxyAdvice: String {
    "see \(proxy?.variable ?? "the proxy variables"), and no_proxy for what is not to go that way"
  }

  /// What the library says beside its code, in brackets.
  private var said: String {
    let text = String(cString: errorText)
    let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }))
    return plain.isEmpty ? "" : " (\(plain.prefix(200)))"
  }

  private var errorNumber: Int32 { Int32(truncatingIfNeeded: ccurl_info_long(library, easy, CURLINFO_OS_ERRNO)) }

  private var systemReason: String {
    switch errorNumber {
    case ECONNREFUSED: ": nothing listens there"
    case EHOSTUNREACH, ENETUNREACH: ": no way leads there"
    case ETIMEDOUT: ": it does not react"
    default: ""
    }
  }

  private var isReset: Bool {
    errorNumber == ECONNRESET || errorNumber == EPIPE || String(cString: errorText).contains("SSL_ERROR_SYSCALL")
  }

  private var isInChunks: Bool {
    let text = String(cString: errorText)
    return text.contains("chunk") || text.contains("hexadecimal")
  }

  /// OpenSSL's words, GnuTLS's, and those of the library itself.
  private var speaksNoTLS: Bool {
    let text = String(cString: errorText).lowercased()
    return [
      "wrong version number", "http request", "unexpected tls packet", "packet length too long", "unknown protocol",
    ]
    .contains { text.contains($0) }
  }

  private var isRefusedByProxy: Bool {
    guard proxy != nil else { return false }
    let text = String(cString: errorText)
    return text.contains("CONNECT") || text.contains("from proxy")
  }

  private var isInsecureEnd: Bool { String(cString: errorText).contains("alert") }
}
