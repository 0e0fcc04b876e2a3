import Foundation
import Testing

/// What is deprecated and used is told with its day, as that comes near, whether or not anything changes.
@Suite struct DeprecatedUseTests {
  private static func contact(_ rest: String) -> String {
    #""fax":{"type":"string"\#(rest)},"phone":{"type":"string"}"#
  }

  private func repository(_ rest: String) throws -> GateRepository {
    let mapping = """
      agent: router
      owner: o@example.com
      fields:
        - { agent: fax, system: crm, field: Contact.fax, access: [read], on_missing: skip }
        - { agent: phone, system: crm, field: Contact.phone, access: [read], on_missing: skip }

      """
    let repository = try GateRepository(Self.contact(rest), mapping: mapping)
    _ = try repository.run("lock")
    return repository
  }

  private func said(_ repository: GateRepository, _ day: String) throws -> [String] {
    let outcome = try repository.program.run("check", "--format", "json", "--now", day + "T08:00:00Z")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return (report?["findings"] as? [[String: Any]] ?? []).compactMap { finding in
      guard finding["rule"] as? String == "deprecated-in-use" else { return nil }
      return "\(finding["severity"] ?? "") \(finding["message"] ?? "")"
    }
  }

  @Test("a day that comes near is a warning, one that is far or unknown is information")
  func day() throws {
    let crm = try repository(#","deprecated":true,"x-sunset":"2027-03-01""#)
    #expect(
      try said(crm, "2026-11-01") == ["info Contact.fax is deprecated and goes on 2027-03-01, in 120 days"])
    #expect(
      try said(crm, "2027-02-01") == ["warning Contact.fax is deprecated and goes on 2027-03-01, in 28 days"])
    #expect(try said(crm, "2027-03-01") == ["warning Contact.fax is deprecated and goes today"])
    #expect(try said(crm, "2027-03-02") == ["warning Contact.fax is deprecated and was to go on 2027-03-01"])
    #expect(
      try said(try repository(#","deprecated":true"#), "2026-11-01") == [
        "info Contact.fax is deprecated; no day is told on which it goes"
      ])
    #expect(try said(try repository(""), "2026-11-01").isEmpty)
  }

  @Test("that it was deprecated since is one finding; accepted, it is told again when its day comes near")
  func since() throws {
    let crm = try repository("")
    try crm.night("2026-10-02T02:15:00Z", Self.contact(#","deprecated":true,"x-sunset":"2027-03-01""#))
    #expect(try said(crm, "2026-11-01").isEmpty)
    #expect(try crm.findings().map(\.said) == ["warning deprecated"])
    #expect(try crm.run("accept", "crm", "--reason", "planned").code == 0)
    #expect(try crm.findings().isEmpty)
    #expect(try said(crm, "2026-11-01").count == 1)
    #expect(try said(crm, "2027-02-20").first?.hasPrefix("warning") == true)
    // A night tells it once, and stays silent where the day is far.
    let quiet = try crm.program.run("run", "--now", "2026-11-02T02:15:00Z")
    #expect(quiet.code == 0 && quiet.output.isEmpty, "\(quiet.output)\(quiet.errors)")
    let near = try crm.program.run("run", "--now", "2027-02-20T02:15:00Z")
    #expect(near.output.contains("deprecated and goes on 2027-03-01, in 9 days"), "\(near.output)\(near.errors)")
  }

  @Test("an operation that is deprecated is told of who calls it") func operation() throws {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [m.yaml]\nsystems:\n  crm: { owner: o@example.com, source: { files: [a.json] } }\n")
    try scratch.write(
      "m.yaml",
      "agent: router\nowner: o@example.com\nfields:\n  - { agent: f, system: crm, field: '\"GET /contacts\".response.id', access: [read], on_missing: skip }\n"
    )
    try scratch.write(
      "a.json",
      #"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/contacts":{"get":{"deprecated":true,"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"type":"object","properties":{"id":{"type":"string"}}}}}}}}}}}"#
    )
    let program = DriftProgram(folder: scratch.url)
    #expect(try program.run("snapshot").code == 0)
    let outcome = try program.run("check", "--now", "2026-11-01T08:00:00Z")
    #expect(
      outcome.output.contains("GET /contacts is deprecated; no day is told"), "\(outcome.output)\(outcome.errors)")
  }
}
