import Foundation
import Testing

/// The gate, run as a user would.
@Suite struct GateCommandTests {
  @Test("a break stays open through later nights until it is mended or accepted") func staysOpen() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    #expect(try repository.run("lock").output == "drift.lock: 2 added\n")
    #expect(try repository.run("check").code == 0)
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    try repository.night("2026-10-03T02:15:00Z", GateRepository.renamed + #","note":{"type":"string"}"#)
    let check = try repository.run("check")
    #expect(check.code == 1)
    #expect(check.output.contains("router reads contact.phone (mappings/router.yaml:7): will read null"))
    #expect(try repository.run("lock").output.contains("1 moved"))
    #expect(try repository.run("check").code == 1, "lock must not move past what is open")

    let before = try repository.text("mappings/router.yaml")
    let patch = try repository.run("fix")
    #expect(patch.output.contains("-    field: \"Contact.phone\"\n+    field: \"Contact.phone_number\"\n"))
    #expect(try repository.text("mappings/router.yaml") == before, "nothing is written without --write")
    #expect(try repository.run("fix", "--write").code == 0)
    #expect(
      try repository.text("mappings/router.yaml")
        == before.replacingOccurrences(of: "\"Contact.phone\"", with: "\"Contact.phone_number\""))
    #expect(try repository.run("check").code == 0)
  }

  @Test("the patch is one that git takes") func patch() throws {
    let repository = try GateRepository(
      GateRepository.first, mapping: GateRepository.mapping.replacingOccurrences(of: "\n", with: "\r\n"))
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    try repository.scratch.write("fix.patch", try repository.run("fix").output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "apply", "fix.patch"]
    process.currentDirectoryURL = repository.scratch.url
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try repository.text("mappings/router.yaml").contains("field: \"Contact.phone_number\"\r\n"))
  }

  @Test("an acceptance covers its finding and its entry, until its day") func acceptance() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    let gone = GateRepository.first.replacingOccurrences(
      of: #","fax":{"type":"string","description":"For paper"}"#, with: "")
    try repository.night("2026-10-02T02:15:00Z", gone)
    let open = try repository.findings()
    #expect(open.map(\.said) == ["breaking field-removed"])
    let id = try #require(open.first?.id)
    let accepted = try repository.run(
      "accept", id, "--reason", "nobody faxes", "--until", "2026-12-31", "--by", "kim@example.com")
    #expect(
      accepted.output == "drift.accepted: accepted \(id), field-removed of Contact.fax, for 1 entry, until 2026-12-31\n"
    )
    #expect(try repository.run("check").code == 0)
    #expect(try repository.run("check").output.contains("nobody faxes (kim@example.com, until 2026-12-31)"))
    let later = try repository.run("check", "--now", "2027-01-01T00:00:00Z")
    #expect(later.code == 1)
    #expect(later.output.contains("ended on 2026-12-31"))
    // Another agent that maps the same field is not covered by what the first accepted.
    try repository.scratch.write(
      "mappings/other.yaml",
      "agent: other\nowner: o@example.com\nfields:\n  - agent: fax\n    system: crm\n    field: Contact.fax\n    access: [read]\n    on_missing: skip\n"
    )
    #expect(try repository.findings().map(\.id) == [id])
    #expect(try repository.run("check").code == 1)
  }

  @Test("an accepted value does not accept another") func enumValues() throws {
    let repository = try GateRepository(
      GateRepository.first,
      mapping:
        "agent: router\nowner: o@example.com\nfields:\n  - agent: status\n    system: crm\n    field: Contact.status\n    access: [read]\n    on_missing: skip\n"
    )
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.first.replacingOccurrences(of: #""customer""#, with: #""customer","archived""#))
    let one = try repository.findings()
    #expect(one.map(\.said) == ["warning enum-value-added"])
    _ = try repository.run("accept", try #require(one.first?.id), "--reason", "known")
    #expect(try repository.findings().isEmpty)
    try repository.night(
      "2026-10-03T02:15:00Z",
      GateRepository.first.replacingOccurrences(of: #""customer""#, with: #""customer","archived","frozen""#))
    let two = try repository.findings()
    #expect(two.count == 1 && two.first?.id != one.first?.id)
    // Undone and made again: the same finding, which is accepted still.
    try repository.night("2026-10-04T02:15:00Z", GateRepository.first)
    #expect(try repository.findings().isEmpty)
    try repository.night(
      "2026-10-05T02:15:00Z",
      GateRepository.first.replacingOccurrences(of: #""customer""#, with: #""customer","frozen""#))
    #expect(try repository.findings().map(\.id) == two.map(\.id))
  }

  @Test("what an entry itself gets wrong is a finding before anything drifts") func entries() throws {
    let fields = """
        - agent: phone
          system: crm
          field: Contact.phone
          access: [read]
          lookup: true
        - agent: id
          system: crm
          field: Contact.id
          access: [write]
        - agent: status
          system: crm
          field: Contact.status
          access: [write]
          examples: [lead, costumer]
        - agent: fone
          system: crm
          field: Contact.fone
          access: [read]
          on_missing: ask

      """
    let repository = try GateRepository(
      GateRepository.first + #","id":{"type":"string","readOnly":true}"#,
      mapping: "agent: router\nfields:\n" + fields)
    let found = try repository.findings().map(\.said).sorted()
    #expect(
      found == [
        "breaking access-denied", "breaking address-missing", "breaking example-refused", "warning lookup-ambiguous",
        "warning owner-missing",
      ])
    let check = try repository.run("check")
    #expect(check.output.contains("did you mean Contact.phone?"))
    #expect(check.output.contains("did you mean \"customer\"?"))
    #expect(check.errors.contains("drift lock writes it"))
  }

  @Test("cells of the severity table can be judged otherwise, and findings suppressed") func overrides() throws {
    let repository = try GateRepository(
      GateRepository.first, mapping: GateRepository.mapping,
      project: GateRepository.project + """
        severity:
          field-removed: { read: warning }
          field-renamed: info
        """)
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.renamed.replacingOccurrences(of: #","fax":{"type":"string","description":"For paper"}"#, with: ""))
    #expect(try repository.findings().map(\.said) == ["warning field-removed"])
    try repository.scratch.write(
      "drift.yaml",
      GateRepository.project + "suppress:\n  - { rule: field-removed, address: Contact.*, reason: old paper }\n")
    #expect(try repository.findings().map(\.said) == ["breaking field-renamed"])
    let explained = try repository.run("check").output
    #expect(explained.contains("suppressed: old paper"))
  }

  @Test(
    "mistakes in files are told with their place",
    arguments: [
      (
        "drift.yaml", "version: 1\nsystems:\n  crm: { ownr: a }\n",
        "drift.yaml:3:10: \"ownr\" is no key of a system\n  Did you mean \"owner\"?"
      ),
      ("drift.yaml", "systems: {}\n", "drift.yaml:1:1: expected \"version: 1\""),
      (
        "drift.yaml", "version: 1\nmappings: [maps/*.yaml]\nsystems: { crm: {} }\n",
        "drift.yaml:2:12: no file matches \"maps/*.yaml\""
      ),
      (
        "drift.yaml", "version: 1\nmappings: mappings/*.yaml\nsystems: { crn: {} }\n",
        "of a system that the project does not have: \"crm\"\n  Did you mean \"crn\"?"
      ),
      (
        "drift.yaml", "version: 1\nfail-on: braking\nsystems: { crm: {} }\n",
        "drift.yaml:2:1: expected breaking, warning, info, any or none under \"fail-on\", found \"braking\"\n  Did you mean \"breaking\"?"
      ),
      (
        "drift.yaml", "version: 1\nseverity: { field-gone: info }\nsystems: { crm: {} }\n",
        "drift.yaml:2:13: there is no rule \"field-gone\""
      ),
      ("drift.lock", "crm router read Contact.phone\n", "drift.lock:1:1: expected a line of the lock"),
      ("drift.lock", "<<<<<<< HEAD\n", "This is a conflict that git left"),
      ("drift.accepted", "{\"accept\": \"f_1\"}\n", "drift.accepted:1:1: expected \"reason\""),
      ("drift.accepted", "\n{\n", "drift.accepted:2:"),
      (
        "mappings/two.yaml",
        "agent: router\nfields:\n  - agent: contact.fax\n    system: crm\n    field: Contact.email\n    access: [read]\n",
        "router has two places for contact.fax in crm"
      ),
    ])
  func mistakes(_ mistake: (file: String, text: String, said: String)) throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    try repository.scratch.write(mistake.file, mistake.text)
    let check = try repository.run("check")
    #expect(check.code == 2)
    #expect(check.errors.contains(mistake.said), "\(check.errors)")
  }

  @Test("what could not be checked is no pass") func incomplete() throws {
    let repository = try GateRepository(
      GateRepository.first, mapping: GateRepository.mapping,
      project: GateRepository.project + "  erp: { owner: a@example.com }\n")
    let missing = try repository.run("check")
    #expect(missing.code == 3)
    #expect(missing.output.contains("erp has no version: nothing of it was checked"))
    try repository.scratch.write("drift.yaml", GateRepository.project)
    try repository.scratch.write("drift.lock", "crm router read Contact.phone 0123456789abcdef\n")
    let lost = try repository.run("check")
    #expect(lost.code == 3)
    #expect(lost.output.contains("drift.lock:1: crm has no version 0123456789abcdef"))
  }

  @Test("a project is found from a folder below it") func below() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    let folder = repository.scratch.url.appendingPathComponent("mappings")
    #expect(try DriftProgram(folder: folder).run("check").code == 0)
    #expect(try DriftProgram(folder: FileManager.default.temporaryDirectory).run("check").code == 2)
  }
}
