import DriftDiff
import DriftTestSupport
import Testing

/// A change's id names it everywhere: in the report, in an acceptance, in a link.
@Suite struct ChangeIdentityTests {
  private func document(_ outer: String, _ inner: String) throws -> DocumentSet {
    let branch = #"{"type": "object", "description": "\#(inner)", "properties": {"p": {"type": "string"}}}"#
    let error = #"{"description": "\#(outer)", "oneOf": [\#(branch), {"type": "string"}]}"#
    let holder = #"{"type": "object", "properties": {"error": \#(error)}}"#
    return try Documents.openAPI(schemas: #"{"S": {"oneOf": [\#(holder), {"type": "integer"}]}}"#)
  }

  @Test("facts of a place and of a branch at the same address have ids of their own, the same each time")
  func distinct() throws {
    let changes = try document("one", "two").changes(to: try document("three", "four"))
    #expect(changes.count == 2)
    #expect(Set(changes.map(\.id)).count == 2)
    let again = try document("one", "two").changes(to: try document("three", "four"))
    #expect(changes.map(\.id) == again.map(\.id))
  }
}
