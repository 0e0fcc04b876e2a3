import DriftModel
import DriftProject
import Foundation
import Testing

@testable import DriftFetch

/// The rows of the chaos server that are about bodies, pages, keys and tokens, over a real connection.
@Suite("Chaos: what is no schema, pages, who asks", .serialized)
struct ChaosAccessTests {
  static let secrets = [
    "ID": "drift", "SECRET": "s3cret", "WRONG": "wr0ng-secret", "KEY": "k3y", "OTHER": "other-k3y",
    "PEM": P256Key.pem,
  ]

  /// What came of a source: `2 documents`, or the kind of the failure.
  static func outcome(_ source: HTTPSource, folder: String = "/") async -> (summary: String, fetched: Fetched?) {
    let system = StubSystem(folder: folder, secrets) { request, _ throws(HTTPFailure) in
      try await Client.transport.send(request, .init(timeout: 5))
    }
    do throws(FetchFailure) {
      let fetched = try await SystemFetcher(
        source,
        .init(
          send: { request throws(HTTPFailure) in try await system.send(request) },
          rules: .init(
            parse: { text throws(HTTPFailure) in try WebAddress(parsing: text) },
            resolve: { text, base throws(HTTPFailure) in try base.resolved(text) }), secrets: system.secrets,
          now: { Date().timeIntervalSince1970 })
      ).fetch()
      return ("\(fetched.documents?.count ?? 0) documents", fetched)
    } catch {
      for (name, secret) in secrets where name != "ID" {
        #expect(!"\(error)".contains(secret), "a secret is shown")
      }
      return (error.kind.rawValue, nil)
    }
  }

  static let bodies = [
    ("login", "no-schema"), ("login-json", "no-schema"), ("maintenance", "down"), ("empty", "no-schema"),
    ("blank", "no-schema"), ("null", "no-schema"), ("error", "expired"), ("graphql-errors", "credentials"),
    ("salesforce", "expired"), ("soap-fault", "credentials"), ("status", "credentials"), ("html-head", "no-schema"),
    ("xml-error", "right"), ("odata-error", "right"), ("captcha", "no-schema"), ("text", "no-schema"),
    ("204", "no-schema"),
  ]

  @Test("200 that is no schema, and what only looks like it")
  func bodies() async throws {
    guard let server = try ChaosServer.started(for: "what is no schema") else { return }
    for (name, expected) in Self.bodies {
      #expect(await Self.outcome(StubSystem.source(server.url("/false/\(name)"))).summary == expected, "\(name)")
    }
    let schemas = [
      "openapi.json", "openapi.yaml", "contact.schema.json", "service.wsdl", "$metadata", "schema.graphql", "describe",
    ]
    for path in schemas.map({ "/schema/\($0)" }) + ["/type", "/type?t=", "/charset/bom", "/charset/utf16"] {
      #expect(await Self.outcome(StubSystem.source(server.url(path))).summary == "1 documents", "\(path)")
    }
    #expect(await Self.outcome(StubSystem.source(server.url("/encoding/hidden"))).summary == "no-schema")
    let lying = await Self.outcome(StubSystem.source(server.url("/etag/lying-304")))
    #expect(lying.summary == "answer")
  }

