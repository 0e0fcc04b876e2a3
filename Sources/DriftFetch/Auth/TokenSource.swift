internal import DriftProject

/// Asks a token endpoint for tokens, with the grant that the project file names.
struct TokenSource: Sendable {
  /// What is asked with.
  enum Grant: Sendable {
    case oauth2(Credentials.OAuth2)
    case jwt(Credentials.JWTBearer)
  }

  /// What is asked with.
  let grant: Grant
  /// Where.
  let endpoint: WebAddress
  let secrets: SecretReader
  let send: @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
  let now: @Sendable () -> Double

  /// A refresh token that stands in no file: what an endpoint gave in place of the one before.
  private(set) var rotated: String?

  init(
    _ grant: Grant, at endpoint: WebAddress, secrets: SecretReader,
    send: @escaping @Sendable (HTTPRequest) async throws(HTTPFailure) -> HTTPResponse,
    now: @escaping @Sendable () -> Double
  ) {
    self.grant = grant
    self.endpoint = endpoint
    self.secrets = secrets
    self.send = send
    self.now = now
  }

  /// The scopes that are asked for; with no word of others they are granted (RFC 6749, 5.1).
  var scopes: [String] {
    switch grant {
    case .oauth2(let grant): grant.scopes
    case .jwt(let grant): grant.scopes
    }
  }

  /// Asks for a token.
  func ask() async throws(FetchFailure) -> (answer: TokenAnswer, rotated: String?) {
    var shown: String?
    var request = HTTPRequest(.token, endpoint)
    request.headers.append("Content-Type", "application/x-www-form-urlencoded")
    request.headers.append("Accept", "application/json")
    var form: [(String, String)]
    switch grant {
    case .oauth2(let grant):
      switch grant.grant {
      case .clientCredentials: form = [("grant_type", "client_credentials")]
      case .refreshToken(let secret, let writesBack):
        let token = if let rotated { rotated } else { try await secrets.value(of: secret) }
        // A rotated token that cannot be kept is the end of the grant: better not to ask at all.
        try checkRoom(secret, writesBack)
        shown = token
        form = [("grant_type", "refresh_token"), ("refresh_token", token)]
      }
      if !grant.scopes.isEmpty { form.append(("scope", grant.scopes.joined(separator: " "))) }
      if let audience = grant.audience { form.append(("audience", audience)) }
      try await showClient(grant, &request, &form)
    case .jwt(let grant):
      let key = try await secrets.value(of: grant.key, .lines)
      let assertion = try Assertion.text(grant, key: key, endpoint: endpoint.text, now: now())
      secrets.tell(assertion)
      form = [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)]
    }
    request.body = Array(FormText.text(form).utf8)
    let response: HTTPResponse
    do throws(HTTPFailure) {
      response = try await send(request)
    } catch {
      throw FetchFailure(error)
    }
    var answer: TokenAnswer
    do throws(FetchFailure) {
      answer = try TokenAnswer(response, now: now())
    } catch {
      // A client that is refused is another matter than a refresh token that is.
      let isRefresh = shown != nil && error.kind.isOfCredentials
      throw isRefresh ? FetchFailure(.refresh, error.message, said: error.said, advice: error.advice) : error
    }
    secrets.tell(answer.token)
    if answer.scopes == nil, !scopes.isEmpty { answer.scopes = Set(scopes).sorted() }
    guard let fresh = answer.refreshToken, fresh != shown, shown != nil else { return (answer, nil) }
    secrets.tell(fresh)
    if let warning = keep(fresh) { answer.warnings.append(warning) }
    return (answer, fresh)
  }

  /// The client shows who it is (RFC 6749, 2.3.1).
  func showClient(
    _ grant: Credentials.OAuth2, _ request: inout HTTPRequest, _ form: inout [(String, String)]
  ) async throws(FetchFailure) {
    let id = try await secrets.value(of: grant.clientID)
    guard let reference = grant.clientSecret else {
      form.append(("client_id", id))
      return
    }
    let secret = try await secrets.value(of: reference)
    switch grant.authentication {
    case .basic:
      // Both are written as in a form first, so that a colon in the name of the client is none.
      let pair = Base64.text("\(FormText.escaped(id)):\(FormText.escaped(secret))".utf8)
      secrets.tell(pair)
      request.credential = Credential(.header(name: "Authorization", value: "Basic \(pair)"), for: request.url.origin)
    case .body: form += [("client_id", id), ("client_secret", secret)]
    }
  }

  private func checkRoom(_ secret: Credentials.Secret, _ writesBack: Bool) throws(FetchFailure) {
    guard writesBack, case .file(let path) = secret.origin, !SecretFile.isReplaceable(secrets.absolute(path)) else {
      return
    }
    throw FetchFailure(
      .setup, "the folder of the file \(Words.clean(path, atMost: 200)) cannot be written to",
      advice: "a rotated refresh token is put there: let drift's user write to it, or say that it is not to")
  }

  /// Keeps a refresh token that came in place of the one shown; a warning where it is lost with this run.
  private func keep(_ token: String) -> String? {
    guard case .oauth2(let grant) = grant, case .refreshToken(let secret, let writesBack) = grant.grant else {
      return nil
    }
    guard writesBack, case .file(let path) = secret.origin else {
      return "the token endpoint \(endpoint) gave a new refresh token, and it is kept for this run alone: "
        + "the one that is configured may be dead by the next"
    }
    do throws(SecretFile.Problem) {
      try SecretFile.replace(secrets.absolute(path), with: Array("\(token)\n".utf8))
      return nil
    } catch {
      return "the token endpoint \(endpoint) gave a new refresh token, and the file "
        + "\(Words.clean(path, atMost: 200)) \(error.message): log in anew before the next run"
    }
  }

  /// The source with a refresh token in place of the configured one.
  func rotated(to token: String?) -> TokenSource {
    var other = self
    if let token { other.rotated = token }
    return other
  }
}
