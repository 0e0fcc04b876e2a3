import DriftDiff
import DriftImpact
import DriftModel
import Testing

/// What an operation's `operationId` is to an agent whose tools are made of the document: the name it calls them by.
@Suite("The names of tools")
struct ToolNameTests {
  private static func document(_ operation: String, holder: String = #""paths": {"/a""#) -> String {
    """
    {"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
     \(holder): {"get": {\(operation) "responses": {"204": {"description": ""}}}}}}
    """
  }

  private static func told(_ old: String, _ new: String, holder: String = #""paths": {"/a""#) throws -> [String] {
    try Judged(document(old, holder: holder), document(new, holder: holder)).findings.map {
      "\($0.rule) \($0.severity.rawValue)"
    }
  }

  @Test("one that is gone breaks who uses everything, empty or left out", arguments: ["", #""operationId": "","#])
  func gone(now: String) throws {
    let findings = try Judged(Self.document(#""operationId": "one","#), Self.document(now)).findings
    #expect(findings.map(\.rule) == ["behaviour-changed"])
    #expect(findings.map(\.severity) == [.breaking])
    #expect(findings.first?.message.contains("operationId one") == true)
  }

  @Test("another one is another name for the same calls")
  func another() throws {
    #expect(
      try Self.told(#""operationId": "one","#, #""operationId": "two","#) == ["documentation-changed info"])
  }

  @Test("a new one breaks nothing")
  func new() throws {
    #expect(try Self.told("", #""operationId": "one","#) == ["documentation-changed info"])
  }

  @Test("nobody calls a webhook")
  func webhook() throws {
    #expect(
      try Self.told(#""operationId": "one","#, "", holder: #""webhooks": {"a""#) == ["documentation-changed info"])
  }

  @Test("what callers were told to leave alone has a name for nobody")
  func alpha() throws {
    let alpha = #""x-stability-level": "alpha","#
    #expect(try Self.told(#""operationId": "one","# + alpha, alpha) == ["behaviour-changed info"])
  }
}
