import DriftDiff
import DriftImpact
import DriftModel
import Testing

@Suite("What entries meet in an operation that has another name") struct RenamedOperationTests {
  private static func document(_ path: String, _ more: String = "") -> String {
    let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
    let own = names.map { #"{"in": "path", "name": "\#($0)", "required": true, "schema": {"type": "string"}}"# }
    let parameters = (own + (more.isEmpty ? [] : [more])).joined(separator: ",")
    let body = Judged.json(
      #"{"type": "object", "properties": {"email": {"type": "string"}, "phone": {"type": "string"}}}"#)
    return Judged.openAPI(
      #"{"\#(path)": {"get": {"operationId": "one", "parameters": [\#(parameters)], "responses": {"200": {"description": "", \#(body)}}}}}"#,
      "{}")
  }

  private static func hits(_ old: String, _ new: String, _ address: String, _ access: String = "read") throws
    -> [String]
  {
    try Judged(old, new, [.init(address, access)]).findings.flatMap { finding in
      finding.affects.map { "\($0.severity.rawValue) \($0.consequence)" }
    }
  }

  @Test("a variable of a path has no name on the wire: who reads through it reads on") func variable() throws {
    let (old, new) = (Self.document("/contacts/{id}"), Self.document("/contacts/{contact_id}"))
    let read = #""GET /contacts/{id}".response.email"#
    #expect(try Self.hits(old, new, read).allSatisfy { $0.hasPrefix("info") })
    // Under the new name, too.
    #expect(try Self.hits(old, new, read.replacing("{id}", with: "{contact_id}")).allSatisfy { $0.hasPrefix("info") })
    let lost = new.replacing(#""email": {"type": "string"}, "#, with: "")
    #expect(try Self.hits(old, lost, read).contains("breaking will read null"))
  }

  @Test("what the operation demands under its new name is demanded of who called the old one") func demand() throws {
    let tenant = #"{"in": "query", "name": "tenant", "required": true, "schema": {"type": "string"}}"#
    let told = try Self.hits(
      Self.document("/contacts/{id}"), Self.document("/v2/contacts/{id}", tenant),
      #""GET /contacts/{id}".response.email"#)
    #expect(told.contains { $0.hasPrefix("breaking its call will be refused: query:tenant") }, "\(told)")
    let optional = try Self.hits(
      Self.document("/contacts/{id}"),
      Self.document("/v2/contacts/{id}", tenant.replacing(#""required": true, "#, with: "")),
      #""GET /contacts/{id}".response.email"#)
    #expect(!optional.contains { $0.contains("tenant") }, "\(optional)")
  }

  @Test("who reads any answer that says that all is well reads on under another status; who names one does not")
  func otherStatus() throws {
    let old = Self.document("/contacts/{id}").replacing(#""200":"#, with: #""201":"#)
    let new = Self.document("/contacts/{id}")
    let any = try Self.hits(old, new, #""GET /contacts/{id}".response.email"#)
    #expect(!any.contains { $0.hasPrefix("breaking") }, "\(any)")
    let named = try Self.hits(old, new, #""GET /contacts/{id}".response.201.email"#)
    #expect(named.contains { $0.hasPrefix("breaking") }, "\(named)")
  }
}
