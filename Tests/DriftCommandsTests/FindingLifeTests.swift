import Foundation
import Testing

/// What a finding is known by from night to night, through the command.
@Suite struct FindingLifeTests {
  private static func mapping(_ agent: String, _ field: String, _ access: String) -> String {
    "agent: \(agent)\nowner: o@example.com\nfields:\n"
      + "  - { agent: f, system: crm, field: \(field), access: [\(access)], on_missing: skip }\n"
  }

  /// The rules of all findings that a check lists, accepted ones too, with the agents that each leaves open.
  private func listed(_ repository: GateRepository) throws -> [String: [String]] {
    let outcome = try repository.run("check", "--format", "json")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    var out: [String: [String]] = [:]
    for finding in report?["findings"] as? [[String: Any]] ?? [] {
      guard let rule = finding["rule"] as? String else { continue }
      let affected = finding["affects"] as? [[String: Any]] ?? []
      out[rule, default: []] += affected.filter { $0["accepted"] as? Bool != true }.compactMap {
        $0["agent"] as? String
      }
    }
    return out
  }

  @Test("an accepted rename stays accepted when a later night makes it too unlike to be claimed")
  func weakerClaim() throws {
    let repository = try GateRepository(
      GateRepository.first, mapping: Self.mapping("router", "Contact.phone", "read"))
    _ = try repository.run("lock")
    let tel = GateRepository.first.replacingOccurrences(of: #""phone""#, with: #""tel""#)
    try repository.night("2026-10-02T02:15:00Z", tel)
    let open = try repository.findings()
    #expect(open.map(\.said) == ["breaking field-renamed"])
    let id = try #require(open.first?.id)
    #expect(try repository.run("accept", id, "--reason", "handled by hand").code == 0)
    #expect(try repository.findings().isEmpty)
    // What stands under the new name is described in another way: nothing that phone would be taken for any more.
    try repository.night(
      "2026-10-03T02:15:00Z",
      GateRepository.first.replacingOccurrences(
        of: #""phone":{"type":"string","description":"The number to call"},"#, with: "")
        + #","tel":{"type":"integer","minimum":0,"description":"Earned by orders"}"#)
    let rules = try listed(repository)
    #expect(rules["field-removed"] == [], "\(rules)")
    #expect(rules["field-renamed"] == nil && rules["acceptance-stale"] == nil)
    #expect(try repository.run("check").code == 0)
  }

  @Test("two limits that are tightened on one field are two findings, each accepted alone") func twoLimits() throws {
    let repository = try GateRepository(
      #""code":{"type":"string","maxLength":20,"minLength":1}"#,
      mapping: Self.mapping("router", "Contact.code", "write"))
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", #""code":{"type":"string","maxLength":10,"minLength":5}"#)
    let both = try repository.findings()
    #expect(both.map(\.said) == ["breaking constraint-changed", "breaking constraint-changed"])
    let ids = both.map(\.id).sorted()
    #expect(Set(ids).count == 2)
    for (index, id) in ids.enumerated() {
      #expect(try repository.run("accept", id, "--reason", "codes are short").code == 0)
      #expect(try repository.findings().map(\.id) == Array(ids.dropFirst(index + 1)))
    }
    // Ten letters were accepted, nine were not.
    try repository.night("2026-10-03T02:15:00Z", #""code":{"type":"string","maxLength":9,"minLength":5}"#)
    let next = try repository.findings()
    #expect(next.map(\.said) == ["breaking constraint-changed"])
    #expect(!ids.contains(try #require(next.first?.id)))
  }

  @Test("what is accepted of an access or a default is that access or default") func otherValue() throws {
    let repository = try GateRepository(
      #""code":{"type":"string","default":"a"},"key":{"type":"string"}"#,
      mapping: Self.mapping("router", "Contact.code", "write"))
    try repository.scratch.write("mappings/keys.yaml", Self.mapping("keys", "Contact.key", "read, write"))
    _ = try repository.run("lock")
    var known: Set<String> = []
    for (day, more) in [
      ("02", #""b"},"key":{"type":"string","readOnly":true}"#),
      ("03", #""c"},"key":{"type":"string","writeOnly":true}"#),
    ] {
      try repository.night("2026-10-\(day)T02:15:00Z", #""code":{"type":"string","default":"# + more)
      let open = try repository.findings()
      #expect(Set(open.map(\.said)) == ["warning default-changed", "breaking access-changed"], "\(open)")
      #expect(known.isDisjoint(with: open.map(\.id)))
      known.formUnion(open.map(\.id))
      for one in open { #expect(try repository.run("accept", one.id, "--reason", "known").code == 0) }
      #expect(try repository.findings().isEmpty)
    }
  }

  @Test("an agent that maps a field today neither hides nor inherits what is open for another")
  func secondAgent() throws {
    let repository = try GateRepository(
      #""code":{"type":"string","maxLength":20}"#, mapping: Self.mapping("router", "Contact.code", "write"))
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", #""code":{"type":"string","maxLength":10}"#)
    let open = try repository.findings()
    #expect(open.map(\.said) == ["breaking constraint-changed"])
    try repository.scratch.write("mappings/second.yaml", Self.mapping("second", "Contact.code", "write"))
    for isLocked in [false, true] {
      if isLocked { #expect(try repository.run("lock").output == "drift.lock: 1 added\n") }
      #expect(try repository.findings().map(\.id) == open.map(\.id))
      #expect(try listed(repository)["constraint-changed"] == ["router"])
    }
    // What the first accepts is accepted for the first; a break that comes next hits both.
    _ = try repository.run("accept", try #require(open.first?.id), "--reason", "short enough")
    #expect(try repository.findings().isEmpty)
    #expect(try listed(repository)["constraint-changed"] == [])
    try repository.night("2026-10-03T02:15:00Z", #""points":{"type":"integer","description":"Earned by orders"}"#)
    let gone = try repository.findings()
    #expect(gone.map(\.said) == ["breaking field-removed"])
    #expect(try listed(repository)["field-removed"]?.sorted() == ["router", "second"])
    // One of them accepts it for both; a third that comes now stands on what is there, and hides nothing.
    _ = try repository.run("accept", try #require(gone.first?.id), "--reason", "codes are gone")
    #expect(try repository.findings().isEmpty)
    try repository.scratch.write("mappings/third.yaml", Self.mapping("third", "Contact.code", "write"))
    #expect(try repository.findings().map(\.id) == gone.map(\.id))
  }

  @Test(
    "a change that is undone one night and made again the next has the id that it had",
    arguments: [
      #""email":{"type":"string"},"fax":{"type":"string","description":"For paper"}"#,
      #""email":{"type":"string"},"tel":{"type":"string","description":"The number to call"}"#,
      #""email":{"type":"string"},"phone":{"type":"integer","description":"The number to call"}"#,
      #""email":{"type":"string"},"phone":{"type":"array","items":{"type":"string"},"description":"The number to call"}"#,
      #""email":{"type":"string"},"phone":{"type":"string","nullable":true,"description":"The number to call"}"#,
    ])
  func madeAgain(_ changed: String) throws {
    let first = #""email":{"type":"string"},"phone":{"type":"string","description":"The number to call"}"#
    // Without on_missing what may be null is a break, too.
    let repository = try GateRepository(
      first,
      mapping: Self.mapping("router", "Contact.phone", "read").replacingOccurrences(
        of: "on_missing: skip", with: "required: true"))
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", changed)
    let once = try repository.findings()
    #expect(once.count == 1, "\(once)")
    #expect(try repository.run("accept", try #require(once.first?.id), "--reason", "known").code == 0)
    try repository.night("2026-10-03T02:15:00Z", first)
    #expect(try repository.findings().isEmpty)
    #expect(try listed(repository)["acceptance-stale"] != nil)
    try repository.night("2026-10-04T02:15:00Z", changed)
    #expect(try repository.findings().isEmpty, "still accepted")
    try repository.scratch.write("drift.accepted", "")
    #expect(try repository.findings().map(\.id) == once.map(\.id))
  }
}
