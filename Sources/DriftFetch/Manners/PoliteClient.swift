/// Sends requests as a guest does: few at once, slower before a limit is used up, again only where that may help and
/// after as long as the host asks for, and never beyond a budget.
public struct PoliteClient: Sendable {
  private let environment: FetchEnvironment
  private let gate: HostGate
  private let backoff: Backoff
  private let tries: Int

  /// Makes a client.
  ///
  /// - Parameter tries: how often one request is sent at most.
  public init(_ environment: FetchEnvironment, gate: HostGate, backoff: Backoff = .init(), tries: Int = 4) {
    self.environment = environment
    self.gate = gate
    self.backoff = backoff
    self.tries = tries
  }

  /// Sends a request, follows redirects, and tries again what may pass.
  ///
  /// - Returns: the last answer, whatever its status: one that asks for more patience than the budget has comes at once.
  public func send(
    _ request: HTTPRequest, _ options: HTTPOptions, budget: Budget
  ) async throws(HTTPFailure) -> HTTPResponse {
    var attempt = 1
    var refusals = 0
    while true {
      let result = await exchange(request, options, budget, attempt)
      if case .success(let response) = result, response.status == 429 { refusals += 1 }
      guard let wait = wait(after: result, request, attempt) else { return try finished(result, attempt, refusals) }
      if case .success(let response) = result, let asked = wait.asked {
        await gate.hold(response.url.origin, seconds: asked, now: environment.now())
      }
      guard attempt < tries, wait.seconds < budget.left, budget.takeRetry() else {
        return try finished(result, attempt, refusals)
      }
      attempt += 1
      try await sleep(wait.seconds)
    }
  }

  private func finished(
    _ result: Result<HTTPResponse, HTTPFailure>, _ attempt: Int, _ refusals: Int
  ) throws(HTTPFailure) -> HTTPResponse {
    var response = try result.get()
    response.attempts = attempt
    response.refusals = refusals
    return response
  }

  private func exchange(
    _ request: HTTPRequest, _ options: HTTPOptions, _ budget: Budget, _ attempt: Int
  ) async -> Result<HTTPResponse, HTTPFailure> {
    let hop = GatedTransport(environment: environment, gate: gate, budget: budget, attempt: attempt)
    do throws(HTTPFailure) {
      return .success(try await Redirects(hop).send(request, options))
    } catch {
      return .failure(error)
    }
  }

  private func sleep(_ seconds: Double) async throws(HTTPFailure) {
    do { try await environment.sleep(seconds) } catch {
      throw HTTPFailure(.cancelled, "the run ended while a request waited to be sent again")
    }
  }

  /// How long to wait before another try, and how much of it the host asked for; nil where none is due.
  private func wait(
    after result: Result<HTTPResponse, HTTPFailure>, _ request: HTTPRequest, _ attempt: Int
  ) -> (seconds: Double, asked: Double?)? {
    let random = environment.random()
    let own = backoff.seconds(after: attempt, random: random)
    switch result {
    case .failure(let failure):
      return Self.isWorthAnother(failure, request) ? (own, nil) : nil
    case .success(let response):
      let asked = RetryAfter.seconds(response.headers, now: environment.now())
      guard Self.isWorthAnother(response.status, request, attempt, hasAsked: asked != nil) else { return nil }
      guard let asked, asked > 0 else { return (own, nil) }
      // A little later than asked for, so that not everybody comes at the same moment.
      return (asked + random * min(1, asked / 10), asked)
    }
  }

  /// What was perhaps done already is not sent again, unless only reading was asked for: a refresh token counts once.
  private static func isWorthAnother(_ failure: HTTPFailure, _ request: HTTPRequest) -> Bool {
    request.onlyReads ? failure.isPassing : failure.kind == .noSuchHost || failure.kind == .notConnected
  }

  private static func isWorthAnother(_ status: Int, _ request: HTTPRequest, _ attempt: Int, hasAsked: Bool) -> Bool {
    switch status {
    case 429, 503: true
    // GitHub says 403 for its secondary limits, and tells by the header that it is no matter of rights.
    case 403: hasAsked
    case 408, 502, 504, 509: request.onlyReads
    case 500: request.onlyReads && attempt == 1
    default: false
    }
  }
}
