import Foundation
import Testing

/// The commands of the store, run as a user would.
@Suite struct StoreCommandTests {
  private let plain =
    #"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"Contact": {"type": "object", "properties": {"email": {"type": "string"}, "fax": {"type": "string"}}}}}}"#
  private var shorter: String { plain.replacingOccurrences(of: #", "fax": {"type": "string"}"#, with: "") }

  private func store(_ scratch: Scratch, _ text: String, _ now: String, _ more: [String] = []) throws
    -> DriftProgram.Outcome
  {
    try scratch.write("crm.json", text)
    return try DriftProgram(folder: scratch.url).run(["snapshot", "crm", "crm.json", "--now", now] + more)
  }

  private func run(_ scratch: Scratch, _ arguments: String...) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(arguments)
  }

  private func git(_ scratch: Scratch, _ arguments: String...) throws {
    #expect(try scratch.git(arguments) == 0, "git \(arguments)")
  }

  @Test("documents and their versions give the same findings but for the places") func sameFindings() throws {
    let scratch = try Scratch()
    try scratch.write("old.json", plain)
    #expect(try store(scratch, plain, "2026-10-01T02:15:00Z").output.hasSuffix("stored, the first version\n"))
    #expect(try store(scratch, shorter, "2026-10-02T02:15:00Z").output.contains("crm v2"))
    let unchanged = try store(scratch, shorter, "2026-10-03T02:15:00Z")
    #expect(unchanged.code == 0 && unchanged.output.contains("unchanged since 2026-10-02T02:15:00Z"))
    func findings(_ arguments: [String]) throws -> [[String: String]] {
      let outcome = try DriftProgram(folder: scratch.url).run(["diff"] + arguments + ["--format", "json"])
      #expect(outcome.code == 1, "\(outcome.errors)")
      let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      return (report?["findings"] as? [[String: Any]] ?? []).map { finding in
        ["id", "rule", "severity", "system", "message"].reduce(into: [:]) { $0[$1] = "\(finding[$1] ?? "")" }
      }
    }
    let documents = try findings(["old.json", "crm.json", "--system", "crm"])
    #expect(documents.count == 1)
    for sides in [
      ["v1", "v2", "--system", "crm"], ["crm@v1", "crm@v2"], ["crm@latest~1", "crm@latest"], ["v1", "v2"],
      ["crm@2026-10-01", "crm.json"], ["old.json", "crm@v2"],
    ] {
      #expect(try findings(sides) == documents, "\(sides)")
    }
  }

  @Test("a field that went versions ago is told, and keeps nothing else from being told") func lostBefore() throws {
    let scratch = try Scratch()
    try scratch.write(
      "mapping.yaml",
      "agent: a\nfields:\n  - { agent: fax, system: crm, field: Contact.fax, access: [read] }\n  - { agent: mail, system: crm, field: Contact.email, access: [read] }\n"
    )
    _ = try store(scratch, plain, "2026-10-01T02:15:00Z")
    _ = try store(scratch, shorter, "2026-10-02T02:15:00Z")
    _ = try store(
      scratch,
      shorter.replacingOccurrences(of: #""email": {"type": "string"}"#, with: #""email": {"type": "integer"}"#),
      "2026-10-03T02:15:00Z")
    let outcome = try run(scratch, "diff", "crm@v2", "crm@v3", "--mapping", "mapping.yaml", "--format", "json")
    #expect(outcome.code == 1, "\(outcome.errors)")
    let rules = (try outcome.json()["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
    #expect(Set(rules) == ["type-changed", "address-missing"], "\(rules)")
  }

  @Test("log, show and verify say what is there; a file wins over a version's name") func commands() throws {
    let scratch = try Scratch()
    _ = try store(scratch, plain, "2026-10-01T02:15:00Z")
    _ = try store(scratch, shorter, "2026-10-02T02:15:00Z")
    let log = try run(scratch, "log", "crm")
    #expect(log.output.split(separator: "\n").map { $0.prefix(2) } == ["v2", "v1"])
    #expect(
      try run(scratch, "show", "crm@v1", "Contact").output == "Contact  object\n  email  string\n  fax    string\n")
    #expect(try run(scratch, "store", "verify").output == "1 system, 2 versions: all can be read\n")
    try scratch.write("v1", shorter)
    #expect(try run(scratch, "diff", "v1", "crm.json").code == 0)
    #expect(try run(scratch, "diff", "./v1", "crm@v2").code == 0)
  }

  @Test("a part that cannot be read is stored with exit code 3, and accepted with a flag") func gaps() throws {
    let scratch = try Scratch()
    let dangling = plain.replacingOccurrences(
      of: #""fax": {"type": "string"}"#, with: ##""fax": {"$ref": "#/components/schemas/Fax"}"##)
    let outcome = try store(scratch, dangling, "2026-10-01T02:15:00Z")
    #expect(
      outcome.code == 3 && outcome.errors.contains("drift snapshot crm crm.json --allow-gaps accepts what is missing"))
    #expect(try store(scratch, dangling, "2026-10-02T02:15:00Z", ["--allow-gaps"]).code == 0)
  }

  @Test("files and stores at revisions of git are read by git") func revisions() throws {
    let scratch = try Scratch()
    try git(scratch, "init", "-q")
    _ = try store(scratch, plain, "2026-10-01T02:15:00Z")
    try git(scratch, "add", "-A")
    try git(scratch, "commit", "-qm", "one")
    _ = try store(scratch, shorter, "2026-10-02T02:15:00Z")
    try git(scratch, "add", "-A")
    try git(scratch, "commit", "-qm", "two")
    #expect(try run(scratch, "diff", "HEAD~1:crm.json", "crm.json").output.contains("fax"))
    #expect(try run(scratch, "diff", "HEAD~1:crm.json", "HEAD:./crm.json").code == 1)
    #expect(try run(scratch, "diff", "--base", "HEAD~1").output.hasPrefix("crm v1 -> v2: 1 breaking"))
    #expect(try run(scratch, "diff", "--base", "HEAD").code == 0)
    let missing = try run(scratch, "diff", "--base", "nowhere")
    #expect(missing.code == 2 && missing.errors.contains("there is no revision \"nowhere\""))
    let clone = try Scratch()
    try git(clone, "clone", "-q", "--depth", "1", "file://\(scratch.url.path)", "shallow")
    let shallow = try DriftProgram(folder: clone.url.appendingPathComponent("shallow")).run("diff", "--base", "HEAD~1")
    #expect(shallow.code == 2 && shallow.errors.contains("fetch-depth: 0"))
    let outside = try Scratch()
    #expect(try run(outside, "diff", "--base", "HEAD").errors.contains("no git repository here"))
  }

  @Test("what cannot be carried out ends with exit code 2, says what to do, and changes nothing")
  func badInput() throws {
    let scratch = try Scratch()
    _ = try store(scratch, plain, "2026-10-01T02:15:00Z")
    func fails(_ arguments: [String], _ message: String, code: Int32 = 2) throws {
      let outcome = try DriftProgram(folder: scratch.url).run(arguments)
      #expect(outcome.code == code && outcome.errors.contains(message), "\(arguments): \(outcome)")
      #expect(outcome.errors.split(separator: "\n").count <= 4, "\(outcome.errors)")
    }
    try fails(["diff", "crm@v1", "crm@v7"], "crm has no version v7")
    try fails(["diff", "erp@v1", "erp@v2"], "the store has no system \"erp\"")
    try fails(["show", "crm@latest~5"], "There is v1")
    try fails(["snapshot", "../x", "crm.json"], "cannot be a system's name")
    try fails(["snapshot", "crm", "nowhere.json"], "no such file")
    try fails(["snapshot", "crm", "crm.json", "--now", "yesterday"], "--now")
    try fails(["log", "erp"], "the store has no system \"erp\"")
    try fails(["diff", "v1"], "Two sides are compared")
    try scratch.write("broken.xml", "<a><b></a>")
    try fails(["snapshot", "crm", "broken.xml"], "broken.xml:1:7:")
    try scratch.write("page.xml", "<rss/>")
    try fails(["snapshot", "crm", "page.xml"], "expected a schema, found the element \"rss\"")
    let outcome = try DriftProgram(folder: scratch.url).run(
      "snapshot", "crm", "crm.json", environment: ["DRIFT_NOW": "soon"])
    #expect(outcome.code == 2 && outcome.errors.contains("DRIFT_NOW"))
    #expect(try run(scratch, "store", "verify").output == "1 system, 1 versions: all can be read\n")
    // An altered version file among others that are whole: named, and the rest is listed.
    _ = try store(scratch, shorter, "2026-10-02T02:15:00Z")
    let versions = scratch.url.appendingPathComponent("Snapshots/crm/versions")
    let names = try FileManager.default.contentsOfDirectory(atPath: versions.path).sorted()
    let file = versions.appendingPathComponent(names[1])
    try (Data(contentsOf: file) + Data("x".utf8)).write(to: file)
    try fails(["store", "verify"], names[1])
    try fails(["diff", "crm@v1", "crm@v2"], names[1])
    try fails(["log"], names[1], code: 3)
  }
}
