import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Fields that the system knows, and hides from who asks: Salesforce with `field-ids` names them all the same.
@Suite struct NightHiddenFieldTests {
  private static let names = (1...14).map { "Part\($0)__c" }

  private static func describe(_ hidden: Set<String>, readOnly: Set<String> = []) -> String {
    let fields = (["Email"] + names).filter { !hidden.contains($0) }.map { field in
      #"{"name":"\#(field)","type":"string","soapType":"xsd:string","length":80,"nillable":true,"createable":true,"updateable":\#(!readOnly.contains(field)),"defaultedOnCreate":false}"#
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

  @Test("many fields that may not be written any more are one finding; accepting it accepts each of them")
  func readOnly() throws {
    let readOnly = Mutex(Set<String>())
    let server = try RawServer { connection in
      while connection.next() != nil {
        connection.reply("200 OK", Self.describe([], readOnly: readOnly.withLock { $0 }))
      }
    }
    let scratch = try project("{ salesforce: { url: \"\(server.url(""))\", version: v66.0 } }", access: "write")
    func run(_ words: String...) throws -> DriftProgram.Outcome { try DriftProgram(folder: scratch.url).run(words) }
    #expect(try run("run", "--now", "2026-11-02T02:15:00Z").code == 0)
    #expect(try run("lock").code == 0)
    readOnly.withLock { $0 = Set(Self.names.prefix(12)) }
    let many = try run("run", "--now", "2026-11-03T02:15:00Z")
    #expect(many.code == 1 && many.output.contains("12 places lost a right together"), "\(many.output)\(many.errors)")
    #expect(!many.output.contains("no longer updatable"), "\(many.output)")
    let id = String(try #require(many.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1)
    #expect(try run("accept", id, "--reason", "meant", "--now", "2026-11-03T08:00:00Z").code == 0)
    let known = try run("run", "--now", "2026-11-04T02:15:00Z")
    #expect(known.code == 0 && !known.output.contains("BREAKING"), "\(known.output)")
  }

  @Test("many that were accepted together stay together: while the acceptance holds, when it ends, and accepted anew")
  func acceptedForATime() throws {
    let hidden = Mutex(Set<String>())
    let server = try RawServer { connection in
      while connection.next() != nil { connection.reply("200 OK", Self.describe(hidden.withLock { $0 })) }
    }
    let scratch = try project(
      "{ salesforce: { url: \"\(server.url(""))\", version: v66.0 } }\n    max-shrink: 90%", access: "read")
    func run(_ words: String...) throws -> DriftProgram.Outcome { try DriftProgram(folder: scratch.url).run(words) }
    #expect(try run("run", "--now", "2026-11-02T02:15:00Z").code == 0)
    #expect(try run("lock").code == 0)
    hidden.withLock { $0 = Set(Self.names.prefix(12)) }
    let many = try run("run", "--now", "2026-11-03T02:15:00Z")
    let id = String(try #require(many.output.firstMatch(of: /drift accept (f_[0-9a-f]{10})/)).1)
    let accept = ["accept", id, "--reason", "asked for it", "--until"]
    func accepted(_ until: String, on now: String) throws -> Int32 {
      try DriftProgram(folder: scratch.url).run(accept + [until, "--now", now]).code
    }
    #expect(try accepted("2026-11-05", on: "2026-11-03T08:00:00Z") == 0)
    #expect(try run("run", "--now", "2026-11-04T02:15:00Z").code == 0)
    #expect(try run("run", "--now", "2026-11-05T02:15:00Z").output.isEmpty)
    func findings(_ now: String) throws -> [[String: Any]] {
      try #require(try run("check", "--format", "json", "--now", now).json()["findings"] as? [[String: Any]])
    }
    let told = try findings("2026-11-05T09:00:00Z")
    #expect(told.contains { $0["id"] as? String == id && $0["waiver"] != nil })
    #expect(told.filter { $0["folded_under"] as? String == id }.count == 12)
    let ended = try run("run", "--now", "2026-11-06T02:15:00Z")
    let shown = try run("check", "--format", "markdown", "--now", "2026-11-06T08:00:00Z").output
    #expect(shown.hasPrefix("### drift: 1 breaking") && !shown.contains("was removed"), "\(shown)")
    let alone = try run("check", "--only", "field-removed", "--now", "2026-11-06T08:00:00Z").output
    #expect(alone.contains("12 breaking") && alone.contains("Part12"), "\(alone)")
    #expect(ended.code == 1 && ended.output.contains("12 places went together"), "\(ended.output)")
    #expect(ended.output.contains(id) && !ended.output.contains("field-removed"), "\(ended.output)")
    #expect(ended.output.components(separatedBy: "ended").count <= 3, "\(ended.output)")
    #expect(try findings("2026-11-06T08:00:00Z").filter { $0["folded_under"] as? String == id }.count == 12)
    #expect(try accepted("2026-12-05", on: "2026-11-06T08:00:00Z") == 0)
    #expect(try run("run", "--now", "2026-11-07T02:15:00Z").code == 0)
    hidden.withLock { $0 = Set(Self.names.prefix(13)) }
    let later = try run("run", "--now", "2026-11-08T02:15:00Z")
    #expect(later.code == 1 && later.output.contains("Part13__c") && !later.output.contains("Part12__c"))
  }

  @Test("one that is left when the others came back stands by itself") func oneLeft() throws {
    let hidden = Mutex(Set<String>())
    let server = try RawServer { connection in
      while connection.next() != nil { connection.reply("200 OK", Self.describe(hidden.withLock { $0 })) }
    }
    let source = "{ salesforce: { url: \"\(server.url(""))\", version: v66.0 } }\n    max-shrink: 90%"
    let scratch = try project(source, access: "read")
    func run(_ words: String...) throws -> DriftProgram.Outcome { try DriftProgram(folder: scratch.url).run(words) }
    #expect(try run("run", "--now", "2026-11-02T02:15:00Z").code == 0)
    #expect(try run("lock").code == 0)
    hidden.withLock { $0 = Set(Self.names.prefix(12)) }
    #expect(try run("run", "--now", "2026-11-03T02:15:00Z").output.contains("12 places went together"))
    hidden.withLock { $0 = [Self.names[3]] }
    let left = try run("run", "--now", "2026-11-04T02:15:00Z")
    #expect(left.code == 1 && left.output.contains("solved    crm permission-lost"), "\(left.output)")
    let check = try run("check", "--now", "2026-11-04T08:00:00Z").output
    #expect(check.contains("Part4__c") && !check.contains("went together"), "\(check)")
  }

  private func project(_ source: String, access: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [mapping.yaml]\nsystems:\n  crm:\n    owner: crm-team@example.com\n    source: \(source)\n"
    )
    try scratch.write(
      "mapping.yaml",
      "agent: router\nowner: ops@example.com\nfields:\n"
        + Self.names.map {
          "  - { agent: \($0), system: crm, field: Contact.\($0), access: [\(access)], on_missing: skip, on_unavailable: skip }\n"
        }.joined())
    return scratch
  }
}
