import DriftDiff
import DriftImpact
import DriftModel
import Testing

/// Facts of a Salesforce field that change together, as an org changes them: one thing happened, one finding breaks.
@Suite("One thing that happened to a field") struct FieldDecisionTests {
  private static func field(_ name: String, _ facts: String = "") -> String {
    let usual = [
      ("type", #""string""#), ("soapType", #""xsd:string""#), ("createable", "true"), ("updateable", "true"),
      ("nillable", "true"),
      ("defaultedOnCreate", "false"), ("filterable", "true"), ("groupable", "true"), ("sortable", "true"),
    ].filter { !facts.contains("\"\($0.0)\"") }.map { "\"\($0.0)\":\($0.1)" }
    return "{\"name\":\"\(name)\",\(([facts].filter { !$0.isEmpty } + usual).joined(separator: ","))}"
  }

  private static func object(_ fields: String...) -> String {
    #"{"name":"Lead","keyPrefix":"00Q","queryable":true,"fields":[\#(fields.joined(separator: ","))]}"#
  }

  private static func told(_ facts: String, _ also: String = "", from before: String = "") throws -> [Finding] {
    try Judged(
      object(field("Score", before), field("Name")), object(field("Score", facts), field("Name")),
      [.init("Lead.Score", "read, write", also: also)]
    ).findings.filter { $0.severity > .info }
  }

  @Test("a field that is computed now cannot be written, and nobody can give that right back") func computed() throws {
    let told = try Self.told(
      #""calculated":true,"calculatedFormula":"Amount * 0.2","createable":false,"updateable":false"#)
    #expect(told.map(\.rule) == ["access-changed"] && told[0].severity == .breaking && told[0].party == .ours)
    #expect(told[0].fix?.text.contains("computed now") == true)
    // Without it the right is what went, and it is for whoever gives rights.
    let right = try Self.told(#""createable":false,"updateable":false"#)
    #expect(right.map(\.rule) == ["access-changed"] && right[0].party == .theirs)
    #expect(right[0].fix?.text.contains("have the right given back") == true)
  }

  @Test("a field that may not be empty any more is one finding, and so is the way back") func nillable() throws {
    let narrowed = try Self.told(#""nillable":false"#)
    #expect(narrowed.map(\.rule) == ["required-changed"], "\(narrowed.map(\.message))")
    let widened = try Self.told("", from: #""nillable":false"#)
    #expect(widened.map(\.rule) == ["nullability-changed"], "\(widened.map(\.message))")
  }

  @Test("who may see it reads what is encrypted at rest as before; a mask is another spelling") func encrypted() throws
  {
    #expect(try Self.told(#""encrypted":true"#).isEmpty)
    #expect(try Self.told("", from: #""encrypted":true"#).isEmpty)
    let masked = try Self.told(#""encrypted":true,"mask":"*","maskType":"all""#)
    #expect(masked.map(\.rule) == ["encoding-changed"] && masked[0].consequence.hasPrefix("will read it masked"))
  }

  @Test("who finds records by what nothing can be filtered by any more is refused, whatever else went with it")
  func filterable() throws {
    let lost = #""filterable":false,"groupable":false,"sortable":false"#
    let lookup = try Self.told(lost, "lookup: true, on_duplicate: primary")
    #expect(lookup.map(\.severity) == [.breaking] && lookup[0].consequence.contains("lookup will be refused"))
    #expect(try Self.told(lost).map(\.severity) == [.warning])
    let key = #""externalId":true,"idLookup":true"#
    let upsert = try Self.told(
      #""externalId":false,"idLookup":false"#, "lookup: true, on_duplicate: primary", from: key)
    #expect(upsert.map(\.severity) == [.breaking] && upsert[0].consequence.contains("by that key will be refused"))
    #expect(try Self.told(#""externalId":false,"idLookup":false"#, from: key).map(\.severity) == [.warning])
  }

  @Test("several values are one text on the wire, as one value is: each direction is asked what it meets")
  func joined() throws {
    func list(_ type: String) -> String {
      #""type":"\#(type)","restrictedPicklist":true,"picklistValues":[{"value":"A","active":true}]"#
    }
    func affects(_ before: String, _ after: String) throws -> [String] {
      let told = try Judged(
        Self.object(Self.field("Score", before)), Self.object(Self.field("Score", after)),
        [.init("Lead.Score", "read"), .init("Lead.Score", "write")]
      ).findings.filter { $0.rule == "type-changed" }
      #expect(told.allSatisfy { $0.fix == nil })
      return told.flatMap(\.affects).map { "\($0.severity) \($0.consequence)" }
    }
    #expect(
      try affects(list("picklist"), list("multipicklist")) == [
        "warning may read several values in one text, a;b", "info may write several values in one text, a;b",
      ])
    #expect(
      try affects(list("multipicklist"), list("picklist")) == [
        "info reads one value at most", "breaking its write of several values will be refused",
      ])
  }

  @Test("an example of several values in one text is an example of each") func joinedExamples() throws {
    func list(_ values: String...) -> String {
      let all = values.map { #"{"value":"\#($0)","active":true}"# }.joined(separator: ",")
      return #""type":"multipicklist","restrictedPicklist":true,"picklistValues":[\#(all)]"#
    }
    func told(_ examples: String) throws -> [Severity] {
      try Judged(
        Self.object(Self.field("Score", list("A", "B", "C"))), Self.object(Self.field("Score", list("A", "B"))),
        [.init("Lead.Score", "write", also: "examples: [\(examples)]")]
      ).findings.flatMap(\.affects).map(\.severity)
    }
    #expect(try told("\"A;C\"") == [.breaking] && told("\"A;B\"") == [.warning] && told("C") == [.breaking])
  }

  @Test("an option that is active again is no wider limit") func active() throws {
    func picklist(_ isActive: Bool) -> String {
      #""type":"picklist","restrictedPicklist":true,"picklistValues":[{"value":"A","active":true},{"value":"B","active":\#(isActive)}]"#
    }
    #expect(try Self.told(picklist(true), from: picklist(false)).isEmpty)
    #expect(try Self.told(picklist(false), from: picklist(true)).map(\.severity) == [.breaking])
  }
}

/// What a definition's own changes do not say.
@Suite("What stands elsewhere, or nowhere") struct ElsewhereTests {
  private static let address =
    #""Address":{"type":"object","properties":{"city":{"type":"string"},"zip":{"type":"string"}}}"#

  private static func document(_ contact: String, request: String = "Contact", _ more: String = "") -> String {
    Judged.openAPI(
      ##"{"/c":{"get":{"responses":{"200":{"description":"",\##(Judged.json(##"{"$ref":"#/components/schemas/Contact"}"##))}}},"post":{"requestBody":{\##(Judged.json(##"{"$ref":"#/components/schemas/\##(request)"}"##))},"responses":{"204":{"description":""}}}}}"##,
      ##"{"Contact":{"type":"object","properties":{\##(contact)}},\##(address)\##(more)}"##)
  }

  @Test("an object that is a list of such objects now is one break, where each entry meets it") func list() throws {
    let entries: [Judged.Entry] = [.init("Contact.address.city", "read"), .init("Contact.address", "read")]
    let one = Self.document(##""address":{"$ref":"#/components/schemas/Address"}"##)
    let many = Self.document(##""address":{"type":"array","items":{"$ref":"#/components/schemas/Address"}}"##)
    let judged = try Judged(one, many, entries)
    let hits = judged.findings.flatMap { finding in
      finding.affects.filter { $0.severity > .info }.map { "\(finding.rule) \($0.address)" }
    }
    #expect(hits.sorted() == ["type-changed Contact.address", "type-changed Contact.address.city"], "\(hits)")
    let edits = judged.findings.flatMap { $0.fix?.edits ?? [] }
    #expect(edits.map(\.address.description) == ["Contact.address[].city"] && !edits[0].isSure)
    // Nobody named: the type says it.
    #expect(try Judged(one, many).findings.filter { $0.severity > .info }.map(\.rule) == ["type-changed"])
  }

  @Test("a definition that all operations left for an equal one is told to whoever maps it") func unreached() throws {
    let contact = #""phone":{"type":"string"}"#
    let copy = #","ContactCreate":{"type":"object","properties":{\#(contact)}}"#
    let before = Self.document(
      #""id":{"type":"integer"}"#, request: "ContactInput", copy.replacing("Create", with: "Input"))
    let after = Self.document(
      #""id":{"type":"integer"}"#, request: "ContactCreate", copy.replacing("Create", with: "Input") + copy)
    let judged = try Judged(before, after, [.init("ContactInput.phone", "write"), .init("Contact.id", "read")])
    let told = judged.findings.filter { $0.severity > .info }
    #expect(told.map(\.rule) == ["address-unreached"] && told[0].severity == .warning, "\(told.map(\.message))")
    #expect(told.first?.fix?.edits.map(\.address.description) == ["ContactCreate.phone"])
    #expect(
      try Judged(after, after, [.init("ContactInput.phone", "write")]).findings.allSatisfy { $0.severity == .info })
  }

  @Test("who calls with a parameter that has another name now is refused, whatever it maps of the call") func demanded()
    throws
  {
    func document(_ name: String) -> String {
      Judged.openAPI(
        #"{"/t":{"get":{"parameters":[{"name":"\#(name)","in":"query","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":"",\#(Judged.json(#"{"type":"object","properties":{"n":{"type":"integer"}}}"#))}}}}}"#
      )
    }
    let read = Judged.Entry(#""GET /t".response.n"#, "read")
    let alone = try Judged(document("customer_id"), document("query"), [read])
    #expect(alone.findings.flatMap(\.affects).map(\.severity) == [.breaking])
    // Mending the entry that sends it mends the call.
    let both = try Judged(
      document("customer_id"), document("query"), [read, .init(#""GET /t".request."query:customer_id""#, "write")])
    #expect(both.findings.flatMap(\.affects).filter { $0.severity == .breaking }.map(\.access) == [.write])
  }

  @Test("a parameter that is sent in another place is one move, and what else is the same stays") func otherPlace()
    throws
  {
    func document(_ parameter: String) -> String {
      Judged.openAPI(
        #"{"/t":{"get":{"parameters":[{\#(parameter),"schema":{"type":"string"}}],"responses":{"204":{"description":""}}}}}"#
      )
    }
    let judged = try Judged(
      document(#""name":"api_key","in":"query""#), document(#""name":"X-Api-Key","in":"header""#),
      [.init(#""GET /t".request."query:api_key""#, "write")])
    #expect(judged.findings.map(\.rule) == ["field-moved"] && judged.findings[0].severity == .breaking)
    #expect(judged.findings[0].fix?.edits.map(\.address.description) == [#""GET /t".request."header:X-Api-Key""#])
    // Two of the name are no move of either.
    let two = try Judged(
      document(#""name":"key","in":"query""#),
      document(#""name":"key","in":"cookie","schema":{"type":"string"}},{"name":"X-Key","in":"header""#))
    #expect(two.changes.allSatisfy { $0.kind != .fieldMoved })
    // One takes the place of one, and not of two.
    let one = try Judged(
      document(#""name":"key","in":"query","schema":{"type":"string"}},{"name":"key","in":"cookie""#),
      document(#""name":"key","in":"header""#))
    #expect(one.changes.filter { $0.kind == .fieldMoved }.count == 1)
    #expect(one.changes.filter { $0.kind == .fieldRemoved }.count == 1)
  }
}
