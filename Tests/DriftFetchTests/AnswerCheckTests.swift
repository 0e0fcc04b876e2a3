import Testing

@testable import DriftFetch

@Suite("What is no schema")
struct AnswerCheckTests {
  static let address = WebAddress(origin: .init(scheme: "https", host: "crm.example.com", port: 443), path: "/schema")

  static func answer(_ status: Int, _ body: String, _ headers: HeaderList = []) -> HTTPResponse {
    HTTPResponse(status: status, headers: headers, body: Array(body.utf8), url: address)
  }

  static func failure(_ status: Int, _ body: String, _ headers: HeaderList = []) -> FetchFailure? {
    AnswerCheck.failure(of: answer(status, body, headers))
  }

  @Test("each vendor's error is what it is, also spelled in another way", arguments: ErrorBody.all)
  func vendors(_ body: ErrorBody) throws {
    var spellings = ["as it is": body.text]
    if !body.isXML {
      spellings["keys in upper case"] = body.withKeysInUpperCase
      spellings["a key added"] = body.withAddedKey
      spellings["in an envelope"] = body.inEnvelope
      spellings["in another language"] = body.inAnotherLanguage
    }
    for (spelling, text) in spellings {
      if spelling != "as it is", spelling != "in another language" || body.text.contains("message\":\"") {
        #expect(text != body.text, "\(spelling) is no other spelling")
      }
      let failure = try #require(Self.failure(body.status, text), "\(spelling): taken for a document")
      let kind = spelling == "in another language" ? body.unworded ?? body.kind : body.kind
      #expect(failure.kind == kind, "\(spelling): \(failure)")
      #expect(failure.said.lowercased().contains(body.says.lowercased()), "\(spelling): \(failure)")
      #expect(!failure.advice.isEmpty, "\(spelling): \(failure)")
    }
  }

  @Test("the same body with 200 is no document either", arguments: ErrorBody.all)
  func with200(_ body: ErrorBody) throws {
    let failure = try #require(Self.failure(200, body.text))
    #expect(failure.said.contains(body.says))
    #expect(failure.kind != .setup)
  }

  @Test("a body that was cut is never fine", arguments: ErrorBody.all.filter { $0.status != 200 })
  func truncated(_ body: ErrorBody) throws {
    for length in stride(from: 1, to: body.text.utf8.count, by: 7) {
      let text = String(decoding: body.text.utf8.prefix(length), as: UTF8.self)
      #expect(Self.failure(body.status, text) != nil)
      // With 200 what is half JSON is for the reader, which refuses it with its place.
      #expect(VendorError(Array(text.utf8)) == nil)
    }
  }

