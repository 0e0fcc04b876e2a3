import Foundation
import Testing

/// What a night says of what was decided before: acceptances that ended, gaps, whose it is.
@Suite struct AcceptanceNightTests {
  private static func schema(_ properties: String) -> String {
    #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Contact","type":"object","properties":{\#(properties)}}"#
  }

  private func project(_ properties: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [mapping.yaml]\nsystems:\n  crm:\n    owner: crm-team@example.com\n    source: { command: [cat, s.json] }\n    change-log: { none: there is none }\n"
    )
    try scratch.write(
      "mapping.yaml",
      "agent: router\nowner: ops@example.com\nfields:\n  - { agent: mail, system: crm, field: Contact.email, access: [read], on_missing: skip }\n  - { agent: fax, system: crm, field: Contact.fax, access: [read, write], on_missing: skip, on_unavailable: skip }\n"
    )
    try scratch.write("s.json", Self.schema(properties))
    return scratch
  }

  private func run(_ scratch: Scratch, _ day: String, _ words: String...) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(words, environment: ["DRIFT_NOW": "\(day)T02:15:00Z"])
  }

  @Test("a check says whose it is to act, before any night saw it") func whose() throws {
    let scratch = try project(#""email":{"type":"string"},"fax":{"type":"string"}"#)
    _ = try run(scratch, "2026-11-01", "run")
    #expect(try run(scratch, "2026-11-01", "lock").code == 0)
    try scratch.write("s.json", Self.schema(#""email":{"type":"string"}"#))
    #expect(try run(scratch, "2026-11-02", "snapshot", "crm", "s.json").code == 0)
    let text = try run(scratch, "2026-11-02", "check").output
    #expect(text.contains("whose: ops@example.com, ours to act"), "\(text)")
    #expect(text.contains("will read null; what it writes is refused or lost"), "\(text)")
    let markdown = try run(scratch, "2026-11-02", "check", "--format", "markdown").output
    #expect(markdown.contains("whose: ops&#64;example.com, ours to act"), "\(markdown)")
  }

  @Test("what was accepted of a field that came back is not accepted of its next end", arguments: [false, true])
  func nextEnd(_ isOne: Bool) throws {
    let (mail, fax) = (#""email":{"type":"string"}"#, #""fax":{"type":"string"}"#)
    let scratch = try project("\(mail),\(fax)")
    _ = try run(scratch, "2026-11-01", "run")
    #expect(try run(scratch, "2026-11-01", "lock").code == 0)
    try scratch.write("s.json", Self.schema(fax))
    #expect(try run(scratch, "2026-11-02", "run").code == 1)
    let check = try run(scratch, "2026-11-02", "check", "--format", "json").json()
    let id = try #require(
      (check["findings"] as? [[String: Any]])?.first { $0["rule"] as? String == "field-removed" }?["id"])
    #expect(try run(scratch, "2026-11-02", "accept", isOne ? "\(id)" : "crm", "--reason", "gone for good").code == 0)
    #expect(try run(scratch, "2026-11-03", "run").code == 0)
    try scratch.write("s.json", Self.schema("\(mail),\(fax)"))
    _ = try run(scratch, "2026-11-04", "run")
    #expect(try run(scratch, "2026-11-04", "lock").code == 0)
    try scratch.write("s.json", Self.schema(#""mail_address":{"type":"string"},\#(fax)"#))
    let night = try run(scratch, "2026-11-05", "run")
    #expect(night.code == 1 && night.output.contains("email"), "\(night.output)")
  }

  @Test("who accepted a change accepted what the mapping says of it once the lock is past it") func pastTheLock() throws
  {
    let before = #""email":{"enum":["work","home"]},"fax":{"type":"string","format":"date"}"#
    let scratch = try project(before)
    try scratch.write(
      "mapping.yaml",
      "agent: router\nowner: ops@example.com\nfields:\n  - { agent: mail, system: crm, field: Contact.email, access: [write], examples: [home] }\n  - { agent: fax, system: crm, field: Contact.fax, access: [read], on_missing: skip, expects: { type: date } }\n"
    )
    _ = try run(scratch, "2026-11-01", "run")
    #expect(try run(scratch, "2026-11-01", "lock").code == 0)
    try scratch.write("s.json", Self.schema(#""email":{"enum":["work"]},"fax":{"type":"string","format":"date-time"}"#))
    #expect(try run(scratch, "2026-11-02", "run").code == 1)
    let check = try run(scratch, "2026-11-02", "check", "--format", "json").json()
    for finding in (check["findings"] as? [[String: Any]]) ?? [] where finding["severity"] as? String == "breaking" {
      let id = try #require(finding["id"] as? String)
      #expect(try run(scratch, "2026-11-02", "accept", id, "--reason", "known").code == 0)
    }
    #expect(try run(scratch, "2026-11-03", "run").code == 0)
    #expect(try run(scratch, "2026-11-03", "lock").code == 0)
    let night = try run(scratch, "2026-11-04", "run")
    #expect(night.code == 0, "\(night.output)")
    // An example that somebody writes later is no value that was accepted to be gone.
    try scratch.write(
      "mapping.yaml",
      try String(contentsOf: scratch.url.appending(path: "mapping.yaml"), encoding: .utf8).replacing(
        "examples: [home]", with: "examples: [home, other]"))
    #expect(try run(scratch, "2026-11-05", "check").code == 1)
  }

  @Test("what a killed process left in the work folder is removed by the next run, and nothing of one that lives")
  func leftovers() throws {
    let scratch = try project(#""email":{"type":"string"},"fax":{"type":"string"}"#)
    _ = try run(scratch, "2026-11-01", "run")
    let child = Process()
    child.executableURL = URL(filePath: "/bin/sh")
    child.arguments = ["-c", "exit 0"]
    try child.run()
    child.waitUntilExit()
    let dead = ".drift/.tmp-\(child.processIdentifier)-view-crm-Snapshots"
    let alive = ".drift/.tmp-\(ProcessInfo.processInfo.processIdentifier)-look-crm-Snapshots"
    for name in [dead, alive] { try scratch.write(name, "{") }
    _ = try run(scratch, "2026-11-02", "run")
    #expect(!FileManager.default.fileExists(atPath: scratch.url.appending(path: dead).path))
    #expect(FileManager.default.fileExists(atPath: scratch.url.appending(path: alive).path))
  }

  @Test("a system with gaps that nobody accepted is not counted as checked") func gaps() throws {
    let scratch = try project(##""email":{"type":"string"},"fax":{"$ref":"#/$defs/Nowhere"}"##)
    let text = try run(scratch, "2026-11-01", "run").output
    #expect(text.contains("1 system, 0 checked, 1 with gaps"), "\(text)")
    let json = try run(scratch, "2026-11-02", "run", "--format", "json").json()
    let night = try #require(json["night"] as? [String: Any])
    #expect(night["checked"] as? Int == 0 && night["gapped"] as? [String] == ["crm"], "\(night)")
    let gap = try #require((json["gaps"] as? [[String: Any]])?.first?["id"] as? String)
    #expect(try run(scratch, "2026-11-02", "accept", gap, "--reason", "known").code == 0)
    let later = try run(scratch, "2026-11-03", "run", "--format", "json").json()
    #expect((later["night"] as? [String: Any])?["checked"] as? Int == 1)
  }
}
