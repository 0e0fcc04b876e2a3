import DriftTestSupport
import Testing

/// Whole numbers in all their spellings (JSON Schema 2020-12 validation, 6.2.1).
@Suite struct WholeStepTests {
  private func changes(_ old: String, _ new: String) throws -> [String] {
    let before = try Documents.openAPI("3.1.0", schemas: ##"{"X": \##(old)}"##)
    let after = try Documents.openAPI("3.1.0", schemas: ##"{"X": \##(new)}"##)
    return try before.lines(to: after)
  }

  @Test(
    "a number in whole steps is an integer",
    arguments: [
      (#"{"type": "integer"}"#, #"{"type": "number", "multipleOf": 1}"#),
      (#"{"type": "integer"}"#, #"{"type": "integer", "multipleOf": 1.0}"#),
      (#"{"type": "integer", "multipleOf": 5}"#, #"{"type": "number", "multipleOf": 5}"#),
      (#"{"type": ["integer", "string"]}"#, #"{"type": ["string", "number"], "multipleOf": 1}"#),
    ])
  func same(one: String, other: String) throws {
    #expect(try changes(one, other) == [])
    #expect(try changes(other, one) == [])
  }

  @Test("one in other steps is none, and steps that came with the type are told")
  func other() throws {
    let whole = #"{"type": "integer"}"#
    #expect(
      try changes(whole, #"{"type": "number", "multipleOf": 0.5}"#).contains("type-changed X (widened)"))
    let constraint = "constraint-changed X [multipleOf] (narrowed)"
    #expect(try changes(whole, #"{"type": "number", "multipleOf": 5}"#) == [constraint])
    #expect(try changes(#"{"type": "number"}"#, #"{"type": "number", "multipleOf": 1}"#) == [constraint])
  }
}
