import DriftTestSupport
import Testing

/// `oneOf` refuses a value that fits two of its branches; `anyOf` does not.
@Suite struct ExclusionTests {
  private func changes(_ old: String, _ new: String) throws -> [String] {
    try Documents.openAPI("3.1.0", schemas: #"{"X": \#(old)}"#)
      .lines(to: Documents.openAPI("3.1.0", schemas: #"{"X": \#(new)}"#))
  }

  private static func object(_ members: String, _ required: String, _ more: String = "") -> String {
    #"{"type": "object", "properties": {\#(members)}, "required": [\#(required)]\#(more)}"#
  }

  private static let both = #""a": {"type": "string"}, "b": {"type": "string"}"#
  private static let one = #""a": {"type": "string"}"#
  private static let two = #""b": {"type": "string"}"#
  private static let closed = #", "additionalProperties": false"#

  /// Branches of which a value may fit two.
  static let overlapping = [
    "\(object(both, #""a""#)), \(object(both, #""b""#))",
    "\(object(one, #""a""#)), \(object(two, #""b""#))",
    // An `a` alone fits both, closed as they are.
    "\(object(both, #""a""#, closed)), \(object(one, "", closed))",
    #"{"type": "integer", "minimum": 1}, {"type": "integer", "maximum": 1}"#,
    #"{"type": "string", "enum": ["x", "y"]}, {"type": "string", "enum": ["y", "z"], "maxLength": 3}"#,
    #"{"type": "array", "items": {"type": "string"}}, {"type": "array", "maxItems": 3}"#,
  ]

  /// Branches that exclude each other, or of which nobody can tell.
  static let apart = [
    "\(object(one, #""a""#, closed)), \(object(two, #""b""#, closed))",
    "\(object(both, #""a""#)), {\"type\": \"string\", \"maxLength\": 3}",
    "\(object(#""k": {"const": "x"}"#, #""k""#)), \(object(#""k": {"const": "y"}"#, #""k""#))",
    "\(object(#""k": {"type": "string"}"#, #""k""#)), \(object(#""k": {"type": "integer"}"#, #""k""#))",
    "\(object(#""k": false"#, "")), \(object(#""k": {"type": "integer"}"#, #""k""#))",
    #"{"type": "integer", "exclusiveMinimum": 1}, {"type": "integer", "maximum": 1}"#,
    #"{"type": "string", "enum": ["x"], "title": "X"}, {"type": "string", "enum": ["z"], "maxLength": 3}"#,
    #"{"type": "string", "pattern": "^a"}, {"type": "string", "pattern": "^b"}"#,
    #"{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "object"}}"#,
    "\(object(one, #""a""#)), \(object(two, #""b""#, #", "not": {"required": ["a"]}"#))",
  ]

  @Test("a union becomes exclusive", arguments: overlapping) func exclusive(_ branches: String) throws {
    let (any, one) = (#"{"anyOf": [\#(branches)]}"#, #"{"oneOf": [\#(branches)]}"#)
    #expect(try changes(any, one) == ["constraint-changed X [oneOf] (narrowed)"])
    #expect(try changes(one, any) == ["constraint-changed X [oneOf] (widened)"])
  }

  @Test("another word for branches that exclude each other is no change", arguments: apart)
  func respelled(_ branches: String) throws {
    let (any, one) = (#"{"anyOf": [\#(branches)]}"#, #"{"oneOf": [\#(branches)]}"#)
    #expect(try changes(any, one) == [])
    #expect(try changes(one, any) == [])
  }

  @Test("a discriminator tells the branches apart") func discriminator() throws {
    let told = #", "discriminator": {"propertyName": "a"}"#
    let branches = Self.overlapping[0]
    #expect(try changes(#"{"anyOf": [\#(branches)]\#(told)}"#, #"{"oneOf": [\#(branches)]\#(told)}"#) == [])
  }

  @Test("an object becomes one of several: only where what was sent fits two of them") func wrapped() throws {
    let old = Self.object(Self.both, #""a", "b""#)
    func lines(_ branches: String) throws -> [String] {
      try changes(old, #"{"oneOf": [\#(branches)]}"#).filter { $0.contains("[oneOf]") }
    }
    #expect(try lines(Self.overlapping[0]) == ["constraint-changed X [oneOf] (narrowed)"])
    // Nobody was told of a `c`: nobody sends it.
    let other = Self.object(#""c": {"type": "string"}"#, #""c""#)
    #expect(try lines("\(Self.object(Self.both, #""a", "b""#)), \(other)") == [])
    // One branch refuses what was always sent.
    let narrow = Self.object(Self.one, #""a""#, Self.closed)
    #expect(try lines("\(Self.object(Self.both, #""a", "b""#)), \(narrow)") == [])
  }

  @Test("alternatives inside alternatives are as exclusive as both say") func nested() throws {
    let (a, b) = (Self.object(Self.both, #""a""#), Self.object(Self.both, #""b""#))
    let c = #"{"type": "string", "maxLength": 3}"#
    let flat = #"{"oneOf": [\#(a), \#(b), \#(c)]}"#
    #expect(try changes(flat, #"{"oneOf": [{"oneOf": [\#(a), \#(b)]}, \#(c)]}"#) == [])
    #expect(
      try changes(flat, #"{"oneOf": [{"anyOf": [\#(a), \#(b)]}, \#(c)]}"#) == ["constraint-changed X [oneOf] (widened)"]
    )
  }
}
