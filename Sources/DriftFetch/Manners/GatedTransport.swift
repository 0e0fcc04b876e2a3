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
      options.timeout = min(options.timeout, budget.left)
      if options.timeout <= 0 {
        throw HTTPFailure(.cancelled, "the time for this system was up before \(request.url.origin) was asked")
      }
      let response = try await environment.transport.send(request, options)
      let limits = RateLimit.read(response.headers, now: environment.now())
      await gate.heed(limits, request.url.origin, now: environment.now())
      log(request, "\(response.status), \(response.body.count) bytes, \(Self.rounded(response.seconds)) s")
      return .success(response)
    } catch {
      log(request, error.message)
      return .failure(error)
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
