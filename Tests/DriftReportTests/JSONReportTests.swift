import DriftDiff
import DriftImpact
import DriftModel
import Foundation
import Testing

@testable import DriftReport

@Suite struct JSONReportTests {
  private func json(_ report: Report, _ change: (inout ReportOptions) -> Void = { _ in }) -> String {
    Reports.write(JSONReport(), report, change)
  }

  /// A report that has every key that there is.
  private func full() throws -> Report {
    var report = try Reports.crm(isMapped: true)
    let gap = SystemReport.ReportedGap(
      id: "g_0123456789", gap: Gap(subject: "#/nowhere", text: "no such place", origin: .none), place: nil,
      isAccepted: true)
    report.systems[0].gaps = [gap]
    report.systems[0].findings.append(
      Finding(
        id: "f_0123456789", rule: "stale-snapshot", severity: .warning, owner: "", change: nil,
        message: "old",
        affects: []))
    report.systems[0].changes[0].alternatives = [
      .init(address: Address([.name("A")]), probability: 0.123_449)
    ]
    return report
  }

  @Test("a report of a small change, byte for byte")
  func golden() throws {
    let old =
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Order","type":"object","properties":{"id":{"type":"string"},"phone":{"type":"string","title":"Phone","description":"Where to call."},"state":{"enum":["a","b"]},"total":{"type":"integer","maximum":100}}}"#
    let new =
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Order","type":"object","properties":{"id":{"type":"string"},"phone_number":{"type":"string","title":"Phone","description":"Where to call."},"state":{"enum":["a","b","c"]},"total":{"type":"integer","maximum":50}}}"#
    let mapping = """
      agent: billing
      owner: ops@example.com
      fields:
        - agent: call.phone
          system: shop
          field: Order.phone
          access: [read, write]
          lookup: true
      """
    try expectGolden(json(Reports.compare(old, new, system: "shop", mapping: mapping)), "report.json")
  }

