import DriftDiff
import DriftImpact
import Testing

@Suite("Parameters that operations share")
struct SharedParameterTests {
  private static func api(_ name: String, type: String = "integer", uses: [Bool] = [true, true, true]) -> String {
    let operations = zip(["a", "b", "c"], uses).map { path, isUsed in
      let use = isUsed ? ##"{"$ref": "#/components/parameters/Page"}, "## : ""
      let own = #"{"name": "only_\#(path)", "in": "query", "schema": {"type": "string"}}"#
      return ##""/\##(path)": {"get": {"parameters": [\##(use)\##(own)], "responses": {"200": {"description": ""}}}}"##
    }
    return ##"""
      {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {\##(operations.joined(separator: ","))},
       "components": {"parameters": {"Page": {"name": "\##(name)", "in": "query", "description": "Which page to show",
       "schema": {"type": "\##(type)"}}}}}
      """##
  }

  private static let entries = ["a", "b", "c"].map { Judged.Entry(#""GET /\#($0)".request.page"#, "write") }

  @Test("One that has another name is one change, and hits an entry of each operation once")
  func renamed() throws {
    let judged = try Judged(Self.api("page"), Self.api("page_number"), Self.entries)
    #expect(judged.changes.map(\.kind) == [.fieldRenamed])
    #expect(judged.hits(.fieldRenamed).count == 3)
    let one = try Judged(Self.api("page"), Self.api("page_number"), [Self.entries[1]])
    #expect(one.findings.flatMap(\.affects).count == 1)
  }

  @Test("One that an operation drops hits the entries of that operation alone")
  func dropped() throws {
    let judged = try Judged(Self.api("page"), Self.api("page", uses: [true, false, true]), Self.entries)
    #expect(judged.hits(.fieldRemoved) == [#"breaking "GET /b".request.page"#])
  }

  @Test("One that all operations drop hits each entry once")
  func droppedByAll() throws {
    let judged = try Judged(Self.api("page"), Self.api("page", uses: [false, false, false]), Self.entries)
    #expect(judged.hits(.fieldRemoved) == Self.entries.map { "breaking \($0.address)" })
  }

  @Test(
    "One that has another type hits the entries of each operation, and so do headers of shared answers and of a path")
  func retyped() throws {
    let judged = try Judged(Self.api("page"), Self.api("page", type: "boolean"), Self.entries)
    #expect(judged.hits(.typeChanged) == Self.entries.map { "breaking \($0.address)" })
    func answers(_ type: String) -> String {
      let get = ##"{"get": {"responses": {"200": {"$ref": "#/components/responses/R"}}}}"##
      return ##"""
        {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": \##(get), "/b": \##(get)},
         "components": {"responses": {"R": {"description": "", "headers": {"X": {"schema": {"type": "\##(type)"}}}}}}}
        """##
    }
    let header = [Judged.Entry(#""GET /b".response."header:X""#, "read")]
    #expect(try Judged(answers("integer"), answers("boolean"), header).hits(.typeChanged).count == 1)
    func item(_ type: String) -> String {
      let method = #"{"responses": {"200": {"description": ""}}}"#
      return Judged.openAPI(
        #"{"/a": {"parameters": [{"name": "l", "in": "query", "schema": {"type": "\#(type)"}}], "get": \#(method), "put": \#(method)}}"#
      )
    }
    let put = [Judged.Entry(#""PUT /a".request.l"#, "write")]
    #expect(try Judged(item("integer"), item("boolean"), put).hits(.typeChanged).count == 1)
  }

  private static func call(_ parameter: String, answer: String = "v") -> String {
    let body = Judged.json(#"{"type": "object", "properties": {"\#(answer)": {"type": "string"}}}"#)
    return Judged.openAPI(
      #"{"/a": {"get": {"parameters": [\#(parameter)], "responses": {"200": {"description": "", \#(body)}}}}}"#)
  }

  private static func parameter(_ name: String, _ type: String, required: Bool = true) -> String {
    #"{"name": "\#(name)", "in": "query", "required": \#(required), "schema": {"type": "\#(type)"}}"#
  }

  @Test("A required one of another type stops who reads the answer; one that may be left out stops nobody")
  func required() throws {
    let reader = [Judged.Entry(#""GET /a".response.v"#, "read")]
    let stopped = try Judged(
      Self.call(Self.parameter("k", "string")), Self.call(Self.parameter("k", "integer")), reader)
    #expect(stopped.hits(.typeChanged) == [#"breaking "GET /a".response.v"#])
    let free = try Judged(
      Self.call(Self.parameter("k", "string", required: false)),
      Self.call(Self.parameter("k", "integer", required: false)), reader)
    #expect(free.hits(.typeChanged).isEmpty)
  }

  @Test("A parameter was a text all along: a number that may be any text now is taken as before")
  func text() throws {
    let entry = [Judged.Entry(#""GET /a".request.k"#, "write")]
    let number = Self.call(Self.parameter("k", "integer"))
    let text = Self.call(Self.parameter("k", "string"))
    #expect(try Judged(number, text, entry).findings.flatMap(\.affects).allSatisfy { $0.severity == .info })
    #expect(try Judged(number, text).findings.allSatisfy { $0.severity == .info })
    #expect(try Judged(text, number, entry).findings.flatMap(\.affects).map(\.severity) == [.breaking])
    let dates = Self.call(#"{"name": "k", "in": "query", "schema": {"type": "string", "format": "date"}}"#)
    #expect(try Judged(number, dates, entry).findings.flatMap(\.affects).contains { $0.severity == .breaking })
    let listed = Self.call(#"{"name": "k", "in": "query", "schema": {"type": "string", "enum": ["a"]}}"#)
    #expect(try Judged(number, listed, entry).findings.flatMap(\.affects).contains { $0.severity == .breaking })
  }

  @Test(
    "What every call has to have is asked of an entry whose place went in the same night",
    arguments: [#""GET /a".response.v"#, "A.v"])
  func asked(address: String) throws {
    func document(_ parameters: String, _ name: String) -> String {
      let body = Judged.json(##"{"$ref": "#/components/schemas/A"}"##)
      return Judged.openAPI(
        #"{"/a": {"get": {"parameters": [\#(parameters)], "responses": {"200": {"description": "", \#(body)}}}}}"#,
        #"{"A": {"type": "object", "properties": {"\#(name)": {"type": "string", "description": "The value"}}}}"#)
    }
    let judged = try Judged(
      document("", "v"), document(Self.parameter("k", "string"), "w"), [.init(address, "read")])
    #expect(judged.hits(.fieldAdded) == ["breaking \(address)"])
    #expect(judged.findings.flatMap(\.affects).count == 2)
  }
}
