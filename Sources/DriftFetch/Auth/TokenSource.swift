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

  /// Asks for a token. Several that use one file are asked one after the other: what one is given is what the next shows.
  func ask() async throws(FetchFailure) -> (answer: TokenAnswer, rotated: String?) {
    guard let path = keptPath, rotated == nil else { return try await askNow() }
    let hold: SecretHold
    do throws(SecretFile.Problem) {
      hold = try await SecretHold.take(secrets.absolute(path))
    } catch {
      throw FetchFailure(.setup, "the file \(Words.clean(path, atMost: 200)) \(error.message)", advice: error.advice)
    }
    do throws(FetchFailure) {
      let result = try await askNow()
      hold.end()
      return result
    } catch {
      hold.end()
      throw error
    }
  }

  /// Where another refresh token is put in place of the one that is shown; nil where it is not kept.
  private var keptPath: String? {
    guard case .oauth2(let grant) = grant, case .refreshToken(let secret, true) = grant.grant,
      case .file(let path) = secret.origin
    else { return nil }
    return path
  }

  private func askNow() async throws(FetchFailure) -> (answer: TokenAnswer, rotated: String?) {
    var shown: String?
    var room: SecretFile.Room?
    var request = HTTPRequest(.token, endpoint)
    request.headers.append("Content-Type", "application/x-www-form-urlencoded")
    request.headers.append("Accept", "application/json")
    var form: [(String, String)]
    switch grant {
    case .oauth2(let grant):
      switch grant.grant {
      case .clientCredentials: form = [("grant_type", "client_credentials")]
      case .refreshToken(let secret, _):
        let token = if let rotated { rotated } else { try await secrets.value(of: secret) }
        // A rotated token that cannot be kept is the end of the grant: better not to ask at all.
        room = try self.room()
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
      answer = try TokenAnswer(response, now: now()) { secrets.tell($0) }
    } catch {
      var failure = error
      if case .jwt = grant, failure.kind.isOfCredentials {
        // There is neither a login nor a secret of the client that could have ended.
        (failure.kind, failure.advice) = (.credentials, Advice.refusedAssertion)
      }
      guard shown != nil else { throw failure }
      // A client that is refused is another matter than a refresh token that is.
      if failure.kind.isOfCredentials {
        failure.kind = .refresh
      } else if (200...299).contains(response.status) {
        failure.advice += (failure.advice.isEmpty ? "" : "; ") + "the refresh token that was shown is perhaps used up"
      }
      throw failure
    }
    if answer.scopes == nil, !scopes.isEmpty { answer.scopes = Set(scopes).sorted() }
    guard let fresh = answer.refreshToken, fresh != shown, shown != nil else { return (answer, nil) }
    if let warning = keep(fresh, in: room) {
      answer.warnings.append(warning)
      return (answer, fresh)
    }
    // It stands in the file, where whoever asks next reads it.
    return (answer, nil)
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

  /// Room for a new refresh token beside the file, made sure of before the one that is there is spent.
  private func room() throws(FetchFailure) -> SecretFile.Room? {
    guard let path = keptPath else { return nil }
    do throws(SecretFile.Problem) {
      return try SecretFile.Room(for: secrets.absolute(path), bytes: SecretFile.maxBytes)
    } catch {
      throw FetchFailure(
        .setup, "beside the file \(Words.clean(path, atMost: 200)) nothing \(error.message)",
        advice: "a rotated refresh token is put there: make room and let drift's user write to the folder, or say that "
          + "it is not to")
    }
  }

  /// Keeps a refresh token that came in place of the one shown; a warning where it is lost with this run.
  private func keep(_ token: String, in room: SecretFile.Room?) -> String? {
    guard let room else {
      return "the token endpoint \(endpoint) gave a new refresh token, and it is kept for this run alone: "
        + "the one that is configured may be dead by the next"
    }
    do throws(SecretFile.Problem) {
      try room.fill(Array("\(token)\n".utf8))
      return nil
    } catch {
      return "the token endpoint \(endpoint) gave a new refresh token, and the file "
        + "\(Words.clean(keptPath ?? "", atMost: 200)) \(error.message): log in anew before the next run"
    }
  }

  /// The source with a refresh token in place of the configured one.
  func rotated(to token: String?) -> TokenSource {
    var other = self
    if let token { other.rotated = token }
    return other
  }
}
