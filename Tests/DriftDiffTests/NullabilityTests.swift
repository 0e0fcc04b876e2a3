import DriftTestSupport
import Testing

/// Null in all its spellings (FORMATS 1.3 and 1.6).
@Suite struct NullabilityTests {
  private func changes(_ old: String, _ new: String, _ version: String = "3.1.0") throws -> [String] {
    let before = try Documents.openAPI(version, schemas: ##"{"A": {"type": "object"}, "X": \##(old)}"##)
    let after = try Documents.openAPI(version, schemas: ##"{"A": {"type": "object"}, "X": \##(new)}"##)
    return try before.lines(to: after)
  }

  private static let more: [(String, String)] = [
    (
      ##"{"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/A"}]}"##,
      ##"{"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/A"}, {"type": "null"}]}"##
    ),
    (
      ##"{"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/A"}]}"##,
      ##"{"anyOf": [{"type": ["string", "null"]}, {"$ref": "#/components/schemas/A"}]}"##
    ),
    (
      ##"{"$ref": "#/components/schemas/A"}"##,
      ##"{"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}"##
    ),
    (##"{"type": "object"}"##, ##"{"allOf": [{"type": "object"}], "nullable": true}"##),
  ]

  @Test("a null more among alternatives is one change of nullability", arguments: more)
  func moreNull(old: String, new: String) throws {
    #expect(try changes(old, new) == ["nullability-changed X (widened)"])
    #expect(try changes(new, old) == ["nullability-changed X (narrowed)"])
  }

  private static let same: [(String, String)] = [
    (
      ##"{"anyOf": [{"type": ["string", "null"]}, {"$ref": "#/components/schemas/A"}]}"##,
      ##"{"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/A"}, {"type": "null"}]}"##
    ),
    (
      ##"{"anyOf": [{"type": "object", "nullable": true}, {"type": "object"}, {"type": "string"}]}"##,
      ##"{"anyOf": [{"type": "object"}, {"type": "string"}], "nullable": true}"##
    ),
    (
      ##"{"nullable": true, "allOf": [{"type": "object", "properties": {"a": {}}}]}"##,
      ##"{"oneOf": [{"type": "object", "properties": {"a": {}}}, {"type": "null"}]}"##
    ),
    // Null has to be a value of every piece.
    (
      ##"{"allOf": [{"type": ["object", "null"]}, {"type": "object"}]}"##,
      ##"{"allOf": [{"type": "object"}, {"type": ["object", "null"]}]}"##
    ),
    (##"{"allOf": [{"type": ["object", "null"]}, {"type": "object"}]}"##, ##"{"type": "object"}"##),
    (
      ##"{"type": "string", "anyOf": [{"minLength": 3}, {"type": "null"}]}"##,
      ##"{"type": "string", "minLength": 3}"##
    ),
  ]

  @Test("one null in several spellings is no change", arguments: same)
  func sameNull(old: String, new: String) throws {
    #expect(try changes(old, new) == [])
  }
}
