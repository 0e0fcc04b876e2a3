import Foundation
import Testing

/// How an acceptance ends: its day is over, or what it accepted is gone.
@Suite struct AcceptanceEndTests {
  private static let broken = ##""email":{"type":"string"},"home":{"$ref":"#/components/schemas/Nowhere"}"##
  private static let mapping = """
    agent: router
    owner: o@example.com
    fields:
      - { agent: email, system: crm, field: Contact.email, access: [read], on_missing: skip }

    """

  private func report(_ repository: GateRepository, on day: String) throws -> (code: Int32, json: [String: Any]) {
    let run = try repository.run("check", "--format", "json", "--now", "\(day)T08:00:00Z")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    return (run.code, try #require(json))
  }

  private func rules(_ json: [String: Any]) -> [String] {
    (json["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }.sorted()
  }

  @Test("a gap is accepted until a day, and is open again after it") func gap() throws {
    let repository = try GateRepository(#""email":{"type":"string"}"#, mapping: Self.mapping)
    try repository.scratch.write(
      "schemas/crm.json",
      try repository.text("schemas/crm.json").replacingOccurrences(
        of: #""email":{"type":"string"}"#, with: Self.broken))
    let stored = try repository.run("snapshot", "--now", "2026-10-02T02:15:00Z")
    #expect(stored.code == 3, "a gap is no pass: \(stored)")
    _ = try repository.run("lock")
    let open = try report(repository, on: "2026-11-01")
    #expect(open.code == 3 && open.json["complete"] as? Bool == false)
    let gap = try #require((open.json["gaps"] as? [[String: Any]])?.first)
    let id = try #require(gap["id"] as? String)
    #expect(gap["accepted"] as? Bool == false)
    #expect(try repository.run("check").output.contains("drift accept \(id) --reason"))

    #expect(try repository.run("accept", id, "--reason", "they mend it soon", "--until", "2026-11-30").code == 0)
    for (day, isAccepted) in [("2026-11-30", true), ("2026-12-01", false)] {
      let now = try report(repository, on: day)
      #expect(now.code == (isAccepted ? 0 : 3), "\(day): \(now)")
      #expect(now.json["complete"] as? Bool == isAccepted)
      let gaps = try #require(now.json["gaps"] as? [[String: Any]])
      #expect(gaps.map { $0["accepted"] as? Bool } == [isAccepted], "it stays listed")
      #expect(rules(now.json).contains("acceptance-expired") == !isAccepted)
    }
    let late = try repository.run("check", "--now", "2026-12-01T08:00:00Z")
    #expect(late.output.contains("ended on 2026-11-30: they mend it soon"), "\(late.output)")

    // Accepted anew, it is accepted; the line of before is replaced.
    #expect(
      try repository.run(
        "accept", id, "--reason", "next year", "--until", "2027-03-31", "--now", "2026-12-01T08:00:00Z"
      ).code == 0)
    #expect(try report(repository, on: "2026-12-02").code == 0)
    #expect(try repository.text("drift.accepted").components(separatedBy: id).count == 2)

    // Mended, the acceptance is left over.
    try repository.night("2026-12-03T02:15:00Z", #""email":{"type":"string"}"#)
    let mended = try report(repository, on: "2026-12-04")
    #expect(mended.code == 0 && rules(mended.json).contains("acceptance-stale"), "\(rules(mended.json))")
  }

  @Test("an acceptance of a system until a day ends for all that it covered") func system() throws {
    let first = #""email":{"type":"string"},"fax":{"type":"string"}"#
    let repository = try GateRepository(first, mapping: Self.mapping)
    try repository.scratch.write(
      "mappings/two.yaml",
      Self.mapping.replacingOccurrences(of: "router", with: "two").replacingOccurrences(of: "email", with: "fax"))
    _ = try repository.run("lock")
    let lock = try repository.text("drift.lock")
    try repository.night("2026-10-02T02:15:00Z", #""points":{"type":"integer"},"level":{"type":"boolean"}"#)
    #expect(try repository.findings().count == 2)
    #expect(try repository.run("accept", "crm", "--reason", "a pause", "--until", "2026-12-31").code == 0)
    #expect(try repository.text("drift.lock") == lock, "until a day nothing moves")
    #expect(try report(repository, on: "2026-12-31").code == 0)
    let over = try report(repository, on: "2027-01-01")
    #expect(over.code == 1)
    #expect(rules(over.json).count { $0 == "acceptance-expired" } == 2)
    #expect((over.json["summary"] as? [String: Any])?["breaking"] as? Int == 2)
  }

  @Test("an acceptance that matches nothing is told with its line, and counts for nothing") func stale() throws {
    let repository = try GateRepository(GateRepository.first, mapping: GateRepository.mapping)
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.first.replacingOccurrences(of: #","fax":{"type":"string","description":"For paper"}"#, with: ""))
    let id = try #require(try repository.findings().first?.id)
    _ = try repository.run("accept", id, "--reason", "nobody faxes")
    // The entry goes: nothing is left to accept.
    let mapping = try repository.text("mappings/router.yaml")
    let end = try #require(mapping.range(of: "\n  - agent: contact.fax")?.lowerBound)
    try repository.scratch.write("mappings/router.yaml", String(mapping[..<end]) + "\n")
    let check = try repository.run("check")
    #expect(check.code == 0)
    #expect(
      check.output.contains(
        "drift.accepted:2: the acceptance of Contact.fax (field-removed) matches nothing any more"), "\(check.output)")
    #expect(check.output.contains("take line 2 out of drift.accepted"))
    #expect(try repository.run("check", "--fail-on", "warning").code == 0)
    #expect(try repository.run("check", "--fail-on", "info").code == 1)
  }

  @Test("a night in which what was accepted comes back says who accepted it, until when, and why") func night() throws {
    let repository = try GateRepository(#""email":{"type":"string"},"phone":{"type":"string"}"#, mapping: Self.mapping)
    _ = try repository.run("snapshot", "--now", "2026-10-02T02:15:00Z")
    _ = try repository.run("lock")
    try repository.scratch.write(
      "schemas/crm.json",
      try repository.text("schemas/crm.json").replacingOccurrences(of: #""email":{"type":"string"},"#, with: ""))
    let lost = try repository.run("run", "--no-commit", "--now", "2026-10-03T02:15:00Z")
    let id = String(try #require(lost.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1)
    let accepted = try repository.run(
      "accept", id, "--reason", "they restore it", "--by", "ann", "--until", "2026-10-06", "--now",
      "2026-10-03T08:00:00Z")
    #expect(accepted.code == 0, "\(accepted)")
    #expect(try repository.run("run", "--no-commit", "--now", "2026-10-06T02:15:00Z").code == 0)
    let back = try repository.run("run", "--no-commit", "--now", "2026-10-07T02:15:00Z")
    #expect(
      back.code == 1 && back.output.contains("ended: accepted by ann until 2026-10-06: they restore it"),
      "\(back.output)")
    let report = try repository.run("check", "--format", "json", "--now", "2026-10-07T08:00:00Z").output
    #expect(report.contains(#""ended_waiver": {"reason": "they restore it", "by": "ann""#), "\(report)")
  }
}
