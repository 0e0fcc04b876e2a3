import DriftImpact
import Testing

@Suite("What an entry says of itself counts")
struct EntryVerdictTests {
  private static func document(_ field: String, _ parameter: String = "") -> String {
    let ticket = Judged.json(##"{"$ref": "#/components/schemas/Ticket"}"##)
    return Judged.openAPI(
      ##"{"/t": {"get": {"parameters": [\##(parameter)], "responses": {"200": {"description": "", \##(ticket)}}}, "post": {"requestBody": {\##(Judged.json(##"{"type": "object", "properties": {"subject": {"type": "string"}}}"##))}, "responses": {"200": {"description": "", \##(ticket)}}}, "put": {"requestBody": {\##(ticket)}, "responses": {"204": {"description": ""}}}}}"##,
      ##"{"Ticket": {"type": "object", "required": ["subject"], "properties": {"subject": {"type": "string"}, \##(field)}}}"##
    )
  }

  private static let statuses = document(#""status": {"type": "string", "enum": ["open", "on_hold"]}"#)
  private static let fewer = document(#""status": {"type": "string", "enum": ["open"]}"#)

  private static func severities(_ old: String, _ new: String, _ entries: [Judged.Entry]) throws -> [Severity] {
    try Judged(old, new, entries).findings.flatMap { $0.affects.map(\.severity) }
  }

  @Test("What may be missing is no break where on_missing says what happens then", arguments: [false, true])
  func missing(_ isNullable: Bool) throws {
    let old = Self.document(#""note": {"type": "string"}"#)
    let new =
      isNullable
      ? old.replacing(
        #""subject": {"type": "string"}, "note""#, with: #""subject": {"type": "string", "nullable": true}, "note""#)
      : old.replacing(#""required": ["subject"], "#, with: "")
    #expect(try Self.severities(old, new, [.init("Ticket.subject", "read")]) == [.breaking])
    let handled = Judged.Entry("Ticket.subject", "read", also: "on_missing: skip")
    #expect(try Self.severities(old, new, [handled]) == [.info])
    let failing = Judged.Entry("Ticket.subject", "read", also: "on_missing: fail")
    #expect(try Self.severities(old, new, [failing]) == [.warning])
    let needed = Judged.Entry("Ticket.subject", "read", also: "on_missing: skip, required: true")
    #expect(try Self.severities(old, new, [needed]) == [.breaking])
  }

  @Test("A type that the entry expects already is no break, and one that it does not is")
  func expected() throws {
    let old = Self.document(#""size": {"type": "string"}"#)
    let new = Self.document(#""size": {"type": "integer"}"#)
    #expect(try Self.severities(old, new, [.init("Ticket.size", "read", expects: "type: integer")]) == [.info])
    #expect(try Self.severities(old, new, [.init("Ticket.size", "read", expects: "type: string")]) == [.breaking])
    #expect(try Self.severities(old, new, [.init("Ticket.size", "read", expects: "format: uuid")]) == [.breaking])
  }

  @Test("A value that goes is no break for who gives examples without it")
  func examples() throws {
    let others = Judged.Entry("Ticket.status", "write", also: "examples: [open]")
    #expect(try Self.severities(Self.statuses, Self.fewer, [others]) == [.warning])
    let same = Judged.Entry("Ticket.status", "write", also: "examples: [on_hold]")
    #expect(try Self.severities(Self.statuses, Self.fewer, [same]).max() == .breaking)
  }

  private static func picklist(_ inactive: String...) -> String {
    let values = ["open", "on_hold", "closed"].map {
      #"{"value": "\#($0)", "label": "\#($0)", "active": \#(!inactive.contains($0)), "defaultValue": false}"#
    }
    return
      #"{"name": "Ticket", "keyPrefix": "003", "queryable": true, "createable": true, "updateable": true, "fields": [{"name": "Status", "type": "picklist", "soapType": "xsd:string", "length": 80, "nillable": true, "createable": true, "updateable": true, "defaultedOnCreate": false, "restrictedPicklist": true, "picklistValues": [\#(values.joined(separator: ","))]}]}"#
  }

  @Test(
    "A value that was taken out of use is no break for who gives examples without it, and names itself for who writes it"
  )
  func inactive() throws {
    func affected(_ also: String?) throws -> [Finding.Affected] {
      let entry = also.map { Judged.Entry("Ticket.Status", "write", also: $0) } ?? .init("Ticket.Status", "write")
      return try Judged(Self.picklist("closed"), Self.picklist("closed", "on_hold"), [entry]).findings.flatMap(
        \.affects)
    }
    #expect(try affected("examples: [open, closed]").map(\.severity) == [.warning])
    for hit in [try affected("examples: [open, on_hold]"), try affected(nil)] {
      #expect(hit.map(\.severity) == [.breaking])
      // What was inactive before is no news.
      #expect(hit[0].consequence == #"its write of "on_hold" will be refused: inactive now"#)
    }
    let back = try Judged(Self.picklist("closed"), Self.picklist(), [.init("Ticket.Status", "write")])
    #expect(back.findings.flatMap(\.affects).allSatisfy { $0.severity == .info })
    let advice = try Judged(Self.picklist(), Self.picklist("on_hold"), [.init("Ticket.Status", "write")])
    #expect(advice.findings.compactMap { $0.fix?.text }.contains { $0.contains("activated again") })
  }

  @Test("A list that takes what it does not name may still take what it named: a warning, and no break")
  func openList() throws {
    for (isRestricted, severity) in [("true", Severity.breaking), ("false", .warning)] {
      func list(_ text: String) -> String {
        text.replacing(#""restrictedPicklist": true"#, with: #""restrictedPicklist": \#(isRestricted)"#)
      }
      let (old, inactive) = (list(Self.picklist()), list(Self.picklist("on_hold")))
      let gone = old.replacing(
        #"{"value": "on_hold", "label": "on_hold", "active": true, "defaultValue": false},"#, with: "")
      for new in [inactive, gone] {
        let hits = try Judged(old, new, [.init("Ticket.Status", "write")]).findings.flatMap(\.affects)
        #expect(hits.map(\.severity).max() == severity, "\(isRestricted) \(hits)")
      }
    }
  }

  @Test("What a lookup finds records by does not only read null when it goes")
  func lookup() throws {
    let old = Self.document(#""number": {"type": "string"}"#)
    let new = Self.document(#""colour": {"type": "integer"}"#)
    let entry = Judged.Entry("Ticket.number", "read", also: "lookup: true, on_duplicate: primary")
    let words = try Judged(old, new, [entry]).findings.flatMap(\.affects).map(\.consequence)
    #expect(words == ["its lookup will find nothing, or be refused; it will read null"])
  }

  @Test("Of a whole operation what only its answers have is not written")
  func answers() throws {
    #expect(try Self.severities(Self.statuses, Self.fewer, [.init(#""POST /t""#, "read, write")]) == [.info])
    #expect(try Self.severities(Self.statuses, Self.fewer, [.init(#""PUT /t""#, "read, write")]) == [.breaking])
  }

  @Test("Another default of a parameter hits who leaves it out")
  func defaults() throws {
    func parameter(_ value: Int) -> String {
      Self.document(
        #""size": {"type": "string"}"#,
        #"{"name": "per_page", "in": "query", "schema": {"type": "integer", "default": \#(value)}}"#)
    }
    let (old, new) = (parameter(50), parameter(25))
    let reads = Judged.Entry(#""GET /t".response.subject"#, "read")
    #expect(try Self.severities(old, new, [reads]) == [.breaking])
    let sends = Judged.Entry(#""GET /t".request."query:per_page""#, "write")
    #expect(try Self.severities(old, new, [reads, sends]) == [.warning])
    #expect(try Self.severities(old, new, [.init(#""POST /t".response.subject"#, "read")]).isEmpty)
  }

  @Test("Another default of a member hits who writes the record without it") func memberDefaults() throws {
    func member(_ value: String) -> String { Self.document(#""size": {"type": "string", "default": "\#(value)"}"#) }
    let (old, new) = (member("s"), member("m"))
    for writer in ["Ticket.subject", #""PUT /t".request.subject"#] {
      #expect(try Self.severities(old, new, [.init(writer, "write")]) == [.warning], "\(writer)")
      #expect(try Self.severities(old, new, [.init(writer, "write"), .init("Ticket.size", "write")]) == [.warning])
    }
    #expect(try Self.severities(old, new, [.init("Ticket.subject", "read")]).isEmpty)
  }

  @Test("What is only read now breaks who writes it, though nothing that is sent has it")
  func readOnly() throws {
    let old = Self.document(#""size": {"type": "string"}"#).replacing(
      #", "put": "#, with: #", "x-put": "#)
    let new = old.replacing(#""size": {"type": "string"}"#, with: #""size": {"type": "string", "readOnly": true}"#)
    #expect(try Self.severities(old, new, [.init("Ticket.size", "read, write")]) == [.breaking])
    #expect(try Self.severities(old, new, [.init("Ticket.size", "read")]) == [.info])
  }
}

extension EntryVerdictTests {
  private static func operations(_ get: String, _ list: String, path: String = "/t") -> String {
    let ticket = Judged.json(##"{"$ref": "#/components/schemas/Ticket"}"##)
    let answer = ##""responses": {"200": {"description": "", \##(ticket)}}"##
    return Judged.openAPI(
      ##"{"\##(path)/{id}": {"get": {\##(get)\##(answer)}}, "\##(path)": {"get": {\##(list)\##(answer)}}}"##,
      ##"{"Ticket": {"type": "object", "properties": {"subject": {"type": "string"}}}}"##)
  }

  @Test("Who names a definition meets what every way to it asks for, and not what one of them does")
  func everyCaller() throws {
    let header =
      #""parameters": [{"name": "X-Tenant", "in": "header", "required": true, "schema": {"type": "string"}}], "#
    let scope = #""security": [{"k": []}], "#
    let old = Self.operations("", "")
    let reads = Judged.Entry("Ticket.subject", "read")
    for more in [header, scope] {
      #expect(try Self.severities(old, Self.operations(more, more), [reads]).contains(.breaking))
      #expect(try Self.severities(old, Self.operations(more, ""), [reads]).isEmpty)
    }
    #expect(try Self.severities(old, Self.operations("", "", path: "/v2/t"), [reads]).contains(.breaking))
    #expect(try Self.severities(old, Self.operations(header, header), [.init("Ticket.subject", "write")]).isEmpty)
  }
}

extension EntryVerdictTests {
  private static let sized = document(#""size": {"type": "string", "description": "How large it is, in litres"}"#)

  @Test(
    "Who reads and writes is told of both: what is read, and what becomes of the write",
    arguments: [
      ("", "will read null; what it writes is refused or lost"),
      (
        #""size_litres": {"type": "string", "description": "How large it is, in litres"}"#,
        "will read null: the name is another; what it writes under the old name is refused or lost"
      ),
      (
        #""size": {"type": "boolean", "description": "How large it is, in litres"}"#,
        "will read another type; its write will be refused: the type is another"
      ),
    ])
  func bothWays(_ field: String, _ said: String) throws {
    let new = field.isEmpty ? Self.document("").replacing(", }", with: "}") : Self.document(field)
    func consequences(_ access: String) throws -> Set<String> {
      Set(try Judged(Self.sized, new, [.init("Ticket.size", access)]).findings.flatMap(\.affects).map(\.consequence))
    }
    #expect(try consequences("read, write") == [said])
    let parts = said.split(separator: ";").map { String($0).trimmingPrefix(" ") }
    #expect(try consequences("read") == [String(parts[0])])
    #expect(try consequences("write") == [String(parts[1])])
  }
}
