import DriftFetch
import DriftModel
import DriftProject

/// A system that answers from a closure, and remembers what it was asked.
final class StubSystem: Sendable {
  typealias Answer = @Sendable (HTTPRequest, Int) async throws(HTTPFailure) -> HTTPResponse

  let requests = Recorder<HTTPRequest>()
  /// What the clock says: the last of these.
  let clock = Recorder<Double>()
  let learnt = Recorder<String>()
  let folder: String
  let variables: [String: String]
  private let answer: Answer

  /// Makes a system; `answer` is given each request and its number from 1.
  init(folder: String = "/", _ variables: [String: String] = [:], answer: @escaping Answer) {
    self.folder = folder
    self.variables = variables
    self.answer = answer
    clock.add(1_000_000)
  }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    requests.add(request)
    return try await answer(request, requests.all.count)
  }

  var now: @Sendable () -> Double { { [clock] in clock.all.last ?? 0 } }
  func pass(_ seconds: Double) { clock.add(now() + seconds) }

  var secrets: SecretReader {
    SecretReader(folder: folder, variable: { [variables] in variables[$0] }, learn: { [learnt] in learnt.add($0) })
  }

  func authenticator(_ credentials: Credentials?, at endpoint: String = "https://login.example.com/token") throws
    -> Authenticator
  {
    Authenticator(
      credentials, for: Self.origin, tokenEndpoint: try Self.rules.parse(endpoint), secrets: secrets,
      send: { request throws(HTTPFailure) in try await self.send(request) }, now: now)
  }

  func fetcher(
    _ source: HTTPSource, known: [String: Validator] = [:], secret: String? = nil
  ) throws(FetchFailure) -> SystemFetcher {
    try SystemFetcher(
      source,
      .init(
        send: { request throws(HTTPFailure) in try await self.send(request) }, rules: Self.rules, secrets: secrets,
        now: now, known: { known[$0] },
        holdsSecret: { bytes in secret.map { String(decoding: bytes, as: UTF8.self).contains($0) } ?? false },
        clean: { [learnt] text in learnt.all.reduce(text) { $0.replacing($1, with: "***") } }))
  }

  static let origin = Origin(scheme: "https", host: "crm.example.com", port: 443)

  static func secret(_ origin: Credentials.Secret.Origin) -> Credentials.Secret {
    .init(origin, place: CommandRunTests.here)
  }

  static func url(_ text: String) -> HTTPSource.URL { .init(text: text, place: CommandRunTests.here) }

  static func source(_ urls: String..., credentials: Credentials? = nil, paging: HTTPSource.Paging? = nil) -> HTTPSource
  {
    var source = HTTPSource(urls: urls.map(url), place: CommandRunTests.here)
    source.credentials = credentials
    source.paging = paging
    return source
  }

  /// An answer.
  static func response(
    _ request: HTTPRequest, _ body: String = "", status: Int = 200, _ headers: HeaderList = []
  ) -> HTTPResponse {
    HTTPResponse(status: status, headers: headers, body: Array(body.utf8), url: request.url)
  }

  /// Addresses as these tests write them.
  static let rules = AddressRules(
    parse: { text throws(HTTPFailure) in try parse(text) },
    resolve: { text, base throws(HTTPFailure) in
      if text.contains(":") { return try parse(text) }
      if text.hasPrefix("/") { return try parse("\(base.origin)\(text)") }
      let folder = base.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      return try parse("\(base.origin)\(folder)/\(text)")
    })

  static func parse(_ text: String) throws(HTTPFailure) -> WebAddress {
    guard let match = text.wholeMatch(of: #/(https?)://([a-z0-9.\-]+)(?::(\d+))?(/[^?]*)?(?:\?(.*))?/#) else {
      throw HTTPFailure(.malformed, "only http and https are spoken")
    }
    let port = match.3.flatMap { Int($0) } ?? (match.1 == "https" ? 443 : 80)
    let origin = Origin(scheme: String(match.1), host: String(match.2), port: port)
    return WebAddress(origin: origin, path: match.4.map(String.init) ?? "/", query: match.5.map(String.init))
  }
}

extension HTTPRequest {
  /// The form in the body.
  var form: [String: String] {
    String(decoding: body, as: UTF8.self).split(separator: "&").reduce(into: [:]) { all, pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      all[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
  }

  /// What is shown in the header.
  var shown: String? {
    guard case .header(_, let value)? = credential?.form else { return nil }
    return value
  }
}
