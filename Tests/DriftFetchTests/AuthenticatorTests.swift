import DriftModel
import DriftProject
import Testing

@testable import DriftFetch

@Suite("Showing who asks")
struct AuthenticatorTests {
  static let variables = [
    "ID": "dri:ft", "SECRET": "s3cret+/ &é", "KEY": "k3y-in-use", "USER": "drift", "PASS": "pä:ss",
  ]

  static func grant(
    _ grant: Credentials.OAuth2.Grant = .clientCredentials, _ change: (inout Credentials.OAuth2) -> Void = { _ in }
  ) -> Credentials {
    var all = Credentials.OAuth2(
      grant: grant, tokenURL: StubSystem.url("https://login.example.com/token"),
      clientID: StubSystem.secret(.environment("ID")))
    all.clientSecret = StubSystem.secret(.environment("SECRET"))
    change(&all)
    return .oauth2(all)
  }

  static func tokens(_ more: String = "") -> StubSystem.Answer {
    { request, number in
      StubSystem.response(request, #"{"access_token":"at-\#(number)-secret","token_type":"Bearer"\#(more)}"#)
    }
  }

  @Test("a key, a name and a password, a token: to their origin and to no other")
  func plain() async throws {
    let cases: [(Credentials, String)] = [
      (.apiKeyHeader(name: "X-Api-Key", StubSystem.secret(.environment("KEY"))), "X-Api-Key: k3y-in-use"),
      (.apiKeyQuery(name: "api_key", StubSystem.secret(.environment("KEY"))), "api_key=k3y-in-use"),
      (
        .basic(user: StubSystem.secret(.environment("USER")), password: StubSystem.secret(.environment("PASS"))),
        "Authorization: Basic ZHJpZnQ6cMOkOnNz"
      ), (.bearer(StubSystem.secret(.environment("KEY"))), "Authorization: Bearer k3y-in-use"),
    ]
    for (credentials, expected) in cases {
      let system = StubSystem(Self.variables, answer: Self.tokens())
      let authenticator = try system.authenticator(credentials)
      let credential = try #require(try await authenticator.issued(for: StubSystem.origin).credential)
      switch credential.form {
      case .header(let name, let value): #expect("\(name): \(value)" == expected)
      case .query(let name, let value): #expect("\(name)=\(value)" == expected)
      }
      #expect(credential.origin == StubSystem.origin)
      for other in [
        Origin(scheme: "http", host: "crm.example.com", port: 443),
        Origin(scheme: "https", host: "crm.example.com", port: 8443),
        Origin(scheme: "https", host: "other.example.com", port: 443),
      ] { #expect(try await authenticator.issued(for: other).credential == nil) }
      #expect(system.requests.all.isEmpty)
      #expect(await authenticator.warnings.isEmpty)
    }
  }

  @Test("the client shows itself by Basic, its parts written as in a form")
  func clientBasic() async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens(#","expires_in":3600,"scope":"b a""#))
    let authenticator = try system.authenticator(Self.grant { $0.scopes = ["a", "b"] })
    let issued = try await authenticator.issued(for: StubSystem.origin)
    guard case .header("Authorization", "Bearer at-1-secret")? = issued.credential?.form else {
      Issue.record("\(issued)")
      return
    }
    let request = try #require(system.requests.all.first)
    #expect(request.purpose == .token)
    #expect(request.method == "POST")
    #expect(request.form == ["grant_type": "client_credentials", "scope": "a+b"])
    #expect(request.shown == "Basic \(Base64.text("dri%3Aft:s3cret%2B%2F+%26%C3%A9".utf8))")
    #expect(request.credential?.origin == request.url.origin)
    #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
    let facts = await authenticator.facts
    #expect(facts.scopes == ["a", "b"])
    #expect(facts.lifetime == 3600)
    #expect(system.learnt.all.contains("at-1-secret"))
    #expect(system.learnt.all.contains("s3cret+/ &é"))
  }

  @Test("or in the form, or without a secret")
  func clientBody() async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens())
    _ = try await system.authenticator(
      Self.grant {
        $0.authentication = .body
        $0.audience = "https://api"
      }
    ).issued(for: StubSystem.origin)
    _ = try await system.authenticator(Self.grant { $0.clientSecret = nil }).issued(for: StubSystem.origin)
    let asked = system.requests.all
    #expect(asked[0].shown == nil)
    #expect(asked[0].form["client_id"] == "dri%3Aft")
    #expect(asked[0].form["client_secret"] == "s3cret%2B%2F+%26%C3%A9")
    #expect(asked[0].form["audience"] == "https%3A%2F%2Fapi")
    #expect(asked[1].shown == nil)
    #expect(asked[1].form == ["grant_type": "client_credentials", "client_id": "dri%3Aft"])
  }

