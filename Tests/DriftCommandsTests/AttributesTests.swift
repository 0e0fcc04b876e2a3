import Foundation
import Testing

/// What git is told of the files that drift writes.
@Suite struct AttributesTests {
  private static let own = """
    # Lines of their own, sorted: branches merge.
    drift.lock merge=union
    drift.accepted merge=union

    """

  @Test("lock, accept and init write .gitattributes once") func written() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    let first = try repository.run("lock")
    #expect(first.output == "drift.lock: 2 added\n")
    #expect(
      first.errors == "drift: .gitattributes: written, so that git merges drift.lock and drift.accepted line by line\n")
    #expect(try repository.text(".gitattributes") == Self.own)
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let id = try #require(try repository.findings().first?.id)
    #expect(try repository.run("accept", id, "--reason", "known").errors.isEmpty)
    #expect(try repository.text(".gitattributes") == Self.own)
    try FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent(".gitattributes"))
    #expect(try repository.run("accept", id, "--reason", "known still").errors.contains(".gitattributes: written"))
    #expect(try repository.text(".gitattributes") == Self.own)
    let fresh = try Scratch()
    #expect(try DriftProgram(folder: fresh.url).run("init").code == 0)
    let started = try String(contentsOf: fresh.url.appendingPathComponent(".gitattributes"), encoding: .utf8)
    #expect(started == Self.own)
  }

  @Test(
    "what somebody wrote stays, and what is missing is added",
    arguments: [
      ("*.png binary\n", "*.png binary\n" + own),
      ("*.png binary", "*.png binary\n" + own),
      ("*.png binary\r\n", "*.png binary\r\n" + own.replacingOccurrences(of: "\n", with: "\r\n")),
      ("", own),
      (
        "# ours\n/drift.lock -merge\n",
        "# ours\n/drift.lock -merge\n# Lines of their own, sorted: branches merge.\ndrift.accepted merge=union\n"
      ),
      ("drift.lock text merge=ours\ndrift.accepted binary\n", "drift.lock text merge=ours\ndrift.accepted binary\n"),
      ("drift.lock text\n", "drift.lock text\n" + own),
      (own, own),
    ])
  func completed(_ before: String, _ after: String) throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    try repository.scratch.write(".gitattributes", before)
    #expect(try repository.run("lock").code == 0)
    #expect(try repository.text(".gitattributes") == after)
    #expect(try repository.run("accept", "--all", "--reason", "again").code == 0)
    #expect(try repository.text(".gitattributes") == after)
  }

  @Test("two branches that accept and lock for themselves merge without a conflict, and versions are no noise")
  func merge() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.first.replacingOccurrences(of: #""phone":"#, with: #""points":"#)
        .replacingOccurrences(of: "The number to call", with: "Earned")
        .replacingOccurrences(of: #","fax":{"type":"string","description":"For paper"}"#, with: ""))
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("main")
    let open = try repository.findings()
    #expect(open.count == 2)
    for (branch, finding) in zip(["one", "two"], open) {
      try repository.git("checkout", "-qb", branch, "main")
      _ = try repository.run("accept", finding.id, "--reason", "known to \(branch)")
      let extra = "mappings/\(branch).yaml"
      try repository.scratch.write(
        extra,
        GateRepository.mapping.replacingOccurrences(of: "agent: router", with: "agent: \(branch)")
          .replacingOccurrences(of: "Contact.phone", with: "Contact.email")
          .replacingOccurrences(of: "Contact.fax", with: "Contact.status"))
      _ = try repository.run("lock")
      try repository.commit(branch)
    }
    try repository.git("checkout", "-q", "main")
    #expect(try repository.git("merge", "-q", "one") == 0)
    #expect(try repository.git("merge", "-q", "--no-edit", "two") == 0)
    let check = try repository.run("check")
    #expect(check.code == 0, "\(check)")
    // Where the merge left two lines for one entry the next write keeps the newer.
    _ = try repository.run("lock")
    #expect(try repository.run("lock").output == "drift.lock: nothing to write, 6 entries\n")
    #expect(try repository.text("drift.lock").split(separator: "\n").count { !$0.hasPrefix("#") } == 6)
    #expect(try repository.run("check").code == 0)
    let versions = try FileManager.default.contentsOfDirectory(
      atPath: repository.scratch.url.appendingPathComponent("Snapshots/crm/versions").path)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "git", "check-attr", "linguist-generated", "diff", "--", "Snapshots/crm/versions/\(versions[0])",
    ]
    process.currentDirectoryURL = repository.scratch.url
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(said.contains("linguist-generated: set") && said.contains("diff: unset"), "\(said)")
  }
}
