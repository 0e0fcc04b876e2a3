import DriftImpact
import DriftReport
import Foundation
import Testing

/// The reports for pull requests.
@Suite struct GateReportTests {
  /// A name with everything that a report may trip over.
  private static let name = "a`|<script>::error::\n*[x](y)@team #12 \u{202e}\u{1b}[31m"

  private func report(_ name: String, findings: Int) throws -> Report {
    func document(_ names: [String]) throws -> String {
      let properties = Dictionary(uniqueKeysWithValues: names.map { ($0, ["type": "string"]) })
      let whole: [String: Any] = [
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "T", "type": "object",
        "properties": properties,
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: whole), as: UTF8.self)
    }
    let names = (0..<findings).map { "\(name)\($0)" }
    return try Reports.compare(document(["kept"] + names), document(["kept"]), system: "crm")
  }

  private func written(_ id: String, _ report: Report) throws -> String {
    let format = try #require(ReportRegistry.format(id))
    return Reports.write(format, report) { $0.annotateAt = .info }
  }

  @Test("hostile names are inert in Markdown") func markdown() throws {
    let text = try written("markdown", report(Self.name, findings: 1))
    #expect(text.contains("1 breaking"))
    let item = try #require(text.split(separator: "\n").first { $0.hasPrefix("- ") })
    for active in ["`", "|", "<script", "@team", " #12", "\u{1b}", "\u{202e}", "[x]("] {
      #expect(!item.contains(active), "\(active) in \(item)")
    }
    #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") })
  }

  @Test("a comment of five thousand findings stays below GitHub's limit and says what is left") func limit() throws {
    let text = try written("markdown", report("name", findings: 5_000))
    #expect(text.count < 65_536)
    let items = text.split(separator: "\n").count { $0.hasPrefix("- ") }
    let left = try #require(text.firstMatch(of: /\*\*([0-9]+) more\*\*/)).1
    #expect(items + (Int(left) ?? 0) == 5_000)
    #expect(text.contains("Breaking (5000)"))
  }

  @Test("annotations are escaped as GitHub wants it, and stand alone") func annotations() throws {
    let text = try written("github", report(Self.name + "%0A", findings: 2))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.hasPrefix("::error file="), "\(line)")
      let parts = line.dropFirst(2).components(separatedBy: "::")
      #expect(parts[0].contains("title=drift%3A field-removed"))
      #expect(line.contains("%250A"), "a percent sign of a name is no escape")
    }
  }

  @Test("a summary is the sum of its list") func sums() throws {
    let report = try report("name", findings: 7)
    let markdown = try written("markdown", report)
    #expect(markdown.contains("### drift: 7 breaking"))
    #expect(markdown.contains("| crm | old.json | new.json | 7 | 0 | 0 |") || markdown.contains("| 7 | 0 | 0 |"))
    #expect(try written("github", report).split(separator: "\n").count == 7)
  }
}
