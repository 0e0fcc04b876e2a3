import Foundation
import Testing

/// A repository with one system and one mapping, in which nights pass.
final class GateRepository {
  let scratch: Scratch
  var program: DriftProgram { DriftProgram(folder: scratch.url) }
  /// What the folder lies in, where it is not the top.
  private let outer: Scratch?

  init(
    _ properties: String, mapping: String, project: String = GateRepository.project, in folder: URL? = nil,
    of outer: Scratch? = nil
  ) throws {
    scratch = try folder.map(Scratch.init(at:)) ?? Scratch()
    self.outer = outer
    try scratch.write("drift.yaml", project)
    try scratch.write("mappings/router.yaml", mapping)
    try night("2026-10-01T02:15:00Z", properties)
  }

  static let project = """
    version: 1
    mappings: [mappings/*.yaml]
    systems:
      crm:
        owner: crm-team@example.com
        source: { files: [schemas/crm.json] }

    """

  /// Stores a schema whose contact has some properties.
  func night(_ now: String, _ properties: String, required: String = "[]") throws {
    try scratch.write(
      "schemas/crm.json",
      ##"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/contacts":{"get":{"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Contact"}}}}}},"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Contact"}}}},"responses":{"204":{"description":"d"}}}}},"components":{"schemas":{"Contact":{"type":"object","required":\##(required),"properties":{\##(properties)}}}}}"##
    )
    let stored = try program.run("snapshot", "crm", "schemas/crm.json", "--now", now)
    #expect(stored.code == 0, "\(stored.errors)")
  }

  func run(_ arguments: String...) throws -> DriftProgram.Outcome {
    try program.run(arguments, environment: ["DRIFT_NOW": "2026-11-01T08:00:00Z", "GIT_CONFIG_GLOBAL": "/dev/null"])
  }

  /// The open findings as `severity rule`, with ids.
  func findings(_ more: String...) throws -> [(id: String, said: String)] {
    let outcome = try program.run(
      ["check", "--format", "json"] + more, environment: ["DRIFT_NOW": "2026-11-01T08:00:00Z"])
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return (report?["findings"] as? [[String: Any]] ?? []).compactMap { finding in
      guard let id = finding["id"] as? String, let severity = finding["severity"] as? String,
        let rule = finding["rule"] as? String, severity != "info"
      else { return nil }
      return (id, "\(severity) \(rule)")
    }
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: scratch.url.appendingPathComponent(name), encoding: .utf8)
  }

  /// Runs git in the repository.
  @discardableResult func git(_ arguments: String...) throws -> Int32 {
    try scratch.git(arguments)
  }

  /// Commits everything.
  func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-qm", message)
  }

  static let first =
    #""email":{"type":"string","format":"email","description":"Where mail goes"},"phone":{"type":"string","description":"The number to call"},"fax":{"type":"string","description":"For paper"},"status":{"type":"string","enum":["lead","customer"],"description":"How far"}"#
  static let renamed = first.replacingOccurrences(of: #""phone""#, with: #""phone_number""#)
  static let mapping = """
    agent: router
    owner: ops@example.com
    # Who is it?
    fields:
      - agent: contact.phone   # to call back
        system: crm
        field: "Contact.phone"
        access: [read]
        on_missing: skip

      - agent: contact.fax
        system: crm
        field: Contact.fax
        access: [read]
        on_missing: skip

    """
}
