import DriftDiff
import DriftImpact
import Testing

@Suite("The catalogue of security schemes")
struct SchemeTests {
  private static let a = #"{"type": "object", "properties": {"x": {"type": "string"}}}"#
  private static let key = #""key": {"type": "apiKey", "in": "header", "name": "X-Key"}"#
  private static let login = """
    "login": {"type": "oauth2", "description": "Sign in.", "flows": {"authorizationCode": {"tokenUrl":
     "https://a.example/token", "authorizationUrl": "https://a.example/auth", "scopes": {"read": "May read", "write":
     "May write"}}}}
    """
  private static let http = #""http": {"type": "http", "scheme": "bearer"}"#
  private static let open = #""open": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example/oidc"}"#
  private static let all = [key, login, http, open].joined(separator: ",")

  /// `GET /a` answers with A, `POST /a` takes one, `GET /b` answers with B and asks for nothing.
  private static func document(_ schemes: String, get: String, post: String) -> String {
    let reference = ##"{"$ref": "#/components/schemas/A"}"##
    let other = ##"{"$ref": "#/components/schemas/B"}"##
    let none = #""204": {"description": ""}"#
    return """
      {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
       "/a": {
        "get": {"security": [\(get)], "responses": {"200": {"description": "", \(Judged.json(reference))}}},
        "post": {"security": [\(post)], "requestBody": {\(Judged.json(reference))}, "responses": {\(none)}}},
       "/b": {"get": {"responses": {"200": {"description": "", \(Judged.json(other))}}}}},
       "components": {"schemas": {"A": \(a), "B": \(a)}, "securitySchemes": {\(schemes)}}}
      """
  }

  private static let entries = [
    Judged.Entry("A.x", "read"), .init("A", "write"), .init("B.x", "read"), .init(#""GET /a""#, "read"),
    .init(#""POST /a""#, "write"),
  ]

  private static let read = #"{"login": ["read"]}"#
  private static let write = #"{"login": ["read", "write"]}"#

  @Test("What comes to it nobody needs, and its words bind nobody")
  func added() throws {
    let old = Self.document(Self.all, get: Self.read, post: Self.write)
    for (before, after) in [
      (#""write":"#, #""admin": "All", "write":"#), (Self.key, Self.key + #", "more": {"type": "mutualTLS"}"#),
      (#""authorizationCode":"#, #""implicit": {"scopes": {}}, "authorizationCode":"#),
      (#""scheme": "bearer""#, #""scheme": "bearer", "bearerFormat": "JWT""#),
    ] {
      let new = old.replacing(before, with: after)
      #expect(new != old)
      let judged = try Judged(old, new, Self.entries)
      #expect(judged.hits(.securityChanged) == [])
      #expect(judged.findings.map(\.severity) == [.info])
      #expect(try Judged(old, new).findings.map(\.severity) == [.info])
    }
    for (before, after) in [("Sign in.", "Log in."), ("May read", "Reads"), (#""bearer""#, #""Bearer""#)] {
      #expect(try Judged(old, old.replacing(before, with: after)).changes.isEmpty)
    }
  }

  @Test("A scope that went is missed by whom an operation asks for it")
  func scope() throws {
    let old = Self.document(Self.all, get: Self.read, post: Self.write)
    let judged = try Judged(old, old.replacing(#", "write":"# + "\n \"May write\"", with: ""), Self.entries)
    #expect(judged.hits(.securityChanged) == [#"breaking "POST /a""#, "breaking A"])
    let unasked = Self.document(Self.all, get: Self.read, post: Self.read)
    let nobody = unasked.replacing(#", "write":"# + "\n \"May write\"", with: "")
    #expect(try Judged(unasked, nobody, Self.entries).findings.map(\.severity) == [.info])
    #expect(try Judged(unasked, nobody).findings.map(\.severity) == [.info])
    let gone = old.replacing(#", "write":"# + "\n \"May write\"", with: "")
    #expect(try Judged(old, gone).findings.map(\.severity) == [.breaking])
  }

  @Test(
    "A scheme that works otherwise breaks those whose operations ask for it, and nobody else",
    arguments: [
      ("login", "https://a.example/token", "https://b.example/token"),
      ("login", "https://a.example/auth", "https://b.example/auth"), ("login", "authorizationCode", "implicit"),
      ("key", "X-Key", "X-Token"), ("key", "\"header\"", "\"query\""), ("http", "\"bearer\"", "\"basic\""),
      ("open", "https://a.example/oidc", "https://b.example/oidc"), ("key", "\"apiKey\"", "\"mutualTLS\""),
    ])
  func kind(scheme: String, old: String, new: String) throws {
    let asked = Self.document(Self.all, get: #"{"\#(scheme)": []}"#, post: "")
    let changed = asked.replacing(old, with: new)
    #expect(changed != asked)
    let judged = try Judged(asked, changed, Self.entries)
    #expect(judged.hits(.securityChanged) == [#"breaking "GET /a""#, "breaking A.x"])
    #expect(try Judged(asked, changed).findings.map(\.severity) == [.breaking])
    let unasked = Self.document(Self.all, get: "", post: "")
    #expect(try Judged(unasked, unasked.replacing(old, with: new), Self.entries).findings.map(\.severity) == [.info])
  }

  @Test("Swagger 2.0 says the same as OpenAPI 3")
  func swagger() throws {
    let old = """
      {"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"security": [{"login":
       ["read"]}, {"pass": []}], "responses": {"204": {"description": ""}}}}}, "securityDefinitions": {"pass": {"type":
       "basic"}, "login": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a.example/auth",
       "tokenUrl": "https://a.example/token", "scopes": {"read": "Reads"}}}}
      """
    let new = """
      {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"security": [{"login":
       ["read"]}, {"pass": []}], "responses": {"204": {"description": ""}}}}}, "components": {"securitySchemes": {"pass":
       {"type": "http", "scheme": "basic"}, "login": {"type": "oauth2", "flows": {"authorizationCode": {
       "authorizationUrl": "https://a.example/auth", "tokenUrl": "https://a.example/token", "scopes": {"read": "R"}}}}}}}
      """
    #expect(try Judged(old, new).changes.isEmpty)
  }
}
