import FlyingFox
import FlyingSocks
import Foundation

/// The example's three systems behind one server on the loopback address, and what a test or a reader does to them
/// through `/control`.
public actor ExampleSystems {
  private let options: SystemsOptions
  private let now: @Sendable () -> Double
  private var controls: Controls
  private var tokens = TokenDesk()
  private var windows = RateWindow()
  private var manySystems = ManySystems()
  private var arrivals: Arrivals
  private var server: HTTPServer?
  private var isStopped = false
  private var isReportsTokenEnded = false

  /// Requests that say more are refused.
  private static let bodyLimit = 1_000_000

  /// Creates the systems; ``run(ready:)`` serves them.
  ///
  /// - Parameter now: the clock, in seconds; the machine's where there is none.
  /// - Throws: where the log cannot be written.
  public init(_ options: SystemsOptions, now: (@Sendable () -> Double)? = nil) throws {
    self.options = options
    self.now = now ?? { Date().timeIntervalSince1970 }
    controls = Controls(generation: options.generation)
    arrivals = try Arrivals(log: options.log)
  }

  /// Serves until the task is cancelled or ``stop()`` is called.
  ///
  /// - Parameter ready: is given the port once requests are answered.
  public func run(ready: @Sendable @escaping (UInt16) async throws -> Void) async throws {
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: options.port), timeout: 60 + Double(options.delay) / 1000,
      logger: .disabled, handler: ClosureHTTPHandler { [self] in await answer($0) })
    self.server = server
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [self] in
        do {
          try await server.run()
        } catch {
          // Who stops a server means that its connections end.
          guard await isStopped else { throw error }
        }
      }
      group.addTask {
        try await server.waitUntilListening()
        guard case .ip4(_, let port) = await server.listeningAddress else { return }
        try await ready(port)
      }
      // A port that is taken ends the first task, and with it the wait of the second.
      while try await group.next() != nil {}
    }
  }

  /// Stops serving.
  public func stop() async {
    isStopped = true
    await server?.stop()
  }

  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    let answer = await routed(request)
    let headers = request.headers.keys.map(\.rawValue).sorted()
    arrivals.request(request.method.rawValue, request.path, headers: headers, status: answer.statusCode.code)
    return answer
  }

  private func routed(_ request: HTTPRequest) async -> HTTPResponse {
    guard let body = await Self.body(of: request) else {
      return Answer.text(.payloadTooLarge, "more than \(Self.bodyLimit) bytes\n")
    }
    let step = request.path.split(separator: "/").first.map(String.init) ?? ""
    switch step {
    case "control": return control(request, body)
    case "hook":
      if request.method == .GET { return Answer.json(.ok, ["hooks": arrivals.hooks, "pings": arrivals.pings]) }
      arrivals.hook(request.path, type: request.headers[.contentType], body: body)
      return Answer.text(.ok, "ok\n")
    case "ping":
      arrivals.ping(request.method.rawValue, request.path)
      return Answer.text(.ok, "ok\n")
    case "many":
      await delay()
      return many(request)
    default:
      guard SystemDocuments.systems.contains(step) else { return Answer.text(.notFound, "nothing here\n") }
      await delay()
      return system(step, request, body)
    }
  }

  private func delay() async {
    guard options.delay > 0 else { return }
    // A cancelled wait answers early; the connection is going anyway.
    try? await Task.sleep(for: .milliseconds(options.delay))
  }

  /// The body; nil where it is longer than any request here.
  private static func body(of request: HTTPRequest) async -> Data? {
    var body = Data()
    do {
      for try await part in request.bodySequence {
        body.append(part)
        guard body.count <= bodyLimit else { return nil }
      }
    } catch { return nil }
    return body
  }

  // MARK: Systems

  private func system(_ system: String, _ request: HTTPRequest, _ body: Data) -> HTTPResponse {
    if controls.down.contains(system) {
      return Answer.text(.serviceUnavailable, "down for maintenance\n")
    }
    if controls.loginPage.contains(system) { return Answer.loginPage }
    if request.path == "/crm/token" { return token(request, body) }
    if request.path == "/crm/introspect" { return introspection(request, body) }
    if Self.records.contains(request.path) { return records(system, request) }
    guard let document = document(system, request) else { return Answer.text(.notFound, "nothing here\n") }
    guard request.method == .GET || request.method == .HEAD else {
      return Answer.text(.methodNotAllowed, "these systems are read\n")
    }
    if request.path == SystemDocuments.changes { return Answer.document(document, to: request) }
    if let refusal = refusal(system, request) { return refusal }
    guard let limit = controls.limit[system] else { return served(document, system, to: request) }
    let standing = windows.count(
      system, limit: limit, spent: controls.used[system] ?? 0, window: controls.window, now: now())
    var answer =
      standing.isOver ? Answer.json(.tooManyRequests, ["error": "rate limit"]) : served(document, system, to: request)
    answer.headers[HTTPHeader("X-RateLimit-Limit")] = String(limit)
    answer.headers[HTTPHeader("X-RateLimit-Remaining")] = String(standing.remaining)
    answer.headers[HTTPHeader("X-RateLimit-Reset")] = String(standing.reset)
    if standing.isOver { answer.headers[HTTPHeader("Retry-After")] = String(standing.reset) }
    return answer
  }

  /// What stands at a path; nil where nothing does.
  private func document(_ system: String, _ request: HTTPRequest) -> ServedDocument? {
    guard system != "sales" else {
      guard request.path.hasPrefix(SalesDescription.path) else { return nil }
      return SalesDescription.document(
        hidden: controls.hide[system] ?? [], readOnly: controls.readOnly[system] ?? [],
        notUnique: controls.notUnique[system] ?? [])
    }
    return SystemDocuments.document(at: request.path, generation: controls.generation[system] ?? 1)
  }

  /// Records, to be read by probes.
  private static let records: Set<String> = ["/crm/records/contacts", "/crm/records/deals", "/crm/records/notes"]

  private func records(_ system: String, _ request: HTTPRequest) -> HTTPResponse {
    if let refusal = refusal(system, request) { return refusal }
    guard !controls.refuse.contains(request.path) else {
      let text = "This operation is not allowed for \(controls.principal)"
      return Answer.refusal(.forbidden, "insufficient_scope", text, challenge: "Bearer error=\"insufficient_scope\"")
    }
    return Answer.json(.ok, ["records": [String](), "total": 0])
  }

  private func served(_ document: ServedDocument, _ system: String, to request: HTTPRequest) -> HTTPResponse {
    let hidden = system != "crm" || controls.scopes.contains(Controls.fields) ? [] : controls.hide[system] ?? []
    var answer = Answer.document(FieldHiding.hide(hidden, in: document), to: request)
    if let day = controls.sunset[system] {
      answer.headers[HTTPHeader("Deprecation")] = "@1793577600"
      answer.headers[HTTPHeader("Sunset")] = "\(day)T00:00:00Z"
      answer.headers[HTTPHeader("Link")] = "<https://\(system).example.com/v2>; rel=\"successor-version\""
    }
    return answer
  }

  /// RFC 7662, 2: what a token may do, for the client alone.
  private func introspection(_ request: HTTPRequest, _ body: Data) -> HTTPResponse {
    let client = Credentials.client
    guard request.headers[.authorization] == Credentials.basic(client.id, client.secret) else {
      return Answer.refusal(.unauthorized, "invalid_client", "who asks?", challenge: "Basic realm=\"crm\"")
    }
    switch controls.introspection {
    case .down: return Answer.text(.serviceUnavailable, "down for maintenance\n")
    case .lies: return Answer.json(.ok, ["active": false])
    case .works:
      let isGood = tokens.isGood(Credentials.form(body)["token"] ?? "", now: now())
      guard isGood else { return Answer.json(.ok, ["active": false]) }
      return Answer.json(
        .ok, ["active": true, "scope": controls.scopes.joined(separator: " "), "username": controls.principal])
    }
  }

  /// Why a request is refused; nil for one with the system's credential.
  private func refusal(_ system: String, _ request: HTTPRequest) -> HTTPResponse? {
    let sent = request.headers[.authorization]
    switch system {
    case "crm":
      guard let sent, sent.hasPrefix("Bearer ") else {
        return Answer.refusal(
          .unauthorized, "invalid_request", "a bearer token is needed", challenge: "Bearer realm=\"crm\"")
      }
      guard tokens.isGood(String(sent.dropFirst(7)), now: now()) else {
        let text = "The access token expired"
        return Answer.refusal(
          .unauthorized, "invalid_token", text,
          challenge: "Bearer realm=\"crm\", error=\"invalid_token\", error_description=\"\(text)\"")
      }
      guard controls.scopes.contains(Controls.reading) else {
        let text = "The request needs the scope \(Controls.reading)"
        return Answer.refusal(
          .forbidden, "insufficient_scope", text,
          challenge: "Bearer realm=\"crm\", error=\"insufficient_scope\", scope=\"\(Controls.reading)\"")
      }
    case "sales":
      guard sent == "Bearer \(Credentials.salesToken)" else {
        return Answer.json(
          .unauthorized, [["message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"]])
      }
    case "reports":
      guard sent == "Bearer \(Credentials.reportsToken)", !isReportsTokenEnded else {
        let text = "The access token expired"
        return Answer.refusal(
          .unauthorized, "invalid_token", text,
          challenge: "Bearer realm=\"reports\", error=\"invalid_token\", error_description=\"\(text)\"")
      }
    case "erp":
      guard sent == Credentials.basic(Credentials.user.name, Credentials.user.password) else {
        return Answer.refusal(
          .unauthorized, "unauthorized", "user or password is wrong", challenge: "Basic realm=\"erp\"")
      }
    default:
      guard request.headers[HTTPHeader("X-Api-Key")] == Credentials.key else {
        return Answer.refusal(.unauthorized, "invalid_api_key", "the key in X-Api-Key is wrong", challenge: nil)
      }
    }
    return nil
  }

  /// RFC 6749, 4.4: a token for the client's own credentials, in the header or in the form.
  private func token(_ request: HTTPRequest, _ body: Data) -> HTTPResponse {
    guard request.method == .POST else { return Answer.text(.methodNotAllowed, "tokens are asked for with POST\n") }
    let form = Credentials.form(body)
    guard form["grant_type"] == "client_credentials" else {
      return Answer.refusal(
        .badRequest, "unsupported_grant_type", "client_credentials is what there is", challenge: nil)
    }
    let client = Credentials.client
    let isClient =
      request.headers[.authorization] == Credentials.basic(client.id, client.secret)
      || (form["client_id"] == client.id && form["client_secret"] == client.secret)
    guard isClient else {
      return Answer.refusal(
        .unauthorized, "invalid_client", "no such client, or another secret", challenge: "Basic realm=\"crm\"")
    }
    var answer = Answer.json(
      .ok,
      [
        "access_token": tokens.issue(now: now(), lifetime: controls.tokenLifetime), "token_type": "Bearer",
        "expires_in": controls.tokenLifetime, "scope": controls.scopes.joined(separator: " "),
      ])
    answer.headers[.cacheControl] = "no-store"
    return answer
  }

  private func many(_ request: HTTPRequest) -> HTTPResponse {
    guard let number = ManySystems.number(in: request.path), 0..<options.many ~= number else {
      return Answer.text(.notFound, "nothing here\n")
    }
    let generation = controls.many.contains(number) ? 2 : options.generation
    return Answer.document(manySystems.document(number, generation: generation, bytes: options.bytes), to: request)
  }

  // MARK: Control

  private func control(_ request: HTTPRequest, _ body: Data) -> HTTPResponse {
    if request.path == "/control/log" {
      return HTTPResponse(statusCode: .ok, headers: [.contentType: "application/x-ndjson"], body: arrivals.lines)
    }
    guard request.path == "/control" else { return Answer.text(.notFound, "nothing here\n") }
    guard request.method == .POST else { return Answer.json(.ok, controls.shown) }
    guard let wanted = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
      return Answer.json(.badRequest, ["error": "expected an object of JSON"])
    }
    do throws(Controls.Mistake) {
      var new = wanted["reset"] as? Bool == true ? Controls(generation: options.generation) : controls
      try new.set(wanted)
      // A new limit counts from now, not from what an older one used up.
      if wanted["limit"] != nil || wanted["window"] != nil { windows = RateWindow() }
      if wanted["expire-tokens"] as? Bool == true {
        tokens.expire()
        isReportsTokenEnded = true
      }
      if wanted["reset"] as? Bool == true {
        isReportsTokenEnded = false
        tokens.expire()
        windows = RateWindow()
        arrivals.forget()
      }
      controls = new
      return Answer.json(.ok, controls.shown)
    } catch { return Answer.json(.badRequest, ["error": error.text]) }
  }
}
