import Foundation
import Testing

/// A system that a branch gives another name: what was open on its entries is open still.
struct SystemRenameTests {
  static let customers = GateRepository.project.replacingOccurrences(of: "  crm:", with: "  customers:")

  /// A repository on main with one break open, and a branch that calls the system otherwise.
  private func renamed() throws -> GateRepository {
    let repository = try GateRepository(GateLockTests.limited, mapping: GateLockTests.writer)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateLockTests.limit(80))
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("broken")
    try repository.scratch.write("drift.yaml", Self.customers)
    try repository.scratch.write(
      "mappings/router.yaml", GateLockTests.writer.replacingOccurrences(of: "system: crm", with: "system: customers"))
    return repository
  }

  private func move(_ repository: GateRepository) throws {
    let folder = repository.scratch.url
    try FileManager.default.moveItem(
      at: folder.appendingPathComponent("Snapshots/crm"), to: folder.appendingPathComponent("Snapshots/customers"))
  }

  private func followLock(_ repository: GateRepository) throws {
    try repository.scratch.write(
      "drift.lock", repository.text("drift.lock").replacingOccurrences(of: "crm router", with: "customers router"))
  }

  @Test("its versions and lines go along: the break was there before") func followed() throws {
    let repository = try renamed()
    try move(repository)
    try followLock(repository)
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 0, "\(check.output)\(check.errors)")
    #expect(check.output.contains("0 new, 0 solved, 1 there before"), "\(check.output)")
  }

  @Test("its lines are written anew, or its versions begin anew: what was open is told", arguments: [true, false])
  func lost(_ moves: Bool) throws {
    let repository = try renamed()
    if moves {
      try move(repository)
    } else {
      let stored = try repository.program.run(
        "snapshot", "customers", "schemas/crm.json", "--now", "2026-10-03T02:15:00Z")
      #expect(stored.code == 0)
    }
    _ = try repository.run("lock")
    #expect(try repository.findings().isEmpty)
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 1, "\(check.output)\(check.errors)")
    #expect(check.output.contains("1 new, 0 solved"), "\(check.output)")
    let what = moves ? "the line moved past what is open" : "the version that shows it is gone"
    #expect(check.output.contains(what), "\(check.output)")
  }

  /// A repository on main with one break open.
  private func broken() throws -> GateRepository {
    let repository = try GateRepository(GateLockTests.limited, mapping: GateLockTests.writer)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateLockTests.limit(80))
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("broken")
    return repository
  }

  @Test(
    "an entry that is spelled otherwise, or stands in a copy of the system, goes past nothing",
    arguments: ["the place", "the system", "the system and the agent"])
  func respelled(_ what: String) throws {
    let repository = try broken()
    let writer = GateLockTests.writer
    switch what {
    case "the place":
      try repository.scratch.write(
        "mappings/router.yaml",
        writer.replacingOccurrences(of: "field: Contact.fax", with: "field: '\"POST /contacts\".request.fax'"))
    case "the system":
      try repository.scratch.write(
        "drift.yaml",
        GateRepository.project + "  crm2:\n    owner: o@example.com\n    source: { files: [schemas/crm.json] }\n")
      try repository.scratch.write("mappings/router.yaml", writer.replacingOccurrences(of: "crm", with: "crm2"))
      let stored = try repository.program.run("snapshot", "crm2", "schemas/crm.json", "--now", "2026-10-03T02:15:00Z")
      #expect(stored.code == 0)
    default:
      try repository.scratch.write("drift.yaml", Self.customers)
      try repository.scratch.write(
        "mappings/router.yaml",
        writer.replacingOccurrences(of: "system: crm", with: "system: customers").replacingOccurrences(
          of: "agent: router", with: "agent: route"))
      try move(repository)
    }
    _ = try repository.run("lock")
    #expect(try repository.run("check").code == 0)
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 1, "\(check.output)\(check.errors)")
    #expect(check.output.contains("1 new, 0 solved"), "\(check.output)")
  }

  @Test("what is open is not solved by taking its version away, nor by judging it otherwise") func evidence() throws {
    let repository = try broken()
    let folder = repository.scratch.url.appendingPathComponent("Snapshots/crm/versions")
    let versions = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let newest = folder.appendingPathComponent(try #require(versions.last))
    try FileManager.default.removeItem(at: newest)
    try repository.scratch.write(
      "drift.yaml",
      GateRepository.project.replacingOccurrences(of: "    source: { files: [schemas/crm.json] }\n", with: ""))
    let gone = try repository.run("check", "--base", "main")
    #expect(gone.code == 1 && gone.output.contains("1 new, 0 solved"), "\(gone.output)\(gone.errors)")
    #expect(gone.output.contains("the version that shows it is gone"))
    try repository.git("checkout", "-q", ".")
    try repository.scratch.write("drift.yaml", GateRepository.project + "severity: { constraint-changed: info }\n")
    let judged = try repository.run("check", "--base", "main")
    #expect(judged.code == 0 && judged.output.contains("0 new, 0 solved"), "\(judged.output)\(judged.errors)")
  }

  @Test("a branch that is behind lacks what it never had: that fails nobody, and solves nothing") func behind() throws {
    let repository = try GateRepository(GateLockTests.limited, mapping: GateLockTests.writer)
    _ = try repository.run("lock")
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("locked")
    try repository.git("checkout", "-q", "-b", "work")
    try repository.git("checkout", "-q", "main")
    try repository.night("2026-10-02T02:15:00Z", GateLockTests.limit(80))
    try repository.commit("broken")
    try repository.git("checkout", "-q", "work")
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 0 && check.output.contains("0 new, 0 solved"), "\(check.output)\(check.errors)")
  }
}