  @Test("twenty that ask at once get one token")
  func singleFlight() async throws {
    let system = StubSystem(Self.variables) { request, number in
      try? await Task.sleep(for: .milliseconds(50))
      return StubSystem.response(request, #"{"access_token":"at-\#(number)"}"#)
    }
    let authenticator = try system.authenticator(Self.grant())
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try await authenticator.issued(for: StubSystem.origin).number } }
      for try await number in group { #expect(number == 1) }
    }
    #expect(system.requests.all.count == 1)
  }

  @Test(
    "renewed before it ends: a tenth of its life, a minute at most", arguments: [(3600, 3539, 3541), (100, 89, 91)])
  func renewal(_ life: Int, _ before: Int, _ after: Int) async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens(#","expires_in":"\#(life)""#))
    let authenticator = try system.authenticator(Self.grant())
    let first = try await authenticator.issued(for: StubSystem.origin)
    system.pass(Double(before))
    #expect(try await authenticator.issued(for: StubSystem.origin).number == first.number)
    system.pass(Double(after - before))
    #expect(try await authenticator.issued(for: StubSystem.origin).number == first.number + 1)
    #expect(system.requests.all.count == 2)
  }

  @Test("one that is refused is asked for once more, and not for ever")
  func refused() async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens())
    let authenticator = try system.authenticator(Self.grant())
    let first = try await authenticator.issued(for: StubSystem.origin)
    #expect(await authenticator.refuse(first))
    let second = try await authenticator.issued(for: StubSystem.origin)
    #expect(second.number == 2)
    // Another request that was under way with the first: the second is there.
    #expect(await authenticator.refuse(first))
    #expect(try await authenticator.issued(for: StubSystem.origin).number == 2)
    #expect(await authenticator.refuse(second) == false)
    #expect(system.requests.all.count == 2)
    // One that was taken for a while is another matter.
    await authenticator.accept(second)
    #expect(await authenticator.refuse(second))
  }

  @Test("a token of the environment is what it is")
  func notRenewable() async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens())
    let authenticator = try system.authenticator(.bearer(StubSystem.secret(.environment("KEY"))))
    #expect(await authenticator.refuse(try await authenticator.issued(for: StubSystem.origin)) == false)
  }

  @Test("a failure is not kept: the next who asks, asks anew")
  func failureIsNotKept() async throws {
    let system = StubSystem(Self.variables) { request, number in
      number == 1
        ? StubSystem.response(request, "", status: 503) : StubSystem.response(request, #"{"access_token":"at"}"#)
    }
    let authenticator = try system.authenticator(Self.grant())
    await #expect(throws: FetchFailure.self) { try await authenticator.issued(for: StubSystem.origin) }
    #expect(try await authenticator.issued(for: StubSystem.origin).credential != nil)
  }

  @Test("secrets over plain HTTP are sent with a warning, to this machine without")
  func plainHTTP() async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens())
    let warned = try system.authenticator(Self.grant(), at: "http://login.example.com/token?key=x")
    let warnings = await warned.warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("http://login.example.com/token?…") == true)
    for host in ["localhost", "127.0.0.1", "127.1.2.3"] {
      #expect(try await system.authenticator(Self.grant(), at: "http://\(host):99/t").warnings.isEmpty)
    }
    #expect(try await !system.authenticator(Self.grant(), at: "http://127.0.0.1.example.com/t").warnings.isEmpty)
    let origin = Origin(scheme: "http", host: "crm.example.com", port: 80)
    let authenticator = Authenticator(
      .bearer(StubSystem.secret(.environment("KEY"))), for: origin, secrets: system.secrets,
      send: { request throws(HTTPFailure) in try await system.send(request) }, now: system.now)
    #expect(await authenticator.warnings.count == 1)
  }

  @Test("a rotated refresh token is written back and used")
  func rotation() async throws {
    let folder = try TemporaryFolder()
    try folder.write("refresh", "rt-0\n")
    let system = StubSystem(folder: folder.path, Self.variables) { request, number in
      StubSystem.response(
        request, #"{"access_token":"at-\#(number)","expires_in":100,"refresh_token":"rt-\#(number)"}"#)
    }
    let authenticator = try system.authenticator(
      Self.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: true)))
    _ = try await authenticator.issued(for: StubSystem.origin)
    #expect(folder.text("refresh") == "rt-1\n")
    #expect(folder.mode("refresh") == 0o600)
    system.pass(100)
    _ = try await authenticator.issued(for: StubSystem.origin)
    #expect(system.requests.all.map { $0.form["refresh_token"] } == ["rt-0", "rt-1"])
    #expect(folder.text("refresh") == "rt-2\n")
    #expect(await authenticator.warnings.isEmpty)
    #expect(system.learnt.all.contains("rt-2"))
    #expect(folder.names == ["refresh"])
  }

  @Test("where it is not to be written, the file stays, and a warning tells that it may be dead")
  func noWriteBack() async throws {
    let folder = try TemporaryFolder()
    try folder.write("refresh", "rt-0")
    let system = StubSystem(folder: folder.path, Self.variables) { request, number in
      StubSystem.response(request, #"{"access_token":"at","refresh_token":"rt-\#(number)"}"#)
    }
    let authenticator = try system.authenticator(
      Self.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: false)))
    let first = try await authenticator.issued(for: StubSystem.origin)
    #expect(folder.text("refresh") == "rt-0")
    let warnings = await authenticator.warnings
    #expect(warnings.count == 1)
    #expect(!warnings[0].contains("rt-"))
    #expect(await authenticator.refuse(first))
    _ = try await authenticator.issued(for: StubSystem.origin)
    #expect(system.requests.all.map { $0.form["refresh_token"] } == ["rt-0", "rt-1"])
  }

  @Test("a refused refresh leaves the file as it is, and says what to do")
  func refusedRefresh() async throws {
    let folder = try TemporaryFolder()
    try folder.write("refresh", "rt-0-secret")
    let system = StubSystem(folder: folder.path, Self.variables) { request, _ in
      StubSystem.response(
        request, #"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#, status: 400)
    }
    let authenticator = try system.authenticator(
      Self.grant(.refreshToken(StubSystem.secret(.file("refresh")), writesBack: true)))
    await #expect {
      try await authenticator.issued(for: StubSystem.origin)
    } throws: { error in
      let failure = error as? FetchFailure
      return failure?.kind == .refresh && failure?.said == "invalid_grant: expired access/refresh token"
        && failure?.advice.contains("service account") == true && failure?.message.contains("rt-0") == false
    }
    #expect(folder.text("refresh") == "rt-0-secret")
  }

  @Test("scopes of later answers")
  func laterScopes() async throws {
    let system = StubSystem(Self.variables, answer: Self.tokens(#","scope":"a b""#))
    let authenticator = try system.authenticator(Self.grant())
    _ = try await authenticator.issued(for: StubSystem.origin)
    await authenticator.note(
      HTTPResponse(
        status: 200, headers: [("X-OAuth-Scopes", "repo, user")], body: [],
        url: WebAddress(origin: StubSystem.origin, path: "/")))
    #expect(await authenticator.facts.scopes == ["repo", "user"])
    // A header that comes twice is one list.
    await authenticator.note(
      HTTPResponse(
        status: 200, headers: [("X-OAuth-Scopes", "repo"), ("X-OAuth-Scopes", "admin:org")], body: [],
        url: WebAddress(origin: StubSystem.origin, path: "/")))
    #expect(await authenticator.facts.scopes == ["admin:org", "repo"])
  }

  @Test("what an endpoint tells of another client's token says nothing of the one that is shown")
  func otherClient() throws {
    func read(_ more: String, of client: String? = "drift") -> IntrospectionAnswer {
      let response = HTTPResponse(
        status: 200, headers: [], body: Array(#"{"active":true,"scope":"a b"\#(more)}"#.utf8),
        url: WebAddress(origin: StubSystem.origin, path: "/introspect"))
      return .read(response, now: 1_000_000, of: client)
    }
    #expect(read(#","client_id":"somebody-else""#).scopes == nil)
    guard case .unknown(let why) = read(#","client_id":"somebody-else""#).state else {
      Issue.record("it was believed")
      return
    }
    #expect(why.contains("a token of somebody-else"))
    #expect(read(#","client_id":"drift""#).scopes == ["a", "b"])
    #expect(read("").scopes == ["a", "b"])
    #expect(read(#","client_id":"somebody-else""#, of: nil).scopes == ["a", "b"])
  }

  @Test(
    "when a token ends is understood as a number, a text and in milliseconds",
    arguments: [
      (#""exp":2000000"#, 2_000_000.0), (#""exp":"2000000""#, 2_000_000), (#""exp":1793613600000"#, 1_793_613_600),
    ])
  func ends(_ member: String, _ ends: Double) {
    func read(_ more: String) -> IntrospectionAnswer {
      .read(
        HTTPResponse(
          status: 200, headers: [], body: Array(#"{"active":true,\#(more)}"#.utf8),
          url: WebAddress(origin: StubSystem.origin, path: "/introspect")), now: 1_000_000)
    }
    #expect(read(member).ends == ends)
    guard case .unknown(let why) = read(#""nbf":9000000,\#(member)"#).state else {
      Issue.record("one that begins later was believed")
      return
    }
    #expect(why.contains("begins later"))
  }
}
