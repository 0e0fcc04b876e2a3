import Foundation
import Testing

/// Entries that a branch writes anew by hand, where more is open on them than what they followed.
@Suite struct RewrittenEntryTests {
  /// Main is locked at the first version; the phone has another name since, and is a number.
  private func repository() throws -> GateRepository {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.renamed.replacingOccurrences(
        of: #""phone_number":{"type":"string""#, with: #""phone_number":{"type":"integer""#))
    try repository.git("init", "-q", "-b", "main")
    try repository.commit("main")
    try repository.git("checkout", "-qb", "branch")
    return repository
  }

  private func rewrite(_ repository: GateRepository) throws {
    let text = try repository.text("mappings/router.yaml")
    try repository.scratch.write(
      "mappings/router.yaml",
      text.replacingOccurrences(of: "\"Contact.phone\"", with: "\"Contact.phone_number\""))
  }

  @Test("the line that the gate gives brings back what is open, and that can be accepted then") func lostLine() throws {
    let repository = try repository()
    try rewrite(repository)
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 1)
    let lead = "fix: add to drift.lock: "
    let line = try #require(check.output.split(separator: "\n").first { $0.contains(lead) })
    let text = try #require(line.components(separatedBy: lead).last?.components(separatedBy: " - ").first)
    #expect(text.hasPrefix("crm router read Contact.phone_number "), "\(text)")
    #expect(!check.output.contains("accept: drift accept f_0"), "what no check finds cannot be accepted")
    try repository.scratch.write("drift.lock", try repository.text("drift.lock") + text + "\n")
    let open = try repository.findings()
    #expect(open.map(\.said) == ["breaking type-changed"])
    #expect(try repository.run("check", "--base", "main").code == 0, "it was there before")
    #expect(try repository.run("accept", try #require(open.first).id, "--reason", "we read numbers").code == 0)
    #expect(try repository.run("check").code == 0)
    #expect(try repository.run("check", "--base", "main").code == 0)
  }

  @Test("what was accepted of an entry is accepted of it under its new name", arguments: [true, false])
  func accepted(byHand: Bool) throws {
    let repository = try repository()
    let open = try repository.findings()
    let type = try #require(open.first { $0.said == "breaking type-changed" })
    #expect(try repository.run("accept", type.id, "--reason", "we read numbers").code == 0)
    if byHand { try rewrite(repository) } else { #expect(try repository.run("fix", "--write").code == 0) }
    #expect(try repository.run("lock").code == 0)
    let check = try repository.run("check", "--base", "main")
    #expect(check.code == 0, "\(check.output)")
    #expect(try repository.run("check").code == 0)
  }

  @Test("an entry that follows a list into its page is not hit by the page", arguments: [false, true])
  func page(hasMore: Bool) throws {
    let scratch = try Scratch()
    func document(_ schema: String, _ state: String) -> String {
      ##"{"openapi":"3.1.0","info":{"title":"s","version":"1"},"paths":{"/deals":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":\##(schema)}}}}}}},"components":{"schemas":{"Deal":{"type":"object","required":["id","stage"],"properties":{"id":{"type":"string"},"stage":{"type":"string","enum":["open","\##(state)"]}}}}}}"##
    }
    let list = ##"{"type":"array","items":{"$ref":"#/components/schemas/Deal"}}"##
    let page = #"{"type":"object","required":["items"],"properties":{"items":\#(list)}}"#
    try scratch.write("drift.yaml", GateRepository.project)
    try scratch.write(
      "mappings/a.yaml",
      """
      agent: a
      owner: a@example.com
      fields:
        - agent: stage
          system: crm
          field: '"GET /deals".response[].stage'
          access: [read]
          on_missing: skip

      """)
    let program = DriftProgram(folder: scratch.url)
    func run(_ arguments: String...) throws -> DriftProgram.Outcome {
      try program.run(arguments, environment: ["DRIFT_NOW": "2026-11-01T08:00:00Z", "GIT_CONFIG_GLOBAL": "/dev/null"])
    }
    try scratch.write("schemas/crm.json", document(list, "won"))
    _ = try run("snapshot", "--now", "2026-10-01T02:15:00Z")
    _ = try run("lock")
    try scratch.write("schemas/crm.json", document(page, hasMore ? "closed_won" : "won"))
    _ = try run("snapshot", "--now", "2026-10-02T02:15:00Z")
    _ = try scratch.git(["init", "-q", "-b", "main"])
    _ = try scratch.git(["add", "-A"])
    _ = try scratch.git(["commit", "-qm", "main"])
    #expect(try run("fix", "--write").output.contains("1 address written"))
    let check = try run("check", "--base", "main")
    #expect(check.code == 0, "\(check.output)")
    #expect(check.output.hasPrefix("against main: 0 new, 1 solved, \(hasMore ? 1 : 0) there before"), "\(check.output)")
    #expect(try run("check").code == (hasMore ? 1 : 0))
  }
}
