import Foundation
import Testing

/// What the lock and the acceptances hold on to: nothing that is open goes away because a line of theirs did.
struct GateLockTests {
  static let limited = GateRepository.first.replacingOccurrences(
    of: #""fax":{"type":"string""#, with: #""fax":{"type":"string","maxLength":100"#)
  static let writer = """
    agent: router
    owner: ops@example.com
    fields:
      - agent: contact.fax
        system: crm
        field: Contact.fax
        access: [write]

    """

  static func limit(_ length: Int) -> String {
    limited.replacingOccurrences(of: #""maxLength":100"#, with: #""maxLength":\#(length)"#)
  }

  /// A repository on main with one break open, and a branch.
  private func open() throws -> GateRepository {
    let repository = try GateRepository(Self.limited, mapping: Self.writer)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", Self.limit(80))
    #expect(try repository.findings().map(\.said) == ["breaking constraint-changed"])
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("broken")
    return repository
  }

  @Test(
    "a line of the lock that goes away solves nothing",
    arguments: ["the line", "the lock", "the agent", "the access"])
  func lostLine(_ how: String) throws {
    let repository = try open()
    switch how {
    case "the line":
      let lines = try repository.text("drift.lock").split(separator: "\n").filter { !$0.contains("Contact.fax") }
      try repository.scratch.write("drift.lock", lines.joined(separator: "\n") + "\n")
    case "the lock": try FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent("drift.lock"))
    case "the agent":
      try repository.scratch.write(
        "mappings/router.yaml", Self.writer.replacingOccurrences(of: "agent: router", with: "agent: route"))
    default:
      try repository.scratch.write(
        "mappings/router.yaml",
        Self.writer.replacingOccurrences(of: "[write]", with: "[read, write]\n    on_missing: skip"))
    }
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 1, "\(check.output)")
    #expect(check.output.contains("1 new, 0 solved"), "\(check.output)")
    #expect(check.output.contains("has lost its line in drift.lock"), "\(check.output)")
    // A direction that the break does not concern mends it.
    if how == "the access" {
      try repository.scratch.write(
        "mappings/router.yaml", Self.writer.replacingOccurrences(of: "[write]", with: "[read]\n    on_missing: skip"))
      #expect(try repository.run("check", "--base", "main").code == 0)
    }
  }

  @Test("entries without a line are told") func unlocked() throws {
    let repository = try GateRepository(Self.limited, mapping: Self.writer)
    _ = try repository.run("lock")
    try repository.scratch.write(
      "mappings/other.yaml",
      "agent: other\nowner: o@example.com\nfields:\n  - agent: fax\n    system: crm\n    field: Contact.fax\n    access: [write]\n"
    )
    let check = try repository.run("check")
    #expect(check.code == 0)
    #expect(check.output.contains("other: Contact.fax without a line in drift.lock"), "\(check.output)")
    _ = try repository.run("lock")
    #expect(!(try repository.run("check").output.contains("without a line")))
  }

