import Foundation
import Testing

/// `drift check --base`: what a branch changes for better or worse.
@Suite struct BaseCheckTests {
  private static let withoutFax = GateRepository.first.replacingOccurrences(
    of: #","fax":{"type":"string","description":"For paper"}"#, with: "")

  /// Main is locked at the first version; fax is gone since, so that one break is there.
  private func repository() throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", Self.withoutFax)
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("main")
    try repository.git("checkout", "-qb", "branch")
    return repository
  }

  @Test("one mapping broken, another mended: one new, one solved") func newAndSolved() throws {
    let repository = try repository()
    #expect(try repository.run("check").code == 1)
    #expect(try repository.run("check", "--base", "main").code == 0, "what was there before does not fail")
    let text = try repository.text("mappings/router.yaml")
    try repository.scratch.write(
      "mappings/router.yaml",
      text.replacingOccurrences(of: "field: Contact.fax", with: "field: Contact.email")
        .replacingOccurrences(of: "\"Contact.phone\"", with: "\"Contact.fone\""))
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 1)
    #expect(
      check.output.hasPrefix("against main: 1 new, 1 solved, 0 there before\n  solved    Contact.fax was removed"))
    #expect(check.output.contains("crm has no Contact.fone"))
    try repository.scratch.write(
      "mappings/router.yaml", text.replacingOccurrences(of: "field: Contact.fax", with: "field: Contact.email"))
    #expect(try repository.run("check", "--base", "main").code == 0)
  }

  @Test("a branch that only brings versions is told and does not fail, but on main it does") func versionsAlone() throws
  {
    let repository = try repository()
    try repository.night(
      "2026-10-03T02:15:00Z", Self.withoutFax.replacingOccurrences(of: #""phone""#, with: #""phone_number""#))
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 0)
    #expect(check.output.hasPrefix("against main: 1 new, 0 solved, 1 there before\n"))
    #expect(check.output.contains("will read null"))
    #expect(check.output.contains("the system changed; this branch did not touch the mapping"))
    #expect(!check.output.contains("Contact.fax"), "what was there before is only counted")
    #expect(try repository.run("check", "--base", "main", "--strict").code == 1)
    #expect(try repository.run("check").code == 1)
  }

  @Test("a line of the lock that moves past a break fails") func movedLock() throws {
    let repository = try repository()
    try repository.night(
      "2026-10-03T02:15:00Z",
      Self.withoutFax.replacingOccurrences(of: #""phone":{"type":"string""#, with: #""phone":{"type":"integer""#))
    try repository.git("checkout", "-q", "main")
    try repository.commit("a night")
    try repository.git("checkout", "-qb", "other")
    let newest = try repository.run("log", "crm").output.split(separator: "\n").first ?? ""
    let words = newest.split(separator: " ").map(String.init)
    let digest = try #require(words.first(where: { $0.count == 12 && $0.allSatisfy(\.isHexDigit) }))
    let lock = try repository.text("drift.lock")
    let moved = lock.split(separator: "\n").map { line in
      line.contains("Contact.phone") ? "crm router read Contact.phone \(digest)" : String(line)
    }
    try repository.scratch.write("drift.lock", moved.joined(separator: "\n") + "\n")
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 1, "\(check.errors)")
    #expect(
      check.output.contains("drift.lock:4: the line moved past what is open: Contact.phone changed its type"))
    // Whoever moves a line says why.
    try repository.git("checkout", "-q", "drift.lock")
    #expect(try repository.run("accept", "crm", "--reason", "we send numbers now").code == 0)
    let accepted = try repository.run("check", "--base", "main")
    #expect(accepted.code == 0, "\(accepted.output)")
    #expect(try repository.text("drift.accepted").contains("we send numbers now"))
  }

  @Test("what a branch lets pass is counted, and solves nothing", arguments: 0..<3) func letPass(how: Int) throws {
    let repository = try repository()
    let open = try #require(try repository.findings().first)
    let project = try repository.text("drift.yaml")
    switch how {
    case 0: #expect(try repository.run("accept", open.id, "--reason", "nobody faxes").code == 0)
    case 1:
      try repository.scratch.write(
        "drift.yaml", project + "suppress:\n  - rule: field-removed\n    reason: nobody faxes\n")
    default: try repository.scratch.write("drift.yaml", project + "severity:\n  field-removed: info\n")
    }
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 0)
    #expect(check.output.hasPrefix("against main: 0 new, 0 solved, 0 there before, 1 let pass ("), "\(check.output)")
    let json = try repository.run("check", "--base", "main", "--format", "json")
    #expect(json.output.contains(#""letPass": 1"#))
    let markdown = try repository.run("check", "--base", "main", "--format", "markdown")
    #expect(markdown.output.contains("0 there before, 1 let pass ("))
  }

  @Test("renaming an agent field, moving an entry, or reordering is no change") func sameEntries() throws {
    let repository = try repository()
    let entries = try repository.text("mappings/router.yaml").components(separatedBy: "\n\n")
    try repository.scratch.write(
      "mappings/router.yaml", "agent: router\nowner: ops@example.com\nfields:\n" + entries[1])
    let phone = entries[0].replacingOccurrences(of: "contact.phone ", with: "contact.telephone ")
    try repository.scratch.write("mappings/zzz.yaml", phone + "\n")
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 0)
    #expect(check.output.hasPrefix("against main: 0 new, 0 solved, 1 there before\n"), "\(check.output)")
  }

  @Test("an entry that followed a rename still has what was open on it before") func followedRename() throws {
    let repository = try repository()
    let other = Self.withoutFax.replacingOccurrences(
      of: #""phone":{"type":"string""#, with: #""phone":{"type":"integer""#)
    try repository.night("2026-10-03T02:15:00Z", other)
    try repository.commit("a break")
    try repository.night(
      "2026-10-04T02:15:00Z", other.replacingOccurrences(of: #""phone""#, with: #""phone_number""#))
    try repository.commit("a rename")
    let before = try repository.run("check", "--base", "HEAD")
    #expect(before.code == 0 && before.output.hasPrefix("against HEAD: 0 new, 0 solved, 3 there before\n"))
    let renamed = try #require(try repository.findings().first { $0.said == "breaking field-renamed" })
    #expect(try repository.run("fix", renamed.id, "--write").code == 0)
    let after = try repository.run("check", "--base", "HEAD")
    #expect(
      after.code == 0 && after.output.hasPrefix("against HEAD: 0 new, 1 solved, 2 there before\n"), "\(after.output)")
  }

  @Test("two branches that each mend one of two entries merge, and main is green") func twoBranches() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.first.replacingOccurrences(of: #""phone""#, with: #""phone_number""#)
        .replacingOccurrences(of: #""fax""#, with: #""fax_number""#))
    try repository.scratch.write(".gitattributes", "drift.lock merge=union\ndrift.accepted merge=union\n")
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("main")
    let open = try repository.findings()
    #expect(open.count == 2)
    for (branch, finding) in zip(["one", "two"], open) {
      try repository.git("checkout", "-qb", branch, "main")
      #expect(try repository.run("fix", finding.id, "--write").code == 0)
      try repository.commit(branch)
    }
    try repository.git("checkout", "-q", "main")
    #expect(try repository.git("merge", "-q", "one") == 0)
    #expect(try repository.git("merge", "-q", "--no-edit", "two") == 0)
    let check = try repository.run("check")
    #expect(check.code == 0, "\(check.output)\(check.errors)")
  }

  @Test("no revision, no git") func mistakes() throws {
    let repository = try repository()
    let unknown = try repository.run("check", "--base", "nope")
    #expect(unknown.code == 2 && unknown.errors.contains("there is no revision \"nope\""))
    let bare = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    let none = try bare.run("check", "--base", "main")
    #expect(none.code == 2 && none.errors.contains("no git repository here"))
  }

  @Test("what docs/ci.md shows runs") func continuousIntegration() throws {
    let repository = try repository()
    let page = try String(contentsOf: DriftProgram.package.appendingPathComponent("docs/ci.md"), encoding: .utf8)
    let line = try #require(page.split(separator: "\n").first { $0.contains("- run: drift check") })
    let command = String(line.drop { $0 == " " }.dropFirst("- run: drift ".count))
      .replacingOccurrences(of: "\"origin/$GITHUB_BASE_REF\"", with: "main")
    let text = try repository.text("mappings/router.yaml")
    try repository.scratch.write(
      "mappings/router.yaml", text.replacingOccurrences(of: "\"Contact.phone\"", with: "\"Contact.fone\""))
    let run = try repository.program.run(command.split(separator: " ").map(String.init))
    #expect(run.code == 1)
    #expect(run.output.hasPrefix("::error file=mappings/router.yaml,line=7,"))
    #expect(try repository.text("drift.md").contains("Against <code>main</code>: **1 new**, 0 solved, 1 there before."))
    let hook = try #require(page.split(separator: "\n").first { $0.hasPrefix("exec drift ") })
    let check = hook.dropFirst("exec drift ".count).split(separator: " ").map(String.init)
    #expect(try repository.program.run(check).code == 1)
    #expect(try repository.program.run("check", "--format", "text", "--format", "json").code == 2)
  }
}
