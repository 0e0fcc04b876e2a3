import DriftModel
import DriftProject
import Testing

@testable import DriftFetch

@Suite("Fetching one system")
struct SystemFetcherTests {
  static let schema = #"{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{}}"#
  static let bearer = Credentials.bearer(StubSystem.secret(.environment("KEY")))
  static let one = "https://crm.example.com/v1/openapi.json"

  static func failure(_ body: () async throws(FetchFailure) -> Void) async -> FetchFailure? {
    do throws(FetchFailure) {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  @Test("a document comes with its bytes, its place and what to ask with the next time")
  func one() async throws {
    let system = StubSystem(["KEY": "k3y-in-use"]) { request, _ in
      StubSystem.response(request, Self.schema, [("ETag", "\"v1\""), ("X-OAuth-Scopes", "b, a")])
    }
    var source = StubSystem.source(Self.one, credentials: Self.bearer)
    source.headers = [.init(name: "Accept", value: "application/vnd.x+json")]
    let fetched = try await system.fetcher(source).fetch()
    #expect(fetched.documents?.map(\.path) == ["openapi.json"])
    #expect(fetched.documents?.map(\.source) == [Self.one])
    #expect(fetched.documents?.first.map { String(decoding: $0.bytes, as: UTF8.self) } == Self.schema)
    #expect(fetched.validators.map(\.tag) == ["\"v1\""])
    #expect(fetched.validators.map(\.url) == [Self.one])
    #expect(fetched.validators.first?.digest.count == 64)
    #expect(fetched.facts.scopes == ["a", "b"])
    let request = try #require(system.requests.all.first)
    #expect(request.headers.all("Accept") == ["application/vnd.x+json"])
    #expect(request.shown == "Bearer k3y-in-use")
    #expect(request.method == "GET")
  }

  @Test("a probe that another origin answers was not given to who asks")
  func redirectedProbe() async throws {
    let system = StubSystem(["KEY": "k3y-in-use"]) { request, _ in
      var response = StubSystem.response(request, #"{"results":[]}"#)
      if request.url.path == "/away" {
        response.url = WebAddress(
          origin: Origin(scheme: "https", host: "other.example.com", port: 443), path: "/else")
      }
      return response
    }
    var rules = HealthRules()
    rules.probes = ["/here", "/away"].map {
      .init(name: $0, url: StubSystem.url("\(StubSystem.origin)\($0)"))
    }
    let facts = try await system.fetcher(StubSystem.source(Self.one, credentials: Self.bearer)).examine(rules)
    #expect(facts.probes.map { $0.failure == nil } == [true, false])
    #expect(facts.probes.last?.isUnclear == true)
    #expect(facts.probes.last?.failure?.message.contains("leads to https://other.example.com") == true)
  }

  @Test("paths are what the addresses do not have in common")
  func paths() async throws {
    let system = StubSystem { request, _ in StubSystem.response(request, Self.schema) }
    func paths(_ urls: String...) async throws -> [String]? {
      var source = StubSystem.source()
      source.urls = urls.map(StubSystem.url)
      return try await system.fetcher(source).fetch().documents?.map(\.path)
    }
    let root = "https://crm.example.com"
    #expect(try await paths("\(root)/a/b/x.wsdl", "\(root)/a/c/y.xsd") == ["b/x.wsdl", "c/y.xsd"])
    #expect(try await paths("\(root)/a/x?o=A", "\(root)/a/x?o=B") == ["x?o=A", "x?o=B"])
    #expect(try await paths("\(root)/ab/x", "\(root)/ac/x") == ["ab/x", "ac/x"])
    #expect(try await paths(root) == ["crm.example.com"])
    #expect(
      try await paths("\(root)/x", "https://other.example.com/x") == ["crm.example.com/x", "other.example.com/x"])
  }

  @Test("the credential goes to the origin of the first address alone")
  func origins() async throws {
    let system = StubSystem(["KEY": "k3y-in-use"]) { request, _ in StubSystem.response(request, Self.schema) }
    let source = StubSystem.source(
      Self.one, "https://crm.example.com:8443/a", "http://crm.example.com/b", "https://other.example.com/c",
      credentials: Self.bearer)
    _ = try await system.fetcher(source).fetch()
    #expect(system.requests.all.count == 4)
    for request in system.requests.all {
      #expect((request.credential != nil) == (request.url.origin == StubSystem.origin), "\(request.url)")
    }
  }

  /// A known state of the first address.
  static func known(_ tag: String? = "\"v1\"", _ date: String? = nil) -> [String: Validator] {
    [one: Validator(url: one, tag: tag, lastModified: date, digest: "d")]
  }

  @Test("nothing changed")
  func unchanged() async throws {
    let system = StubSystem { request, _ in
      StubSystem.response(request, "", status: request.headers["If-None-Match"] == "\"v1\"" ? 304 : 500)
    }
    let fetched = try await system.fetcher(StubSystem.source(Self.one), known: Self.known()).fetch()
    #expect(fetched.documents == nil)
    #expect(fetched.validators.map(\.tag) == ["\"v1\""])
  }

  @Test("where one of two changed, both come")
  func halfChanged() async throws {
    let system = StubSystem { request, _ in
      request.headers["If-None-Match"] != nil
        ? StubSystem.response(request, "", status: 304) : StubSystem.response(request, Self.schema)
    }
    let fetched = try await system.fetcher(
      StubSystem.source(Self.one, "https://crm.example.com/v1/b"), known: Self.known()
    ).fetch()
    #expect(fetched.documents?.map(\.path) == ["openapi.json", "b"])
    #expect(system.requests.all.count == 3)
  }

  @Test("a 304 that nobody asked for is no word that nothing changed")
  func unasked() async throws {
    let system = StubSystem { request, _ in StubSystem.response(request, "", status: 304) }
    for known in [[:], Self.known("unquoted"), Self.known("*"), Self.known(nil, "yesterday"), Self.known(nil, nil)] {
      let failure = await Self.failure { () throws(FetchFailure) in
        _ = try await system.fetcher(StubSystem.source(Self.one), known: known).fetch()
      }
      #expect(failure?.kind == .answer)
    }
    #expect(
      system.requests.all.allSatisfy { $0.headers["If-None-Match"] == nil && $0.headers["If-Modified-Since"] == nil })
  }

  @Test("a date is asked with where there is no tag")
  func date() async throws {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT"
    let system = StubSystem { request, _ in
      StubSystem.response(request, Self.schema, [("ETag", "*"), ("Last-Modified", date)])
    }
    let fetched = try await system.fetcher(StubSystem.source(Self.one), known: Self.known(nil, date)).fetch()
    #expect(system.requests.all.first?.headers["If-Modified-Since"] == date)
    #expect(fetched.documents?.count == 1)
    #expect(fetched.validators.map(\.tag) == [nil])
    #expect(fetched.validators.map(\.lastModified) == [date])
  }

  @Test("a token that is refused is asked for once more; each document twice at most")
  func renewed() async throws {
    let system = StubSystem(AuthenticatorTests.variables) { request, number in
      if request.purpose == .token { return StubSystem.response(request, #"{"access_token":"at-\#(number)"}"#) }
      return request.shown == "Bearer at-1"
        ? StubSystem.response(request, "", status: 401) : StubSystem.response(request, Self.schema)
    }
    let fetched = try await system.fetcher(StubSystem.source(Self.one, credentials: AuthenticatorTests.grant())).fetch()
    #expect(fetched.documents?.count == 1)
    #expect(system.requests.all.map(\.purpose) == [.token, .document, .token, .document])

    let never = StubSystem(AuthenticatorTests.variables) { request, number in
      request.purpose == .token
        ? StubSystem.response(request, #"{"access_token":"at-\#(number)-secret"}"#)
        : StubSystem.response(
          request, #"[{"message":"Session expired: \#(request.shown ?? "")","errorCode":"INVALID_SESSION_ID"}]"#,
          status: 200)
    }
    let failure = try #require(
      await Self.failure { () throws(FetchFailure) in
        _ = try await never.fetcher(StubSystem.source(Self.one, credentials: AuthenticatorTests.grant())).fetch()
      })
    #expect(failure.kind == .expired)
    #expect(failure.said.contains("INVALID_SESSION_ID"))
    #expect(!"\(failure)".contains("-secret"))
    #expect(never.requests.all.map(\.purpose) == [.token, .document, .token, .document])
  }

  @Test("a token that is good for two requests serves ten documents")
  func shortLived() async throws {
    let uses = Recorder<String>()
    let system = StubSystem(AuthenticatorTests.variables) { request, number in
      if request.purpose == .token { return StubSystem.response(request, #"{"access_token":"at-\#(number)"}"#) }
      let shown = request.shown ?? ""
      uses.add(shown)
      return uses.all.filter { $0 == shown }.count > 2
        ? StubSystem.response(request, "", status: 401) : StubSystem.response(request, Self.schema)
    }
    let fetcher = try system.fetcher(StubSystem.source(Self.one, credentials: AuthenticatorTests.grant()))
    for number in 0..<10 { _ = try await fetcher.fetch(reference: "d\(number)") }
  }

  @Test("a document that holds a secret is not kept")
  func secret() async throws {
    let system = StubSystem(["KEY": "k3y-in-use"]) { request, _ in
      StubSystem.response(request, #"{"openapi":"3.1.0","x-echo":"k3y-in-use"}"#)
    }
    let failure = try #require(
      await Self.failure { () throws(FetchFailure) in
        _ = try await system.fetcher(StubSystem.source(Self.one, credentials: Self.bearer), secret: "k3y-in-use")
          .fetch()
      })
    #expect(failure.kind == .answer)
    #expect(!"\(failure)".contains("k3y"))
  }

  @Test("a reference leads to the same system, and to no other")
  func references() async throws {
    let system = StubSystem(["KEY": "k3y-in-use"]) { request, _ in StubSystem.response(request, Self.schema) }
    let fetcher = try system.fetcher(StubSystem.source(Self.one, credentials: Self.bearer))
    #expect(try await fetcher.fetch(reference: "types/a.json").path == "types/a.json")
    #expect(try await fetcher.fetch(reference: "/common.json").path == "../common.json")
    #expect(system.requests.all.allSatisfy { $0.credential != nil })
    for reference in ["https://other.example.com/a", "http://crm.example.com/a", "file:///etc/passwd"] {
      let failure = await Self.failure { () throws(FetchFailure) in _ = try await fetcher.fetch(reference: reference) }
      #expect(failure?.kind == .answer, "\(reference)")
    }
    #expect(system.requests.all.count == 2)
  }

  @Test(
    "what got no answer",
    arguments: [
      (.noSuchHost, .unreachable), (.timedOut, .unreachable), (.insecure, .insecure), (.cutShort, .answer),
      (.tooLarge, .answer), (.redirectRefused, .answer), (.cancelled, .unreached), (.unavailable, .setup),
    ] as [(HTTPFailure.Kind, FetchFailure.Kind)])
  func noAnswer(_ kind: HTTPFailure.Kind, _ expected: FetchFailure.Kind) async throws {
    let system = StubSystem { _, _ throws(HTTPFailure) in throw HTTPFailure(kind, "why", advice: "what") }
    let failure = try #require(
      await Self.failure { () throws(FetchFailure) in _ = try await system.fetcher(StubSystem.source(Self.one)).fetch()
      })
    #expect(failure.kind == expected)
    #expect(failure.message == "why")
    #expect(failure.advice == "what")
  }

  @Test("a source whose address is none is told with its line")
  func badAddress() async throws {
    let system = StubSystem { request, _ in StubSystem.response(request) }
    let failure = await Self.failure { () throws(FetchFailure) in _ = try system.fetcher(StubSystem.source("ftp://x/"))
    }
    #expect(failure?.message.hasPrefix("drift.yaml:3: ") == true)
    #expect(
      await Self.failure { () throws(FetchFailure) in _ = try system.fetcher(StubSystem.source()) }?.kind == .setup)
  }

  @Test("the first document that fails ends the others")
  func firstFailure() async throws {
    let system = StubSystem { request, _ throws(HTTPFailure) in
      if request.url.path.hasSuffix("bad") { return StubSystem.response(request, "", status: 404) }
      try? await Task.sleep(for: .seconds(30))
      if Task.isCancelled { throw HTTPFailure(.cancelled, "the run ended") }
      return StubSystem.response(request, Self.schema)
    }
    let failure = await Self.failure { () throws(FetchFailure) in
      _ = try await system.fetcher(StubSystem.source(Self.one, "https://crm.example.com/v1/bad")).fetch()
    }
    #expect(failure?.kind == .moved)
  }
}
