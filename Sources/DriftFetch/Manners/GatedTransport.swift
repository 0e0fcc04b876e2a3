/// One exchange after the other through the gate of its host, within a budget, with one line in the log.
struct GatedTransport: HTTPTransport {
  let environment: FetchEnvironment
  let gate: HostGate
  let budget: Budget
  let attempt: Int

  func send(_ request: HTTPRequest, _ options: HTTPOptions) async throws(HTTPFailure) -> HTTPResponse {
    let origin = request.url.origin
    guard await gate.enter(origin) else { throw Self.ended }
    let result = await inside(request, options)
    await gate.leave(origin)
    return try result.get()
  }

  private func inside(_ request: HTTPRequest, _ options: HTTPOptions) async -> Result<HTTPResponse, HTTPFailure> {
    do throws(HTTPFailure) {
      try await waitForTurn(request.url.origin)
      var options = options
      let left = budget.left
      let isBound = left < options.timeout
      options.timeout = min(options.timeout, left)
      if options.timeout <= 0 {
        throw HTTPFailure(
          .cancelled, "\(budget.words) was used up before \(request.url.origin) was asked", advice: budget.advice)
      }
      let response = try await send(request, options, isBoundByBudget: isBound)
      let limits = RateLimit.read(response.headers, now: environment.now())
      await gate.heed(limits, request.url.origin, now: environment.now())
      log(request, "\(response.status), \(response.body.count) bytes, \(Self.rounded(response.seconds)) s")
      return .success(response)
    } catch {
      log(request, error.message)
      return .failure(error)
    }
  }

  /// Sends it. Where the budget left it less time than an answer may take, the budget is what was too short.
  private func send(
    _ request: HTTPRequest, _ options: HTTPOptions, isBoundByBudget: Bool
  ) async throws(HTTPFailure) -> HTTPResponse {
    do throws(HTTPFailure) {
      return try await environment.transport.send(request, options)
    } catch {
      guard error.kind == .timedOut, isBoundByBudget, !budget.name.isEmpty else { throw error }
      throw HTTPFailure(
        .timedOut, "\(request.url.origin) did not answer before \(budget.words) was used up", advice: budget.advice)
    }
  }

  /// Waits where a limit is near. A wait that goes beyond the budget is not begun: the answer will say what is to be said.
  private func waitForTurn(_ origin: Origin) async throws(HTTPFailure) {
    let wait = await gate.turn(origin, now: environment.now())
    guard wait > 0, wait < budget.left else { return }
    do { try await environment.sleep(wait) } catch { throw Self.ended }
  }

  private func log(_ request: HTTPRequest, _ outcome: String) {
    // The whole address of a webhook or of a ping is a secret.
    let isOpen = request.purpose != .notice && request.purpose != .ping
    let place = isOpen ? request.url.description : request.url.origin.description
    environment.log("\(request.method) \(place): \(outcome)" + (attempt > 1 ? ", try \(attempt)" : ""))
  }

  private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

  private static var ended: HTTPFailure {
    .init(.cancelled, "the run ended while a request waited for its turn")
  }
}

extension Budget {
  /// What it is called, as a part of a sentence.
  fileprivate var words: String { name.isEmpty ? "the time for it" : name }

  /// What helps where it was too short.
  fileprivate var advice: String {
    name.isEmpty
      ? "" : "raise \(name.hasPrefix("run.") ? name : "budget of the source"), or see why the system is that slow"
  }
}