  @Test("real reports follow the published schema and have no key that it does not declare")
  func schema() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "drift-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let reports = [
      try full(), try Reports.crm(isMapped: false), try Reports.inbox(isMapped: true),
      try Reports.inbox(isMapped: false), Report(systems: []),
    ]
    var paths: [String] = []
    for (index, report) in reports.enumerated() {
      let file = folder.appending(path: "report-\(index).json")
      try Data(json(report).utf8).write(to: file)
      paths.append(file.path)
    }
    let validator = Process()
    validator.executableURL = URL(filePath: "/usr/bin/env")
    validator.arguments =
      [
        "python3", "-W", "ignore", Reports.root.appending(path: "Tests/DriftReportTests/validate.py").path,
        Reports.root.appending(path: "docs/report-1.schema.json").path,
      ] + paths
    let pipe = Pipe()
    validator.standardOutput = pipe
    try validator.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    validator.waitUntilExit()
    if [3, 127].contains(validator.terminationStatus) {
      print("SKIPPED: reports against docs/report-1.schema.json: no python3 with jsonschema here")
      return
    }
    #expect(validator.terminationStatus == 0, "\(said)")
  }

  @Test("every kind of change and every severity stands in the published schema")
  func kinds() throws {
    let text = try String(
      contentsOf: Reports.root.appending(path: "docs/report-1.schema.json"), encoding: .utf8)
    for kind in ChangeKind.allCases { #expect(text.contains("\"\(kind.rawValue)\"")) }
    for severity in Severity.allCases { #expect(text.contains("\"\(severity.rawValue)\"")) }
  }

  @Test("the summary is the sum of its lists, also where some kinds alone are listed")
  func summary() throws {
    struct Parsed: Decodable {
      struct Item: Decodable {
        var id: String
        var kind: String?
        var severity: String?
        var change: String?
      }
      var summary: [String: Int]
      var changes: [Item]
      var findings: [Item]
    }
    for rules: Set<String> in [[], ["field-renamed"], ["field-renamed", "type-changed"]] {
      let text = try json(Reports.crm(isMapped: true)) { $0.onlyRules = rules }
      let parsed = try JSONDecoder().decode(Parsed.self, from: Data(text.utf8))
      #expect(parsed.summary["changes"] == parsed.changes.count)
      #expect(parsed.changes.count > 1)
      for severity in Severity.allCases {
        #expect(
          parsed.summary[severity.rawValue] == parsed.findings.count { $0.severity == severity.rawValue })
      }
      #expect(parsed.findings.compactMap(\.change) == parsed.changes.map(\.id))
      if !rules.isEmpty { #expect(Set(parsed.changes.compactMap(\.kind)) == rules) }
    }
  }

  @Test("the same report gives the same bytes")
  func deterministic() throws {
    let first = try json(Reports.crm(isMapped: true))
    #expect(try json(Reports.crm(isMapped: true)) == first)
  }

  @Test(
    "texts are escaped so that nothing in them acts",
    arguments: [
      ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t\u{8}", #""\n\r\t\u0008""#), ("\u{1b}[31m", #""\u001b[31m""#),
      ("\u{7f}\u{85}\u{9b}", #""\u007f\u0085\u009b""#), ("a\u{202e}b", #""a\u202eb""#),
      ("\u{2028}\u{feff}\u{200b}", #""\u2028\ufeff\u200b""#), ("\u{e0061}", #""\udb40\udc61""#),
      ("Straße 名前 😀", #""Straße 名前 😀""#),
    ])
  func escapes(text: String, expected: String) throws {
    var out = JSONOutput(after: [])
    out.string(text)
    let written = String(decoding: out.bytes, as: UTF8.self)
    #expect(written == expected)
    #expect(try JSONDecoder().decode([String].self, from: Data("[\(written)]".utf8)) == [text])
  }

  @Test(
    "numbers have four decimals at most",
    arguments: [
      (0.97, "0.97"), (0.123_449, "0.1234"), (0.999_99, "1"), (0, "0"), (-2.1, "-2.1"), (1, "1"),
      (0.05, "0.05"),
      (0.000_1, "0.0001"), (-0.000_01, "0"), (.nan, "null"), (.infinity, "null"),
    ])
  func numbers(value: Double, expected: String) {
    var out = JSONOutput(after: [])
    out.number(value)
    #expect(String(decoding: out.bytes, as: UTF8.self) == expected)
  }

  @Test(
    "a number is written as it is, or as a text where JSON has no such number",
    arguments: [
      ("1", "1"), ("-0.50", "-0.50"), ("1e400", "1e400"), ("12.5E-3", "12.5E-3"), ("01", #""01""#),
      (".5", #"".5""#),
      ("1.", #""1.""#), ("NaN", #""NaN""#), ("", #""""#), ("1 ", #""1 ""#), ("-", #""-""#), ("1e", #""1e""#),
    ])
  func writtenNumbers(text: String, expected: String) {
    var out = JSONOutput(after: [])
    out.number(written: text)
    #expect(String(decoding: out.bytes, as: UTF8.self) == expected)
  }

  @Test(
    "an address in JSON is the address",
    arguments: [
      [.name("Contact"), .name("emails"), .items, .name("x y")],
      [.name("GET /a/{id}"), .values, .name("query:limit")],
      [.name("a\u{1b}b"), .name("c\"d\\e"), .values],
      [.name(""), .name("Straße"), .name("#"), .name("a##b")],
      [.name("@id"), .name("$root"), .name("a,b"), .name("it's")], [],
    ] as [[Address.Step]])
  func addresses(steps: [Address.Step]) throws {
    var out = JSONOutput(after: [])
    out.string(of: Address(steps))
    let read = try JSONDecoder().decode(
      [String].self, from: Data([UInt8(ascii: "[")] + out.bytes + [UInt8(ascii: "]")]))
    #expect(read == [Address(steps).description])
  }
}
