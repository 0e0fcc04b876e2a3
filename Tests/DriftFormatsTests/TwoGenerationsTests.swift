import DriftTestSupport
import Testing

/// One API, written in Swagger 2.0 and in OpenAPI 3: what has two spellings is one thing.
@Suite struct TwoGenerationsTests {
  private func swagger(_ parameter: String) throws -> DocumentSet {
    try Documents.document(
      #"{"swagger": "2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"parameters": [{"name": "ids", "in": "query", \#(parameter)}], "responses": {"200": {"description": "ok"}}}}}}"#
    )
  }

  private func openAPI(_ parameter: String) throws -> DocumentSet {
    try Documents.openAPI(
      paths:
        #"{"/a": {"get": {"parameters": [{"name": "ids", "in": "query", \#(parameter)}], "responses": {"200": {"description": "ok"}}}}}"#
    )
  }

  private static let list2 = #""type": "array", "items": {"type": "string"}"#
  private static let list3 = #""schema": {"type": "array", "items": {"type": "string"}}"#

  @Test(
    "lists in a query are spelled alike in both generations",
    arguments: [
      (list2 + #", "collectionFormat": "multi""#, list3),
      (list2 + #", "collectionFormat": "multi""#, list3 + #", "style": "form", "explode": true"#),
      (list2, list3 + #", "explode": false"#),
      (list2 + #", "collectionFormat": "csv""#, list3 + #", "style": "form", "explode": false"#),
      (list2 + #", "collectionFormat": "pipes""#, list3 + #", "style": "pipeDelimited", "explode": false"#),
      (#""type": "string""#, #""schema": {"type": "string"}, "explode": false"#),
    ])
  func alike(old: String, new: String) throws {
    #expect(try swagger(old).lines(to: try openAPI(new)) == [])
  }

  @Test(
    "lists that are spelled otherwise are a change of encoding",
    arguments: [
      (list2, list3), (list2 + #", "collectionFormat": "multi""#, list3 + #", "explode": false"#),
    ])
  func otherwise(old: String, new: String) throws {
    let lines = try swagger(old).lines(to: try openAPI(new))
    #expect(lines.count == 1 && lines[0].hasPrefix("encoding-changed"), "\(lines)")
  }

  private func schema(_ version: String, _ schema: String) throws -> DocumentSet {
    try Documents.openAPI(version, schemas: #"{"S": {"type": "object", "properties": {"a": \#(schema)}}}"#)
  }

  @Test(
    "schemas of 3.0 and of 3.1 say the same in their own words",
    arguments: [
      (#"{"type": "string", "format": "byte"}"#, #"{"type": "string", "contentEncoding": "base64"}"#),
      (#"{"type": "integer", "minimum": 0, "exclusiveMinimum": true}"#, #"{"type": "integer", "minimum": 1}"#),
      (#"{"type": "integer", "maximum": 9, "exclusiveMaximum": true}"#, #"{"type": "integer", "exclusiveMaximum": 9}"#),
      (#"{"type": "number", "minimum": 0, "exclusiveMinimum": true}"#, #"{"type": "number", "exclusiveMinimum": 0}"#),
    ])
  func generations(old: String, new: String) throws {
    #expect(try schema("3.0.3", old).lines(to: try schema("3.1.0", new)) == [])
  }

  @Test("an answer and the range that it falls under are not taken away from one another")
  func ranges() throws {
    func paths(_ status: String) -> String {
      #"{"/a": {"get": {"responses": {"\#(status)": {"description": "ok"}}}}}"#
    }
    let (exact, range) = (try Documents.openAPI(paths: paths("200")), try Documents.openAPI(paths: paths("2XX")))
    #expect(try exact.lines(to: range).map { $0.split(separator: " ")[0] } == ["response-added"])
    #expect(try range.lines(to: exact).map { $0.split(separator: " ")[0] } == ["response-added"])
  }
}
