import Foundation
import Testing

/// What `drift init` writes is what `drift check` takes, and nothing of anybody's is lost.
@Suite("Where a project begins") struct InitPlaceTests {
  private let schema =
    #"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{"A":{"type":"object"}}}}"#

  private func folder() throws -> (Scratch, DriftProgram) {
    let scratch = try Scratch()
    try scratch.write("own/keep", "")
    return (scratch, DriftProgram(folder: scratch.url.appendingPathComponent("own")))
  }

  @Test("the example wants a folder's name, and says hostile ones without acting on them") func example() throws {
    let (scratch, program) = try folder()
    defer { withExtendedLifetime(scratch) {} }
    let none = try program.run("init", "--example", "")
    #expect(none.code == 2 && none.errors.contains("expected a folder's name after --example"))
    let hostile = try program.run("init", "--example", "a\u{1b}[31m\n::error::x")
    #expect(hostile.code == 0, "\(hostile.errors)")
    #expect(!hostile.output.contains("\u{1b}") && !hostile.output.contains("\n::error::"), "\(hostile.output)")
    #expect(hostile.output.contains(#"cd $'a\x1b[31m\x0a::error::x'"#), "\(hostile.output)")
  }

  @Test("a schema that lies elsewhere is no project's") func elsewhere() throws {
    let (scratch, program) = try folder()
    try scratch.write("other/crm.json", schema)
    for path in ["../other/crm.json", scratch.url.appendingPathComponent("other/crm.json").path, "-"] {
      let outcome = try program.run("init", "--system", "crm", path)
      #expect(outcome.code == 2 && outcome.errors.contains("is not in this folder"), "\(outcome)")
    }
    #expect(try program.run("init", ".").code == 2)
    #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("drift.yaml").path))
  }

  @Test(
    "any name of a file is written so that it is read",
    arguments: ["a b#:@\".json", "[x]*?.json", "é, {y}.json", "-.json"])
  func names(_ name: String) throws {
    let (scratch, program) = try folder()
    try scratch.write("own/\(name)", schema)
    let path = scratch.url.appendingPathComponent("own/\(name)").path
    let made = try program.run("init", "--system", "crm", path)
    #expect(made.code == 0, "\(made.errors)")
    let stored = try program.run("snapshot")
    #expect(stored.code == 0 && stored.output.hasPrefix("crm v1"), "\(stored.errors)")
  }

  @Test("a link that leads nowhere is somebody's too") func link() throws {
    let (scratch, program) = try folder()
    defer { withExtendedLifetime(scratch) {} }
    let path = program.folder.appendingPathComponent("drift.yaml").path
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere")
    let outcome = try program.run("init")
    #expect(outcome.code == 2 && outcome.errors.contains("there is one already"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "nowhere")
  }

  @Test("a snapshot of all systems that stored none failed; an address is told") func snapshots() throws {
    let (scratch, program) = try folder()
    func project(_ systems: String) throws { try scratch.write("own/drift.yaml", "version: 1\nsystems:\n\(systems)") }
    try scratch.write("own/a.json", schema)
    try scratch.write("own/b.json", "{")
    let broken = "  b: { source: { files: [b.json] } }\n  c: { source: { files: [c.json] } }\n"
    try project(broken)
    #expect(try program.run("snapshot").code == 2)
    try project(broken + "  a: { source: { files: [a.json] } }\n")
    #expect(try program.run("snapshot").code == 3)
    let fetched = "  w: { source: { url: https://example.com/x.json } }\n"
    try project("  a: { source: { files: [a.json] } }\n" + fetched)
    let told = try program.run("snapshot")
    #expect(told.code == 3 && told.errors.contains("drift.yaml:4:3: w was left out"), "\(told)")
    try project(fetched)
    #expect(try program.run("snapshot").code == 2)
    #expect(try program.run("snapshot", "--system", "w").errors.contains("the documents of w are fetched"))
  }
}
