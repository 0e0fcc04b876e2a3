internal import DriftModel
public import DriftProject

/// Fetches one text that is no schema: a feed, a page of changes.
public struct TextFetcher: Sendable {
  /// What came.
  public struct Fetched: Sendable {
    /// The bytes; nil where the host said that nothing changed.
    public var bytes: [UInt8]?
    /// The encoding that HTTP names, empty where it names none.
    public var charset = ""
    /// Where it came from in the end: what references in it count from.
    public var address = ""
    /// What to show the next time so that nothing comes twice.
    public var validator: Validator?
    /// What is not as it should be and was done all the same: a secret that went over plain HTTP.
    public var warnings: [String] = []

    /// Makes what came.
    public init(bytes: [UInt8]?, charset: String = "", address: String = "", validator: Validator? = nil) {
      (self.bytes, self.charset, self.address, self.validator) = (bytes, charset, address, validator)
    }
  }

  private let source: HTTPSource
  private let around: SystemFetcher.Surroundings
  private let isPage: Bool
  private let address: WebAddress
  private let authenticator: Authenticator

  /// A page with a field for a password is one to log in on where it is no longer than this; longer ones offer it beside
  /// what they say.
  private static let longestLogin = 20_000

  /// Makes a fetcher of the first address of a source; a page for people is taken where `isPage`.
  ///
  /// - Throws: ``FetchFailure`` where an address of the source is none.
  public init(_ source: HTTPSource, isPage: Bool, _ around: SystemFetcher.Surroundings) throws(FetchFailure) {
    self.source = source
    self.isPage = isPage
    self.around = around
    func parse(_ url: HTTPSource.URL?) throws(FetchFailure) -> WebAddress {
      guard let url else { throw FetchFailure(.setup, "the change log has no address") }
      do throws(HTTPFailure) {
        return try around.rules.parse(url.text)
      } catch {
        throw FetchFailure(.setup, "the address cannot be used: \(error.message)", advice: error.advice)
      }
    }
    address = try parse(source.urls.first)
    let endpoint: WebAddress? =
      switch source.credentials {
      case .oauth2(let grant): try parse(grant.tokenURL)
      case .jwt(let grant): try parse(grant.tokenURL)
      default: nil
      }
    authenticator = Authenticator(
      source.credentials, for: address.origin, tokenEndpoint: endpoint, secrets: around.secrets, send: around.send,
      now: around.now)
  }

  /// The text, or the word that it did not change since the one that is known.
  public func fetch(known: Validator?) async throws(FetchFailure) -> Fetched {
    do throws(FetchFailure) {
      var fetched = try taken(try await exchange(known), known)
      fetched.warnings = await authenticator.warnings.map(around.clean)
      return fetched
    } catch {
      throw error.mapped(around.clean)
    }
  }

  private func exchange(_ known: Validator?) async throws(FetchFailure) -> HTTPResponse {
    let issued = try await authenticator.issued(for: address.origin)
    var request = HTTPRequest(.document, address, credential: issued.credential)
    request.headers.append(
      "Accept",
      isPage
        ? "text/html, text/markdown, text/plain;q=0.9, */*;q=0.5"
        : "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
    if let known, known.url == address.text {
      for (name, value) in known.conditions { request.headers.append(name, value) }
    }
    do throws(HTTPFailure) {
      return try await around.send(request)
    } catch {
      throw FetchFailure(error)
    }
  }

  private func taken(_ response: HTTPResponse, _ known: Validator?) throws(FetchFailure) -> Fetched {
    if response.status == 304, known?.conditions.isEmpty == false { return Fetched(bytes: nil) }
    guard (200..<300).contains(response.status), response.status != 206, !response.body.isEmpty else {
      throw AnswerCheck.failure(of: response) ?? FetchFailure(.answer, "\(response.url) sent nothing")
    }
    let start = BodyStart(response.body)
    let isTaken =
      switch start.page {
      case .login: isPage && response.body.count > Self.longestLogin
      case .maintenance, .guarded: false
      case .other: isPage
      }
    if start.isHTML, !isTaken, let failure = AnswerCheck.failure(of: response) { throw failure }
    guard !around.holdsSecret(response.body) else {
      throw FetchFailure(
        .answer, "what \(response.url) sent holds one of the secrets in use, and is not kept",
        advice: "see why it repeats it, and renew the secret")
    }
    return Fetched(
      bytes: response.body, charset: Self.charset(response.headers["Content-Type"] ?? ""), address: response.url.text,
      validator: Validator(of: response, url: address.text, digest: Validator.digest(of: response.body)))
  }

  /// What a program writes.
  ///
  /// - Throws: ``FetchFailure`` where it fails, takes too long or writes too much.
  public static func output(of source: CommandSource, folder: String) async throws(FetchFailure) -> Fetched {
    let bytes = try await CommandRun.output(
      of: source.arguments, folder: folder,
      .init(timeout: Double(source.timeout), maxBytes: source.maxBytes))
    return Fetched(bytes: bytes)
  }

  private static func charset(_ type: String) -> String {
    for parameter in type.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "charset" else { continue }
      return parts[1].filter { $0 != "\"" && $0 != " " }.lowercased()
    }
    return ""
  }
}
