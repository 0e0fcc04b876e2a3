import DriftImpact
import DriftModel
import Testing

/// What an MCP server says of a tool beside its schemas.
@Suite("What a tool does, and how it is called") struct ToolTraitTests {
  private static let answer =
    #", "outputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}"#

  private static func tools(_ more: String) -> String {
    #"{"tools": [{"name": "create_contact", "inputSchema": {"type": "object", "properties": {"email": {"type": "string"}}}\#(more)}]}"#
  }

  private static func told(_ old: String, _ new: String, _ entry: Judged.Entry) throws -> [String] {
    try Judged(tools(old), tools(new), [entry]).findings.filter { $0.severity > .info }
      .flatMap { finding in finding.affects.map { "\($0.severity): \($0.consequence)" } }
  }

  @Test("a tool that has to be called as a task refuses a plain call; one that may be does not") func tasks() throws {
    let call = Judged.Entry("create_contact.request.email", "write")
    let required = #", "execution": {"taskSupport": "required"}"#
    let optional = #", "execution": {"taskSupport": "optional"}"#
    for before in ["", optional] {
      #expect(
        try Self.told(before, required, call) == ["breaking: its call will be refused: it has to be called as a task"])
    }
    #expect(try Self.told("", optional, call).isEmpty)
    #expect(try Self.told(required, optional, call).isEmpty)
    #expect(
      try Self.told(required, "", call) == [
        "breaking: its call will be refused: it cannot be called as a task any more"
      ])
  }

  @Test("an answer that was one record and is a page of them has each member in the page") func page() throws {
    let record =
      #"{"type": "object", "properties": {"id": {"type": "string"}, "email": {"type": "string"}, "phone": {"type": "string"}}}"#
    let page = #"{"type": "object", "properties": {"results": {"type": "array", "items": \#(record)}}}"#
    let judged = try Judged(
      Self.tools(#", "outputSchema": \#(record)"#), Self.tools(#", "outputSchema": \#(page)"#),
      [.init("create_contact.response.email", "read")])
    let told = judged.findings.filter { $0.severity > .info }
    #expect(told.map(\.rule) == ["field-moved"], "\(told.map(\.message))")
    // Which of them counts is for a person to say.
    #expect(
      told.first?.fix?.edits.map { "\($0.address) \($0.isSure)" } == ["create_contact.response.results[].email false"])
    // A list that has one of the names alone is no page of them.
    let other =
      #"{"type": "object", "properties": {"logs": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}, "at": {"type": "string"}}}}}}"#
    let lost = try Judged(
      Self.tools(#", "outputSchema": \#(record)"#), Self.tools(#", "outputSchema": \#(other)"#),
      [.init("create_contact.response.email", "read")])
    #expect(lost.findings.filter { $0.severity > .info }.map(\.rule) == ["field-removed"])
  }

  @Test("an answer that is described no more cannot be checked, which is for the server to mend") func undescribed()
    throws
  {
    let judged = try Judged(
      Self.tools(Self.answer), Self.tools(""), [.init("create_contact", "read, write")])
    let told = judged.findings.filter { $0.severity > .info }
    #expect(told.map(\.severity) == [.warning], "\(told.map(\.message))")
    #expect(told.first?.fix?.text.contains("described again (outputSchema)") == true)
  }
}
