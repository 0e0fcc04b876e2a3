import DriftDiff
import DriftImpact
import Testing

@Suite("What a call is refused without")
struct DemandTests {
  private static let body = Judged.json(
    #"{"type": "object", "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}}}"#)
  private static let answer = Judged.json(#"{"type": "object", "properties": {"id": {"type": "string"}}}"#)
  private static let entries: [Judged.Entry] = [
    .init(#""POST /orders".request.sku"#, "write"), .init(#""POST /orders".response.id"#, "read"),
    .init(#""POST /orders""#, "read, write"), .init(#""GET /orders".response.id"#, "read"),
  ]
  private static let inside = [
    #"breaking "POST /orders""#, #"breaking "POST /orders".request.sku"#, #"breaking "POST /orders".response.id"#,
  ]

  private static func document(parameters: String = "", body: String = body, isRequired: Bool = false) -> String {
    Judged.openAPI(
      """
      {"/orders": {
        "post": {"parameters": [\(parameters)], "requestBody": {"required": \(isRequired), \(body)},
                 "responses": {"200": {"description": "", \(answer)}}},
        "get": {"responses": {"200": {"description": "", \(answer)}}}}}
      """)
  }

  private static func parameter(_ place: String, _ isRequired: Bool) -> String {
    #"{"name": "X-Key", "in": "\#(place)", "required": \#(isRequired), "schema": {"type": "string"}}"#
  }

  @Test(
    "A new required parameter hits every entry inside the operation, and no other",
    arguments: ["query", "header", "cookie"])
  func added(place: String) throws {
    let judged = try Judged(Self.document(), Self.document(parameters: Self.parameter(place, true)), Self.entries)
    #expect(judged.hits(.fieldAdded) == Self.inside)
  }

  @Test("A parameter that became required hits them too, an optional one that came hits none of them")
  func becameRequired() throws {
    let optional = Self.document(parameters: Self.parameter("query", false))
    let required = Self.document(parameters: Self.parameter("query", true))
    #expect(try Judged(optional, required, Self.entries).hits(.requiredChanged) == Self.inside)
    #expect(try Judged(Self.document(), optional, Self.entries).hits(.fieldAdded) == [#"info "POST /orders""#])
    #expect(try Judged(required, optional, Self.entries).hits(.requiredChanged) == [#"info "POST /orders""#])
  }

  @Test("A member or a whole body that is required now refuses the call for who reads its answer as well")
  func body() throws {
    let strict = Judged.json(
      #"{"type": "object", "required": ["n"], "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}}}"#)
    #expect(
      try Judged(Self.document(), Self.document(body: strict), Self.entries).hits(.requiredChanged) == Self.inside)
    #expect(
      try Judged(Self.document(), Self.document(isRequired: true), Self.entries).hits(.requiredChanged) == Self.inside)
  }

  @Test("A parameter of the whole path hits the entries of each of its operations")
  func pathParameter() throws {
    func document(_ parameters: String) -> String {
      Judged.openAPI(
        """
        {"/orders": {"parameters": [\(parameters)],
          "post": {"responses": {"200": {"description": "", \(Self.answer)}}},
          "get": {"responses": {"200": {"description": "", \(Self.answer)}}}}}
        """)
    }
    let entries = [Self.entries[1], Self.entries[3]]
    let both = [#"breaking "GET /orders".response.id"#, #"breaking "POST /orders".response.id"#]
    let judged = try Judged(document(""), document(Self.parameter("header", true)), entries)
    #expect(Set(judged.hits(.fieldAdded)) == Set(both))
    let stricter = try Judged(
      document(Self.parameter("header", false)), document(Self.parameter("header", true)), entries)
    #expect(stricter.hits(.requiredChanged) == both)
  }
}
