import Foundation
import Testing

/// Case by case through the command: what is wrong with the files of a project.
@Suite struct BadProjectTests {
  /// A file that is wrong, and what is said of it.
  struct Case: CustomTestStringConvertible {
    var name: String
    var file = "mappings/router.yaml"
    var text: String
    var says: [String]
    var code: Int32 = 2
    var testDescription: String { name }
  }

  private static let head = "agent: router\nowner: o@example.com\nfields:\n"
  private static func entry(_ agent: String, _ field: String, _ more: String = "access: [read], on_missing: skip")
    -> String
  {
    "  - { agent: \(agent), system: crm, field: \(field), \(more) }\n"
  }
  private static let email = entry("email", "Contact.email")

  static let cases: [Case] = [
    Case(
      name: "two places for one field", text: head + email + entry("email", "Contact.fax"),
      says: [
        "mappings/router.yaml:5:34: router has two places for email in crm: Contact.email and Contact.fax",
        "The other stands at mappings/router.yaml:4",
      ]),
    Case(
      name: "two things of one place",
      text: head + email + entry("email", "Contact.email", "access: [read], on_missing: fail"),
      says: ["mappings/router.yaml:5:34: router says two things of email in crm: \"on_missing\" is not the same"]),
    Case(
      name: "two types of one place",
      text: head + entry("email", "Contact.email", "access: [read], expects: { type: string }, on_missing: skip")
        + entry("email", "Contact.email", "access: [read], expects: { type: integer }, on_missing: skip"),
      says: ["\"expects\" is not the same"]),
    Case(
      name: "a system that is not configured",
      text: head + email.replacingOccurrences(of: "system: crm", with: "system: erp"),
      says: [
        "mappings/router.yaml:4:34: Contact.email is of a system that the project does not have: \"erp\"",
        "Declare it under \"systems\" in drift.yaml.",
      ]),
    Case(
      name: "a tab that indents", text: head + "\t- { agent: a }\n",
      says: ["mappings/router.yaml:4:2: a tab before", "Replace the tab with spaces."]),
    Case(
      name: "a key twice", text: "agent: router\nowner: a\nowner: b\nfields:\n" + email,
      says: ["mappings/router.yaml:3:1: the key \"owner\" stands twice", "The first is at 2:1."]),
    Case(
      name: "a key of an entry twice", text: head + entry("email", "Contact.email", "access: [read], access: [write]"),
      says: ["mappings/router.yaml:4:", "the key \"access\" stands twice"]),
    Case(
      name: "a merge of what is no mapping", text: head + "  - { <<: [1], agent: a }\n",
      says: ["mappings/router.yaml:4:"]),
    Case(
      name: "an alias to nothing", text: head + "  - *nothing\n", says: ["mappings/router.yaml:4:5: ", "nothing"]),
    Case(name: "an empty mapping", text: "", says: ["mappings/router.yaml: an empty document"]),
    Case(
      name: "a pattern that matches nothing", file: "drift.yaml",
      text: "version: 1\nmappings:\n  - mappings/*.yaml\n  - maps/**/*.yaml\nsystems: { crm: {} }\n",
      says: ["drift.yaml:4:5: no file matches \"maps/**/*.yaml\"", "Paths count from the folder of drift.yaml."]),
    Case(
      name: "a mapping file that is not there", file: "drift.yaml",
      text: "version: 1\nmappings: [mappings/none.yaml]\nsystems: { crm: {} }\n",
      says: ["drift.yaml:2:12: no such mapping file: mappings/none.yaml"]),
    Case(
      name: "a tab in the project file", file: "drift.yaml", text: "version: 1\nsystems:\n\tcrm: {}\n",
      says: ["drift.yaml:3:2: a tab before"]),
    Case(
      name: "a system twice", file: "drift.yaml", text: "version: 1\nsystems:\n  crm: {}\n  crm: { owner: a }\n",
      says: ["drift.yaml:4:3: the key \"crm\" stands twice", "The first is at 3:3."]),
    Case(
      name: "a project file that is cut short", file: "drift.yaml", text: "version: 1\nsystems: {\n",
      says: ["drift.yaml:2:10: a bracket is not closed"]),
    Case(
      name: "a line of the lock in two", file: "drift.lock", text: "crm router read\nContact.email 0123456789abcdef\n",
      says: ["drift.lock:1:1: expected a line of the lock"]),
    Case(
      name: "a conflict in the acceptances", file: "drift.accepted", text: "<<<<<<< HEAD\n",
      says: ["drift.accepted:1:1: a conflict that git left", "Keep the lines of both sides"]),
    Case(
      name: "a source that is not there", file: "drift.yaml",
      text:
        "version: 1\nmappings: [mappings/*.yaml]\nsystems:\n  crm: { owner: o, source: { files: [schemas/*.xsd] } }\n",
      says: ["the documents of crm cannot be read: drift.yaml:4", "no file matches \"schemas/*.xsd\""], code: 3),
  ]

