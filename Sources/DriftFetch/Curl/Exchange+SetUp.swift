import CCurl

extension Exchange {
  /// Sets what the exchange may and must do.
  func setUp(userAgent: String) throws(HTTPFailure) {
    try checkAddress()
    var isSet = give(callbacksTo: library) == CURLE_OK
    func set(_ option: CURLoption, _ value: Int) {
      isSet = ccurl_set_long(library, easy, option, value) == CURLE_OK && isSet
    }
    func set(_ option: CURLoption, _ value: String?) {
      isSet = ccurl_set_text(library, easy, option, value) == CURLE_OK && isSet
    }
    isSet = ccurl_set_pointer(library, easy, CURLOPT_ERRORBUFFER, errorText) == CURLE_OK && isSet
    isSet = ccurl_set_protocols(library, easy) == CURLE_OK && isSet
    set(CURLOPT_URL, addressOnWire)
    set(CURLOPT_PATH_AS_IS, 1)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_HTTP09_ALLOWED, 0)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_NETRC, 0)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_NOPROGRESS, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(options.connectTimeout))
    set(CURLOPT_TIMEOUT_MS, Self.milliseconds(options.timeout))
    set(CURLOPT_PROXY, proxy?.text ?? "")
    set(CURLOPT_NOPROXY, "")
    set(CURLOPT_USERAGENT, userAgent)
    ccurl_set_quick_exit(library, easy)
    if request.method == "POST" {
      isSet = ccurl_set_body(library, easy, request.body, request.body.count) == CURLE_OK && isSet
    } else {
      set(CURLOPT_HTTPGET, 1)
    }
    // A kept connection may be found broken when it is used again, and then the library sends the request once more. A
    // form that holds a refresh token must not come twice. One that was made for somebody less bound is not used either.
    if request.method == "POST" { set(CURLOPT_FORBID_REUSE, 1) }
    if request.method == "POST" || options.reach == .publicOnly { set(CURLOPT_FRESH_CONNECT, 1) }
    if !isSet { throw HTTPFailure(.unavailable, "libcurl does not know an option that drift needs") }
    try setHeaders()
    try setTrust()
    setResolved()
  }

  /// An address may have been put together by hand: what a URL parser takes for its host must be what the credential was
  /// judged by.
  private func checkAddress() throws(HTTPFailure) {
    let read = try WebAddress(parsing: request.url.text)
    guard read.origin == request.url.origin else {
      throw HTTPFailure(.malformed, "an address does not name the host that it seems to")
    }
    if options.reach == .publicOnly, network.isPrivateByName(request.url.origin.host), proxy != nil {
      throw HTTPFailure(.addressRefused, "\(place) is not public, and what led there is")
    }
  }

  /// The credential, where this is the origin that may see it.
  private var credential: Credential.Form? {
    request.credential.flatMap { $0.origin == request.url.origin ? $0.form : nil }
  }

  /// With the credential that travels in the query; it is written nowhere else.
  private var addressOnWire: String {
    guard case .query(let name, let value) = credential else { return request.url.text }
    let pair = "\(HTTPSyntax.percentEncoded(name))=\(HTTPSyntax.percentEncoded(value))"
    return request.url.text + (request.url.query == nil ? "?" : "&") + pair
  }

  private func setHeaders() throws(HTTPFailure) {
    var fields = request.headers.fields.map { ($0.name, $0.value) }
    if case .header(let name, let value) = credential { fields.append((name, value)) }
    let codings = ContentDecoder.Coding.allCases.filter(\.isAvailable).map(\.name)
    fields.append(("Accept-Encoding", codings.isEmpty ? "identity" : codings.joined(separator: ", ")))
    for (name, value) in fields {
      guard !name.isEmpty, name.utf8.allSatisfy(HTTPSyntax.isToken) else {
        throw HTTPFailure(.unavailable, "the name of a header that is to be sent is none")
      }
      guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw HTTPFailure(
          .unavailable, "the value for the header \(name) holds a line break or another control character",
          advice: "look at the secret: it must be one line")
      }
      // The library reads `Name:` as "leave that header out", and `Name;` as one without a value.
      try append(HTTPSyntax.trimmed(value).isEmpty ? "\(name);" : "\(name): \(value)", to: &headerLines)
    }
    // Nobody waits for a 100 before a body goes out.
    try append("Expect:", to: &headerLines)
    if ccurl_set_pointer(library, easy, CURLOPT_HTTPHEADER, headerLines) != CURLE_OK { throw Self.noMemory }
  }

  private func setResolved() {
    for line in network.resolved where (try? append(line, to: &resolvedLines)) == nil { return }
    if resolvedLines != nil { _ = ccurl_set_pointer(library, easy, CURLOPT_RESOLVE, resolvedLines) }
  }

  private func append(_ line: String, to list: inout UnsafeMutablePointer<curl_slist>?) throws(HTTPFailure) {
    list = ccurl_list_append(library, list, line)
    if list == nil { throw Self.noMemory }
  }

  static var noMemory: HTTPFailure { .init(.unavailable, "libcurl has no memory for a request") }

  /// At least one: to the library none is "without end".
  private static func milliseconds(_ seconds: Double) -> Int {
    seconds.isNaN ? 1 : Int(min(max(seconds * 1000, 1), 86_400_000))
  }
}
