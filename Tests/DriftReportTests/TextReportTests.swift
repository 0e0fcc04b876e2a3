import DriftDiff
import DriftImpact
import DriftModel
import Foundation
import Testing

@testable import DriftReport

@Suite struct TextReportTests {
  @Test("the example with its agent: what breaks first, for whom, where")
  func mapped() throws {
    try expectGolden(Reports.text(Reports.crm(isMapped: true)) { $0.width = 100 }, "crm-mapped.txt")
    try expectGolden(Reports.text(Reports.inbox(isMapped: true)), "inbox-mapped.txt")
  }

  @Test("the example without a mapping")
  func withoutMapping() throws {
    try expectGolden(Reports.text(Reports.crm(isMapped: false)), "crm.txt")
  }

  @Test("--unmapped lists what touches no mapping")
  func unmapped() throws {
    let report = try Reports.inbox(isMapped: true)
    let text = Reports.text(report) { $0.showUnmapped = true }
    try expectGolden(text, "inbox-unmapped.txt")
    #expect(!text.contains("touch no mapping"))
  }

  @Test("--only lists some kinds, and counts them alone")
  func only() throws {
    let report = try Reports.crm(isMapped: false)
    try expectGolden(
      Reports.text(report) { $0.onlyRules = ["type-changed", "enum-value-added"] }, "crm-only.txt")
  }

  @Test("--stat counts a definition a line, and its total is the sum of its lines")
  func stat() throws {
    let report = try Reports.crm(isMapped: false)
    let text = Reports.text(report) { $0.statOnly = true }
    try expectGolden(text, "crm-stat.txt")
    let rows = text.split(separator: "\n").dropFirst().dropLast()
    for (column, severity) in Severity.allCases.enumerated() {
      let sum = rows.reduce(0) { sum, row in
        sum + (Int(row.split(separator: " ").suffix(column + 1).first ?? "") ?? 0)
      }
      #expect(sum == report.count(severity))
    }
  }

  @Test("a narrow terminal gets narrow lines; names that are wider stand alone")
  func narrow() throws {
    let text = Reports.text(try Reports.crm(isMapped: true)) { $0.width = 60 }
    try expectGolden(text, "crm-narrow.txt")
    // The first line holds the names of both documents, which nobody may cut.
    let wide = text.split(separator: "\n").dropFirst().filter { Neutral.columns(String($0)) > 60 }
    #expect(wide.isEmpty, "\(wide)")
  }

  @Test("the text in colour is the text without, and colour is only there when asked for")
  func color() throws {
    let report = try Reports.crm(isMapped: true)
    let plain = Reports.text(report) { $0.width = 90 }
    let colored = Reports.text(report) {
      $0.width = 90
      $0.color = true
    }
    #expect(!plain.contains("\u{1b}"))
    #expect(colored.contains("\u{1b}[1;31mBREAKING\u{1b}[0m"))
    #expect(colored.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
  }

  // MARK: One decision, one line

