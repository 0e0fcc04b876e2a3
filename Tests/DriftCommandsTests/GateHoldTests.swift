import Foundation
import Testing

/// What breakers found: a gate that went green although something was broken, and files that lost what they held.
struct GateHoldTests {
  static let mapping = GateRepository.mapping

  /// A repository in which the system names its phone in another way.
  private func renamed() throws -> (repository: GateRepository, id: String) {
    let repository = try GateRepository(GateRepository.first, mapping: Self.mapping)
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let id = try #require(try repository.findings().first { $0.said == "breaking field-renamed" }?.id)
    return (repository, id)
  }

  @Test("who accepts a new name has not accepted that it goes as well") func newNameGoes() throws {
    let (repository, id) = try renamed()
    _ = try repository.run("accept", id, "--reason", "through a shim")
    #expect(try repository.run("check").code == 0)
    #expect(try repository.text("drift.accepted").contains(#""to":"Contact.phone_number""#))
    let without = GateRepository.first.replacingOccurrences(
      of: #""phone":{"type":"string","description":"The number to call"},"#, with: "")
    try repository.night("2026-10-03T02:15:00Z", without)
    #expect(try repository.findings().map(\.id) == [id])
    // A third name is another thing to accept, too.
    try repository.night(
      "2026-10-04T02:15:00Z", GateRepository.first.replacingOccurrences(of: #""phone""#, with: #""telephone""#))
    #expect(try repository.findings().map(\.id) == [id])
    try repository.night("2026-10-05T02:15:00Z", GateRepository.renamed)
    #expect(try repository.findings().isEmpty)
  }

  @Test("an acceptance can be prolonged") func prolonged() throws {
    let (repository, id) = try renamed()
    _ = try repository.run("accept", id, "--reason", "first", "--until", "2026-12-01")
    _ = try repository.run("accept", id, id, "--reason", "longer", "--until", "2026-12-31")
    #expect(try repository.text("drift.accepted").split(separator: "\n").count == 2)
    #expect(try repository.run("check", "--now", "2026-12-15T00:00:00Z").code == 0)
    #expect(try repository.run("check", "--now", "2027-01-01T00:00:00Z").code == 1)
  }

  @Test("acceptances written at the same time are all there") func together() async throws {
    let fields = (0..<6).map { #","f\#($0)":{"type":"string","description":"The \#($0)th"}"# }
    let entries = (0..<6).map {
      "  - { agent: f\($0), system: crm, field: Contact.f\($0), access: [read], on_missing: skip }\n"
    }
    let repository = try GateRepository(
      GateRepository.first + fields.joined(),
      mapping: "agent: router\nowner: o@example.com\nfields:\n" + entries.joined())
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.first)
    let ids = try repository.findings().map(\.id)
    #expect(ids.count == 6)
    let program = repository.program
    await withTaskGroup(of: Void.self) { group in
      for id in ids { group.addTask { _ = try? program.run("accept", id, "--reason", "at once") } }
    }
    #expect(try repository.text("drift.accepted").split(separator: "\n").count == 7)
  }

  @Test("what concerns the whole system hides no entry whose place is gone") func system() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.mapping)
    _ = try repository.run("lock")
    let moved = try repository.text("schemas/crm.json")
      .replacingOccurrences(of: #""paths""#, with: #""servers":[{"url":"https://other.example/v9"}],"paths""#)
      .replacingOccurrences(
        of:
          ##""get":{"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Contact"}}}}}},"##,
        with: ""
      )
      .replacingOccurrences(of: #","fax":{"type":"string","description":"For paper"}"#, with: "")
    try repository.scratch.write("schemas/crm.json", moved)
    _ = try repository.run("snapshot", "crm", "schemas/crm.json", "--now", "2026-10-02T02:15:00Z")
    #expect(try repository.findings().contains { $0.said.hasPrefix("breaking") })
  }

  @Test("a line stays while its entry names what is not there") func lockStays() throws {
    let repository = try GateRepository(GateRepository.first, mapping: Self.mapping)
    _ = try repository.run("lock")
    let line = try repository.text("drift.lock")
    try repository.scratch.write(
      "mappings/router.yaml", Self.mapping.replacingOccurrences(of: "Contact.fax", with: "Contact.faks"))
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.first + #","more":{"type":"string"}"#)
    _ = try repository.run("lock")
    let lines = try repository.text("drift.lock").split(separator: "\n")
    let digest = { (some: [Substring], name: String) in some.first { $0.contains(name) }?.split(separator: " ").last }
    #expect(digest(lines, "Contact.faks") == digest(line.split(separator: "\n"), "Contact.fax"))
    #expect(digest(lines, "Contact.phone") != digest(line.split(separator: "\n"), "Contact.phone"))
  }

  @Test("a key that has another name is no lookup that may find several") func renamedKey() throws {
    let repository = try GateRepository(GateRepository.first, mapping: "agent: router\nowner: o@e.com\nfields: []\n")
    func night(_ key: String, _ now: String) throws {
      try repository.scratch.write(
        "schemas/crm.json",
        #"{"name":"Contact","keyPrefix":"003","queryable":true,"fields":[{"name":"\#(key)","label":"Key","type":"string","soapType":"xsd:string","length":80,"createable":true,"updateable":true,"nillable":true,"defaultedOnCreate":false,"unique":true,"externalId":true,"idLookup":true}]}"#
      )
      #expect(try repository.program.run("snapshot", "crm", "schemas/crm.json", "--now", now).code == 0)
    }
    try night("Ext__c", "2026-10-02T02:15:00Z")
    try repository.scratch.write(
      "mappings/router.yaml",
      "agent: router\nowner: o@e.com\nfields:\n  - agent: key\n    system: crm\n    field: Contact.Ext__c\n"
        + "    access: [read]\n    lookup: true\n")
    _ = try repository.run("lock")
    #expect(try repository.findings().isEmpty)
    try night("Ext_Key__c", "2026-10-03T02:15:00Z")
    #expect(try repository.findings().map(\.said) == ["breaking field-renamed"])
  }

  @Test("no two findings of a report have one id") func oneID() throws {
    let repository = try GateRepository(
      GateRepository.first,
      mapping: Self.mapping + "  - { agent: contact.write, system: crm, field: Contact.phone, access: [write] }\n")
    _ = try repository.run("lock")
    try repository.night("2026-10-02T02:15:00Z", GateRepository.renamed)
    let ids = try repository.findings().map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("an entry behind a gap is unknown, not gone") func gap() throws {
    let repository = try GateRepository(
      GateRepository.first + #","address":{"type":"object","properties":{"city":{"type":"string"}}}"#,
      mapping: Self.mapping
        + "  - { agent: contact.city, system: crm, field: Contact.address.city, access: [read], on_missing: skip }\n")
    _ = try repository.run("lock")
    let cut = try repository.text("schemas/crm.json").replacingOccurrences(
      of: #"{"type":"object","properties":{"city":{"type":"string"}}}"#,
      with: ##"{"$ref":"#/components/schemas/Nope"}"##)
    try repository.scratch.write("schemas/crm.json", cut)
    _ = try repository.run("snapshot", "crm", "schemas/crm.json", "--now", "2026-10-02T02:15:00Z")
    #expect(try repository.findings().isEmpty)
    #expect(try repository.run("check").output.contains("lies behind a part of crm that could not be read"))
  }

  @Test(
    "an agent's name may hold anything, and keeps its lines",
    arguments: ["lead\\nrouter", "a\\eb", "a b\\u202Ec", "é #1"])
  func names(_ name: String) throws {
    let repository = try GateRepository(
      GateRepository.first, mapping: Self.mapping.replacingOccurrences(of: "agent: router", with: "agent: \"\(name)\""))
    _ = try repository.run("lock")
    #expect(try repository.run("lock").output.contains("nothing to write"))
    #expect(!(try repository.run("check").output.contains("without a line")))
    let lock = try repository.text("drift.lock")
    #expect(lock.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202e })
  }
}