  @Test("what a record must have now is closed once the mapping sends it, whenever that entry was accepted")
  func sent() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.writer)
    _ = try repository.run("lock")
    let owned = GateRepository.first + #","owner_id":{"type":"string"}"#
    try repository.night("2026-10-02T02:15:00Z", owned, required: #"["owner_id"]"#)
    #expect(try repository.findings().map(\.said) == ["breaking field-added"])
    try repository.scratch.write(
      "mappings/router.yaml",
      Self.writer + "  - agent: contact.owner\n    system: crm\n    field: Contact.owner_id\n    access: [write]\n")
    #expect(try repository.findings().isEmpty)
    _ = try repository.run("lock")
    #expect(try repository.findings().isEmpty)
    // Another agent's entry sends nothing for this one.
    try repository.scratch.write("mappings/router.yaml", Self.writer)
    try repository.night("2026-10-03T02:15:00Z", owned)
    _ = try repository.run("lock")
    try repository.scratch.write(
      "mappings/other.yaml",
      "agent: other\nowner: o@example.com\nfields:\n  - agent: contact.owner\n    system: crm\n"
        + "    field: Contact.owner_id\n    access: [write]\n")
    try repository.night("2026-10-04T02:15:00Z", owned, required: #"["owner_id"]"#)
    #expect(try repository.findings().map(\.said) == ["breaking required-changed"])
  }

  @Test("an accepted limit does not accept a lower one") func worse() throws {
    let repository = try open()
    let first = try #require(try repository.findings().first?.id)
    _ = try repository.run("accept", first, "--reason", "long enough")
    #expect(try repository.findings().isEmpty)
    try repository.night("2026-10-03T02:15:00Z", Self.limit(10))
    let worse = try repository.findings()
    #expect(worse.map(\.said) == ["breaking constraint-changed"])
    #expect(worse.first?.id != first)
    try repository.night("2026-10-04T02:15:00Z", Self.limit(80))
    #expect(try repository.findings().isEmpty)
  }

  @Test("what is accepted until a day comes back after drift lock too") func until() throws {
    let repository = try open()
    let id = try #require(try repository.findings().first?.id)
    _ = try repository.run("accept", id, "--reason", "long enough", "--until", "2026-12-15")
    let line = try repository.text("drift.lock")
    _ = try repository.run("lock")
    #expect(try repository.text("drift.lock") == line)
    #expect(try repository.run("check").code == 0)
    #expect(try repository.run("check", "--now", "2026-12-20T00:00:00Z").code == 1)
  }

  @Test("a printed patch keeps open what fix keeps open") func patch() throws {
    let mapping = GateRepository.mapping.replacingOccurrences(of: "on_missing: skip", with: "on_missing: ask")
    let repository = try GateRepository(GateRepository.first, mapping: mapping)
    _ = try repository.run("lock")
    let retyped = GateRepository.first.replacingOccurrences(
      of: #""phone":{"type":"string""#, with: #""phone_number":{"type":"integer""#)
    try repository.night("2026-10-02T02:15:00Z", retyped)
    #expect(try repository.findings().map(\.said).sorted() == ["breaking field-renamed", "breaking type-changed"])
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("broken")
    let patch = try repository.run("fix").output
    try repository.scratch.write("fix.patch", patch)
    #expect(try repository.git("apply", "fix.patch") == 0, "\(patch)")
    let applied = try (repository.text("drift.lock"), repository.text("mappings/router.yaml"))
    #expect(try repository.findings().map(\.said) == ["breaking type-changed"])
    _ = try repository.run("lock")
    #expect(try repository.findings().map(\.said) == ["breaking type-changed"])
    // The same as what --write does.
    try repository.git("checkout", "-q", ".")
    _ = try repository.run("fix", "--write")
    #expect(try repository.text("drift.lock") == applied.0)
    #expect(try repository.text("mappings/router.yaml") == applied.1)
  }

  static let nested =
    ##"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/c":{"get":{"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Customer"}}}}}}}},"components":{"schemas":{"Customer":{"type":"object","properties":{"billing":{"$ref":"#/components/schemas/Address"}}},"Address":{"type":"object","properties":{"zip":{"type":"string"},"city":{"type":"string"}}}}}}"##
  static let deep = """
    agent: router
    owner: ops@example.com
    fields:
      - agent: zip
        system: crm
        field: Customer.billing.zip
        access: [read]
        on_missing: skip
      - agent: city
        system: crm
        field: Customer.billing.city
        access: [read]
        on_missing: skip

    """

  private func night(_ repository: GateRepository, _ now: String, _ document: String) throws {
    try repository.scratch.write("schemas/crm.json", document)
    #expect(try repository.program.run("snapshot", "crm", "schemas/crm.json", "--now", now).code == 0)
  }

  @Test("an acceptance holds where the entry goes deeper than the change", arguments: ["f_", "crm", "--all"])
  func deeper(_ what: String) throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.deep)
    try night(repository, "2026-10-02T02:15:00Z", Self.nested)
    _ = try repository.run("lock")
    try night(
      repository, "2026-10-03T02:15:00Z",
      Self.nested.replacingOccurrences(of: #""zip":{"type":"string"},"#, with: ""))
    let id = try #require(try repository.findings().first?.id)
    #expect(try repository.run("accept", what == "f_" ? id : what, "--reason", "not used").code == 0)
    #expect(try repository.run("check").code == 0)
    _ = try repository.run("lock")
    let check = try repository.run("check")
    #expect(check.code == 0, "\(check.output)")
    #expect(!check.output.contains("matches nothing"), "\(check.output)")
  }

  @Test("a definition with another name hits nobody, and is mended") func renamedDefinition() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.deep)
    try night(repository, "2026-10-02T02:15:00Z", Self.nested)
    _ = try repository.run("lock")
    try night(
      repository, "2026-10-03T02:15:00Z", Self.nested.replacingOccurrences(of: "Customer", with: "Client"))
    let check = try repository.run("check")
    #expect(check.code == 0, "\(check.output)")
    #expect(check.output.contains("Client.billing.zip"), "\(check.output)")
    // The old line knows what the old name stood for.
    let line = try repository.text("drift.lock")
    _ = try repository.run("lock")
    #expect(try repository.text("drift.lock") == line)
    _ = try repository.run("fix", "--write")
    #expect(try repository.text("mappings/router.yaml").contains("field: Client.billing.zip"))
    #expect(try repository.run("check").output.contains("renamed") == false)
    #expect(try repository.findings().isEmpty)
  }

  @Test("lines of a system that cannot be read stay, and what is open on them with them") func unreadable() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let lock = try repository.text("drift.lock")
    let open = try repository.findings()
    #expect(!open.isEmpty)
    let store = repository.scratch.url.appendingPathComponent("Snapshots/crm")
    let aside = repository.scratch.url.appendingPathComponent("aside")
    try FileManager.default.moveItem(at: store, to: aside)
    let locked = try repository.run("lock")
    #expect(locked.code == 3 && locked.errors.contains("crm cannot be looked at"), "\(locked)")
    #expect(try repository.text("drift.lock") == lock)
    _ = try repository.run("accept", "--all", "--reason", "whatever")
    #expect(try repository.text("drift.lock") == lock)
    try FileManager.default.moveItem(at: aside, to: store)
    #expect(try repository.findings().map(\.id) == open.map(\.id))
  }
}