  /// An API of `count` operations, each of which answers with `headers` and `statuses`.
  private func api(_ count: Int, headers: [String], statuses: [String], security: String = "key") -> String {
    let answers = statuses.map { status in
      let all = headers.map { #""\#($0)": {"schema": {"type": "string"}}"# }.joined(separator: ", ")
      return #""\#(status)": {"description": "x", "headers": {\#(all)}}"#
    }.joined(separator: ", ")
    let paths = (0..<count).map {
      """
      "/things/\($0)": {"get": {"security": [{"\(security)": []}], "responses": {\(answers)}}}
      """
    }.joined(separator: ",\n")
    return """
      {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {\(paths)}, "components":
      {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "k"}, "token": {"type": "http",
      "scheme": "bearer"}}}}
      """
  }

  @Test(
    "a header, an answer and a scheme on forty operations are three lines on the screen, and forty each in the JSON"
  )
  func folding() throws {
    let report = try Reports.compare(
      api(40, headers: ["X-A"], statuses: ["200"]),
      api(40, headers: ["X-A", "X-Request-Id"], statuses: ["200", "429"], security: "token"))
    try expectGolden(Reports.text(report), "folding.txt")
    let json = Reports.write(JSONReport(), report)
    #expect(json.split(separator: "\n").count { $0.contains(#""kind": "field-added""#) } == 40)
    #expect(json.split(separator: "\n").count { $0.contains(#""kind": "response-added""#) } == 40)
  }

  /// Definitions with fields, all strings.
  private func definitions(_ all: [(name: String, fields: [String])]) -> String {
    let text = all.map { name, fields in
      let properties = fields.map {
        #""\#($0)": {"type": "string", "description": "The \#($0.lowercased())."}"#
      }
      return #""\#(name)": {"type": "object", "properties": {\#(properties.joined(separator: ",\n"))}}"#
    }.joined(separator: ",\n")
    return """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {
      \(text)
      }}
      """
  }

  @Test("one naming pattern is one line")
  func patterns() throws {
    let old = definitions([
      ("Kit", ["id", "diaper_count", "diaper_total", "name"]),
      ("Order", ["id", "diaper_size", "first_name"]),
      ("Person", ["id", "last_name", "birth_date", "home_town"]),
    ])
    let new = definitions([
      ("Kit", ["id", "essentials_count", "essentials_total", "name"]),
      ("Order", ["id", "essentials_size", "firstName"]),
      ("Person", ["id", "lastName", "birthDate", "homeTown"]),
    ])
    let text = Reports.text(try Reports.compare(old, new))
    try expectGolden(text, "patterns.txt")
    #expect(text.contains("diaper_* -> essentials_*"))
    #expect(text.contains("snake_case -> camelCase"))
  }

  @Test(
    "what a rename did to a name",
    arguments: [
      ("diaper_count", "essentials_count", "diaper_* -> essentials_*"),
      ("createdAt", "created_at", "camelCase -> snake_case"),
      ("phone", "phone_number", "* -> *_number"), ("HTTPServer", "http_server", "PascalCase -> snake_case"),
      ("user_old_id", "user_new_id", "*_old_* -> *_new_*"), ("query:page", "query:pageToken", "* -> *Token"),
      ("score", "rating", nil), ("a_b", "A_B", "snake_case -> UPPER_CASE"),
    ] as [(String, String, String?)])
  func rewrites(old: String, new: String, expected: String?) {
    #expect(NameRewrite(old, new)?.text == expected)
  }

  @Test("different rewrites are not one decision")
  func rewriteEquality() {
    #expect(NameRewrite("a_x", "a_y") == NameRewrite("b_x", "b_y"))
    #expect(NameRewrite("a_x", "a_y") != NameRewrite("x_a", "y_a"))
    #expect(NameRewrite("a_x_b", "a_y_b") != NameRewrite("x_b", "y_b"))
    #expect(NameRewrite("a_x_b", "a_y_b") != NameRewrite("a_x", "a_y"))
    #expect(NameRewrite("firstName", "first_name") != NameRewrite("first_name", "firstName"))
  }

  @Test("changes of words alone are counted beside others, and listed where there is nothing else")
  func documentation() throws {
    let old = definitions([("A", ["id", "one", "two"]), ("B", ["id"]), ("C", ["id", "x"])])
    let reworded = old.replacingOccurrences(of: "The ", with: "Its ")
    try expectGolden(Reports.text(try Reports.compare(old, reworded)), "documentation-alone.txt")
    let and = reworded.replacingOccurrences(
      of: #""one": {"type": "string""#, with: #""one": {"type": "integer""#)
    try expectGolden(Reports.text(try Reports.compare(old, and)), "documentation.txt")
  }

  // MARK: The ends

  @Test("a clean result is one line")
  func clean() throws {
    let old = definitions([("A", ["id"])])
    #expect(Reports.text(try Reports.compare(old, old)) == "old.json -> new.json: no change\n")
    let versions = try Reports.compare(old, old, system: "crm", versions: ("v1", "v2"))
    #expect(Reports.text(versions) == "crm v1 -> v2: no change\n")
    let mapping = """
      agent: a
      fields:
        - agent: x
          system: s
          field: A.id
          access: [read]
      """
    let more = definitions([("A", ["id", "extra"])])
    #expect(
      Reports.text(try Reports.compare(old, more, system: "s", mapping: mapping))
        == "s old.json -> new.json: 1 info, which touches no mapping (--unmapped shows it)\n")
  }

  @Test("gaps are listed with what accepts them, and the end says that the report is incomplete")
  func gaps() throws {
    let old = definitions([("A", ["id"])])
    let new = old.replacingOccurrences(of: #"{"type": "string""#, with: ##"{"$ref": "#/$defs/Nowhere""##)
    var report = try Reports.compare(old, new)
    #expect(!report.isComplete)
    try expectGolden(Reports.text(report) { $0.width = 80 }, "gaps.txt")
    #expect(Reports.text(report) { $0.statOnly = true }.contains("INCOMPLETE"))
    report.systems[0].gaps[0].isAccepted = true
    #expect(!Reports.text(report).contains("INCOMPLETE"))
    #expect(Reports.text(report).contains("(accepted)"))
  }

  @Test(
    "labels are said, candidates are listed where no claim is made, and long lists of agent fields are cut")
  func details() throws {
    let old =
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Person","type":"object","properties":{"birth_date":{"type":"string","title":"Date of birth"},"fax":{"type":"string"}}}"#
    let new =
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Person","type":"object","required":["birth_date"],"properties":{"birth_date":{"type":"string","title":"Date of birth"}}}"#
    var report = try Reports.compare(old, new, system: "crm", versions: ("v1", "v2"))
    let fax = try #require(report.systems[0].changes.firstIndex { $0.kind == .fieldRemoved })
    report.systems[0].changes[fax].alternatives = [
      .init(address: Address([.name("Person"), .name("telefax")]), probability: 0.41),
      .init(address: Address([.name("Other"), .name("fax")]), probability: 0.385),
    ]
    report.systems[0].hasMapping = true
    report.systems[0].findings[fax].affects = (1...15).map { (number: Int) -> Finding.Affected in
      var entry = Mapping.Entry(
        field: "f\(number)", system: "crm", addressText: "Person.fax",
        address: Address([.name("Person"), .name("fax")]),
        access: number == 2 ? .all : .read, place: SourcePlace(file: "mapping.yaml", line: number, column: 5))
      entry.isLookup = number == 4
      return .init(
        AgentEntry(agent: number < 3 ? "a" : "b", owner: "", entry: entry), number == 5 ? .info : .breaking,
        "will read null")
    }
    report.systems[0].findings.append(
      Finding(
        id: "f_0", rule: "stale-snapshot", severity: .warning, owner: "", change: nil,
        message: "nobody has looked at crm for 9 days", affects: []))
    try expectGolden(Reports.text(report) { $0.showUnmapped = true }, "details.txt")
  }

  @Test("no broken line begins with what a build server takes for a command")
  func wrapping() {
    var screen = Screen(after: [], color: false, width: 40)
    screen.pad(to: 12)
    screen.wrap(String(repeating: "word ", count: 8) + "::error::made up", indent: 14)
    let lines = String(decoding: screen.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 1)
    #expect(!lines.contains { $0.drop { $0 == " " }.hasPrefix("::") })
  }

  @Test("two thousand changes are written in a moment")
  func speed() throws {
    let names = (0..<2_000).map { "field_number_\($0)" }
    let old = definitions([("Wide", ["id"])])
    let report = try Reports.compare(old, definitions([("Wide", ["id"] + names)]))
    #expect(report.systems[0].changes.count == 2_000)
    for format in ReportRegistry.formats {
      let clock = ContinuousClock()
      let took = clock.measure { _ = Reports.write(format, report) }
      print("\(format.id): 2,000 changes in \(took)")
      // A build for debugging on a busy machine; what grows with the square would take minutes.
      #expect(took < .seconds(5))
    }
  }
}
