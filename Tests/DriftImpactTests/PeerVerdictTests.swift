import DriftDiff
import DriftImpact
import DriftModel
import Testing

/// What breaks for an agent that uses everything, where other tools judge the same (docs/verdicts.md).
@Suite("Verdicts without a mapping")
struct PeerVerdictTests {
  /// Two schemas of one place, and how badly the change hits who writes it and who reads it.
  struct Pair: CustomTestStringConvertible, Sendable {
    var what: String
    var old: String
    var new: String
    var writing: Severity
    var reading: Severity

    init(_ what: String, _ old: String, _ new: String, writing: Severity, reading: Severity) {
      (self.what, self.old, self.new, self.writing, self.reading) = (what, old, new, writing, reading)
    }

    var testDescription: String { what }
  }

  private static func sent(_ schema: String) -> String {
    let body = Judged.json(#"{"type": "object", "properties": {"p": \#(schema)}}"#)
    return document(#"{"post": {"requestBody": {\#(body)}, "responses": {"204": {"description": ""}}}}"#)
  }

  private static func answered(_ schema: String) -> String {
    let body = Judged.json(#"{"type": "object", "properties": {"p": \#(schema)}}"#)
    return document(#"{"get": {"responses": {"200": {"description": "", \#(body)}}}}"#)
  }

  private static func document(_ item: String, _ schemas: String = "{}") -> String {
    """
    {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": \(item)},
     "components": {"schemas": \(schemas)}}
    """
  }

  private static func worst(_ old: String, _ new: String) throws -> Severity {
    try Judged(old, new).findings.map(\.severity).max() ?? .info
  }

  private static let pairs = [
    Pair(
      "an object that becomes one of two which it fits", #"{"type": "object", "properties": {"a": {}, "b": {}}}"#,
      #"{"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}"#,
      writing: .breaking, reading: .breaking),
    Pair(
      "a union of which only one may hold", #"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
      #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, writing: .breaking, reading: .info),
    Pair(
      "a union of which several may hold", #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
      #"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, writing: .info, reading: .info),
    Pair(
      "a map that has no values any more", #"{"type": "object", "additionalProperties": {"type": "string"}}"#,
      #"{"type": "object", "additionalProperties": false}"#, writing: .breaking, reading: .breaking),
    Pair(
      "an object that said nothing of other members", #"{"type": "object", "properties": {"a": {}}}"#,
      #"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#, writing: .breaking,
      reading: .info),
    Pair(
      "a list of values that has none", #"{"type": "string", "enum": ["a", "b"]}"#,
      #"{"type": "string", "enum": []}"#, writing: .breaking, reading: .breaking),
    Pair(
      "another constant", #"{"type": "string", "const": "a"}"#, #"{"type": "string", "const": "b"}"#,
      writing: .breaking, reading: .breaking),
    Pair(
      "values of which one stayed", #"{"enum": ["a", "b"]}"#, #"{"enum": ["a", "c"]}"#, writing: .breaking,
      reading: .warning),
    Pair(
      "a constant that is none any more", #"{"type": "string", "const": "a"}"#, #"{"type": "string"}"#,
      writing: .info, reading: .breaking),
    Pair(
      "a pattern that covers members", #"{"type": "object"}"#,
      #"{"type": "object", "patternProperties": {"^x-": {"type": "string"}}}"#, writing: .breaking, reading: .info),
    Pair(
      "a pattern that covers them no more",
      #"{"type": "object", "patternProperties": {"^x-": {"type": "string"}}}"#, #"{"type": "object"}"#,
      writing: .info, reading: .breaking),
    Pair(
      "a pattern that says what the values say", #"{"type": "object", "additionalProperties": {"type": "string"}}"#,
      ##"""
      {"type": "object", "additionalProperties": {"type": "string"}, "patternProperties": {"^x-": {"type": "string"}}}
      """##, writing: .info, reading: .info),
    Pair(
      "a pattern of what was refused", #"{"type": "object", "additionalProperties": false}"#,
      #"{"type": "object", "additionalProperties": false, "patternProperties": {"^x-": {"type": "string"}}}"#,
      writing: .info, reading: .info),
    Pair(
      "a position of another type than the items", #"{"type": "array", "items": {"type": "string"}}"#,
      #"{"type": "array", "items": {"type": "string"}, "prefixItems": [{"type": "integer"}]}"#, writing: .breaking,
      reading: .breaking),
    Pair(
      "a position that had any type", #"{"type": "array"}"#,
      #"{"type": "array", "prefixItems": [{"type": "integer"}]}"#, writing: .breaking, reading: .info),
    Pair(
      "items beyond the positions", #"{"type": "array", "prefixItems": [{}], "items": false}"#,
      #"{"type": "array", "prefixItems": [{}]}"#, writing: .info, reading: .breaking),
    Pair(
      "int32 to int64", #"{"type": "integer", "format": "int32"}"#, #"{"type": "integer", "format": "int64"}"#,
      writing: .info, reading: .breaking),
    Pair(
      "int64 to int32", #"{"type": "integer", "format": "int64"}"#, #"{"type": "integer", "format": "int32"}"#,
      writing: .breaking, reading: .info),
    Pair(
      "float to double", #"{"type": "number", "format": "float"}"#, #"{"type": "number", "format": "double"}"#,
      writing: .info, reading: .breaking),
    Pair(
      "integer to number", #"{"type": "integer"}"#, #"{"type": "number"}"#, writing: .info, reading: .breaking),
    Pair(
      "date to date-time", #"{"type": "string", "format": "date"}"#, #"{"type": "string", "format": "date-time"}"#,
      writing: .breaking, reading: .breaking),
    Pair(
      "an end that comes sooner", #"{"deprecated": true, "x-sunset": "2030-06-01"}"#,
      #"{"deprecated": true, "x-sunset": "2030-05-31"}"#, writing: .breaking, reading: .breaking),
    Pair(
      "an end that comes later", #"{"deprecated": true, "x-sunset": "Sat, 01 Jun 2030 00:00:00 GMT"}"#,
      #"{"deprecated": true, "x-sunset": "2030-07-01"}"#, writing: .info, reading: .info),
    Pair(
      "an end that may be any day", #"{"deprecated": true, "x-sunset": "2030-06-01"}"#, #"{"deprecated": true}"#,
      writing: .breaking, reading: .breaking),
    Pair(
      "an end that cannot be read", #"{"deprecated": true, "x-sunset": "2030-06-01"}"#,
      #"{"deprecated": true, "x-sunset": "soon"}"#, writing: .breaking, reading: .breaking),
    Pair(
      "deprecated, with an end that cannot be read", "{}", #"{"deprecated": true, "x-sunset": "soon"}"#,
      writing: .breaking, reading: .breaking),
    Pair(
      "deprecated, with an end", "{}", #"{"deprecated": true, "x-sunset": "2030"}"#, writing: .info, reading: .info),
    Pair(
      "an end that is told", #"{"deprecated": true}"#, #"{"deprecated": true, "x-sunset": "2030-06-01"}"#,
      writing: .info, reading: .info),
    Pair(
      "deprecated no more", #"{"deprecated": true, "x-sunset": "2030-06-01"}"#, "{}", writing: .info, reading: .info),
    Pair(
      "stable to beta", "{}", #"{"x-stability-level": "beta"}"#, writing: .breaking, reading: .breaking),
    Pair(
      "alpha to stable", #"{"x-stability-level": "alpha"}"#, #"{"x-stability-level": "stable"}"#, writing: .info,
      reading: .info),
    Pair("stable in words", "{}", #"{"x-stability-level": "stable"}"#, writing: .info, reading: .info),
  ]

  @Test("a change is as bad as who meets it", arguments: pairs)
  func direction(pair: Pair) throws {
    #expect(try Self.worst(Self.sent(pair.old), Self.sent(pair.new)) == pair.writing)
    #expect(try Self.worst(Self.answered(pair.old), Self.answered(pair.new)) == pair.reading)
  }

  @Test("a deprecated field that is sent no more is breaking for the agent that is named; read no more, for each")
  func abandoned() throws {
    func record(_ field: String) -> String { #"{"type": "object", "properties": {"a": {}\#(field)}}"# }
    let old = record(#", "b": {"type": "string", "deprecated": true}"#)
    let new = record("")
    #expect(try Self.worst(Self.sent(old), Self.sent(new)) == .info)
    #expect(try Self.worst(Self.answered(old), Self.answered(new)) == .breaking)
    let named = try Judged(Self.sent(old), Self.sent(new), [.init(#""POST /a".request.p.b"#, "write")])
    #expect(named.finding("field-removed")?.severity == .breaking)
    // Who was told a day had until then.
    let until = record(#", "b": {"type": "string", "deprecated": true, "x-sunset": "2999-01-01"}"#)
    #expect(try Self.worst(Self.sent(until), Self.sent(new)) == .breaking)
  }

  @Test("what stands in an operation that is alpha concerns those who are named")
  func tentative() throws {
    func operation(_ level: String, _ type: String) -> String {
      let body = Judged.json(#"{"type": "object", "properties": {"a": {"type": "\#(type)"}}}"#)
      return Self.document(#"{"get": {\#(level) "responses": {"200": {"description": "", \#(body)}}}}"#)
    }
    let alpha = #""x-stability-level": "alpha", "#
    #expect(try Self.worst(operation(alpha, "string"), operation(alpha, "integer")) == .info)
    #expect(try Self.worst(operation("", "string"), operation("", "integer")) == .breaking)
    #expect(try Self.worst(operation("", "string"), operation(alpha, "string")) == .breaking)
    let named = try Judged(
      operation(alpha, "string"), operation(alpha, "integer"), [.init(#""GET /a".response.a"#, "read")])
    #expect(named.finding("type-changed")?.severity == .breaking)
  }

  @Test("what an alpha operation demands it demands of its caller")
  func tentativeDemand() throws {
    func operation(_ parameters: String) -> String {
      let body = Judged.json(#"{"type": "object", "properties": {"a": {}}}"#)
      let answers = #""responses": {"200": {"description": "", \#(body)}}"#
      return Self.document(#"{"get": {"x-stability-level": "alpha", "parameters": [\#(parameters)], \#(answers)}}"#)
    }
    let new = operation(#"{"name": "q", "in": "query", "required": true, "schema": {"type": "string"}}"#)
    #expect(try Self.worst(operation(""), new) == .info)
    let named = try Judged(operation(""), new, [.init(#""GET /a".response.a"#, "read")])
    #expect(named.finding("field-added")?.severity == .breaking)
  }

  @Test("what was only read and is required has to be sent when it may be written")
  func demandedAccess() throws {
    func record(_ access: String) -> String {
      let body = Judged.json(
        #"{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"\#(access)}, "b": {}}}"#)
      return Judged.openAPI(
        #"{"/a": {"post": {"requestBody": {\#(body)}, "responses": {"204": {"description": ""}}}}}"#)
    }
    let (closed, open) = (record(#", "readOnly": true"#), record(""))
    #expect(try Judged(closed, open).finding("required-changed")?.severity == .breaking)
    #expect(try Judged(open, closed).finding("required-changed") == nil)
    let beside = try Judged(closed, open, [.init(#""POST /a".request.b"#, "write")])
    #expect(beside.hits(.requiredChanged) == [#"breaking "POST /a".request.b"#])
  }

  @Test("the default of a parameter breaks, that of a body's member does not, wherever it is written")
  func parameterDefault() throws {
    func document(_ value: String, _ use: String) -> String {
      Self.document(use, #"{"D": {"type": "string", "default": "\#(value)"}}"#)
    }
    let answers = #""responses": {"204": {"description": ""}}"#
    let reference = ##"{"$ref": "#/components/schemas/D"}"##
    let parameter = #"{"get": {"parameters": [{"name": "q", "in": "query", "schema": \#(reference)}], \#(answers)}}"#
    #expect(try Self.worst(document("x", parameter), document("y", parameter)) == .breaking)
    let member = Judged.json(#"{"type": "object", "properties": {"q": \#(reference)}}"#)
    let body = #"{"post": {"requestBody": {\#(member)}, \#(answers)}}"#
    #expect(try Self.worst(document("x", body), document("y", body)) == .warning)
  }

  @Test("a base that no operation leads to any more concerns nobody: what stands in its place is compared")
  func leftBase() throws {
    func document(_ cat: String, _ base: String) -> String {
      let body = Judged.json(##"{"$ref": "#/components/schemas/Cat"}"##)
      return Self.document(
        #"{"get": {"responses": {"200": {"description": "", \#(body)}}}}"#, #"{"Cat": \#(cat), "Pet": \#(base)}"#)
    }
    let colour = #"{"type": "object", "properties": {"colour": {"type": "string"}}}"#
    let old = document(##"{"allOf": [{"$ref": "#/components/schemas/Pet"}]}"##, colour)
    #expect(try Self.worst(old, document(colour, #"{"type": "object"}"#)) == .info)
    #expect(try Self.worst(old, document(#"{"type": "object"}"#, colour)) == .breaking)
  }

  @Test("answers and addresses that come are no break for who is not named")
  func chosen() throws {
    func document(_ status: String, _ server: String) -> String {
      Judged.openAPI(
        #"{"/a": {"get": {"responses": {"200": {"description": ""}\#(status)}}}}"#,
        more: #""servers": [{"url": "https://\#(server)"}],"#)
    }
    let old = document("", "a.example")
    #expect(try Self.worst(old, document(#", "201": {"description": ""}"#, "b.example")) == .info)
    let named = try Judged(old, document("", "b.example"), [.init(#""GET /a".response"#, "read")])
    #expect(named.finding("server-changed")?.severity == .warning)
  }

  @Test("a value of a server's variable is an address")
  func serverVariable() throws {
    func document(_ values: String) -> String {
      Judged.openAPI(
        #"{"/a": {"get": {"responses": {"200": {"description": ""}}}}}"#,
        more: """
          "servers": [{"url": "https://{region}.example.com",
            "variables": {"region": {"default": "eu", "enum": [\(values)]}}}],
          """)
    }
    let entry = Judged.Entry(#""GET /a".response"#, "read")
    let (less, more) = (document(#""eu""#), document(#""eu", "us""#))
    #expect(try Judged(less, more, [entry]).finding("server-changed")?.severity == .info)
    #expect(try Judged(more, less, [entry]).finding("server-changed")?.severity == .warning)
    #expect(try Judged(document(#""us""#), document(#""us", "eu""#), [entry]).changes.isEmpty)
  }

  @Test("a style that has no meaning for one value is another spelling")
  func style() throws {
    func document(_ more: String) -> String {
      let parameter = #"{"name": "q", "in": "query", "schema": {"type": "string"}\#(more)}"#
      return Self.document(
        #"{"get": {"parameters": [\#(parameter)], "responses": {"204": {"description": ""}}}}"#)
    }
    #expect(try Self.worst(document(""), document(#", "style": "simple""#)) == .breaking)
    #expect(try Judged(document(""), document(#", "style": "form", "explode": false"#)).changes.isEmpty)
    #expect(
      try Judged(document(""), document(#", "allowEmptyValue": true"#)).changes.map(\.kind) == [.encodingChanged])
  }
}
