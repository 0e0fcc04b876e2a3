import DriftModel
import DriftProject
import Foundation
import Testing

@testable import DriftFetch

/// Token endpoints and systems that say back what they were shown, where nobody looks for it.
@Suite("Secrets where scopes and validators stand")
struct LeakingEndpointTests {
  private static let token = "t0ken-of-some-length"

  private static func fetcher(_ answer: @escaping StubSystem.Answer) throws -> (SystemFetcher, Redactor) {
    let redactor = Redactor()
    let system = StubSystem(AuthenticatorTests.variables, answer: answer)
    let secrets = SecretReader(folder: "/", variable: { AuthenticatorTests.variables[$0] }) { redactor.add($0) }
    let source = StubSystem.source("https://crm.example.com/s.json", credentials: AuthenticatorTests.grant())
    return (
      try SystemFetcher(
        source,
        .init(
          send: { request throws(HTTPFailure) in try await system.send(request) }, rules: StubSystem.rules,
          secrets: secrets, now: { 1_000_000 }, holdsSecret: { redactor.contains($0) },
          clean: { redactor.redact($0) })), redactor
    )
  }

  @Test("scopes and principal are told without them")
  func facts() async throws {
    let (fetcher, _) = try Self.fetcher { request, _ in
      request.purpose == .token
        ? StubSystem.response(
          request,
          #"{"access_token":"\#(Self.token)","scope":"read \#(Self.token) s3cret+/","id":"x \#(Self.token)","expires_in":60}"#
        )
        : StubSystem.response(
          request, #"{"openapi":"3.0.3","paths":{}}"#,
          status: 200,
          [
            ("ETag", "\"a-\(Self.token)\""), ("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("RateLimit", "\"\(Self.token)\";r=1"), ("RateLimit-Policy", "\"\(Self.token)\";q=100;w=60"),
            ("Sunset", "Sun, 06 Nov 2044 08:49:37 GMT"), ("X-API-Deprecation-Info", "deprecated for \(Self.token)"),
            ("Link", "<https://a.example/\(Self.token)>; rel=\"successor-version\""), ("Stripe-Version", Self.token),
          ])
    }
    let fetched = try await fetcher.fetch()
    for facts in [fetched.facts, await fetcher.facts, await fetcher.examine(.init())] {
      #expect(facts.scopes?.contains("read") == true)
      #expect(!"\(facts)".contains(Self.token), "\(facts)")
    }
    #expect(fetched.validators.count == 1)
    #expect(fetched.validators.allSatisfy { $0.tag == nil && $0.lastModified != nil })
  }

  @Test("a type that repeats the token is told without it")
  func type() async throws {
    let (fetcher, _) = try Self.fetcher { request, _ in
      StubSystem.response(
        request, #"{"access_token":"\#(Self.token)","token_type":"MAC \#(Self.token)\#(Self.token)"}"#)
    }
    await #expect {
      try await fetcher.fetch()
    } throws: {
      let failure = $0 as? FetchFailure
      return failure?.message.contains("of type \"MAC ***") == true && failure?.message.contains("t0ken") == false
    }
  }

  @Test("an empty refresh token is none, and the file stays as it is")
  func emptyRefresh() async throws {
    let folder = try TemporaryFolder()
    try folder.write("refresh", "rt-0\n")
    let system = StubSystem(folder: folder.path, AuthenticatorTests.variables) { request, _ in
      StubSystem.response(request, #"{"access_token":"at","refresh_token":""}"#)
    }
    let authenticator = try system.authenticator(
      AuthenticatorTests.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: true)))
    _ = try await authenticator.issued(for: StubSystem.origin)
    #expect(folder.text("refresh") == "rt-0\n")
    #expect(await authenticator.warnings.isEmpty)
  }

  @Test("one that cannot be kept is told: the one before is used up")
  func uselessRefresh() async throws {
    let folder = try TemporaryFolder()
    try folder.write("refresh", "rt-0\n")
    let long = String(repeating: "r", count: TokenAnswer.maxLength + 1)
    let system = StubSystem(folder: folder.path, AuthenticatorTests.variables) { request, _ in
      StubSystem.response(request, #"{"access_token":"at","refresh_token":"\#(long)"}"#)
    }
    let authenticator = try system.authenticator(
      AuthenticatorTests.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: true)))
    _ = try await authenticator.issued(for: StubSystem.origin)
    #expect(folder.text("refresh") == "rt-0\n")
    #expect(await authenticator.warnings.first?.contains("used up") == true)
  }

  @Test("several that use one file are asked one after the other, each with what the last one left")
  func sharedFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write("refresh", "rt-0\n")
    let counter = Recorder<Int>()
    let inside = Recorder<Int>()
    let system = StubSystem(folder: folder.path, AuthenticatorTests.variables) { request, _ in
      inside.add(1)
      let shown = request.form["refresh_token"]
      guard shown == "rt-\(counter.all.count)" else {
        return StubSystem.response(request, #"{"error":"invalid_grant"}"#, status: 400)
      }
      try? await Task.sleep(for: .milliseconds(20))
      counter.add(1)
      return StubSystem.response(
        request, #"{"access_token":"at-\#(counter.all.count)","refresh_token":"rt-\#(counter.all.count)"}"#)
    }
    let credentials = AuthenticatorTests.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: true))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        let authenticator = try system.authenticator(credentials)
        group.addTask { _ = try await authenticator.issued(for: StubSystem.origin) }
      }
      try await group.waitForAll()
    }
    #expect(folder.text("refresh") == "rt-8\n")
    #expect(folder.names == ["refresh"])
  }

  @Test("a process that holds the file is waited for")
  func otherProcess() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("refresh", "rt-0\n")
    let other = open(path, O_RDONLY)
    #expect(flock(other, LOCK_EX) == 0)
    let system = StubSystem(folder: folder.path, AuthenticatorTests.variables) { request, _ in
      StubSystem.response(request, #"{"access_token":"at","refresh_token":"\#(request.form["refresh_token"] ?? "")+"}"#)
    }
    let authenticator = try system.authenticator(
      AuthenticatorTests.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: true)))
    async let issued = authenticator.issued(for: StubSystem.origin)
    try await Task.sleep(for: .milliseconds(150))
    #expect(system.requests.all.isEmpty)
    // As the other one does: another file takes the place of the one that is held.
    try folder.write("new", "rt-1\n")
    rename("\(folder.path)/new", path)
    close(other)
    _ = try await issued
    #expect(system.requests.all.map { $0.form["refresh_token"] } == ["rt-1"])
  }

}
