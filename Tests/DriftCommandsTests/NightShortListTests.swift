import DriftTestSupport
import Foundation
import Synchronization
import Testing

/// Lists of fields and tools that are less than there is: of what they lack nothing is said to be gone.
@Suite struct NightShortListTests {
  private static func project(_ source: String, _ address: String, access: String = "read, write") throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "drift.yaml",
      "version: 1\nmappings: [mapping.yaml]\nsystems:\n  crm: { owner: crm@example.com, source: \(source) }\n")
    try scratch.write(
      "mapping.yaml",
      "agent: router\nfields:\n  - { agent: f, system: crm, field: \(address), access: [\(access)], on_missing: skip, on_unavailable: skip }\n"
    )
    return scratch
  }

  private static func night(_ scratch: Scratch, _ day: Int) throws -> DriftProgram.Outcome {
    try DriftProgram(folder: scratch.url).run(["run", "--now", "2026-11-0\(day)T02:15:00Z"])
  }

  private static func versions(_ scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: scratch.url.appendingPathComponent("Snapshots/crm/versions").path)
  }

  private static func property(_ name: String) -> String {
    #"{"name":"\#(name)","type":"string","fieldType":"text","groupName":"g","modificationMetadata":{"readOnlyValue":false}}"#
  }

  @Test("a list that goes on makes no version, and says why; what is whole again is looked at as before")
  func heldBack() throws {
    let body = Mutex(#"{"results":[\#(Self.property("phone")),\#(Self.property("city"))]}"#)
    let server = try RawServer { connection in
      while let request = connection.next() {
        let isArchived = request.target.hasSuffix("archived=true")
        connection.reply("200 OK", isArchived ? #"{"results":[]}"# : body.withLock { $0 })
      }
    }
    let scratch = try Self.project(
      "{ hubspot: { url: \"\(server.url(""))\", objects: [contacts], schemas: false } }", "contacts.phone")
    #expect(try Self.night(scratch, 1).code == 0)
    #expect(try DriftProgram(folder: scratch.url).run("lock").code == 0)
    let whole = body.withLock { $0 }
    body.withLock { $0 = #"{"results":[\#(Self.property("city"))],"paging":{"next":{"after":"1"}}}"# }
    let short = try Self.night(scratch, 2)
    #expect(short.code == 3, "\(short.output)\(short.errors)")
    #expect(short.output.contains("not all there is"), "\(short.output)")
    #expect(short.output.contains("the list goes on"), "\(short.output)")
    #expect(!short.output.contains("removed"), "\(short.output)")
    #expect(try Self.versions(scratch).count == 1)
    let doctor = try DriftProgram(folder: scratch.url).run(["doctor"])
    #expect(doctor.output.contains("not all there is"), "\(doctor.output)\(doctor.errors)")
    body.withLock { $0 = whole }
    #expect(try Self.night(scratch, 3).code == 0)
  }

  @Test("one answer of several that is nothing drift knows fails the system: the rest would look like all there is")
  func strangerAmongAnswers() throws {
    let strange = Mutex("")
    let server = try RawServer { connection in
      while let request = connection.next() {
        let name = request.target.split(separator: "/").dropLast().last.map(String.init) ?? ""
        if name == "Account", case let text = strange.withLock({ $0 }), !text.isEmpty {
          connection.reply("200 OK", text)
          continue
        }
        let fields =
          #"[{"name":"Phone","type":"string","soapType":"xsd:string","nillable":true,"createable":true,"updateable":true}]"#
        connection.reply("200 OK", #"{"name":"\#(name)","keyPrefix":"003","queryable":true,"fields":\#(fields)}"#)
      }
    }
    let scratch = try Self.project(
      "{ salesforce: { url: \"\(server.url(""))\", version: v66.0, objects: [Account, Contact] } }", "Account.Phone")
    #expect(try Self.night(scratch, 1).code == 0)
    // Of no format at all, and of another one.
    for (day, text) in [
      (2, #"{"name":"Account","keyPrefix":"003","queryable":true,"fields":null}"#),
      (3, #"{"tools":[{"name":"find","inputSchema":{}}]}"#),
    ] {
      strange.withLock { $0 = text }
      let night = try Self.night(scratch, day)
      #expect(night.code == 3, "\(night.output)\(night.errors)")
      #expect(!night.output.contains("removed"), "\(night.output)")
      #expect(try Self.versions(scratch).count == 1)
    }
  }

  @Test("the description of another object is held back, with the names of both")
  func anotherObject() throws {
    let server = try RawServer { connection in
      while connection.next() != nil {
        connection.reply(
          "200 OK",
          #"{"name":"Account","keyPrefix":"001","queryable":true,"fields":[{"name":"Phone","type":"string","soapType":"xsd:string","nillable":true,"createable":true,"updateable":true}]}"#
        )
      }
    }
    let scratch = try Self.project(
      "{ salesforce: { url: \"\(server.url(""))\", version: v66.0 } }", "Contact.Phone")
    let outcome = try Self.night(scratch, 1)
    #expect(outcome.code == 3, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output.contains("Contact: it was asked for, and the description of Account came"), "\(outcome.output)")
  }

  @Test("where many fields of Salesforce went at once it is said what may hide them")
  func hiddenFields() throws {
    let count = Mutex(30)
    let server = try RawServer { connection in
      while connection.next() != nil {
        let fields = (0..<count.withLock { $0 }).reversed().map {
          #"{"name":"F\#($0)","type":"string","soapType":"xsd:string","nillable":true,"createable":true,"updateable":true}"#
        }
        connection.reply(
          "200 OK",
          #"{"name":"Contact","keyPrefix":"003","queryable":true,"fields":[\#(fields.joined(separator: ","))]}"#)
      }
    }
    let scratch = try Self.project("{ salesforce: { url: \"\(server.url(""))\", version: v66.0 } }", "Contact.F29")
    #expect(try Self.night(scratch, 1).code == 0)
    #expect(try DriftProgram(folder: scratch.url).run("lock").code == 0)
    count.withLock { $0 = 19 }
    let outcome = try Self.night(scratch, 2)
    #expect(outcome.output.contains("probably a lost permission"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("the field-level security of the integration user"), "\(outcome.output)")
  }

  @Test("a file of tools that goes on is a gap that is stored, and a tool that is not on it could not be read")
  func file() throws {
    let scratch = try Self.project("{ files: [tools.json] }", "find.request.q", access: "write")
    func tool(_ name: String) -> String {
      #"{"name":"\#(name)","inputSchema":{"type":"object","properties":{"q":{"type":"string"}}}}"#
    }
    let program = DriftProgram(folder: scratch.url)
    func snapshot(_ text: String, _ day: Int) throws -> Int32 {
      try scratch.write("tools.json", text)
      return try program.run(["snapshot", "crm", "tools.json", "--now", "2026-11-0\(day)T02:15:00Z"]).code
    }
    #expect(try snapshot(#"{"tools":[\#(tool("find")),\#(tool("list"))]}"#, 1) == 0)
    #expect(try program.run("lock").code == 0)
    #expect(try snapshot(#"{"tools":[\#(tool("list"))],"nextCursor":7}"#, 2) == 3)
    let check = try program.run(["check", "--format", "json", "--now", "2026-11-02T08:00:00Z"])
    #expect(check.code == 3, "\(check.output)\(check.errors)")
    #expect(check.output.contains("address-unknown") && check.output.contains("nextCursor"), "\(check.output)")
    #expect(!check.output.contains("operation-removed"), "\(check.output)")
    #expect(!check.output.contains("address-missing"), "\(check.output)")
  }
}
