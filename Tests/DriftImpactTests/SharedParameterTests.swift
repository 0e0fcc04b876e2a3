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
}
