import Foundation
import Testing

/// What the exit code follows: `--fail-on`, `--only`, gaps.
@Suite struct ThresholdTests {
  private let scratch: Scratch
  private let program: DriftProgram

  init() throws {
    scratch = try Scratch()
    program = DriftProgram(folder: scratch.url)
    try scratch.write("old.json", Self.document(#"{"type": "string"}"#))
    try scratch.write("new.json", Self.document(#"{"type": "integer"}"#))
    try scratch.write("words.json", Self.document(#"{"type": "string", "description": "Words."}"#))
    try scratch.write("gap.json", Self.document(##"{"$ref": "#/nowhere"}"##))
  }

  private static func document(_ state: String) -> String {
    """
    {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "tags": [{"name": "x"}], "paths": {"/a": {"get": {
    "responses": {"200": {"description": "x", "content": {"application/json": {"schema": {"$ref":
    "#/components/schemas/A"}}}}}}}}, "components": {"schemas": {"A": {"type": "object", "properties":
    {"state": \(state)}}}}}
    """
  }

  @Test(
    "the exit code follows the threshold and what is listed",
    arguments: [
      (["old.json", "new.json"], 1), (["old.json", "new.json", "--only", "type-changed"], 1),
      (["old.json", "new.json", "--only", "field-removed"], 0),
      (["old.json", "new.json", "--only", "field-removed", "--fail-on", "any"], 0),
      (["old.json", "new.json", "--fail-on", "none"], 0), (["old.json", "words.json"], 0),
      (["old.json", "words.json", "--fail-on", "warning"], 0), (["old.json", "words.json", "--fail-on", "info"], 1),
      (["old.json", "words.json", "--fail-on", "any"], 1), (["old.json", "old.json", "--fail-on", "any"], 0),
      (["gap.json", "gap.json"], 3), (["gap.json", "gap.json", "--only", "field-removed", "--fail-on", "none"], 3),
      (["gap.json", "gap.json", "--allow-gaps", "--fail-on", "any"], 0),
    ] as [([String], Int32)])
  func code(arguments: [String], expected: Int32) throws {
    for format in ["text", "json"] {
      let outcome = try program.run(["diff", "--format", format] + arguments)
      #expect(outcome.code == expected, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test("the help of diff lists the kinds that --only takes, and says what else follows it")
  func help() throws {
    let help = try program.run("diff", "--help").output
    let said = help.split { $0.isWhitespace || $0 == "," || $0 == "." }
    struct Published: Decodable {
      struct Definition: Decodable { var `enum`: [String]? }
      var definitions: [String: Definition]
      enum CodingKeys: String, CodingKey { case definitions = "$defs" }
    }
    let schema = try Data(contentsOf: DriftProgram.package.appendingPathComponent("docs/report-1.schema.json"))
    let kinds = try #require(try JSONDecoder().decode(Published.self, from: schema).definitions["kind"]?.enum)
    #expect(kinds.count > 30)
    for kind in kinds { #expect(said.contains { $0 == kind }, "\(kind)") }
    #expect(help.contains("exit code"))
  }

  @Test("--notes lists keywords without a place in the tree, for a clean result too")
  func notes() throws {
    #expect(try program.run("diff", "old.json", "old.json").output == "old.json -> old.json: no change\n")
    let listed = try program.run("diff", "old.json", "old.json", "--notes").output
    #expect(listed.contains("\nNotes\n") && listed.contains("tags") && listed.contains("old.json:1"), "\(listed)")
  }

  @Test("a command that there is not gets the nearest one")
  func verbs() throws {
    let near = try program.run("dif", "old.json", "new.json")
    #expect(near.code == 2)
    #expect(near.errors == "drift: there is no command \"dif\"\n  Did you mean drift diff?\n")
    #expect(try program.run("xyzzy").errors.contains("drift --help"))
  }

  @Test("show says at an address what the field says of it")
  func show() throws {
    try scratch.write(
      "keys.json",
      #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"A": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": true}}}}}"#
    )
    #expect(try program.run("show", "keys.json", "A.id").output == "A.id  string, required, read-only\n")
  }

  @Test(
    "where a key stands twice, the first is told by line and column",
    arguments: ["{\"a\": 1,\n \"a\": 2}", "b: 1\na: 2\na: 3\n"])
  func duplicates(text: String) throws {
    try scratch.write("twice", text)
    let errors = try program.run("show", "twice").errors
    #expect(errors.contains("The first is at \(text.hasPrefix("{") ? "1:2" : "2:1"). Readers disagree"), "\(errors)")
  }
}
