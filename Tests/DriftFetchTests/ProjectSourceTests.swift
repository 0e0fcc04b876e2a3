import DriftModel
import DriftProject
import DriftSyntax
import Testing

/// What `drift.yaml` says of sources and nights.
@Suite("Sources in drift.yaml") struct ProjectSourceTests {
  private func project(_ text: String) throws -> Project {
    let source = SourceText(file: "drift.yaml", copying: Array(text.utf8))
    return try ProjectReader.read(try DocumentReader.read(source, symbols: SymbolTable(), limits: .init()), folder: ".")
  }

  private func system(_ source: String) throws -> Project.System {
    let flow = source.split(separator: "\n").joined(separator: "\n      ")
    let project = try project("version: 1\nsystems:\n  crm:\n    source: \(flow)\n")
    return try #require(project.systems.first)
  }

  @Test("everything that a fetched source may say is read") func http() throws {
    let system = try system(
      """
      { http: { urls: [https://a.example/x.json, https://a.example/y.json], timeout: 5s, max-bytes: 2MB, attempts: 2,
          budget: 1m, ca-file: ca.pem, client-certificate: c.pem, client-key: k.pem, headers: { Notion-Version: "2022" },
          paging: { next: /paging/next/after, parameter: after, items: /results },
          auth: { oauth2: { token-url: https://a.example/t, client-id: me, client-secret: { env: S }, scopes: [a, b] } } } }
      """)
    guard case .http(let http) = system.source else { throw Missing() }
    #expect(http.urls.map(\.text) == ["https://a.example/x.json", "https://a.example/y.json"])
    #expect((http.timeout, http.maxBytes, http.attempts) == (5, 2_000_000, 2))
    #expect(http.budget == 60)
    #expect((http.caFile, http.clientCertificate, http.clientKey) == ("ca.pem", "c.pem", "k.pem"))
    #expect(http.headers.map(\.name) == ["Notion-Version"])
    guard case .pointer("/paging/next/after", "after") = http.paging?.next, http.paging?.items == "/results" else {
      throw Missing()
    }
    guard case .oauth2(let oauth) = http.credentials, case .clientCredentials = oauth.grant else { throw Missing() }
    #expect(oauth.clientID.origin == .literal("me") && oauth.clientSecret?.origin == .environment("S"))
    #expect(oauth.scopes == ["a", "b"])
    #expect(system.isFetched)
  }

