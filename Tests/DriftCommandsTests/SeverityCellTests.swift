import Foundation
import Testing

/// The severity table, cell by cell: a pair of documents and a mapping, through the command.
///
/// Each row is a change of `Contact.f`, which is read and written; four agents use the place in four ways, and for the
/// fifth column the only mapping is of another definition.
@Suite struct SeverityCellTests {
  struct Row: CustomTestStringConvertible {
    var kind: String
    var old: String
    var new: String
    /// read, write, read and write, lookup (which reads).
    var severities: [String]
    var required = "[]"
    var newRequired: String?

    var testDescription: String { "\(kind): \(old) -> \(new)" }
  }

  private static let text = #""f":{"type":"string","description":"What it is"}"#

  private static func shape(_ name: String, _ type: String) -> String {
    #"{"type":"object","required":["\#(name)"],"properties":{"\#(name)":{"type":"\#(type)"}}}"#
  }
  private static let two = #""f":{"oneOf":[\#(shape("x", "string")),\#(shape("y", "integer"))]}"#
  private static let three =
    #""f":{"oneOf":[\#(shape("x", "string")),\#(shape("y", "integer")),\#(shape("z", "boolean"))]}"#

  static let rows: [Row] = [
    Row(kind: "field-removed", old: text, new: "", severities: ["breaking", "breaking", "breaking", "breaking"]),
    Row(
      kind: "field-renamed", old: text, new: #""f_name":{"type":"string","description":"What it is"}"#,
      severities: ["breaking", "breaking", "breaking", "breaking"]),
    Row(
      kind: "type-changed", old: text, new: #""f":{"type":"boolean","description":"What it is"}"#,
      severities: ["breaking", "breaking", "breaking", "breaking"]),
    Row(
      kind: "type-changed", old: #""f":{"type":"integer"}"#, new: #""f":{"type":"number"}"#,
      severities: ["breaking", "info", "breaking", "breaking"]),
    Row(
      kind: "type-changed", old: #""f":{"type":"number"}"#, new: #""f":{"type":"integer"}"#,
      severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "format-changed", old: #""f":{"type":"string","format":"date"}"#,
      new: #""f":{"type":"string","format":"date-time"}"#,
      severities: ["breaking", "breaking", "breaking", "breaking"]),
    Row(
      kind: "format-changed", old: #""f":{"type":"integer","format":"int32"}"#,
      new: #""f":{"type":"integer","format":"int64"}"#, severities: ["breaking", "info", "breaking", "breaking"]),
    Row(
      kind: "nullability-changed", old: text, new: #""f":{"type":"string","nullable":true,"description":"What it is"}"#,
      severities: ["breaking", "info", "breaking", "breaking"]),
    Row(
      kind: "nullability-changed", old: #""f":{"type":"string","nullable":true,"description":"What it is"}"#, new: text,
      severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "required-changed", old: text, new: text, severities: ["info", "breaking", "breaking", "info"],
      newRequired: #"["f"]"#),
    Row(
      kind: "required-changed", old: text, new: text, severities: ["breaking", "info", "breaking", "breaking"],
      required: #"["f"]"#, newRequired: "[]"),
    Row(
      kind: "access-changed", old: text, new: #""f":{"type":"string","readOnly":true,"description":"What it is"}"#,
      severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "access-changed", old: text, new: #""f":{"type":"string","writeOnly":true,"description":"What it is"}"#,
      severities: ["breaking", "info", "breaking", "breaking"]),
    Row(
      kind: "enum-value-added", old: #""f":{"type":"string","enum":["red","blue"]}"#,
      new: #""f":{"type":"string","enum":["red","blue","green"]}"#,
      severities: ["warning", "info", "warning", "warning"]),
    Row(
      kind: "enum-value-removed", old: #""f":{"type":"string","enum":["red","blue","green"]}"#,
      new: #""f":{"type":"string","enum":["red","blue"]}"#, severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "constraint-changed", old: #""f":{"type":"string","maxLength":9}"#,
      new: #""f":{"type":"string","maxLength":5}"#, severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "constraint-changed", old: #""f":{"type":"string","maxLength":5}"#,
      new: #""f":{"type":"string","maxLength":9}"#, severities: ["breaking", "info", "breaking", "breaking"]),
    Row(
      kind: "default-changed", old: #""f":{"type":"string","default":"a"}"#,
      new: #""f":{"type":"string","default":"b"}"#, severities: ["info", "warning", "warning", "info"]),
    Row(
      kind: "object-closed", old: #""f":{"type":"object","properties":{"x":{"type":"string"}}}"#,
      new: #""f":{"type":"object","properties":{"x":{"type":"string"}},"additionalProperties":false}"#,
      severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "object-opened",
      old: #""f":{"type":"object","properties":{"x":{"type":"string"}},"additionalProperties":false}"#,
      new: #""f":{"type":"object","properties":{"x":{"type":"string"}}}"#,
      severities: ["info", "info", "info", "info"]),
    Row(kind: "union-member-added", old: two, new: three, severities: ["breaking", "info", "breaking", "breaking"]),
    Row(kind: "union-member-removed", old: three, new: two, severities: ["info", "breaking", "breaking", "info"]),
    Row(
      kind: "deprecated", old: text, new: #""f":{"type":"string","deprecated":true,"description":"What it is"}"#,
      severities: ["warning", "warning", "warning", "warning"]),
    Row(
      kind: "undeprecated", old: #""f":{"type":"string","deprecated":true,"description":"What it is"}"#, new: text,
      severities: ["info", "info", "info", "info"]),
    Row(
      kind: "documentation-changed", old: text, new: #""f":{"type":"string","description":"What it was"}"#,
      severities: ["info", "info", "info", "info"]),
    Row(
      kind: "label-changed", old: #""f":{"type":"string","title":"One"}"#, new: #""f":{"type":"string","title":"Two"}"#,
      severities: ["info", "info", "info", "info"]),
  ]

  private static let agents = [
    ("reader", "access: [read]"), ("writer", "access: [write]"), ("both", "access: [read, write]"),
    ("finder", "access: [read], lookup: true, on_duplicate: primary"),
  ]

  private func repository(_ row: Row, mapping: [(name: String, text: String)]) throws -> GateRepository {
    let kept = #""kept":{"type":"string"}"#
    func properties(_ f: String) -> String { f.isEmpty ? kept : kept + "," + f }
    let repository = try GateRepository(properties(row.old), mapping: mapping[0].text)
    for (name, text) in mapping { try repository.scratch.write("mappings/\(name).yaml", text) }
    try? FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent("Snapshots"))
    if mapping[0].name != "router" {
      try? FileManager.default.removeItem(at: repository.scratch.url.appendingPathComponent("mappings/router.yaml"))
    }
    try repository.night("2026-10-01T02:15:00Z", properties(row.old), required: row.required)
    #expect(try repository.run("lock").code == 0)
    try repository.night("2026-10-02T02:15:00Z", properties(row.new), required: row.newRequired ?? row.required)
    return repository
  }

  private func findings(_ repository: GateRepository) throws -> [[String: Any]] {
    let outcome = try repository.run("check", "--format", "json")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return report?["findings"] as? [[String: Any]] ?? []
  }

  @Test("every cell", arguments: rows) func cells(_ row: Row) throws {
    let mappings = Self.agents.map { name, access in
      let entry = "  - { agent: f, system: crm, field: Contact.f, \(access) }\n"
      return (name: name, text: "agent: \(name)\nowner: o@example.com\nfields:\n" + entry)
    }
    let found = try findings(repository(row, mapping: mappings)).filter { $0["rule"] as? String == row.kind }
    let affected = found.flatMap { $0["affects"] as? [[String: Any]] ?? [] }
    for ((name, _), severity) in zip(Self.agents, row.severities) {
      let said = affected.filter { $0["agent"] as? String == name }.compactMap { $0["severity"] as? String }
      #expect(said == [severity] || (severity == "info" && said.isEmpty), "\(name): \(said)")
      let consequences = affected.compactMap { $0["consequence"] as? String }
      #expect(consequences.allSatisfy { !$0.isEmpty })
    }
  }

  @Test("what no mapping names is information", arguments: rows) func unmapped(_ row: Row) throws {
    let other =
      "agent: a\nowner: o@example.com\nfields:\n  - { agent: k, system: crm, field: Contact.kept, access: [read], on_missing: skip }\n"
    let found = try findings(repository(row, mapping: [(name: "router", text: other)]))
      .filter { $0["rule"] as? String == row.kind }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0["severity"] as? String == "info" })
  }
}
