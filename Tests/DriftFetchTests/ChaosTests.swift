import DriftTestSupport
import Foundation
import Testing

@testable import DriftFetch

@Suite("The chaos server", .serialized)
struct ChaosTests {
  /// Sends one request as the nightly does; waits pass by a clock of the test.
  static func get(
    _ url: String, credential: Credential.Form? = nil, options: HTTPOptions = .init(timeout: 0.7, maxBytes: 20_000_000),
    on transport: any HTTPTransport = Client.transport
  ) async -> Result<HTTPResponse, HTTPFailure> {
    let world = World()
    let client = PoliteClient(world.environment(transport), gate: HostGate())
    do throws(HTTPFailure) {
      let address = try WebAddress(parsing: url)
      let request = HTTPRequest(.document, address, credential: credential.map { Credential($0, for: address.origin) })
      return .success(try await client.send(request, options, budget: world.budget()))
    } catch {
      return .failure(error)
    }
  }

  /// nil, after one line on the screen, where the library is not there.
  static func transport(_ library: String) -> CurlTransport? {
    if library.isEmpty { return CurlTransport(userAgent: "drift/test", variable: { _ in nil }) }
    if let named = try? CurlLibrary(names: [library]) {
      return CurlTransport(userAgent: "drift/test", variable: { _ in nil }, network: .init(), library: named)
    }
    print("SKIPPED the chaos server by \(library): it is not there")
    return nil
  }

  static func outcome(_ result: Result<HTTPResponse, HTTPFailure>) -> String {
    switch result {
    case .success(let response): "\(response.status)"
    case .failure(let failure): "\(failure.kind)"
    }
  }

  /// The libraries that a machine may have; each has its own TLS.
  static let libraries = ["", "libcurl-gnutls.so.4"]

  @Test(
    "every path of one exchange ends as the table has it, whichever library sends it", .timeLimit(.minutes(3)),
    arguments: libraries)
  func rows(library: String) async throws {
    guard let transport = Self.transport(library) else { return }
    guard let server = try ChaosServer.started(for: "the paths of the chaos server") else { return }
    var table = ""
    let growth = try await ResidentMemory.growth {
      // What waits for its time is the same in all.
      for row in library.isEmpty ? ChaosRows.all : ChaosRows.all.filter({ $0.expected != "timedOut" }) {
        let isCounted = row.requests != nil && library.isEmpty
        if isCounted { try await server.reset() }
        let start = ContinuousClock.now
        let result = await Self.get(server.url(row.path), on: transport)
        let took = start.duration(to: .now)
        let outcome = Self.outcome(result)
        let isExpected = row.expected.split(separator: "|").contains { $0 == outcome }
        #expect(isExpected, "\(row.path): \(outcome), \(result.failure?.message ?? "")")
        let asked = isCounted ? try await server.log().count : nil
        if isCounted { #expect(asked == row.requests, "\(row.path)") }
        table += "| `\(row.path)` | \(outcome) | \(asked ?? 0) | \(took) | \(result.failure?.message ?? "") |\n"
        if let failure = result.failure { #expect(!failure.message.utf8.contains { $0 < 0x20 }) }
      }
    }
    #expect(growth < 300 << 20)
    if SharedData.effort > 1 { print(table) }
  }

  @Test(
    "no credential reaches another origin",
    arguments: [
      "other", "other-back", "scheme-relative", "two", "userinfo", "tls", "spelling?other=1", "spelling?how=name",
    ])
  func credentials(mood: String) async throws {
    guard let server = try ChaosServer.started(for: "credentials at redirects") else { return }
    let secret = "k3y-of-the-origin"
    for form in [
      Credential.Form.header(name: "Authorization", value: "Bearer \(secret)"),
      .header(name: "X-Api-Key", value: secret),
      .query(name: "api_key", value: secret),
    ] {
      try await server.reset()
      let path = "/redirect/\(mood)"
      _ = await Self.get(server.url(path), credential: form)
      let log = try await server.log()
      let holders = log.filter { entry in
        entry.target.contains(secret) || entry.headers.contains { $0.last?.contains(secret) == true }
      }
      #expect(holders.count == 1, "\(form)")
      #expect(holders.first?.target.hasPrefix(path) == true && holders.first?.listener == "main")
    }
  }

  @Test("certificates are trusted or not", arguments: libraries)
  func certificates(library: String) async throws {
    guard let transport = Self.transport(library) else { return }
    guard let server = try ChaosServer.started(for: "certificates of the chaos server") else { return }
    let options = HTTPOptions(timeout: 2, caFile: server.authority)
    for (listener, expected) in [
      ("tls", "insecure"), ("tls-expired", "insecure"), ("tls-wrong-host", "insecure"), ("tls-ca", "200"),
    ] {
      #expect(
        await Self.outcome(Self.get(server.url("/landing", listener), options: options, on: transport)) == expected,
        "\(listener)")
    }
    #expect(await Self.outcome(Self.get(server.url("/landing", "tls-ca"), on: transport)) == "insecure")
    let down = await Self.get(server.url("/redirect/plain", "tls-ca"), options: options, on: transport)
    #expect(Self.outcome(down) == "redirectRefused")
    #expect(await Self.outcome(Self.get(server.url("/gzip", "tls-ca"), options: options, on: transport)) == "200")
    #expect(
      await Self.outcome(Self.get(server.url("/encoding/truncated", "tls-ca"), options: options, on: transport))
        == "cutShort")
    #expect(
      await Self.outcome(Self.get(server.url("/truncated", "tls-ca"), options: options, on: transport)) == "cutShort")
  }

  @Test("a connection that was closed or poisoned harms no other request", arguments: ["close", "poison", "half"])
  func keepalive(mood: String) async throws {
    guard let server = try ChaosServer.started(for: "kept connections") else { return }
    for _ in 0..<5 {
      _ = await Self.get(server.url("/keepalive/\(mood)"))
      let answer = try await Self.get(server.url("/landing")).get()
      #expect(String(decoding: answer.body, as: UTF8.self).contains("listener"), "\(mood)")
    }
  }

  @Test("a limit is kept before it is hit", arguments: ["ietf", "draft", "x", "delta", "hubspot"])
  func limits(style: String) async throws {
    guard let server = try ChaosServer.started(for: "limits of rate") else { return }
    let transport = Client.transport
    let world = World()
    // The clock of the server is the real one, and so must be the waits.
    var environment = world.environment(transport)
    environment.now = { Date().timeIntervalSince1970 }
    environment.sleep = { try await Task.sleep(for: .seconds($0)) }
    let client = PoliteClient(environment, gate: HostGate())
    let budget = Budget(seconds: 60, now: environment.now)
    let url = try WebAddress(parsing: server.url("/limited?rate=10&burst=4&key=\(style)&style=\(style)"))
    for _ in 0..<6 {
      let answer = try await client.send(.init(.document, url), .init(timeout: 2), budget: budget)
      #expect(answer.status == 200 && answer.attempts == 1)
    }
  }
}