  @Test("a system that drift knows by its maker has the addresses of its objects")
  func vendors() throws {
    let salesforce = try system(
      "{ salesforce: { url: https://x.my.salesforce.com, version: v66.0, objects: [Contact, Account], timeout: 5s } }")
    #expect(
      salesforce.source.http?.urls.map(\.text) == [
        "https://x.my.salesforce.com/services/data/v66.0/sobjects/Contact/describe",
        "https://x.my.salesforce.com/services/data/v66.0/sobjects/Account/describe",
      ])
    #expect(salesforce.source.http?.timeout == 5 && salesforce.isFetched)
    let whole = try system(
      "{ salesforce: { url: https://x.example/, version: v66.0, objects: [Contact], field-ids: true } }")
    #expect(
      whole.source.http?.urls.last?.text.hasPrefix("https://x.example/services/data/v66.0/tooling/query?q=SELECT+")
        == true)
    #expect(whole.source.http?.urls.map(\.mayBeEmpty) == [false, true])
    let hubSpot = try system("{ hubspot: { objects: [contacts] } }")
    #expect(
      hubSpot.source.http?.urls.map(\.text) == [
        "https://api.hubapi.com/crm/v3/properties/contacts?archived=false",
        "https://api.hubapi.com/crm/v3/properties/contacts?archived=true",
        "https://api.hubapi.com/crm-object-schemas/v3/schemas/contacts",
      ])
    let mapped = try system("{ hubspot: { schemas: false } }")
    guard case .vendor(let vendor) = mapped.source else { throw Missing() }
    #expect(vendor.takesMapped)
    #expect(vendor.asking(for: ["deals", "contacts", "deals", "a/b"]).objects == ["contacts", "deals"])
  }

  @Test("a server of tools is an address or a program")
  func tools() throws {
    guard
      case .tools(let http) = try system("{ mcp: { url: https://a.example/mcp, auth: { bearer: { env: K } } } }").source
    else { throw Missing() }
    #expect(http.urls.map(\.text) == ["https://a.example/mcp"] && http.credentials != nil)
    guard case .toolProgram(let program) = try system("{ mcp: { command: [tools, serve], timeout: 5s } }").source else {
      throw Missing()
    }
    #expect(program.arguments == ["tools", "serve"] && program.timeout == 5)
  }

  @Test("a night's rules are read") func run() throws {
    let run = try project(
      """
      version: 1
      run: { concurrency: 16, per-host: 4, budget: 1h, commit: true, push: true, text-file: drift.prom,
        notify: [{ url: { env: HOOK }, format: slack, owner: a@example.com }, { url: https://b.example/h }],
        ping: { url: https://p.example/1, fail: https://p.example/1/fail } }
      systems: { crm: { max-age: 2d, max-shrink: 10% } }
      """)
    #expect((run.run.concurrency, run.run.perHost, run.run.budget) == (16, 4, 3_600))
    #expect(run.run.commits && run.run.pushes && run.run.textFile == "drift.prom")
    #expect(run.run.notices.map(\.form) == [.slack, .json] && run.run.notices.map(\.owner) == ["a@example.com", ""])
    #expect(run.run.ping?.failure?.origin == .literal("https://p.example/1/fail"))
    #expect((run.systems[0].maxAge, run.systems[0].maxShrink) == (172_800, 0.1))
  }

  static let mistakes: [(String, String)] = [
    ("{ http: { } }", "expected either \"url\" or \"urls\""),
    ("{ http: { url: https://a.example/, urls: [https://b.example/] } }", "expected either \"url\" or \"urls\""),
    ("{ http: { urls: [] } }", "expected a list of addresses"),
    ("{ http: { urls: [https://a.example/, https://a.example/] } }", "the same address twice"),
    ("{ http: { url: https://u:p@a.example/ } }", "an address holds no user and no password"),
    ("{ http: { url: https://a.example/, timout: 3s } }", "Did you mean \"timeout\"?"),
    ("{ http: { url: https://a.example/, timeout: 3 } }", "expected a time such as 30s"),
    ("{ http: { url: https://a.example/, max-bytes: 9PB } }", "expected a size such as"),
    ("{ http: { url: https://a.example/, attempts: 0 } }", "expected a number from 1 to 20"),
    ("{ http: { url: https://a.example/, client-key: k.pem } }", "expected \"client-certificate\""),
    ("{ http: { url: https://a.example/, headers: { Authorization: x } } }", "\"Authorization\" cannot be set here"),
    ("{ http: { url: https://a.example/, headers: { \"a b\": x } } }", "cannot be a header's name"),
    ("{ http: { url: https://a.example/, headers: { a: \"x\\ny\" } } }", "cannot hold control characters"),
    ("{ http: { url: https://a.example/, auth: { bearer: s3cret } } }", "a secret does not stand in this file"),
    ("{ http: { url: https://a.example/, auth: { bearer: { env: A, file: b } } } }", "expected one of \"env\""),
    ("{ http: { url: https://a.example/, auth: { bearer: { env: A }, basic: {} } } }", "expected one of api-key"),
    ("{ http: { url: https://a.example/, auth: { api-key: { env: A } } } }", "either \"header\" or \"query\""),
    ("{ http: { url: https://a.example/, auth: { api-key: { header: \"a:b\", env: A } } } }", "a header's name"),
    ("{ http: { url: https://a.example/, auth: { basic: { user: u, password: p } } } }", "a secret does not stand"),
    (
      "{ http: { url: https://a.example/, auth: { oauth2: { token-url: https://a.example/t, client-id: x } } } }",
      "expected \"client-secret\" or \"refresh-token\""
    ),
    (
      "{ http: { url: https://a.example/, auth: { oauth2: { token-url: https://a.example/t, client-id: x, "
        + "refresh-token: { env: R }, write-back: true } } } }", "can be written back to a file alone"
    ),
    ("{ http: { url: https://a.example/, paging: { next: after } } }", "expected link, offset or a JSON pointer"),
    ("{ http: { url: https://a.example/, paging: { next: offset } } }", "expected \"parameter\""),
    ("{ command: [] }", "expected a program and its arguments"),
    ("{ files: [a.json], command: [a] }", "expected one of \"files\", \"http\" and \"command\""),
    ("{ salesforce: { url: https://a.example } }", "expected \"version\""),
    ("{ salesforce: { url: https://a.example, version: latest } }", "a version of the API such as v66.0"),
    ("{ salesforce: { version: v66.0 } }", "expected \"url\""),
    ("{ salesforce: { url: https://a.example/?x=1, version: v66.0 } }", "without a query"),
    (
      "{ salesforce: { url: https://a.example, version: v66.0, objects: [\"../x\"] } }",
      "cannot be the name of an object"
    ),
    ("{ hubspot: { objects: [] } }", "expected the names of objects"),
    ("{ hubspot: { objects: [contacts], schemas: maybe } }", "expected true or false"),
    ("{ hubspot: { objets: [contacts] } }", "Did you mean \"objects\"?"),
    ("{ hubspot: { objects: [contacts], auth: { bearer: s3cret } } }", "a secret does not stand in this file"),
    ("{ mcp: { } }", "expected \"url\""), ("{ mcp: { command: [] } }", "expected a program and its arguments"),
    ("{ mcp: { command: [a], url: https://a.example } }", "\"url\""),
    ("{ mcp: { url: https://a.example }, hubspot: { objects: [contacts] } }", "expected one of"),
    ("{ files: [a.json], timeout: 3s }", "\"timeout\" stands under \"http\" or beside \"command\""),
  ]

  @Test("a mistake is told, and no secret with it", arguments: mistakes)
  func mistake(_ source: String, _ said: String) throws {
    let error = #expect(throws: DriftError.self) { _ = try system(source) }
    let text = ([error?.message ?? ""] + (error?.help ?? [])).joined(separator: " ")
    #expect(text.contains(said), "\(text)")
    #expect(!text.contains("s3cret") && error?.place?.line == 4)
  }

  private struct Missing: Error {}
}
