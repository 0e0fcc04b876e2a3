import DriftImpact
import Testing

/// What a security scheme is called in a document is nowhere on the wire.
@Suite("Names of security schemes") struct SchemeNameTests {
  private static func document(_ name: String, _ header: String = "X-Key", _ more: String = "") -> String {
    """
    {"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
     "paths": {"/c": {"get": {"security": [{"\(name)": []}], "responses": {"204": {"description": ""}}}}},
     "components": {"securitySchemes": {"\(name)": {"type": "apiKey", "in": "header", "name": "\(header)"}\(more)}}}
    """
  }

  @Test("another name for the same scheme is no change, nor is a header in other letters") func renamed() throws {
    #expect(try Judged(Self.document("k"), Self.document("apiKeyAuth")).changes.isEmpty)
    #expect(try Judged(Self.document("k"), Self.document("k", "x-key")).changes.isEmpty)
  }

  @Test("a scheme that works otherwise is another one, and of two that work alike nobody knows which it is")
  func other() throws {
    #expect(
      try Judged(Self.document("k"), Self.document("j", "X-Other")).findings.contains { $0.severity == .breaking })
    let twin = #", "t": {"type": "apiKey", "in": "header", "name": "X-Key"}"#
    #expect(try !Judged(Self.document("k"), Self.document("j", "X-Key", twin)).changes.isEmpty)
  }
}
