import Foundation
import Testing

/// `--group-by`: a summary is always the sum of its list, whatever it is put together by.
@Suite struct GroupedReportTests {
  private func repository() throws -> GateRepository {
    let repository = try GateRepository(
      GateRepository.first, mapping: GateRepository.mapping,
      project: GateRepository.project + "  erp: { owner: erp-team@example.com }\n  new: { }\n")
    try repository.scratch.write(
      "mappings/two.yaml",
      """
      agent: clerk
      fields:
        - { agent: mail, system: erp, field: Contact.email, access: [read, write], on_missing: skip }
        - { agent: lost, system: erp, field: Contact.nothing, access: [read], on_missing: skip }

      """)
    _ = try repository.run("snapshot", "erp", "schemas/crm.json", "--now", "2026-10-01T02:15:00Z")
    _ = try repository.run("lock")
    try repository.night(
      "2026-10-02T02:15:00Z",
      GateRepository.renamed.replacingOccurrences(of: #"["lead","customer"]"#, with: #"["lead"]"#))
    try repository.scratch.write(
      "schemas/crm.json",
      try repository.text("schemas/crm.json").replacingOccurrences(
        of: #""format":"email""#, with: ##""format":"uri","allOf":[{"$ref":"#/components/schemas/Nowhere"}]"##))
    _ = try repository.run("snapshot", "erp", "schemas/crm.json", "--now", "2026-10-02T02:15:00Z")
    return repository
  }

  private static let severities = ["breaking", "warning", "info"]

  /// How many of each severity a line says there are: `2 breaking, 1 info`.
  private static func counts(_ text: some StringProtocol) -> [Int] {
    let words = text.split { $0 == " " || $0 == "," }
    return severities.map { severity in
      zip(words, words.dropFirst()).first { $0.1 == severity }.flatMap { Int($0.0) } ?? 0
    }
  }

  private static func sum(_ all: [[Int]]) -> [Int] { all.reduce([0, 0, 0]) { zip($0, $1).map(+) } }

  @Test("the counts of the groups add up, in text and Markdown", arguments: ["system", "definition", "owner", "kind"])
  func sums(_ grouping: String) throws {
    let repository = try repository()
    let json = try repository.run("check", "--format", "json", "--group-by", grouping)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let summary = try #require(report["summary"] as? [String: Int])
    let findings = try #require(report["findings"] as? [[String: Any]])
    let whole = Self.severities.map { summary[$0] ?? 0 }
    #expect(whole == Self.severities.map { severity in findings.count { $0["severity"] as? String == severity } })
    #expect(whole[0] > 1 && whole[1] > 0 && whole[2] > 1)

    let stat = try repository.run("check", "--group-by", grouping, "--stat").output.split(separator: "\n")
    #expect(stat.first?.hasPrefix("By \(grouping): ") == true)
    #expect(Self.counts(stat[0]) == whole, "\(stat)")
    #expect(Self.sum(stat.dropFirst().map(Self.counts)) == whole, "\(stat)")

    let text = try repository.run("check", "--group-by", grouping, "--unmapped")
    let lines = text.output.split(separator: "\n")
    let listed = Self.severities.map { severity in
      let word = severity == "breaking" ? "BREAKING" : severity
      return lines.count { $0.hasPrefix("  \(word) ") }
    }
    #expect(listed[0] == whole[0] && listed[1] == whole[1], "\(text.output)")
    #expect(text.code == 3)

    let markdown = try repository.run("check", "--group-by", grouping, "--format", "markdown", "--unmapped").output
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| ---") }.dropFirst()
    let cells = rows.map { row in row.split(separator: "|").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    }
    #expect(Self.sum(cells.map { Array($0.suffix(3)) }) == whole, "\(markdown)")
    #expect(Self.counts(markdown.split(separator: "\n")[0]) == whole)
    #expect(markdown.split(separator: "\n").count { $0.hasPrefix("- ") } == whole.reduce(0, +), "\(markdown)")
  }

  @Test("groups are named by what they have in common, the worst first") func titles() throws {
    let repository = try repository()
    func titles(_ grouping: String) throws -> [String] {
      try repository.run("check", "--group-by", grouping, "--stat").output.split(separator: "\n").dropFirst()
        .compactMap { $0.components(separatedBy: ": ").first }
    }
    #expect(try titles("system") == ["crm", "erp", "the project's files", "new"])
    #expect(Set(try titles("owner")).isSuperset(of: ["ops@example.com", "erp-team@example.com"]))
    #expect(try titles("owner").contains("nobody named"))
    #expect(Set(try titles("kind")).isSuperset(of: ["field-renamed", "owner-missing", "gap", "version-missing"]))
    #expect(try titles("definition").contains("crm Contact"))
  }

  @Test("a comparison of documents is grouped too, and a word that is no group is refused") func documents() throws {
    let fixtures = DriftProgram.package.appendingPathComponent("Fixtures/crm").path
    let program = DriftProgram()
    let diff = try program.run("diff", "\(fixtures)/v1.json", "\(fixtures)/v2.json", "--group-by", "kind", "--stat")
    #expect(diff.code == 1)
    let lines = diff.output.split(separator: "\n")
    #expect(Self.sum(lines.dropFirst().map(Self.counts)) == Self.counts(lines[0]))
    #expect(lines.contains { $0.hasPrefix("field-renamed: ") })
    let wrong = try program.run("diff", "a", "b", "--group-by", "colour")
    #expect(wrong.code == 2 && wrong.errors.contains("owner"), "\(wrong)")
  }
}
