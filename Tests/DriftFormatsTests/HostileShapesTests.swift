import DriftModel
import DriftTestSupport
import Testing

/// Documents that ask for more than they look like, and documents that are not what their places want.
@Suite struct HostileShapesTests {
  private func chain(_ count: Int, _ type: String) throws -> DocumentSet {
    let definitions = (0..<count).map { number in
      let bases = (number + 1..<count).map { ##"{"$ref": "#/$defs/D\##($0)"}"## }.joined(separator: ", ")
      return #""D\#(number)": {"allOf": [\#(bases)], "properties": {"a\#(number)": {"type": "\#(type)"}}}"#
    }
    return try Documents.document(
      #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {\#(definitions.joined(separator: ", "))}}"#
    )
  }

  @Test("definitions made of all later ones are resolved once each: sixty would take longer than anybody lives")
  func everyBase() throws {
    let lines = try chain(60, "string").lines(to: try chain(60, "integer"))
    #expect(lines.count == 60 && lines.allSatisfy { $0.hasPrefix("type-changed") }, "\(lines.prefix(3))")
  }

  @Test(
    "a list where an object belongs is a gap, whatever is in it",
    arguments: [
      #"{"openapi": "3.0.3", "info": {}, "paths": {"/a": [null, {}]}}"#,
      #"{"openapi": "3.0.3", "info": {}, "paths": [null]}"#,
      #"{"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": [null]}}}"#,
      #"{"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": {"responses": [{}]}}}}"#,
      #"{"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": {"responses": {"200": {"content": [null]}}}}}}"#,
      #"{"openapi": "3.0.3", "info": {}, "paths": {"/a": {"get": {"parameters": {"a": 1}, "responses": {}}}}}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "patternProperties": [{"type": "string"}]}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": ["a"]}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "allOf": {"properties": {}}}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "required": "a", "type": "object"}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "enum": "a"}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "additionalProperties": 5, "type": "object"}"#,
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "items": 5, "type": "array"}"#,
    ])
  func malformed(text: String) throws {
    let schema = try Documents.document(text).read(SymbolTable())
    #expect(!schema.gaps.isEmpty)
  }

  @Test("a definition that is only itself is a gap, and one that holds itself is not")
  func rings() throws {
    func gaps(_ definitions: String) throws -> Int {
      try Documents.document(
        #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {\#(definitions)}}"#
      ).read(SymbolTable()).gaps.count
    }
    #expect(try gaps(##""A": {"$ref": "#/$defs/A"}"##) == 1)
    #expect(try gaps(##""A": {"allOf": [{"$ref": "#/$defs/B"}]}, "B": {"$ref": "#/$defs/A"}"##) == 1)
    #expect(try gaps(##""A": {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}}"##) == 0)
  }

  @Test("what a definition says of reading and writing is told there, and holds wherever it is used")
  func access() throws {
    func document(_ field: String, _ definition: String) throws -> DocumentSet {
      try Documents.document(
        #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"P": {"type": "object", "properties": {"p": \#(field)}}, "I": \#(definition)}}"#
      )
    }
    let (plain, only) = (#"{"type": "string"}"#, #"{"type": "string", "readOnly": true}"#)
    let use = ##"{"$ref": "#/$defs/I"}"##
    let lines = try document(use, plain).lines(to: try document(use, only))
    #expect(lines.count == 1 && lines[0].hasPrefix("access-changed I"), "\(lines)")
    #expect(try document(only, only).lines(to: try document(use, only)) == [])
    let inPlace = try document(plain, only).lines(to: try document(use, only))
    #expect(inPlace.count == 1 && inPlace[0].hasPrefix("access-changed P.p"), "\(inPlace)")
  }
}