  @Test("scopes are named in what is said, with what is granted where the answer has it")
  func scopeWords() throws {
    let slack = #"{"ok":false,"error":"missing_scope","needed":"channels:read,groups:read","provided":"chat:write"}"#
    let failure = try #require(Self.failure(200, slack))
    #expect(failure.said == "missing_scope (needed: channels:read, groups:read; granted: chat:write)")
    #expect(failure.advice.contains("channels:read, groups:read"))
    let reason = #""reason":"ACCESS_TOKEN_SCOPE_INSUFFICIENT","domain":"googleapis.com","metadata":"#
    func google(_ metadata: String) -> String {
      #"{"error":{"code":403,"message":"Insufficient scopes.","details":[{\#(reason)\#(metadata)}]}}"#
    }
    let scope = "https://mail.google.com/"
    #expect(Self.failure(403, google(#"{"required_scopes":"\#(scope)"}"#))?.said.contains("(needed: \(scope))") == true)
    let method = "google.apps.drive.v3.DriveFiles.List"
    #expect(Self.failure(403, google(#"{"method":"\#(method)"}"#))?.said.contains("(for \(method))") == true)
    // The address of a page is no scope.
    let page =
      #"{"category":"MISSING_SCOPES","message":"no","links":{"scopes":"https://developers.hubspot.com/scopes"}}"#
    #expect(Self.failure(403, page)?.said.contains("developers") == false)
    let challenge: HeaderList = [
      ("WWW-Authenticate", #"Bearer error="insufficient_scope", scope="https://www.googleapis.com/auth/drive""#)
    ]
    #expect(Self.failure(403, "", challenge)?.said.contains("googleapis.com/auth/drive") == true)
    let gitHub: HeaderList = [("X-Accepted-OAuth-Scopes", "repo, admin:org"), ("X-OAuth-Scopes", "admin:org")]
    let refused = try #require(Self.failure(403, #"{"message":"no"}"#, gitHub))
    #expect(refused.advice.contains("have repo granted"), "\(refused)")
  }

  @Test(
    "a sentence is no list of scopes",
    arguments: [
      ("`read_orders` access scope.", ["read_orders"]),
      (
        "`read_orders`, `read_all_orders` access scope. Also: the user must be staff.",
        ["read_orders", "read_all_orders"]
      ),
      ("This action requires merchant approval for read_orders scope.", ["read_orders"]),
      (
        "requires one of: crm.objects.deals.read, crm.objects.deals.write",
        ["crm.objects.deals.read", "crm.objects.deals.write"]
      ),
      ("You must be an administrator.", []), ("channels:read,groups:read", ["channels:read", "groups:read"]),
      ("read write", ["read", "write"]), ("repo", ["repo"]),
    ])
  func sentence(_ text: String, _ scopes: [String]) { #expect(ScopeText.scopes(text) == scopes) }

  @Test("scopes are named")
  func scopes() throws {
    let hubSpot = try #require(ErrorBody.all.first { $0.name == "HubSpot, scopes" })
    #expect(try #require(Self.failure(403, hubSpot.text)).advice.contains("crm.objects.deals.read"))
    let bearer: HeaderList = [
      ("WWW-Authenticate", #"Basic realm="a, b", Bearer error="insufficient_scope", scope="files:read file:write""#)
    ]
    let failure = try #require(Self.failure(403, "", bearer))
    #expect(failure.kind == .right)
    #expect(failure.advice.contains("files:read, file:write"))
    #expect(failure.said == "insufficient_scope (needed: files:read, file:write)")
  }

  @Test("what a challenge says of a token that expired counts, also beside a code that says less")
  func expiredChallenge() {
    func kind(_ words: String, _ body: String = #"{"error":"invalid_token"}"#) -> FetchFailure.Kind? {
      let headers: HeaderList = [
        ("WWW-Authenticate", #"Bearer error="invalid_token", error_description="\#(words)""#)
      ]
      return Self.failure(401, body, headers)?.kind
    }
    #expect(kind("The access token expired") == .expired)
    #expect(kind("The access token expired", "") == .expired)
    #expect(kind("The access token expired or was revoked") == .credentials)
    #expect(kind("unknown or expired token") == .credentials)
    #expect(kind("The access token is malformed") == .credentials)
  }

  @Test("a token of 1970 is of the wrong sort")
  func wrongSort() throws {
    let text =
      #"{"category":"EXPIRED_AUTHENTICATION","message":"x","context":{"expire time":["1970-01-01T00:00:00Z"]}}"#
    #expect(try #require(Self.failure(401, text)).advice.contains("sort that does not expire"))
  }

  @Test(
    "status decides where the body says nothing",
    arguments: [
      (400, .answer), (401, .credentials), (403, .right), (404, .moved), (405, .answer), (407, .setup), (408, .down),
      (410, .moved), (418, .answer), (429, .throttled), (440, .credentials), (477, .down), (500, .down), (502, .down),
      (503, .down), (509, .throttled), (511, .noSchema), (599, .down), (304, .answer), (302, .answer), (204, .noSchema),
      (206, .answer),
    ] as [(Int, FetchFailure.Kind)])
  func status(_ status: Int, _ kind: FetchFailure.Kind) {
    #expect(Self.failure(status, "")?.kind == kind)
    #expect(Self.failure(status, #"{"openapi":"3.1.0"}"#)?.kind == (status == 204 ? .noSchema : kind))
  }

  @Test("a limit that comes as 403 or 503")
  func limits() {
    #expect(Self.failure(403, "", [("x-ratelimit-remaining", "0")])?.kind == .throttled)
    #expect(Self.failure(403, "", [("Retry-After", "60")])?.kind == .throttled)
    #expect(Self.failure(503, "", [("Retry-After", "60")])?.kind == .throttled)
    #expect(Self.failure(403, "", [("x-ratelimit-remaining", "10")])?.kind == .right)
  }

  static let login = "<!doctype html>\n<html><head><title>Sign in</title></head><body><form action=\"/login\">"
  static let notSchemas: [(String, FetchFailure.Kind, String)] = [
    (login, .noSchema, "login page"), ("\u{FEFF}  <!-- x -->\n" + login, .noSchema, "login page"),
    ("<html><body><form><input name=SAMLRequest></form>", .noSchema, "login page"),
    ("<html><body><form action=\"/login\"><input type=\"password\">", .noSchema, "login page"),
    ("<html><head><title>Just a moment...</title></head>", .noSchema, "keeps programs out"),
    ("<html><head><title>Scheduled maintenance</title></head>", .down, "down"),
    ("<p>hello", .noSchema, "web page"), ("", .noSchema, "nothing"), (" \n\t ", .noSchema, "space"),
    ("null", .noSchema, "null"), ("[]", .noSchema, "empty list"), ("{}", .noSchema, "empty list"),
    (#"{"results":[],"total":0}"#, .noSchema, "empty list"), ("OK", .noSchema, "line of text"),
    ("Error: not authorised", .noSchema, "line of text"),
    (#"{"error":{"code":"SESSION_EXPIRED","message":"Session expired"}}"#, .expired, "error"),
    (#"{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}"#, .credentials, "error"),
    (#"{"status":401,"message":"unauthorised"}"#, .credentials, "error"),
    (#"{"error":"who are you"}"#, .noSchema, "error"),
    (#"{"errorMessages":["gone"],"errors":{}}"#, .noSchema, "error"),
    ("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", .right, "error"),
    ("<!-- served by proxy -->\n{\"openapi\":\"3.1.0\"}", .noSchema, "comment of HTML"),
    (")]}'\n{\"results\":[1]}", .noSchema, "guard"),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n", .noSchema, "Git LFS"),
    ("\u{1F}\u{8B}", .noSchema, "gzip"),
  ]

  @Test("with 200, whatever it is called", arguments: notSchemas.indices)
  func notSchema(_ index: Int) throws {
    let (body, kind, words) = Self.notSchemas[index]
    let bytes = body == "\u{1F}\u{8B}" ? [0x1F, 0x8B, 8, 0] : Array(body.utf8)
    for type in ["application/json", "text/html", ""] {
      let response = HTTPResponse(status: 200, headers: [("Content-Type", type)], body: bytes, url: Self.address)
      let failure = try #require(AnswerCheck.failure(of: response), "\(body)")
      #expect(failure.kind == kind, "\(body): \(failure)")
      #expect(failure.message.contains(words), "\(body): \(failure)")
    }
  }

  @Test("an error in UTF-16 is one too")
  func wide() {
    let wide: [UInt8] = [0xFF, 0xFE] + Array(Self.login.utf8).flatMap { [$0, UInt8(0)] }
    #expect(BodyCheck.failure(of: wide, from: "x")?.message.contains("login page") == true)
  }

  static let schemas = [
    #"{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{}}"#,
    #"{"title":"Error","type":"object","properties":{"error":{"type":"string"}}}"#,
    #"{"type":"object"}"#, ##"{"$ref":"#/$defs/A","$defs":{"A":{"type":"string"}}}"##,
    #"{"errors":[{"message":"partial"}],"data":{"__schema":{"types":[]}}}"#,
    #"{"openapi":"3.1.0","errors":["a vendor's own list"],"paths":{"/a":{}}}"#,
    #"{"results":[{"name":"email","type":"string"}],"errors":[]}"#,
    #"{"name":"Contact","fields":[{"name":"Id"}],"error":null}"#,
    #"[{"name":"a","type":"text","message":"x","code":"y"}]"#, #"[{"code":"A"}]"#,
    "openapi: 3.1.0\ninfo:\n  title: x\n", "type Query { a: Int }",
    "<!-- a comment -->\n<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/>",
    "<?xml version=\"1.0\"?>\n<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" name=\"Fault\"/>",
    #"{"type":"record","name":"Error","fields":[]}"#, #"{"broken": "#,
  ]

  @Test("what may be a schema is left to the readers", arguments: schemas)
  func mayBeOne(_ text: String) { #expect(Self.failure(200, text) == nil) }

  @Test("no text of a system acts on a terminal or goes on for ever")
  func hostile() throws {
    let escape =
      #"{"error":"x y","message":"\u001b[31mred\u001b[0m \u202e\r\n::error::\#(String(repeating: "a", count: 4000))"}"#
    let failure = try #require(Self.failure(401, escape))
    #expect(failure.said.count <= 300)
    #expect(failure.said.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
    #expect(Self.failure(401, deep)?.kind == .credentials)
    let wide = "{\"error\":[" + Array(repeating: "{\"code\":\"A\"}", count: 20_000).joined(separator: ",") + "]}"
    #expect(Self.failure(500, wide)?.kind == .down)
  }

  @Test("parameters of a challenge without commas between them are read each") func withoutCommas() throws {
    let told = #"Bearer error="invalid_token" error_description="The access token expired, on \"Monday\"" realm=crm"#
    let failure = try #require(Self.failure(401, "", [("WWW-Authenticate", told)]))
    #expect(failure.kind == .expired && failure.said.hasPrefix("invalid_token: The access token expired"), "\(failure)")
    let challenge = try #require(Challenge.all(in: [("WWW-Authenticate", told)]).first)
    #expect(challenge.parameters["realm"] == "crm" && challenge.parameters.count == 3, "\(challenge)")
  }
}
