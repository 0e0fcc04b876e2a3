/// Follows redirects by drift's own rules: the library that sends requests carries keys to whomever it is led to.
///
/// A credential goes to its own origin and is given up for good when a hop leaves it. From `https` nothing leads to
/// `http`, from a public machine nothing to one of the own network. Only GET is repeated.
public struct Redirects: HTTPTransport {
  /// The most hops.
  public static let maxHops = 10

  private static let followed: Set<Int> = [301, 302, 303, 307, 308]

  private let transport: any HTTPTransport

  /// Follows the redirects of what a transport brings.
  public init(_ transport: any HTTPTransport) { self.transport = transport }

  /// Sends a request, and others until an answer is no redirect. All together take no longer than one may.
  public func send(_ request: HTTPRequest, _ options: HTTPOptions) async throws(HTTPFailure) -> HTTPResponse {
    var request = request
    var options = options
    var seen: Set<WebAddress> = [request.url]
    let first = request.url.origin
    while true {
      let response = try await hop(request, options, from: first)
      guard Self.followed.contains(response.status) else {
        return response
      }
      let place = request.url.origin.description
      guard request.method == "GET" else {
        throw HTTPFailure(
          .redirectRefused, "\(place) answers \(response.status), a redirect, to what is sent to it alone",
          advice: "give the address that it leads to, if you trust it")
      }
      let next = try target(of: response, at: request.url)
      if !seen.insert(next).inserted {
        throw HTTPFailure(.redirectRefused, "\(place) redirects in a circle")
      }
      if seen.count > Self.maxHops + 1 {
        throw HTTPFailure(.redirectRefused, "\(first) redirects more than \(Self.maxHops) times")
      }
      options.timeout -= response.seconds
      if options.timeout <= 0 {
        throw HTTPFailure(.timedOut, "the redirects of \(first) take longer than allowed")
      }
      if let credential = request.credential, next.origin != credential.origin, credential.isRepeated(in: next) {
        throw HTTPFailure(
          .redirectRefused, "\(place) redirects to \(next.origin) and puts the secret that it was shown in the address",
          advice: "let the secret travel in a header")
      }
      if response.isPeerPublic { options.reach = .publicOnly }
      if next.origin != request.url.origin { request.credential = nil }
      request.url = next
    }
  }

  private func hop(
    _ request: HTTPRequest, _ options: HTTPOptions, from first: Origin
  ) async throws(HTTPFailure) -> HTTPResponse {
    do {
      return try await transport.send(request, options)
    } catch {
      guard request.url.origin != first else { throw error }
      throw HTTPFailure(error.kind, "\(error.message), where \(first) led", advice: error.advice)
    }
  }

  /// Where an answer leads.
  private func target(of response: HTTPResponse, at url: WebAddress) throws(HTTPFailure) -> WebAddress {
    let place = url.origin.description
    let locations = Set(response.headers.all("Location"))
    guard let location = locations.first, !location.isEmpty else {
      throw HTTPFailure(.malformed, "\(place) answers \(response.status), a redirect, and does not say where to")
    }
    if locations.count > 1 { throw HTTPFailure(.malformed, "\(place) redirects to two places at once") }
    let next: WebAddress
    do {
      next = try url.resolved(location)
    } catch {
      if error.kind == .unavailable { throw error }
      throw HTTPFailure(
        .redirectRefused, "\(place) redirects to where nothing is followed: \(error.message)",
        advice: "look at the address of the source in a browser")
    }
    if url.origin.scheme == "https", next.origin.scheme != "https" {
      throw HTTPFailure(.redirectRefused, "\(place) redirects from https to http, where others can read and change it")
    }
    return next
  }
}

extension Credential {
  /// Whether an address holds the secret in whatever form, as one does that repeats the query of the request.
  fileprivate func isRepeated(in address: WebAddress) -> Bool {
    var secrets: [String]
    switch form {
    case .query(_, let value): secrets = [value]
    case .header(_, let value):
      let shown = value.split(separator: " ").last.map(String.init) ?? ""
      secrets = [shown]
      // Behind Basic stand a name and a password, which are a secret by themselves.
      if value.lowercased().hasPrefix("basic "), let pair = Base64.bytes(shown) {
        let text = String(decoding: pair, as: UTF8.self)
        secrets += [text, String(text.drop { $0 != ":" }.dropFirst())]
      }
    }
    return Redactor(secrets).redact(address.text) != address.text
  }
}