  @Test("a mistake is told with its file, line and column", arguments: cases) func mistakes(_ one: Case) throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.head + Self.email)
    try repository.scratch.write(one.file, one.text)
    let check = try repository.run("check")
    #expect(check.code == one.code, "\(check)")
    for said in one.says { #expect((check.errors + check.output).contains(said), "\(check)") }
    if one.code == 2 { #expect(check.output.isEmpty && check.errors.split(separator: "\n").count <= 4) }
  }

  @Test("anchors, aliases and merge keys say what they stand for") func anchors() throws {
    let mapping = """
      agent: router
      owner: &who o@example.com
      fields:
        - &one
          agent: contact.phone
          system: crm
          field: Contact.phone # the number
          access: &read [read]
          on_missing: skip
        - <<: *one
          agent: contact.fax
          field: 'Contact.fax'
        - { <<: *one, agent: caller, access: *read, note: *who }

      """
    let repository = try GateRepository(
      GateRepository.first, mapping: mapping,
      project: """
        version: 1
        mappings: &maps [mappings/*.yaml]
        systems:
          crm: &system { owner: crm-team@example.com }

        """)
    #expect(try repository.run("lock").output == "drift.lock: 2 added\n")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let open = try repository.run("check", "--format", "json").output
    #expect(open.contains("\"field\": \"contact.phone\"") && open.contains("\"field\": \"caller\""))
    // Two entries share the text.
    #expect(try repository.run("fix", "--write").errors.contains("mappings/router.yaml:7:5: Contact.phone is left"))
    #expect(try repository.text("mappings/router.yaml") == mapping)
    #expect(!open.contains("--write"))
  }

  @Test("an address that an anchor gives to two systems is not written anew for one") func sharedAddress() throws {
    let mapping = """
      agent: router
      owner: o@example.com
      fields:
        - { agent: a, system: crm, field: &phone Contact.phone, access: [read], on_missing: skip }
        - { agent: b, system: erp, field: *phone, access: [read], on_missing: skip }

      """
    let repository = try GateRepository(
      GateRepository.first, mapping: mapping, project: GateRepository.project + "  erp: { owner: o@example.com }\n")
    _ = try repository.run("snapshot", "erp", "schemas/crm.json", "--now", "2026-10-01T02:15:00Z")
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let fix = try repository.run("fix", "--write")
    #expect(fix.errors.contains("an anchor shares the text") && fix.errors.contains("Write Contact.phone_number there"))
    #expect(try repository.text("mappings/router.yaml") == mapping)
    #expect(!(try repository.run("check").output.contains("mend:")))
  }

  @Test("files in CRLF, and with a byte order mark, are read and keep their bytes", arguments: ["", "\u{feff}"])
  func lineEnds(_ mark: String) throws {
    let crlf = { (text: String) in text.replacingOccurrences(of: "\n", with: "\r\n") }
    let mapping = mark + crlf(GateRepository.mapping)
    let repository = try GateRepository(
      GateRepository.first, mapping: mapping, project: mark + crlf(GateRepository.project))
    _ = try repository.run("lock")
    try repository.scratch.write("drift.lock", crlf(try repository.text("drift.lock")))
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.renamed.replacingOccurrences(of: #","fax":{"type":"string","description":"For paper"}"#, with: ""))
    let open = try repository.findings()
    #expect(open.map(\.said).sorted() == ["breaking field-removed", "breaking field-renamed"])
    let removed = try #require(open.first { $0.said.hasSuffix("removed") }?.id)
    try repository.scratch.write("drift.accepted", crlf("# What we accepted.\n"))
    #expect(try repository.run("accept", removed, "--reason", "no paper", "--by", "me@example.com").code == 0)
    let accepted = try repository.text("drift.accepted")
    #expect(accepted.components(separatedBy: "\n").dropLast().allSatisfy { $0.hasSuffix("\r") }, "\(accepted)")
    try repository.git("init", "-q", "-b", "main")
    try repository.git("config", "core.autocrlf", "false")
    try repository.commit("main")
    try repository.scratch.write("fix.patch", try repository.run("fix").output)
    #expect(try repository.git("apply", "--check", "fix.patch") == 0)
    #expect(try repository.run("fix", "--write").code == 0)
    let written = try Data(contentsOf: repository.scratch.url.appendingPathComponent("mappings/router.yaml"))
    #expect(
      written == Data(mapping.replacingOccurrences(of: "\"Contact.phone\"", with: "\"Contact.phone_number\"").utf8))
    #expect(try repository.run("check").code == 0)
    // At a revision the same bytes say the same.
    let since = try repository.run("check", "--base", "main")
    #expect(since.code == 0)
    #expect(since.output.hasPrefix("against main: 0 new, 1 solved, 0 there before\n"), "\(since)")
  }

  @Test("an address that fits two places is told with both") func twoPlaces() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.head + Self.email)
    func document(_ parameters: String) -> String {
      #"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/c":{"get":{"parameters":[\#(parameters)],"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"type":"string"}}}}}}}}}"#
    }
    let query = #"{"name":"id","in":"query","schema":{"type":"string"}}"#
    let header = #"{"name":"id","in":"header","schema":{"type":"string"}}"#
    let field = #"'"GET /c".request.id'"#
    try repository.scratch.write("mappings/router.yaml", Self.head + Self.entry("id", field, "access: [write]"))
    func night(_ day: String, _ parameters: String) throws {
      try repository.scratch.write("schemas/crm.json", document(parameters))
      _ = try repository.run("snapshot", "crm", "schemas/crm.json", "--now", "2026-10-\(day)T02:15:00Z")
    }
    try night("02", query + "," + header)
    let both = "it fits \"GET /c\".request.\"header:id\" and \"GET /c\".request.\"query:id\" alike"
    let check = try repository.run("check")
    #expect(check.code == 1 && check.output.contains(both), "\(check)")
    let diff = try repository.run(
      "diff", "schemas/crm.json", "schemas/crm.json", "--mapping", "mappings/router.yaml")
    #expect(diff.code == 2)
    #expect(diff.errors.hasPrefix("drift: mappings/router.yaml:4:31: ") && diff.errors.contains(both), "\(diff)")
    // Where the namesake came later the agent still sends what it sent: a warning, until the mapping says which.
    try night("03", query)
    #expect(try repository.run("lock").code == 0)
    try night("04", query + "," + header)
    #expect(try repository.findings().map(\.said) == ["warning address-missing"])
    try repository.scratch.write(
      "mappings/router.yaml",
      Self.head + Self.entry("id", #"'"GET /c".request."query:id"'"#, "access: [write]"))
    #expect(try repository.findings().isEmpty)
  }

  @Test("a lock that names a version that is gone, and how it is mended") func goneVersion() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.head + Self.email)
    _ = try repository.run("lock")
    let lock = try repository.text("drift.lock")
    let digest = try #require(lock.split(separator: "\n").last?.split(separator: " ").last)
    try repository.scratch.write("drift.lock", lock.replacingOccurrences(of: digest, with: "00112233445566aa"))
    let check = try repository.run("check")
    #expect(check.code == 3)
    #expect(check.output.contains("drift.lock:3: crm has no version 00112233445566aa"))
    #expect(check.output.contains("drift accept crm --reason TEXT"))
    #expect(try repository.run("lock").output.contains("nothing to write"), "nothing moves past what is not known")
    #expect(try repository.run("accept", "crm", "--reason", "the old store is lost").code == 0)
    #expect(try repository.run("check").code == 0)
    #expect(try repository.text("drift.lock") == lock)
  }

  @Test("no base, a shallow clone, no repository, no git") func revisions() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.head + Self.email)
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("one")
    try repository.scratch.write("note.txt", "two")
    try repository.commit("two")
    let unknown = try repository.run("check", "--base", "nope")
    #expect(unknown.code == 2 && unknown.output.isEmpty)
    #expect(unknown.errors.contains("there is no revision \"nope\""))
    let clone = try Scratch()
    try repository.git("clone", "-q", "--depth", "1", "file://" + repository.scratch.url.path, clone.url.path + "/c")
    let shallow = DriftProgram(folder: clone.url.appendingPathComponent("c"))
    let cut = try shallow.run("check", "--base", "HEAD~1")
    #expect(cut.code == 2)
    #expect(cut.errors.contains("this shallow clone has no revision \"HEAD~1\"") && cut.errors.contains("--unshallow"))
    #expect(try shallow.run("check").code == 0)
    let noGit = ["PATH": "/nonexistent", "DRIFT_NOW": "2026-11-01T08:00:00Z"]
    let none = try repository.program.run(["check", "--base", "main"], environment: noGit)
    #expect(none.code == 2 && none.errors.contains("git cannot be started"), "\(none)")
    #expect(try repository.program.run(["check"], environment: noGit).code == 0)
    #expect(try repository.program.run(["accept", "--all", "--reason", "first"], environment: noGit).code == 0)
  }

  /// Everything that a report may trip over: a workflow command, markup, HTML, a line end, marks that turn the direction
  /// round, an escape.
  private static let hostile = #"::error::a|<script>`b`\n::warning::c\u202Ed\u2066\e[31m@team"#

  @Test(
    "hostile texts of mappings, owners and reasons are inert in every report",
    arguments: ["text", "markdown", "github", "json"])
  func hostile(_ form: String) throws {
    let name = "\"\(Self.hostile)\""
    let mapping = """
      agent: \(name)
      owner: \(name)
      fields:
        - agent: \(name)
          system: crm
          field: Contact.phone
          access: [read]
          on_missing: skip
          transform: \(name)
          note: \(name)
          examples: [\(name)]
        - { agent: \(name), system: crm, field: Contact.status, access: [read], on_missing: skip, examples: [\(name)] }

      """
    let repository = try GateRepository(
      GateRepository.first, mapping: mapping.replacingOccurrences(of: "Contact.status", with: "Contact.email"),
      project: """
        version: 1
        mappings: [mappings/*.yaml]
        systems: { crm: { owner: \(name) } }

        """)
    // One field of an agent has one place.
    try repository.scratch.write(
      "mappings/router.yaml",
      mapping.replacingOccurrences(of: "  - { agent: \(name)", with: "  - { agent: \"2\(Self.hostile)\""))
    let locked = try repository.run("lock")
    #expect(locked.code == 0, "\(locked)")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let id = try #require(try repository.findings().first { $0.said == "breaking field-renamed" }?.id)
    let reason = "::error::x|<script>`y`\n::warning::z\u{202e}\u{2066}\u{1b}[31m@team"
    for accepted in [false, true] {
      if accepted {
        #expect(try repository.run("accept", id, "--reason", reason, "--by", reason).code == 0)
        #expect(try repository.text("drift.accepted").split(separator: "\n").count == 2, "one line each")
      }
      let run = try repository.run("check", "--format", form, "--annotate-at", "info")
      #expect(run.code == (accepted ? 0 : 1), "\(run)")
      let output = run.output + run.errors
      for scalar in ["\u{1b}", "\u{202e}", "\u{2066}", "\r"] { #expect(!output.contains(scalar), "\(output)") }
      let lines = run.output.split(separator: "\n")
      switch form {
      case "github":
        #expect(
          lines.allSatisfy { $0.hasPrefix("::error ") || $0.hasPrefix("::warning ") || $0.hasPrefix("::notice ") })
        #expect(!lines.contains { $0.hasPrefix("::error::") || $0.hasPrefix("::warning::") }, "\(output)")
      case "json":
        #expect(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any])
      default:
        #expect(!lines.contains { $0.drop { $0 == " " }.hasPrefix("::") }, "\(output)")
        if form == "markdown" {
          for active in ["`", "<script", "@team", "|<"] { #expect(!output.contains(active), "\(active) in \(output)") }
        }
      }
    }
  }
}
