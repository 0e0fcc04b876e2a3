import Foundation
import Testing

/// What has another name in the document, and none on the wire, through lock, check and fix.
@Suite struct RenamedPlaceTests {
  private func project(_ file: String, _ document: String, _ field: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [mapping.yaml]\nsystems:\n  crm:\n    owner: crm-team@example.com\n    source: { files: [\(file)] }\n"
    )
    try scratch.write(
      "mapping.yaml",
      "agent: router\nowner: ops@example.com\nfields:\n  - { agent: mail, system: crm, field: '\(field)', access: [read], on_missing: skip }\n"
    )
    try scratch.write(file, document)
    #expect(try run(scratch, "snapshot", "--now", "2026-10-01T02:15:00Z").code == 0)
    #expect(try run(scratch, "lock").code == 0)
    return scratch
  }

  private func run(_ scratch: Scratch, _ words: String...) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(words)
  }

  @Test("a variable of a path has another name: checked, locked and checked as it stands") func variable() throws {
    func document(_ name: String) -> String {
      #"{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/c/{\#(name)}":{"get":{"parameters":[{"name":"\#(name)","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"type":"object","properties":{"mail":{"type":"string"}}}}}}}}}}}"#
    }
    let scratch = try project("crm.json", document("id"), #""GET /c/{id}".response.mail"#)
    try scratch.write("crm.json", document("cid"))
    #expect(try run(scratch, "snapshot", "--now", "2026-10-02T02:15:00Z").code == 0)
    #expect(try run(scratch, "check").code == 0)
    #expect(try run(scratch, "lock").code == 0)
    let check = try run(scratch, "check")
    #expect(check.code == 0 && !check.output.contains("mail"), "\(check.output)")
  }

  @Test("a document under another title breaks nothing, and the mapping is mended") func title() throws {
    func document(_ title: String) -> String {
      #"{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"\#(title)","type":"object","properties":{"no":{"type":"string"},"sum":{"type":"number"}}}"#
    }
    let scratch = try project("crm.json", document("Invoice"), "Invoice.no")
    try scratch.write("crm.json", document("Bill"))
    #expect(try run(scratch, "snapshot", "--now", "2026-10-02T02:15:00Z").code == 0)
    let check = try run(scratch, "check")
    #expect(check.code == 0 && !check.output.contains("BREAKING"), "\(check.output)")
    #expect(try run(scratch, "fix", "--write").code == 0)
    #expect(
      try String(contentsOf: scratch.url.appendingPathComponent("mapping.yaml"), encoding: .utf8).contains("Bill.no"))
    #expect(try run(scratch, "check").code == 0)
  }
}
