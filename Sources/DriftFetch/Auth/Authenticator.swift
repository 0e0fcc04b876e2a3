import DriftModel
public import DriftProject

/// Says who asks, for one system: reads the secrets, asks for tokens, keeps them in memory and renews them in time.
public actor Authenticator {
  private let system: String
  private let credentials: Credentials?
  private let origin: Origin
  private let secrets: SecretReader
  private let send: @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
  private let now: @Sendable () -> Double

  private var token: Held?
  private var asking: Task<Result<Held, FetchFailure>, Never>?
  /// The refresh token that was given out last, where there is one.
  private var refresh: String?
  /// What the system granted, as far as it said so.
  public private(set) var facts = AccessFacts()
  /// What a person should know: secrets over plain HTTP, a rotated token that is kept nowhere.
  public private(set) var warnings: [String] = []

  /// A token and until when it is used.
  private struct Held: Sendable {
    var token: Token
    var until: Double
  }

  /// Makes an authenticator.
  ///
  /// - Parameters:
  ///   - origin: the one origin that sees the credentials.
  ///   - send: sends a request to a token endpoint.
  ///   - now: the clock, seconds since 1970.
  public init(
    system: String, _ credentials: Credentials?, origin: Origin, secrets: SecretReader,
    now: @escaping @Sendable () -> Double,
    send: @escaping @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
  ) {
    self.system = system
    self.credentials = credentials
    self.origin = origin
    self.secrets = secrets
    self.now = now
    self.send = send
  }

  /// What to show with a request; nil where nobody asks who it is.
  ///
  /// - Throws: ``FetchFailure`` where a secret is missing, or no token is given.
  public func credential() async throws(FetchFailure) -> Credential? {
    guard let credentials else { return nil }
    if origin.scheme == "http", !origin.isLoopback {
      warn("the credentials of \(system) go over plain HTTP to \(origin)")
    }
    let name = "the key of \(system)"
    switch credentials {
    case .apiKeyHeader(let header, let secret):
      return Credential(.header(name: header, value: try await secrets.value(of: secret, name)), for: origin)
    case .apiKeyQuery(let parameter, let secret):
      return Credential(.query(name: parameter, value: try await secrets.value(of: secret, name)), for: origin)
    case .basic(let user, let password):
      let user = try await secrets.value(of: user, "the user of \(system)")
      let password = try await secrets.value(of: password, "the password of \(system)")
      guard !user.contains(":") else {
        throw FetchFailure(.setup, "the user of \(system) holds a colon, which Basic cannot send")
      }
      let text = Base64.encode("\(user):\(password)".utf8)
      secrets.keep(text)
      return Credential(.header(name: "Authorization", value: "Basic \(text)"), for: origin)
    case .bearer(let secret):
      return bearer(try await secrets.value(of: secret, "the token of \(system)"))
    case .oauth2, .jwt:
      return bearer(try await held().token.access)
    }
  }

  /// Forgets a token that was refused; true where another one can be asked for.
  public func renew() -> Bool {
    switch credentials {
    case .oauth2, .jwt:
      token = nil
      return true
    default: return false
    }
  }

  /// Takes the scopes that a system names with its answers (`X-OAuth-Scopes`).
  public func note(_ headers: HeaderList) {
    if let date = headers["Date"].flatMap({ HTTPDate.seconds($0, now: now()) }) { facts.date = date }
    guard let text = headers["X-OAuth-Scopes"] else { return }
    let scopes = text.split { $0 == "," || $0 == " " }.map { Printable.text($0, most: 200) }
    facts.scopes = Set(scopes).sorted()
  }

  private func bearer(_ token: String) -> Credential {
    Credential(.header(name: "Authorization", value: "Bearer \(token)"), for: origin)
  }

  private func warn(_ text: String) { if !warnings.contains(text) { warnings.append(text) } }

  /// The token, asked for once however many wait for it.
  private func held() async throws(FetchFailure) -> Held {
    if let token, now() < token.until { return token }
    if let asking { return try await asking.value.get() }
    let task = Task { [self] () async -> Result<Held, FetchFailure> in
      do throws(FetchFailure) {
        return .success(try await self.ask())
      } catch {
        return .failure(error)
      }
    }
    asking = task
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    asking = nil
    token = try result.get()
    return try result.get()
  }

  private func ask() async throws(FetchFailure) -> Held {
    let request: HTTPRequest
    var file: String?
    switch credentials {
    case .oauth2(let rules):
      request = try await tokenRequest(rules)
      if case .refreshToken(let secret, true) = rules.grant, case .file(let path) = secret.origin {
        file = secrets.path(path)
      }
    case .jwt(let rules): request = try await assertionRequest(rules)
    default: throw FetchFailure(.setup, "\(system) has no way to ask for a token")
    }
    let endpoint = request.url.origin
    if endpoint.scheme == "http", !endpoint.isLoopback {
      warn("secrets of \(system) go over plain HTTP to \(endpoint)")
    }
    let response: HTTPResponse
    do throws(HTTPFailure) {
      response = try await send(request)
    } catch {
      throw FetchFailure(error)
    }
    let token = try Token(response, system)
    secrets.keep(token.access)
    if let new = token.refresh { try take(refresh: new, file) }
    facts.scopes = token.scopes ?? asked
    facts.principal = token.principal
    facts.lifetime = token.lifetime
    guard !token.isSpent else {
      throw FetchFailure(.credentials, "\(endpoint) gave a token that is expired already", advice: "look at its clock")
    }
    // Renewed a little before it ends, so that none ends on its way.
    let life = Double(token.lifetime ?? 600)
    return Held(token: token, until: now() + life - min(60, life / 10))
  }

  /// The scopes that were asked for: what is granted where the answer names none (RFC 6749, 5.1).
  private var asked: [String]? {
    switch credentials {
    case .oauth2(let rules): rules.scopes.isEmpty ? nil : rules.scopes.sorted()
    case .jwt(let rules): rules.scopes.isEmpty ? nil : rules.scopes.sorted()
    default: nil
    }
  }

  private func take(refresh new: String, _ file: String?) throws(FetchFailure) {
    secrets.keep(new)
    let isRotated = refresh != nil && refresh != new
    refresh = new
    if let file {
      if isRotated { try SecretFile.replace(file, with: new) }
    } else if isRotated {
      warn(
        "\(system) gave out another refresh token, which is kept nowhere: refresh-token: { file: ... }, write-back: true"
      )
    }
  }

  private func tokenRequest(_ rules: Credentials.OAuth2) async throws(FetchFailure) -> HTTPRequest {
    let id = try await secrets.value(of: rules.clientID, "the client of \(system)")
    var secret: String?
    if let reference = rules.clientSecret {
      secret = try await secrets.value(of: reference, "the client secret of \(system)")
    }
    var form: [(String, String)] = []
    switch rules.grant {
    case .clientCredentials: form.append(("grant_type", "client_credentials"))
    case .refreshToken(let reference, _):
      if refresh == nil { refresh = try await secrets.value(of: reference, "the refresh token of \(system)") }
      form += [("grant_type", "refresh_token"), ("refresh_token", refresh ?? "")]
    }
    if !rules.scopes.isEmpty { form.append(("scope", rules.scopes.joined(separator: " "))) }
    if let audience = rules.audience { form.append(("audience", audience)) }
    var credential: Credential?
    let url = try Self.address(rules.tokenURL)
    if rules.authentication == .basic, let secret {
      // RFC 6749, 2.3.1: both are written as a form writes them, then joined.
      let text = Base64.encode("\(FormText.encoded(id)):\(FormText.encoded(secret))".utf8)
      secrets.keep(text)
      credential = Credential(.header(name: "Authorization", value: "Basic \(text)"), for: url.origin)
    } else {
      form.append(("client_id", id))
      if let secret { form.append(("client_secret", secret)) }
    }
    return Self.request(url, form, credential)
  }

  private func assertionRequest(_ rules: Credentials.JWTBearer) async throws(FetchFailure) -> HTTPRequest {
    let key = try await secrets.value(of: rules.key, "the private key of \(system)", spansLines: true)
    let assertion = try Assertion.text(rules, key: key, now: now())
    secrets.keep(assertion)
    return Self.request(
      try Self.address(rules.tokenURL),
      [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)], nil)
  }

  private static func address(_ url: HTTPSource.URL) throws(FetchFailure) -> WebAddress {
    do throws(HTTPFailure) {
      return try WebAddress(parsing: url.text)
    } catch {
      throw FetchFailure(.setup, "\(url.place.file):\(url.place.line): \(error.message)", advice: error.advice)
    }
  }

  private static func request(_ url: WebAddress, _ form: [(String, String)], _ credential: Credential?) -> HTTPRequest {
    HTTPRequest(
      .token, url,
      headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")],
      credential: credential, body: Array(FormText.of(form).utf8))
  }
}

extension Origin {
  /// Whether it is this machine, so that nothing crosses a network.
  var isLoopback: Bool { host == "localhost" || host.hasPrefix("127.") || host == "[::1]" }
}
