import DriftDiff
import DriftImpact
import DriftModel
import Testing

@Suite("What to write instead")
struct FixTests {
  private static func document(_ zip: String, _ verb: String = "patch", _ name: String = "name") -> String {
    let body = Judged.json(
      #"{"type": "object", "properties": {"\#(name)": {"type": "string", "description": "What people call it"}}}"#)
    let customer = Judged.json(##"{"$ref": "#/components/schemas/Customer"}"##)
    return Judged.openAPI(
      ##"{"/c/{id}": {"\##(verb)": {"operationId": "changeCustomer", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}], "requestBody": {\##(body)}, "responses": {"200": {"description": "", \##(customer)}}}}}"##,
      ##"{"Customer": {"type": "object", "properties": {"address": {"$ref": "#/components/schemas/Address"}}}, "Address": {"type": "object", "properties": {"\##(zip)": {"type": "string", "description": "The code of the post office"}, "city": {"type": "string"}}}}"##
    )
  }

  @Test("a Salesforce field that went may be hidden: where to look is said, of one field too")
  func hidden() throws {
    func object(_ names: String...) -> String {
      let fields = names.map {
        #"{"name": "\#($0)", "type": "string", "soapType": "x", "createable": true, "updateable": true, "nillable": true}"#
      }
      return
        #"{"name": "Contact", "keyPrefix": "003", "queryable": true, "fields": [\#(fields.joined(separator: ","))]}"#
    }
    let judged = try Judged(object("Id", "Phone"), object("Id"), [.init("Contact.Phone", "read")])
    #expect(judged.findings.first { $0.rule == "field-removed" }?.fix?.text.contains("field-level security") == true)
    let other = try Judged(
      #"{"type": "object", "title": "Contact", "properties": {"id": {"type": "string"}, "phone": {"type": "integer"}}}"#,
      #"{"type": "object", "title": "Contact", "properties": {"id": {"type": "string"}}}"#,
      [.init("Contact.phone", "read")])
    #expect(other.findings.first { $0.rule == "field-removed" }?.fix == nil)
  }

  @Test("The advice is the entry's own address, whole, with its line; after it nothing is left to do")
  func renamedField() throws {
    let old = Self.document("zip_code")
    let new = Self.document("postal_code")
    let judged = try Judged(
      old, new,
      [.init("Customer.address.zip_code", "read"), .init("Address.zip_code", "read"), .init("Customer", "read")])
    let fix = try #require(judged.finding("field-renamed")?.fix?.text)
    #expect(fix.contains("map Customer.address.postal_code instead (mapping.yaml:4)"))
    #expect(fix.contains("map Address.postal_code instead (mapping.yaml:6)"))
    #expect(fix.contains("use Address.postal_code in place of Address.zip_code (mapping.yaml:8)"))
    let followed = try Judged(
      old, new, [.init("Customer.address.postal_code", "read"), .init("Address.postal_code", "read")])
    #expect(followed.hits(.fieldRenamed).isEmpty)
  }

  @Test("an address that the newest version does not have is never written: a copy, a list, a map")
  func led() throws {
    func document(_ contact: String, _ rest: String, _ answer: String) -> String {
      Judged.openAPI(
        ##"{"/c": {"get": {"responses": {"200": {"description": "", \##(Judged.json(##"{"$ref": "#/components/schemas/\##(answer)"}"##))}}}, "post": {"responses": {"200": {"description": "", \##(Judged.json(##"{"$ref": "#/components/schemas/Contact"}"##))}}}}}"##,
        ##"{"Contact": {"type": "object", "properties": {\##(contact)}}, "Address": {"type": "object", "properties": {"city": {"type": "string"}}}\##(rest)}"##
      )
    }
    let phone = ##""phone": {"type": "string", "description": "The number to call"}, "name": {"type": "string"}"##
    let copy =
      ##", "Copy": {"type": "object", "properties": {\##(phone.replacing("\"phone\"", with: "\"phone_number\""))}}"##
    let copied = try Judged(
      document(phone, "", "Contact"), document(phone, copy, "Copy"), [.init("Contact.phone", "read")])
    #expect(copied.findings.allSatisfy { $0.fix?.edits.isEmpty ?? true })
    let address = ##""address": {"$ref": "#/components/schemas/Address"}"##
    for (schema, way) in [
      (##"{"type": "array", "items": {"$ref": "#/components/schemas/Address"}}"##, "Contact.addresses[].city"),
      (
        ##"{"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Address"}}"##,
        "Contact.addresses{}.city"
      ),
    ] {
      let judged = try Judged(
        document(address, "", "Contact"), document(##""addresses": \##(schema)"##, "", "Contact"),
        [.init("Contact.address.city", "read")])
      let edits = judged.findings.flatMap { $0.fix?.edits ?? [] }
      #expect(Set(edits.map(\.address.description)) == [way] && !edits.contains(where: \.isSure), "\(way)")
    }
  }

  @Test("Where the operation has another name the tail is kept, and everything on the way is written anew at once")
  func renamedOperation() throws {
    let entry = Judged.Entry(#""PATCH /c/{id}".request.name"#, "write")
    let judged = try Judged(Self.document("zip"), Self.document("zip", "put"), [entry])
    #expect(
      judged.finding("operation-renamed")?.fix?.text.contains(
        #"map "PUT /c/{id}".request.name instead (mapping.yaml:4)"#) == true)
    let both = try Judged(Self.document("zip"), Self.document("zip", "put", "full_name"), [entry])
    let whole = #"map "PUT /c/{id}".request.full_name instead"#
    #expect(both.finding("operation-renamed")?.fix?.text.contains(whole) == true)
    #expect(both.finding("field-renamed")?.fix?.text.contains(whole) == true)
    let followed = try Judged(
      Self.document("zip"), Self.document("zip", "put"), [.init(#""PUT /c/{id}".request.name"#, "write")])
    #expect(followed.findings.allSatisfy { $0.affects.isEmpty })
  }

  @Test("Entries that get the same address get one text")
  func together() throws {
    let entries: [Judged.Entry] = [.init("Address.zip_code", "read"), .init("Address.zip_code", "read")]
    let judged = try Judged(Self.document("zip_code"), Self.document("postal_code"), entries)
    #expect(
      judged.finding("field-renamed")?.fix?.text.contains(
        "map Address.postal_code instead (mapping.yaml:4, mapping.yaml:6)") == true)
  }
}

extension FixTests {
  private static func system(_ requester: String, _ more: String = "") -> String {
    let body = Judged.json(##"{"$ref": "#/components/schemas/Requester"}"##)
    return Judged.openAPI(
      ##"{"/r": {"post": {"requestBody": {\##(body)}, "responses": {"200": {"description": "", \##(body)}}}}}"##,
      ##"{"Requester": {"type": "object", "properties": {"name": {"type": "string"}, \##(requester)}}\##(more)}"##)
  }
  private static let flat = system(
    #""email": {"type": "string", "description": "Where answers go"}, "phone": {"type": "string", "description": "The number to call back"}"#
  )
  private static let details =
    #"{"type": "object", "properties": {"email": {"type": "string", "description": "Where answers go"}, "phone": {"type": "string", "description": "The number to call back"}}}"#

  @Test("What moved into a definition of its own is advised on the entry's way, not by that definition's name")
  func movedBehindReference() throws {
    let nested = Self.system(
      ##""contact": {"$ref": "#/components/schemas/ContactDetails"}"##, #", "ContactDetails": \#(Self.details)"#)
    let judged = try Judged(
      Self.flat, nested, [.init("Requester.email", "read"), .init(#""POST /r".request.phone"#, "write")])
    let edits = judged.findings.filter { $0.rule == "field-moved" }.flatMap { $0.fix?.edits ?? [] }
    #expect(
      edits.map(\.address.description).sorted() == [#""POST /r".request.contact.phone"#, "Requester.contact.email"])
    #expect(edits.allSatisfy { $0.isSure })
  }

  @Test("What became several is a choice, never an edit")
  func becameSeveral() throws {
    let many = Self.system(
      #""emails": {"type": "array", "items": {"type": "string"}, "description": "Where answers go"}, "phone": {"type": "string", "description": "The number to call back"}"#
    )
    let renamed = try Judged(Self.flat, many, [.init("Requester.email", "read")])
    let edits = renamed.findings.flatMap { $0.fix?.edits ?? [] }
    #expect(!edits.isEmpty && edits.allSatisfy { !$0.isSure })
    let listed = Self.system(
      ##""contacts": {"type": "array", "items": {"$ref": "#/components/schemas/ContactDetails"}}"##,
      #", "ContactDetails": \#(Self.details)"#)
    let moved = try Judged(Self.flat, listed, [.init("Requester.email", "read")])
    #expect(moved.findings.flatMap { $0.fix?.edits ?? [] }.allSatisfy { !$0.isSure })
  }

  @Test("what was archived may be restored, and the advice says so") func archived() throws {
    func list(_ more: String) -> String {
      let rest =
        #""groupName": "g", "label": "B", "type": "string", "fieldType": "text", "modificationMetadata": {"readOnlyValue": false}"#
      return
        #"{"results": [{"name": "a", \#(rest)}, {"name": "b", \#(rest)\#(more)}]}"#
    }
    let judged = try Judged(
      list(""), list(#", "archived": true, "archivedAt": "2026-11-01T00:00:00Z""#), [.init("$root.b", "read")])
    let removed = try #require(judged.finding("field-removed"))
    #expect(removed.fix?.text.hasPrefix("have it restored") == true, "\(removed)")
  }
}
