import DriftTestSupport
import Testing

/// Spellings that admit the same values, and beside each what admits others.
@Suite struct QuietSpellingTests {
  private func lines(_ old: String, _ new: String) throws -> [String] {
    let before = try Documents.openAPI("3.1.0", schemas: #"{"X": \#(old)}"#)
    return try before.lines(to: Documents.openAPI("3.1.0", schemas: #"{"X": \#(new)}"#))
  }

  @Test(
    "nothing is said of other values",
    arguments: [
      // Whole numbers are numbers.
      (#"{"type": "number"}"#, #"{"anyOf": [{"type": "integer"}, {"type": "number"}]}"#),
      (
        #"{"anyOf": [{"type": "string"}, {"type": "number"}]}"#,
        #"{"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "integer"}]}"#
      ),
      // A limit of values that cannot stand there.
      (#"{"type": "integer", "maxLength": 5}"#, #"{"type": "integer"}"#),
      (#"{"type": "string", "maximum": 5}"#, #"{"type": "string"}"#),
      (#"{"type": "object", "minItems": 2}"#, #"{"type": "object"}"#),
      // What holds anyway.
      (
        #"{"type": "object", "propertyNames": {"type": "string"}, "additionalProperties": {"type": "string"}}"#,
        #"{"type": "object", "additionalProperties": {"type": "string"}}"#
      ),
      (#"{"type": "object", "propertyNames": true}"#, #"{"type": "object"}"#),
      (
        #"{"type": "array", "contains": {"type": "string"}, "minContains": 1}"#,
        #"{"type": "array", "contains": {"type": "string"}}"#
      ),
    ])
  func quiet(one: String, other: String) throws {
    #expect(try lines(one, other) == [])
    #expect(try lines(other, one) == [])
  }

  @Test(
    "other values are told",
    arguments: [
      (#"{"type": "integer"}"#, #"{"anyOf": [{"type": "integer"}, {"type": "number"}]}"#),
      (#"{"type": "number", "maximum": 5}"#, #"{"anyOf": [{"type": "number", "maximum": 5}, {"type": "integer"}]}"#),
      (#"{"type": "string", "maxLength": 5}"#, #"{"type": "string"}"#),
      // A limit that stands on both sides is meant.
      (#"{"type": "string", "maximum": 5}"#, #"{"type": "string", "maximum": 4}"#),
      (#"{"maxLength": 5}"#, "{}"),
      (
        #"{"type": "object", "propertyNames": {"type": "string", "pattern": "^x"}}"#,
        #"{"type": "object", "propertyNames": {"type": "string"}}"#
      ),
      (
        #"{"type": "array", "contains": {"type": "string"}, "minContains": 2}"#,
        #"{"type": "array", "contains": {"type": "string"}}"#
      ),
    ])
  func told(one: String, other: String) throws {
    #expect(try lines(one, other) != [])
    #expect(try lines(other, one) != [])
  }

  @Test("a media type that is named twice, but for case and charset, is one")
  func twins() throws {
    func document(_ media: String...) throws -> DocumentSet {
      let all = media.map { #""\#($0)": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}}"# }
      return try Documents.openAPI(
        paths:
          #"{"/a": {"post": {"requestBody": {"content": {\#(all.joined(separator: ","))}}, "responses": {"204": {"description": ""}}}}}"#
      )
    }
    let both = try document("application/json", "application/json; charset=utf-8")
    #expect(try both.lines(to: document("application/json")) == [])
    #expect(try document("application/json").lines(to: both) == [])
    #expect(try both.lines(to: document("application/xml")) != [])
  }

  @Test("a file is a file in OpenAPI 3.0 and in 3.1")
  func files() throws {
    func document(_ version: String, _ media: String, _ body: String) throws -> DocumentSet {
      try Documents.openAPI(
        version,
        paths: #"{"/a": {"get": {"responses": {"200": {"description": "", "content": {"\#(media)": \#(body)}}}}}}"#)
    }
    let old = #"{"schema": {"type": "string", "format": "binary"}}"#
    let named = #"{"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}"#
    for new in ["{}", named] {
      for media in ["application/pdf", "application/octet-stream", "image/png"] {
        #expect(try document("3.0.3", media, old).lines(to: document("3.1.0", media, new)) == [])
      }
    }
    #expect(try document("3.0.3", "application/json", old).lines(to: document("3.1.0", "application/json", "{}")) != [])
    let coded = #"{"schema": {"type": "string", "contentEncoding": "base64"}}"#
    #expect(try document("3.0.3", "image/png", old).lines(to: document("3.1.0", "image/png", coded)) != [])
    func part(_ schema: String) -> String { #"{"schema": {"type": "object", "properties": {"f": \#(schema)}}}"# }
    #expect(
      try document("3.0.3", "multipart/form-data", part(#"{"type": "string", "format": "binary"}"#)).lines(
        to: document(
          "3.1.0", "multipart/form-data", part(#"{"type": "string", "contentMediaType": "application/octet-stream"}"#)))
        == [])
  }

  @Test("how members are encoded is of forms alone")
  func encodings() throws {
    func document(_ media: String, _ encoding: String) throws -> DocumentSet {
      let schema = #""schema": {"type": "object", "properties": {"a": {"type": "string"}}}"#
      return try Documents.openAPI(
        paths:
          #"{"/a": {"post": {"requestBody": {"content": {"\#(media)": {\#(schema)\#(encoding)}}}, "responses": {"204": {"description": ""}}}}}"#
      )
    }
    let encoding = #", "encoding": {"a": {"contentType": "text/csv"}}"#
    #expect(try document("application/json", encoding).lines(to: document("application/json", "")) == [])
    #expect(try document("multipart/form-data", encoding).lines(to: document("multipart/form-data", "")) != [])
  }
}
