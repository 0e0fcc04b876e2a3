import DriftTestSupport
import Testing

@testable import DriftFetch

@Suite("Retries and waits")
struct PoliteClientTests {
  /// Answers in turn: a status with headers, or nothing for a connection that breaks. The last goes on.
  static func server(_ answers: [(status: String, headers: [String])?]) throws -> RawServer {
    let turn = Locked(0)
    return try RawServer { connection in
      while connection.next() != nil {
        let index = turn.with { turn in
          defer { turn += 1 }
          return min(turn, answers.count - 1)
        }
        guard let answer = answers[index] else { return }
        connection.reply(answer.status, "{}", answer.headers)
      }
    }
  }

  struct Outcome {
    var result: Result<HTTPResponse, HTTPFailure>
    var world: World
    var asked: Int
  }

  static func run(
    _ answers: [(status: String, headers: [String])?], purpose: HTTPRequest.Purpose = .document, budget: Double = 600,
    retries: Int = 12
  ) async throws -> Outcome {
    let server = try server(answers)
    let world = World()
    let client = PoliteClient(world.environment(Client.transport), gate: HostGate())
    let request = HTTPRequest(purpose, try WebAddress(parsing: server.url("/a?key=s3cret")))
    let options = HTTPOptions(timeout: 1)
    let result: Result<HTTPResponse, HTTPFailure>
    do throws(HTTPFailure) {
      result = .success(try await client.send(request, options, budget: world.budget(budget, retries: retries)))
    } catch {
      result = .failure(error)
    }
    return .init(result: result, world: world, asked: server.log.count)
  }

  static let good: (status: String, headers: [String])? = ("200 OK", [])

  @Test("what may pass is asked for again, after a random part of a doubling span")
  func passing() async throws {
    for answer in [("503 No", []), ("429 No", []), ("502 No", []), ("504 No", []), ("408 No", []), nil]
      as [(status: String, headers: [String])?]
    {
      let outcome = try await Self.run([answer, answer, Self.good])
      #expect(outcome.result.summary == "200 {}", "\(String(describing: answer))")
      #expect(outcome.world.naps == [0.5, 1])
      #expect(outcome.asked == 3)
      #expect(try outcome.result.get().attempts == 3)
    }
  }

  @Test(
    "what will not pass is asked for once", arguments: ["400 No", "401 No", "403 No", "404 No", "410 No", "501 No"])
  func lasting(status: String) async throws {
    let outcome = try await Self.run([(status, [])])
    #expect(outcome.result.summary.hasPrefix(status.prefix(3)))
    #expect(outcome.asked == 1 && outcome.world.naps.isEmpty)
  }

  @Test("an error of the server is asked about once more, a refusal four times in all")
  func givenUp() async throws {
    #expect(try await Self.run([("500 No", [])]).asked == 2)
    let refused = try await Self.run([("503 No", [])])
    #expect(refused.asked == 4)
    #expect(refused.result.summary == "503 {}")
    #expect(try await Self.run([("503 No", [])], retries: 1).asked == 2)
    #expect(try await Self.run([nil]).result.failure?.kind == .cutShort)
  }

  @Test("Retry-After is kept, also with 403")
  func retryAfter() async throws {
    for status in ["429 No", "503 No", "403 No"] {
      let outcome = try await Self.run([(status, ["Retry-After: 20"]), Self.good])
      #expect(outcome.result.summary == "200 {}")
      #expect(outcome.world.naps == [20.5], "\(status)")
    }
    for text in ["garbage", "-5", "0"] {
      #expect(try await Self.run([("429 No", ["Retry-After: \(text)"]), Self.good]).world.naps == [0.5], "\(text)")
    }
  }

