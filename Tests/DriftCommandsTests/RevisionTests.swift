import Foundation
import Testing

/// What git calls a path at a revision, and the stores that git holds.
@Suite struct RevisionTests {
  private func document(_ field: String) -> String {
    #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T", "type": "object", "properties": {"\#(field)": {"type": "string"}}}"#
  }

  private func git(_ folder: URL, _ arguments: String...) throws {
    #expect(try runGit(arguments, in: folder) == 0, "git \(arguments)")
  }

  /// A repository with a file of two commits, and a third state that is staged.
  private func repository() throws -> Scratch {
    let scratch = try Scratch()
    try git(scratch.url, "init", "-q", "-b", "main")
    for (field, message) in [("one", "fix: one"), ("two", "two")] {
      try scratch.write("sub/a.json", document(field))
      try git(scratch.url, "add", "-A")
      try git(scratch.url, "commit", "-qm", message)
    }
    try scratch.write("sub/a.json", document("three"))
    try git(scratch.url, "add", "-A")
    try scratch.write("sub/a.json", document("four"))
    return scratch
  }

  @Test(
    "all forms of a path at a revision lead to their state",
    arguments: [
      ("HEAD:sub/a.json", "two"), ("HEAD~1:sub/a.json", "one"), ("HEAD~1:", "one"), ("HEAD:sub", "two"),
      ("HEAD:sub/", "two"), (":sub/a.json", "three"), (":0:sub/a.json", "three"), (":sub", "three"),
      ("HEAD^{tree}:sub/a.json", "two"), ("HEAD^{/fix: one}:sub/a.json", "one"), ("HEAD:./sub/a.json", "two"),
    ])
  func forms(_ name: String, _ field: String) throws {
    let scratch = try repository()
    let outcome = try DriftProgram(folder: scratch.url).run("show", name)
    #expect(outcome.code == 0 && outcome.output.contains("  \(field) "), "\(outcome)")
  }

  @Test(
    "what names no one state is refused with the reason",
    arguments: [
      ("^HEAD:sub/a.json", "is a range of revisions"), ("HEAD~1..HEAD:sub/a.json", "is a range of revisions"),
      (":sub/b.json", "no such file in the index"), (":2:sub/a.json", "no such file in the index"),
      ("HEAD:sub/b.json", "no such file at this revision"), ("nowhere:sub/a.json", "there is no revision"),
    ])
  func refused(_ name: String, _ expected: String) throws {
    let scratch = try repository()
    let outcome = try DriftProgram(folder: scratch.url).run("show", name)
    #expect(outcome.code == 2 && outcome.errors.contains(expected), "\(outcome)")
  }

  @Test("a folder at a revision drops nothing in silence either") func folder() throws {
    let scratch = try repository()
    try scratch.write("sub/b.xsd", "<xs:schema")
    try git(scratch.url, "add", "-A")
    try git(scratch.url, "commit", "-qm", "broken")
    let outcome = try DriftProgram(folder: scratch.url).run("diff", "HEAD~1:sub", "HEAD:sub")
    #expect(outcome.code == 3 && outcome.output.contains("b.xsd"), "\(outcome)")
  }

  @Test("a repository without a work tree is read as any other") func bare() throws {
    let scratch = try repository()
    try git(scratch.url, "clone", "-q", "--bare", ".", "bare.git")
    let outcome = try DriftProgram(folder: scratch.url.appendingPathComponent("bare.git")).run(
      "diff", "HEAD~1:sub/a.json", "HEAD:sub/a.json")
    #expect(outcome.code == 1 && outcome.output.contains("one"), "\(outcome)")
  }

  @Test("--base tells what cannot be compared, and compares the rest") func base() throws {
    let scratch = try Scratch()
    let program = DriftProgram(folder: scratch.url)
    try git(scratch.url, "init", "-q", "-b", "main")
    for system in ["crm", "erp", "mail"] {
      try scratch.write("x.json", document("one"))
      _ = try program.run("snapshot", system, "x.json", "--now", "2026-10-01T00:00:00Z")
    }
    try git(scratch.url, "add", "-A")
    try git(scratch.url, "commit", "-qm", "one")
    try scratch.write("x.json", document("two"))
    _ = try program.run("snapshot", "crm", "x.json", "--now", "2026-10-02T00:00:00Z")
    try FileManager.default.removeItem(at: scratch.url.appendingPathComponent("Snapshots/erp"))
    let gone = try program.run("diff", "--base", "HEAD")
    #expect(gone.code == 3 && gone.errors.contains("erp has no version any more since HEAD"), "\(gone)")
    #expect(gone.output.contains("crm v1 -> v2") && gone.output.contains("erp: "), "\(gone)")
    #expect(try program.run("diff", "--base", "HEAD", "--system", "erp").code == 3)
    try scratch.write("Snapshots/mail/versions/20270101T000000Z-00000000.jsonl", "stray")
    let damaged = try program.run("diff", "--base", "HEAD", "--format", "json")
    #expect(damaged.code == 3 && damaged.output.contains(#""system": "mail", "complete": false"#), "\(damaged)")
    #expect(damaged.output.contains("T.one"))
  }

  @Test("a store in a submodule is not called new") func submodule() throws {
    let inner = try Scratch()
    try git(inner.url, "init", "-q", "-b", "main")
    try inner.write("x.json", document("one"))
    _ = try DriftProgram(folder: inner.url).run("snapshot", "crm", "x.json", "--now", "2026-10-01T00:00:00Z")
    try git(inner.url, "add", "-A")
    try git(inner.url, "commit", "-qm", "one")
    let outer = try Scratch()
    try git(outer.url, "init", "-q", "-b", "main")
    try git(outer.url, "submodule", "add", "-q", inner.url.path, "stores")
    try git(outer.url, "commit", "-qm", "stores")
    let outcome = try DriftProgram(folder: outer.url).run("diff", "--base", "HEAD", "--store", "stores/Snapshots")
    #expect(outcome.code == 2 && outcome.errors.contains("another git repository"), "\(outcome)")
    let within = try DriftProgram(folder: outer.url.appendingPathComponent("stores")).run("diff", "--base", "HEAD")
    #expect(within.code == 0, "\(within)")
    let absolute = outer.url.appendingPathComponent("stores/Snapshots").path
    let named = try DriftProgram(folder: outer.url.appendingPathComponent("stores")).run(
      "diff", "--base", "HEAD", "--store", absolute)
    #expect(named.code == 0 && !named.errors.contains("is new"), "\(named)")
  }
}
