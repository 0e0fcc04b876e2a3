public import DriftProject

/// Shows one system who asks. Tokens are asked for when they are needed, kept in memory, and renewed before they end.
public actor Authenticator {
  /// What is shown, and which one it is: a renewed one has a higher number.
  public struct Issued: Sendable {
    /// What is shown; nil for an origin that it is not for, and where nothing is shown at all.
    public var credential: Credential?
    /// Counts from 1.
    public var number: Int
  }

  /// What cannot go on for ever: a server that refuses each token that it gave.
  private static let mostRenewals = 50

  private let credentials: Credentials?
  private let origin: Origin
  private let secrets: SecretReader
  private let now: @Sendable () -> Double
  private var source: TokenSource?
  private var current: Held?
  private var pending: Task<Result<Held, FetchFailure>, Never>?
  /// The last that a system took.
  private var accepted = 0
  private var number = 0

  /// What the system granted, as far as it said so.
  public private(set) var facts = AccessFacts()
  /// What is not as it should be, and was done all the same; without secrets.
  public private(set) var warnings: [String] = []

  private struct Held: Sendable {
    var form: Credential.Form
    var number: Int
    /// When another is asked for, seconds since 1970; nil for never.
    var renewal: Double?
    var answer: TokenAnswer?
    var source: TokenSource?
    /// What a token that somebody made says of itself.
    var claims: TokenClaims?
  }

  /// Makes an authenticator.
  ///
  /// - Parameters:
  ///   - credentials: How to show who asks; nil where nothing is shown.
  ///   - origin: To whom it is shown, and to nobody else: that of the system's first address.
  ///   - tokenEndpoint: Where tokens are asked for; nil for credentials that need none.
  ///   - secrets: Reads secrets, and is told those that are made on the way.
  ///   - send: Sends a request for a token, without following a redirect.
  ///   - now: The clock, seconds since 1970.
  public init(
    _ credentials: Credentials?, for origin: Origin, tokenEndpoint: WebAddress? = nil, secrets: SecretReader,
    send: @escaping @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse,
    now: @escaping @Sendable () -> Double
  ) {
    self.credentials = credentials
    self.origin = origin
    self.secrets = secrets
    self.now = now
    let grant: TokenSource.Grant? =
      switch credentials {
      case .oauth2(let grant): .oauth2(grant)
      case .jwt(let grant): .jwt(grant)
      default: nil
      }
    if let grant, let tokenEndpoint {
      source = TokenSource(grant, at: tokenEndpoint, secrets: secrets, send: send, now: now)
      if !tokenEndpoint.origin.isPrivate {
        warnings.append("secrets are sent to the token endpoint \(tokenEndpoint) without encryption: use https")
      }
    }
    if credentials != nil, !origin.isPrivate {
      warnings.append("credentials are sent to \(origin) without encryption: use https")
    }
  }

  /// What to show to an origin.
  ///
  /// - Throws: ``FetchFailure`` where a secret is not there or no token is given.
  public func issued(for other: Origin) async throws(FetchFailure) -> Issued {
    guard let credentials, other == origin else { return Issued(credential: nil, number: 0) }
    let held = try await held(credentials)
    return Issued(credential: Credential(held.form, for: origin), number: held.number)
  }

  /// Takes note that a system took what was shown.
  public func accept(_ issued: Issued) { accepted = max(accepted, issued.number) }

  /// Takes note that a system refused what was shown.
  ///
  /// - Returns: Whether another one may be had: not where the one refused was never taken and came in place of another that
  ///   was refused.
  public func refuse(_ issued: Issued) -> Bool {
    guard issued.number > 0, isRenewable else { return false }
    // Somebody else was refused before, and another one is there already.
    if let current, current.number > issued.number { return true }
    if pending != nil { return true }
    guard number < Self.mostRenewals, accepted >= issued.number || issued.number == 1 else { return false }
    current = nil
    return true
  }

  /// Reads what an answer says of access beside its document.
  public func note(_ response: HTTPResponse, isProbe: Bool = false) {
    if let date = response.headers["Date"].flatMap({ HTTPDate.seconds($0, now: now()) }) { facts.date = date }
    facts.notes.take(response, now: now(), isProbe: isProbe)
    facts.ends = facts.notes.tokenEnds ?? facts.ends
    // A header that comes twice is one list (RFC 9110, 5.3).
    let scopes = response.headers.all("X-OAuth-Scopes")
    if !scopes.isEmpty { facts.scopes = ScopeList.read(scopes.joined(separator: ",")) }
  }

  /// Takes what came of the probes.
  func take(_ probes: [ProbeOutcome]) { facts.probes = probes }

  /// Takes what an introspection endpoint said.
  func take(_ said: IntrospectionAnswer) {
    facts.introspection = said.state
    guard said.state == .active else { return }
    facts.scopes = said.scopes ?? facts.scopes
    facts.take(said.identity)
    facts.isPerson = said.isPerson ?? facts.isPerson
    if !isAskedFor { facts.ends = said.ends ?? facts.ends }
  }

  /// The token that is shown, and what the client shows of itself; nil where what is shown is none.
  func token() async throws(FetchFailure) -> String? {
    switch credentials {
    case .bearer, .oauth2, .jwt:
      guard case .header(_, let value)? = try await issued(for: origin).credential?.form else { return nil }
      return String(value.dropFirst("Bearer ".count))
    case .apiKeyHeader, .apiKeyQuery, .basic, nil: return nil
    }
  }

  /// Asks an introspection endpoint of a token. The client shows itself as it does to the token endpoint; one without a
  /// secret shows the token.
  func introspect(
    _ token: String, at endpoint: WebAddress,
    send: @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
  ) async throws(FetchFailure) -> HTTPResponse {
    if !endpoint.origin.isPrivate {
      warn("the token is sent to the introspection endpoint \(endpoint) without encryption: use https")
    }
    var request = HTTPRequest(.token, endpoint)
    request.headers.append("Content-Type", "application/x-www-form-urlencoded")
    request.headers.append("Accept", "application/json")
    var form = [("token", token), ("token_type_hint", "access_token")]
    if case .oauth2(let grant) = credentials, grant.clientSecret != nil, let source {
      try await source.showClient(grant, &request, &form)
    } else {
      request.credential = Credential(.header(name: "Authorization", value: "Bearer \(token)"), for: endpoint.origin)
    }
    request.body = Array(FormText.text(form).utf8)
    do throws(HTTPFailure) {
      return try await send(request)
    } catch {
      throw FetchFailure(error)
    }
  }

  private func warn(_ text: String) {
    if !warnings.contains(text) { warnings.append(text) }
  }

  /// Whether tokens are asked for, so that one that ends is no news.
  private var isAskedFor: Bool { source != nil }

  /// Whether there is another one to be had: a token that is asked for, or a secret that may have been changed meanwhile.
  private var isRenewable: Bool {
    switch credentials {
    case .oauth2, .jwt: true
    case .bearer(let secret), .apiKeyHeader(_, let secret), .apiKeyQuery(_, let secret):
      switch secret.origin {
      case .file, .command: true
      case .literal, .environment: false
      }
    case .basic, nil: false
    }
  }

  /// What is held, or asked for: by one for all that wait for it.
  private func held(_ credentials: Credentials) async throws(FetchFailure) -> Held {
    if let current, current.renewal.map({ now() < $0 }) ?? true { return current }
    let task: Task<Result<Held, FetchFailure>, Never>
    if let pending {
      task = pending
    } else {
      number += 1
      task = Task { [number, source, secrets, now] in
        do throws(FetchFailure) {
          return .success(try await Self.make(credentials, number, source, secrets, now))
        } catch {
          return .failure(error)
        }
      }
      pending = task
    }
    let result = await task.value
    if pending == task { take(result) }
    return try result.get()
  }

  private func take(_ result: Result<Held, FetchFailure>) {
    pending = nil
    guard case .success(let held) = result else { return }
    current = held
    source = held.source
    if let claims = held.claims {
      facts.scopes = claims.scopes ?? facts.scopes
      facts.take(claims.identity)
      facts.isPerson = claims.isPerson ?? facts.isPerson
      facts.ends = claims.expires
      if let issued = claims.issued, let expires = claims.expires, expires > issued, expires - issued < 1e9 {
        facts.lifetime = Int(expires - issued)
      }
    }
    guard let answer = held.answer else { return }
    facts.scopes = answer.scopes
    facts.tokenScopes = answer.saidScopes
    facts.take(answer.identity)
    facts.isPerson = answer.isPerson ?? facts.isPerson
    facts.lifetime = answer.lifetime
    for warning in answer.warnings { warn(warning) }
  }

  private static func make(
    _ credentials: Credentials, _ number: Int, _ source: TokenSource?, _ secrets: SecretReader,
    _ now: @Sendable () -> Double
  ) async throws(FetchFailure) -> Held {
    func held(_ form: Credential.Form) -> Held { Held(form: form, number: number) }
    switch credentials {
    case .apiKeyHeader(let name, let secret):
      return held(.header(name: name, value: try await secrets.value(of: secret)))
    case .apiKeyQuery(let name, let secret): return held(.query(name: name, value: try await secrets.value(of: secret)))
    case .bearer(let secret):
      let token = try await secrets.value(of: secret)
      var held = held(.header(name: "Authorization", value: "Bearer \(token)"))
      held.claims = TokenClaims(token)
      return held
    case .basic(let user, let password):
      let name = try await secrets.value(of: user)
      guard !name.contains(":") else {
        throw FetchFailure(.setup, "the user's name holds a colon, and Basic cannot send it (RFC 7617, 2)")
      }
      let pair = Base64.text("\(name):\(try await secrets.value(of: password))".utf8)
      secrets.tell(pair)
      return held(.header(name: "Authorization", value: "Basic \(pair)"))
    case .oauth2, .jwt:
      guard let source else {
        throw FetchFailure(.setup, "there is no token endpoint to ask", advice: "name it: token-url")
      }
      let asked = now()
      let (answer, rotated) = try await source.ask()
      var held = held(.header(name: "Authorization", value: "Bearer \(answer.token)"))
      // Counted from before it was asked for: the way takes time too.
      held.renewal = answer.lifetime.map { asked + Double($0) - min(60, Double($0) / 10) }
      held.answer = answer
      held.source = source.rotated(to: rotated)
      return held
    }
  }
}
