import DriftTestSupport
import Testing

/// Pieces of `allOf`, bases, and what they demand.
@Suite struct PiecesDiffTests {
  private func changes(_ old: String, _ new: String, _ version: String = "3.0.3") throws -> [String] {
    try Documents.openAPI(version, schemas: old).lines(to: Documents.openAPI(version, schemas: new))
  }

  private let base =
    #""Base": {"type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}}"#

  private func derived(_ names: String...) -> String {
    let all = names.enumerated().map { index, demanded in
      ##""D\##(index)": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": [\##(demanded)]}]}"##
    }
    return "{\(base), \(all.joined(separator: ", "))}"
  }

  @Test("what a definition demands of an inherited member is its own")
  func inheritedDemand() throws {
    #expect(try changes(derived(#""x""#), derived("")) == ["required-changed D0.x (widened)"])
    #expect(
      try changes(derived("", ""), derived(#""x", "y""#, #""x""#)) == [
        "required-changed D0.x (narrowed)", "required-changed D0.y (narrowed)",
        "required-changed D1.x (narrowed)",
      ])
  }

  @Test("what the base demands is reported at the base alone")
  func baseDemand() throws {
    let old = derived("", #""y""#)
    let new = old.replacing(
      #""y": {"type": "string"}}}"#, with: #""y": {"type": "string"}}, "required": ["x"]}"#)
    #expect(try changes(old, new) == ["required-changed Base.x (narrowed)"])
  }

  @Test("pieces in another order stay no change beside a real one")
  func pieceOrder() throws {
    func piece(_ text: String, _ more: String = "") -> String {
      #"{"type": "object", "properties": {"p": {"type": "string", "description": "\#(text)"\#(more)}}}"#
    }
    let (one, two) = (piece("One."), piece("Two."))
    #expect(
      try changes(#"{"X": {"allOf": [\#(one), \#(two)]}}"#, #"{"X": {"allOf": [\#(two), \#(one)]}}"#) == [])
    let references = ##"{"$ref": "#/components/schemas/P"}, {"$ref": "#/components/schemas/Q"}"##
    let turned = ##"{"$ref": "#/components/schemas/Q"}, {"$ref": "#/components/schemas/P"}"##
    #expect(
      try changes(
        #"{"P": \#(one), "Q": \#(two), "X": {"allOf": [\#(references)]}}"#,
        #"{"P": \#(one), "Q": \#(two), "X": {"allOf": [\#(turned)], "minProperties": 1}}"#)
        == ["constraint-changed X [minProperties] (narrowed)"])
  }

  @Test("of two limits the stricter one holds, wherever it stands")
  func strictest() throws {
    let strict = #""S": {"type": "string", "maxLength": 10}"#
    let use = ##"{"allOf": [{"$ref": "#/components/schemas/S"}], "maxLength": 20}"##
    #expect(
      try changes(
        ##"{\##(strict), "X": \##(use)}"##, ##"{\##(strict), "X": {"$ref": "#/components/schemas/S"}}"##)
        == [])
  }

  @Test("a member that is only read is not demanded of what is sent (OpenAPI 3.0)")
  func readOnly() throws {
    let old = #"{"X": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}"#
    let new =
      #"{"X": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": true}}}}"#
    #expect(try changes(old, new) == ["access-changed X.id"])
  }

  @Test("several conditions of one kind are told apart")
  func conditions() throws {
    func rule(_ value: String, _ demanded: String) -> String {
      #"{"if": {"properties": {"k": {"const": "\#(value)"}}}, "then": {"required": ["\#(demanded)"]}}"#
    }
    func schema(_ rules: String...) -> String {
      let members =
        #""properties": {"k": {"type": "string"}, "p": {"type": "string"}, "q": {"type": "string"}}"#
      return #"{"X": {"type": "object", \#(members), "allOf": [\#(rules.joined(separator: ", "))]}}"#
    }
    let (one, two) = (rule("a", "p"), rule("b", "q"))
    #expect(try changes(schema(one, two), schema(two, one), "3.1.0") == [])
    #expect(try changes(schema(one, two), schema(two), "3.1.0") == ["condition-changed X [then] (widened)"])
    #expect(try changes(schema(two), schema(one, two), "3.1.0") == ["condition-changed X [then] (narrowed)"])
  }

  @Test("a name for a value that came or went is part of that change")
  func enumLabels() throws {
    func schema(_ values: String, _ names: String) -> String {
      #"{"X": {"type": "string", "enum": [\#(values)], "x-enum-varnames": [\#(names)]}}"#
    }
    let old = schema(#""a", "b""#, #""A", "B""#)
    #expect(try changes(old, schema(#""a""#, #""A""#)) == ["enum-value-removed X -> - [b] (narrowed)"])
    #expect(try changes(old, schema(#""a", "b""#, #""A", "Bee""#)) == ["label-changed X [enumLabels]"])
  }
}