  @Test("pages")
  func pages() async throws {
    guard let server = try ChaosServer.started(for: "pages") else { return }
    func pointer(_ text: String, _ parameter: String? = nil) -> HTTPSource.Paging.Next {
      .pointer(text, parameter: parameter)
    }
    let next = pointer("/next")
    let rows: [(String, HTTPSource.Paging.Next, String, String)] = [
      ("link", .link, "", "1 documents"), ("next-records", pointer("/nextRecordsUrl"), "/records", "1 documents"),
      ("cursor", pointer("/paging/next/after", "after"), "/results", "1 documents"),
      ("odata", pointer("/@odata.nextLink"), "/value", "1 documents"),
      ("offset", .offset(parameter: "offset", total: "/total"), "/items", "1 documents"),
      ("offset", .offset(parameter: "offset", total: nil), "/items", "1 documents"),
      ("token", pointer("/nextPageToken", "pageToken"), "/items", "1 documents"), ("loop", next, "/records", "answer"),
      ("loop2", next, "/records", "answer"), ("endless", next, "/records", "answer"),
      ("other", next, "/records", "answer"),
      ("empty-middle", next, "/records", "1 documents"), ("lost", next, "/records", "down"),
      ("repeat", next, "/records", "answer"), ("file", next, "/records", "answer"),
    ]
    for (name, next, items, expected) in rows {
      var paging = HTTPSource.Paging(next: next, items: items)
      paging.limit = 20
      try await server.reset()
      let outcome = await Self.outcome(StubSystem.source(server.url("/pages/\(name)"), paging: paging))
      #expect(outcome.summary == expected, "\(name)")
      #expect(try await server.log().allSatisfy { $0.listener == "main" }, "\(name)")
      guard let bytes = outcome.fetched?.documents?.first?.bytes else { continue }
      let count = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\"name\"").count - 1
      #expect(count == (name == "empty-middle" ? 40 : 50), "\(name)")
    }
    // One is skipped and one comes twice, each time that it is read.
    let shrinking = await Self.outcome(
      StubSystem.source(server.url("/pages/shrinking"), paging: .init(next: next, items: "/records")))
    #expect(shrinking.fetched?.doubts.count == 1)
  }

  @Test("keys, names and passwords")
  func keys() async throws {
    guard let server = try ChaosServer.started(for: "keys") else { return }
    func secret(_ name: String) -> Credentials.Secret { StubSystem.secret(.environment(name)) }
    let rows: [(String, Credentials?, String)] = [
      ("/key", .apiKeyHeader(name: "X-Api-Key", secret("KEY")), "1 documents"),
      ("/key", .apiKeyQuery(name: "api_key", secret("KEY")), "1 documents"),
      ("/key", .apiKeyHeader(name: "X-Api-Key", secret("OTHER")), "credentials"), ("/key", nil, "credentials"),
      ("/basic", .basic(user: secret("ID"), password: secret("SECRET")), "1 documents"),
      ("/basic", .basic(user: secret("ID"), password: secret("WRONG")), "credentials"),
      ("/basic", .basic(user: secret("ID"), password: secret("ABSENT")), "setup"),
      ("/api/openapi.json", .bearer(secret("WRONG")), "expired"), ("/api/openapi.json", nil, "credentials"),
    ]
    for (path, credentials, expected) in rows {
      let outcome = await Self.outcome(StubSystem.source(server.url(path), credentials: credentials))
      #expect(outcome.summary == expected, "\(path) \(expected)")
    }
  }

  static func grant(
    _ server: ChaosServer, _ path: String, _ grant: Credentials.OAuth2.Grant = .clientCredentials,
    secret: String = "SECRET", _ change: (inout Credentials.OAuth2) -> Void = { _ in }
  ) -> Credentials {
    var all = Credentials.OAuth2(
      grant: grant, tokenURL: StubSystem.url(server.url(path)), clientID: StubSystem.secret(.environment("ID")))
    all.clientSecret = StubSystem.secret(.environment(secret))
    change(&all)
    return .oauth2(all)
  }

  @Test("tokens, as they should be")
  func tokens() async throws {
    guard let server = try ChaosServer.started(for: "tokens") else { return }
    let api = server.url("/api/openapi.json")
    let basic = await Self.outcome(
      StubSystem.source(api, credentials: Self.grant(server, "/oauth/token") { $0.scopes = ["schema.read"] }))
    #expect(basic.fetched?.facts.scopes == ["schema.read"])
    #expect(basic.fetched?.facts.lifetime == 3600)
    let body = await Self.outcome(
      StubSystem.source(api, credentials: Self.grant(server, "/oauth/token?expires=60") { $0.authentication = .body }))
    #expect(body.fetched?.facts.lifetime == 60)
    #expect(body.fetched?.facts.scopes == ["records.read", "records.write", "schema.read"])
    var jwt = Credentials.JWTBearer(
      key: StubSystem.secret(.environment("PEM")), tokenURL: StubSystem.url(server.url("/oauth/token")), issuer: "drift"
    )
    jwt.algorithm = .es256
    #expect(await Self.outcome(StubSystem.source(api, credentials: .jwt(jwt))).summary == "1 documents")

    let wrong = await Self.outcome(
      StubSystem.source(api, credentials: Self.grant(server, "/oauth/token", secret: "WRONG")))
    #expect(wrong.summary == "credentials")
    let scope = await Self.outcome(
      StubSystem.source(api, credentials: Self.grant(server, "/oauth/token") { $0.scopes = ["no.such"] }))
    #expect(scope.summary == "right")
    let narrow = await Self.outcome(
      StubSystem.source(api, credentials: Self.grant(server, "/oauth/token?narrow=0")))
    #expect(narrow.summary == "right")
    // Dead on arrival: asked for once more, and then told.
    try await server.reset()
    let spent = await Self.outcome(StubSystem.source(api, credentials: Self.grant(server, "/oauth/token?expires=0")))
    #expect(spent.summary == "expired")
    #expect(try await server.log().count == 4)
  }

  @Test("a token that is good for two requests serves six documents, one after the other")
  func shortLived() async throws {
    guard let server = try ChaosServer.started(for: "tokens of two requests") else { return }
    var source = StubSystem.source(credentials: Self.grant(server, "/oauth/token?uses=2"))
    source.urls = [StubSystem.url(server.url("/api/openapi.json"))]
    source.paging = nil
    let system = StubSystem(Self.secrets) { request, _ throws(HTTPFailure) in
      try await Client.transport.send(request, .init(timeout: 5))
    }
    let authenticator = Authenticator(
      source.credentials, for: try WebAddress(parsing: source.urls[0].text).origin,
      tokenEndpoint: try WebAddress(parsing: server.url("/oauth/token?uses=2")), secrets: system.secrets,
      send: { request throws(HTTPFailure) in try await system.send(request) }, now: { 0 })
    var taken = 0
    for _ in 0..<12 {
      let url = try WebAddress(parsing: source.urls[0].text)
      let issued = try await authenticator.issued(for: url.origin)
      let response = try await system.send(HTTPRequest(.document, url, credential: issued.credential))
      if response.status == 200 {
        taken += 1
        await authenticator.accept(issued)
      } else {
        #expect(await authenticator.refuse(issued))
      }
    }
    #expect(taken == 8)
  }

  @Test("a refresh token is rotated, night after night; one that was used before kills the family and is told")
  func rotation() async throws {
    guard let server = try ChaosServer.started(for: "rotation") else { return }
    let folder = try TemporaryFolder()
    let seed = try await Client.get(server.url("/oauth/seed")).get()
    let first = try #require(String(decoding: seed.body, as: UTF8.self).firstMatch(of: #/rt-[0-9a-f]+/#)).output
    try folder.write("refresh", String(first))
    let source = StubSystem.source(
      server.url("/api/openapi.json"),
      credentials: Self.grant(
        server, "/oauth/token", .refreshToken(StubSystem.secret(.file("refresh")), writesBack: true)))
    var seen = [String(first)]
    for night in 1...3 {
      #expect(await Self.outcome(source, folder: folder.path).summary == "1 documents", "night \(night)")
      let now = folder.text("refresh").filter { $0 != "\n" }
      #expect(!seen.contains(now))
      seen.append(now)
    }
    try folder.write("refresh", String(first))
    #expect(await Self.outcome(source, folder: folder.path).summary == "refresh")
    #expect(folder.text("refresh") == String(first))
  }

  /// The odd token is unknown to the API: where it is taken, the API refuses it, and says that it expired.
  static let odd = [
    ("html", "no-schema"), ("no-expires", "expired"), ("string-expires", "expired"),
    ("negative-expires", "expired"), ("zero-expires", "expired"), ("no-type", "expired"), ("mac", "answer"),
    ("lower", "expired"), ("empty", "answer"), ("error200", "credentials"), ("crlf", "answer"), ("huge", "answer"),
    ("slow", "expired"), ("form", "answer"), ("500", "down"), ("429", "throttled"), ("redirect", "answer"),
  ]

  @Test("token answers that are none")
  func oddTokens() async throws {
    guard let server = try ChaosServer.started(for: "odd tokens") else { return }
    for (name, expected) in Self.odd {
      try await server.reset()
      let outcome = await Self.outcome(
        StubSystem.source(server.url("/api/openapi.json"), credentials: Self.grant(server, "/oauth/odd/\(name)")))
      #expect(outcome.summary == expected, "\(name)")
      let log = try await server.log()
      #expect(log.allSatisfy { $0.listener == "main" }, "\(name)")
      #expect(log.count <= 4, "\(name)")
      // Only a token that was taken is shown to the API.
      let isTaken = log.contains { $0.target.hasPrefix("/api") }
      #expect(isTaken == (expected == "expired"), "\(name)")
      #expect(!log.contains { $0.headers.contains { $0.first?.lowercased() == "x-injected" } })
    }
  }
}
