import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Fields that the system knows, and hides from who asks: Salesforce with `field-ids` names them all the same.
@Suite struct NightHiddenFieldTests {
  private static let names = (1...14).map { "Part\($0)__c" }

  private static func describe(_ hidden: Set<String>) -> String {
    let fields = (["Email"] + names).filter { !hidden.contains($0) }.map { field in
      #"{"name":"\#(field)","type":"string","soapType":"xsd:string","length":80,"nillable":true,"createable":true,"updateable":true,"defaultedOnCreate":false}"#
    }
    return
      #"{"name":"Contact","keyPrefix":"003","queryable":true,"createable":true,"updateable":true,"fields":[\#(fields.joined(separator: ","))]}"#
  }

  private static var rows: String {
    let rows = (["Email"] + names).enumerated().map { number, name in
      #"{"attributes":{"type":"FieldDefinition"},"DurableId":"Contact.00N\#(number + 10)","QualifiedApiName":"\#(name)","EntityDefinition":{"QualifiedApiName":"Contact"}}"#
    }
    return
      #"{"size":\#(rows.count),"totalSize":\#(rows.count),"done":true,"records":[\#(rows.joined(separator: ","))]}"#
  }

  @Test("many that are hidden at once are one finding, and what is hidden later stands by itself") func hidden() throws
  {
    let hidden = Mutex(Set<String>())
    let server = try RawServer { connection in
      while let request = connection.next() {
        let isRows = request.target.contains("tooling")
        connection.reply("200 OK", isRows ? Self.rows : Self.describe(hidden.withLock { $0 }))
      }
    }
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      """
      version: 1
      mappings: [mapping.yaml]
      systems:
        crm:
          owner: crm-team@example.com
          source: { salesforce: { url: "\(server.url(""))", version: v66.0, field-ids: true, auth: { bearer: { env: K } } } }

      """)
    try scratch.write(
      "mapping.yaml",
      "agent: router\nowner: ops@example.com\nfields:\n"
        + Self.names.map {
          "  - { agent: \($0), system: crm, field: Contact.\($0), access: [read], on_missing: skip }\n"
        }
        .joined())
    func night(_ day: Int, _ more: String...) throws -> DriftProgram.Outcome {
      try DriftProgram(folder: scratch.url).run(
        ["run", "--now", "2026-11-0\(day)T02:15:00Z"] + more, environment: ["K": "a-token-of-some-length"])
    }
    let first = try night(2)
    #expect(first.code == 0, "\(first.output)\(first.errors)")
    #expect(try DriftProgram(folder: scratch.url).run("lock").code == 0)
    hidden.withLock { $0 = Set(Self.names.prefix(12)) }
    let many = try night(3)
    #expect(many.code == 1 && many.output.contains("12 places went together"), "\(many.output)\(many.errors)")
    #expect(!many.output.contains("field-removed"), "\(many.output)")
    let findings = try #require(try night(4, "--format", "json").json()["findings"] as? [[String: Any]])
    let lost = try #require(findings.first { $0["rule"] as? String == "permission-lost" })
    let folded = findings.filter { $0["folded_under"] as? String == lost["id"] as? String }
    #expect(Set(folded.compactMap { $0["rule"] as? String }) == ["access-changed"] && folded.count == 12)
    hidden.withLock { $0 = Set(Self.names.prefix(13)) }
    let later = try night(5)
    #expect(later.code == 1 && later.output.contains("Part13__c"), "\(later.output)")
    #expect(!later.output.contains("Part12__c") && !later.output.contains("13 places"), "\(later.output)")
    hidden.withLock { $0 = [] }
    let back = try night(6)
    #expect(back.code == 0 && back.output.contains("solved    crm permission-lost"), "\(back.output)")
  }
}