  @Test("a wait beyond the budget is not begun", arguments: ["700", "99999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
  func beyond(wait: String) async throws {
    let outcome = try await Self.run([("429 No", ["Retry-After: \(wait)"]), Self.good])
    #expect(outcome.result.summary == "429 {}")
    #expect(outcome.world.naps.isEmpty && outcome.asked == 1)
  }

  @Test("nothing is asked when the time is up")
  func over() async throws {
    let outcome = try await Self.run([Self.good], budget: 0)
    #expect(outcome.result.failure?.kind == .cancelled)
    #expect(outcome.asked == 0)
  }

  @Test("what is sent is sent again only where it surely was not taken")
  func posts() async throws {
    #expect(try await Self.run([nil, Self.good], purpose: .token).asked == 1)
    #expect(try await Self.run([("500 No", []), Self.good], purpose: .token).asked == 1)
    #expect(try await Self.run([("502 No", []), Self.good], purpose: .notice).asked == 1)
    #expect(try await Self.run([("429 No", []), Self.good], purpose: .token).asked == 2)
  }

  @Test("requests slow down before a limit is used up")
  func limits() async throws {
    let server = try Self.server([
      ("200 OK", ["X-RateLimit-Limit: 100", "X-RateLimit-Remaining: 4", "X-RateLimit-Reset: 40"]), Self.good,
    ])
    let world = World()
    let client = PoliteClient(world.environment(Client.transport), gate: HostGate())
    let request = HTTPRequest(.document, try WebAddress(parsing: server.url()))
    for _ in 0..<3 { _ = try await client.send(request, .init(timeout: 1), budget: world.budget()) }
    #expect(world.naps == [10, 10])
    // Where the wait is longer than the time that is left, the system may say so itself.
    let used = try Self.server([
      ("200 OK", ["X-RateLimit-Limit: 100", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 4000"]),
      ("429 No", ["Retry-After: 4000"]),
    ])
    let next = HTTPRequest(.document, try WebAddress(parsing: used.url()))
    let before = world.naps.count
    _ = try await client.send(next, .init(timeout: 1), budget: world.budget())
    #expect(try await client.send(next, .init(timeout: 1), budget: world.budget()).status == 429)
    #expect(world.naps.count == before)
  }

  @Test("one that was refused makes all wait for that host, and for no other")
  func hostWaits() async throws {
    let gate = HostGate()
    let busy = Origin(scheme: "https", host: "busy.example", port: 443)
    let idle = Origin(scheme: "https", host: "idle.example", port: 443)
    await gate.hold(busy, seconds: 30, now: 100)
    #expect(await gate.turn(busy, now: 110) == 20)
    #expect(await gate.turn(idle, now: 110) == 0)
    #expect(await gate.turn(busy, now: 131) == 0)
  }

  @Test("a host gets so many at once, in the order of their coming", arguments: [1, 2, 5])
  func gate(perHost: Int) async throws {
    let inside = Locked((now: 0, most: 0))
    let server = try RawServer { connection in
      while connection.next() != nil {
        inside.with {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        _ = connection.wait(0.03)
        inside.with { $0.now -= 1 }
        connection.reply()
      }
    }
    let world = World()
    let client = PoliteClient(world.environment(Client.transport), gate: HostGate(perHost: perHost))
    let request = HTTPRequest(.document, try WebAddress(parsing: server.url()))
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask { try await client.send(request, .init(timeout: 5), budget: world.budget()).status }
      }
      for try await status in group { #expect(status == 200) }
    }
    #expect(inside.with { $0.most } == perHost)
  }

  @Test("who gives up while waiting for a place takes none")
  func gateGivesUp() async throws {
    let gate = HostGate(perHost: 1)
    let origin = Origin(scheme: "http", host: "a.example", port: 80)
    #expect(await gate.enter(origin))
    let waiting = Task { await gate.enter(origin) }
    try await Task.sleep(for: .milliseconds(20))
    waiting.cancel()
    #expect(await waiting.value == false)
    await gate.leave(origin)
    #expect(await gate.enter(origin))
  }

  @Test("the log has a line a request, and no secret")
  func log() async throws {
    let outcome = try await Self.run([("503 No", []), Self.good])
    let place = try outcome.result.get().url.origin
    #expect(outcome.world.log.count == 2)
    #expect(outcome.world.log.first?.hasPrefix("GET \(place)/a?…: 503, 2 bytes, 0.") == true, "\(outcome.world.log)")
    #expect(outcome.world.log.last?.hasSuffix(" s, try 2") == true)
    let notice = try await Self.run([Self.good], purpose: .notice)
    #expect(notice.world.log.first?.hasPrefix("POST http://127.0.0.1:") == true)
    #expect(notice.world.log.first?.contains("/a") == false)
    for line in outcome.world.log + notice.world.log { #expect(!line.contains("s3cret")) }
  }
}
