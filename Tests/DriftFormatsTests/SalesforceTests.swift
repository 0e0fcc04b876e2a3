import DriftDiff
import DriftFormats
import DriftModel
import DriftTestSupport
import Testing

/// Salesforce's answers, from small documents.
@Suite struct SalesforceTests {
  static func field(_ name: String, _ more: String = "") -> String {
    let given = Set(more.split(separator: "\"").map(String.init))
    let all: [(String, String)] = [
      ("type", "\"string\""), ("createable", "true"), ("updateable", "true"), ("nillable", "true"),
      ("defaultedOnCreate", "false"), ("soapType", "\"xsd:string\""), ("length", "40"),
    ]
    let usual = all.filter { !given.contains($0.0) }.map { #""\#($0.0)": \#($0.1)"# }
    return "{" + ([#""name": "\#(name)""#] + usual + (more.isEmpty ? [] : [more])).joined(separator: ", ") + "}"
  }

  static func object(_ fields: String..., name: String = "Contact", more: String = "") -> String {
    #"{"name": "\#(name)", "keyPrefix": "003", "queryable": true, "createable": true, "updateable": true\#(more.isEmpty ? "" : ", " + more), "fields": [\#(fields.joined(separator: ","))]}"#
  }

  private func lines(_ old: String, _ new: String) throws -> [String] {
    try ListedDocuments(old).lines(to: ListedDocuments(new))
  }

  @Test("a field withdrawn from this user's writing is a change of access, told from the field itself")
  func rights() throws {
    let old = Self.object(Self.field("Email"))
    #expect(
      try lines(old, Self.object(Self.field("Email", #""updateable": false"#))) == ["access-changed Contact.Email"])
    let schema = try ListedDocuments(Self.object(Self.field("Email", #""createable": null"#))).read()
    #expect(schema.field("Contact", "Email")?.access == ByDirection(read: .yes, create: .unknown, update: .yes))
    #expect(schema.field("Contact", "Email")?.required[.create] == .no)
  }

  @Test(
    "what stands in for the API and leaves out the types of SOAP, and what may be done with the object, is known too")
  func lean() throws {
    let lean =
      #"{"name": "Contact", "label": "Contact", "fields": [{"name": "phone", "label": "Phone", "type": "string", "nillable": true, "createable": true, "updateable": true, "picklistValues": []}]}"#
    let schema = try ListedDocuments(lean).read()
    #expect(schema.format == "salesforce" && schema.field("Contact", "phone")?.access[.update] == .yes)
    #expect(try lines(lean, lean.replacing("phone", with: "mobile")).count == 1)
  }

  @Test(
    "a number that is none is not known; a list of values that is none, or a field without a name, is a list cut short")
  func oddKinds() throws {
    let old = Self.object(
      Self.field("Email"),
      Self.field("Status", #""type": "picklist", "picklistValues": [{"value": "a", "active": true}]"#))
    for (odd, changed) in [(#""length": "80""#, "Email"), (#""length": -1"#, "Email"), (#""length": {}"#, "Email")] {
      let new = Self.object(
        Self.field(changed, odd),
        Self.field("Status", #""type": "picklist", "picklistValues": [{"value": "a", "active": true}]"#))
      #expect(try lines(old, new).isEmpty, "\(odd)")
      #expect(try ListedDocuments(new).read().gaps.count == 1, "\(odd)")
    }
    let without = Self.object(Self.field("Email"), Self.field("Status", #""type": "picklist", "picklistValues": null"#))
    #expect(try ListedDocuments(without).read().shortLists.count == 1)
    let nameless = Self.object(
      Self.field("Email").replacing(#""name": "Email""#, with: #""name": null"#),
      Self.field("Status", #""type": "picklist", "picklistValues": [{"value": "a", "active": true}]"#))
    // What is fetched with such a list is held back.
    #expect(try ListedDocuments(nameless).read().shortLists.count == 1)
    // Of what is read from a file all the same, nothing went that may be what has no name.
    #expect(try lines(old, nameless).isEmpty && lines(nameless, old).isEmpty)
    let noField = Self.object(
      #""Email""#, Self.field("Status", #""type": "picklist", "picklistValues": [{"value": "a", "active": true}]"#))
    #expect(try lines(old, noField).isEmpty)
  }

  @Test("what must be sent is told by three keys, and is unknown where one of them is missing")
  func required() throws {
    let schema = try ListedDocuments(
      Self.object(
        Self.field("A", #""nillable": false"#), Self.field("B", #""nillable": false, "defaultedOnCreate": true"#),
        Self.field("C", #""nillable": false, "createable": false"#),
        Self.field("D", #""nillable": false, "defaultedOnCreate": null"#))
    ).read()
    #expect(["A", "B", "C", "D"].map { schema.field("Contact", $0)?.required[.create] } == [.yes, .no, .no, .unknown])
  }

  private func picklist(_ values: String, _ more: String = #""restrictedPicklist": true"#) -> String {
    Self.field("Status", #""type": "picklist", "picklistValues": [\#(values)], \#(more)"#)
  }

  @Test("a value that is inactive is not taken any more and may still be read")
  func inactive() throws {
    func object(_ active: Bool) -> String {
      Self.object(
        picklist(#"{"value": "a", "label": "A", "active": true}, {"value": "b", "label": "B", "active": \#(active)}"#))
    }
    #expect(
      try lines(object(true), object(false)) == ["constraint-changed Contact.Status [inactive] (narrowed)"])
    #expect(
      try lines(object(true), Self.object(picklist(#"{"value": "a", "label": "A", "active": true}"#)))
        == ["enum-value-removed Contact.Status -> - [b] (narrowed)"])
  }

  @Test("a restricted list without values is a gap, and none of its values went") func emptyList() throws {
    let full = Self.object(picklist(#"{"value": "New", "active": true}"#))
    let empty = Self.object(picklist(""))
    #expect(try ListedDocuments(empty).read().gaps.map(\.subject) == ["Contact.Status"])
    #expect(try lines(full, empty) == [] && lines(empty, full) == [])
    let open = Self.object(picklist("", #""restrictedPicklist": false"#))
    #expect(try ListedDocuments(open).read().gaps.isEmpty)
  }

  @Test("an open list takes what it does not name")
  func open() throws {
    let value = #"{"value": "a", "label": "A", "active": true}"#
    #expect(
      try lines(
        Self.object(picklist(value, #""restrictedPicklist": false"#)), Self.object(picklist(value)))
        == ["constraint-changed Contact.Status [open] (narrowed)"])
  }

  private func dependent(_ countries: [String], _ cities: [(String, String)]) -> String {
    let controlling = countries.map { #"{"value": "\#($0)", "label": "\#($0)", "active": true}"# }
    let values = cities.map { #"{"value": "\#($0.0)", "label": "\#($0.0)", "active": true, "validFor": "\#($0.1)"}"# }
    return Self.object(
      Self.field("Country", #""type": "picklist", "picklistValues": [\#(controlling.joined(separator: ","))]"#),
      Self.field(
        "City",
        #""type": "picklist", "dependentPicklist": true, "controllerName": "Country", "picklistValues": [\#(values.joined(separator: ","))]"#
      ))
  }

  @Test("which values go together is told by their names: a bitmap that was only rewritten is no change")
  func validFor() throws {
    let old = dependent(["FR", "IT"], [("Paris", "gAAA"), ("Rome", "QAAA")])
    let schema = try ListedDocuments(old).read()
    #expect(schema.facts("Contact", "City", .valuesUnder) == ["Paris=FR", "Rome=IT"])
    let inserted = dependent(["DE", "FR", "IT"], [("Paris", "QAAA"), ("Rome", "IAAA")])
    #expect(try lines(old, inserted) == ["enum-value-added - -> Contact.Country [DE] (widened)"])
    let moved = dependent(["FR", "IT"], [("Paris", "gAAA"), ("Rome", "gAAA")])
    #expect(try lines(old, moved) == ["condition-changed Contact.City [valuesUnder] (incompatible)"])
    let nonsense = try ListedDocuments(dependent(["FR"], [("Paris", "!!"), ("Rome", "AAAB")])).read()
    #expect(nonsense.gaps.map(\.subject) == ["Contact.City", "Contact.City"])
  }

  @Test("links, keys, formulas, masks and ways to the record are read")
  func facts() throws {
    let schema = try ListedDocuments(
      Self.object(
        Self.field(
          "AccountId",
          #""type": "reference", "referenceTo": ["Account", "Lead"], "relationshipName": "Account", "cascadeDelete": true"#
        ),
        Self.field("Key", #""unique": true, "caseSensitive": true, "externalId": true"#),
        Self.field(
          "Sum", #""type": "double", "precision": 18, "scale": 0, "calculated": true, "calculatedFormula": "A + B""#),
        Self.field("Secret", #""type": "encryptedstring", "encrypted": true, "maskType": "lastFour", "mask": "x""#),
        Self.field("Old", #""deprecatedAndHidden": true, "defaultValueFormula": "TODAY()", "filterable": true"#))
    ).read()
    #expect(schema.facts("Contact", "AccountId", .linkTarget) == ["Account", "Lead"])
    #expect(schema.facts("Contact", "AccountId", .relations) == ["by the name Account", "cascadeDelete"])
    #expect(schema.facts("Contact", "Key", .unique) == ["true"])
    #expect(schema.facts("Contact", "Key", .traits) == ["caseSensitive", "externalId"])
    #expect(schema.facts("Contact", "Sum", .computed) == ["A + B"])
    #expect(schema.facts("Contact", "Sum", .scale) == ["0"])
    #expect(schema.facts("Contact", "Secret", .wire) == ["masked lastFour x"])
    #expect(schema.facts("Contact", "Old", .deprecated) == ["true"])
    #expect(schema.facts("Contact", "Old", .defaultValue) == ["=TODAY()"])
    #expect(schema.gaps == [])
    #expect(schema.notes == [])
  }

  @Test("what may be done with the object, its record types and its children are read")
  func objects() throws {
    func object(_ deletable: Bool) -> String {
      Self.object(
        Self.field("Name"),
        more:
          #""deletable": \#(deletable), "urls": {"describe": "/v66/\#(deletable)"}, "childRelationships": [{"childSObject": "Case", "field": "ContactId", "relationshipName": "Cases"}], "recordTypeInfos": [{"developerName": "Partner", "recordTypeId": "012000000000000AAA", "active": true, "available": true}]"#
      )
    }
    let schema = try ListedDocuments(object(true)).read()
    #expect(schema.facts("Contact", .traits) == ["deletable", "record type Partner 012000000000000"])
    #expect(schema.facts("Contact", .relations) == ["children Case.ContactId as Cases"])
    #expect(schema.facts("Contact", .stableID) == ["003"])
    #expect(try lines(object(true), object(false)) == ["access-changed Contact [traits]"])
  }

  @Test("a batch holds several objects, and what of it was refused is a gap")
  func batches() throws {
    let (one, two) = (Self.object(Self.field("A")), Self.object(Self.field("B"), name: "Account"))
    let batch = try ListedDocuments(
      #"{"hasErrors": true, "results": [{"statusCode": 200, "result": \#(one)}, {"statusCode": 200, "result": \#(two)}, {"statusCode": 404, "result": [{"errorCode": "NOT_FOUND"}]}]}"#
    ).read()
    #expect(batch.definitionNames == ["Contact", "Account"])
    #expect(batch.gaps.map(\.text) == ["refused with status 404"])
    let composite = try ListedDocuments(
      #"{"compositeResponse": [{"body": \#(one), "httpStatusCode": 200, "referenceId": "Contact"}, {"body": [], "httpStatusCode": 403, "referenceId": "Lead"}]}"#
    ).read()
    #expect(composite.definitionNames == ["Contact"])
    #expect(composite.gaps.map(\.subject) == ["Lead"])
    // What was refused is not gone.
    let before = #"[\#(one), \#(two)]"#
    let list = #"[\#(one), {"errorCode": "NOT_FOUND"}]"#
    #expect(try ListedDocuments(list).read().gaps.map(\.text) == ["neither an object nor rows"])
    #expect(try lines(before, list) == [])
    #expect(try lines(before, "[\(one)]") == ["definition-removed Account -> -"])
  }

  @Test("the list of all objects tells that they are there, and nothing of their fields")
  func global() throws {
    let list =
      #"{"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": [{"name": "Contact", "label": "Contact", "queryable": true, "createable": true, "updateable": false}]}"#
    #expect(try ListedDocuments(list).read().definitionNames == ["Contact"])
    #expect(try ListedDocuments(list).read().gaps == [])
    let described = ListedDocuments([("global.json", list), ("contact.json", Self.object(Self.field("A")))])
    #expect(try described.read().field("Contact", "A") != nil)
    #expect(try ListedDocuments(list).lines(to: described) == [])
    #expect(try described.lines(to: ListedDocuments(list)) == [])
  }

  @Test(
    "the description of another object than the one that was asked for is not taken for it",
    arguments: [("Account", true), ("contact", false), ("Contact", false)])
  func otherObject(_ asked: String, _ isOther: Bool) throws {
    let schema = try ListedDocuments([
      ("sobjects/\(asked)/describe", Self.object(Self.field("Id"))),
      ("sobjects/Lead/describe", Self.object(Self.field("Id"), name: "Lead")),
    ]).read()
    #expect(schema.definitionNames == (isOther ? ["Lead"] : ["Contact", "Lead"]))
    #expect(schema.gaps.map(\.subject) == (isOther ? ["Account"] : []))
    #expect(schema.shortLists.isEmpty == !isOther)
  }

  @Test(
    "a right that a field does not state is a gap at the field, one where most fields leave it out",
    arguments: [
      (#""createable": null"#, ["Contact.A"]), (#""updateable": "yes""#, ["Contact.A"]),
      (#""nillable": 0"#, ["Contact.A"]),
      (#""nillable": false, "defaultedOnCreate": null"#, ["Contact.A"]), (#""defaultedOnCreate": null"#, []),
    ])
  func unsaid(_ words: String, _ subjects: [String]) throws {
    let schema = try ListedDocuments(Self.object(Self.field("A", words), Self.field("B"), Self.field("C"))).read()
    #expect(schema.gaps.map(\.subject) == subjects)
    let all = try ListedDocuments(Self.object(Self.field("A", words), Self.field("B", words), Self.field("C"))).read()
    #expect(all.gaps.map(\.subject) == (subjects.isEmpty ? [] : ["Contact"]))
  }

  @Test("an object of which no field may be read did not lose its fields")
  func nothing() throws {
    #expect(try ListedDocuments(Self.object()).read().gaps.map(\.subject) == ["Contact"])
    #expect(try lines(Self.object(Self.field("A"), Self.field("B")), Self.object()) == [])
  }

  @Test(
    "what is not as it should be is a gap with its place",
    arguments: [
      (object(field("A"), "7"), "Contact.fields"), (object(field("A"), #"{"name": null}"#), "Contact.fields"),
      (object(field("A"), field("A", #""type": "int""#)), "Contact.A"),
      (object(field("A", #""type": null"#)), "Contact.A"), (object(field("A", #""type": "hologram""#)), "Contact.A"),
      (object(field("A", #""type": "picklist", "picklistValues": {"a": 1}"#)), "Contact.A.picklistValues"),
      (object(field("A", #""type": "picklist", "picklistValues": [{"label": "x"}, null]"#)), "Contact.A"),
      (object(field("A", #""referenceTo": "Account""#)), "Contact.A.referenceTo"),
      (object(field("A", #""defaultValue": {"a": 1}"#)), "Contact.A"),
      (object(field("A")).replacing(#""queryable": true"#, with: #""queryable": "yes""#), "Contact"),
      (object(field("A"), more: #""childRelationships": 3"#), "Contact.childRelationships.childRelationships"),
    ])
  func crooked(_ text: String, _ subject: String) throws {
    let schema = try ListedDocuments(text).read()
    #expect(schema.gaps.contains { $0.subject == subject }, "\(schema.gaps)")
    #expect(schema.gaps.allSatisfy { schema.place($0.origin)?.line == 1 })
  }

  @Test("five thousand fields, and names with anything in them")
  func large() throws {
    let values = (0..<10_000).map { #"{"value": "v\#($0)", "label": "V \#($0)", "active": \#($0 % 2 == 0)}"# }
    let list = Self.field("P", #""type": "picklist", "picklistValues": [\#(values.joined(separator: ","))]"#)
    let fields = (0..<5000).map { Self.field("F\($0)/a b.c") } + [list]
    let schema = try ListedDocuments(
      #"{"name": "X/y", "keyPrefix": "a", "queryable": true, "fields": [\#(fields.joined(separator: ","))]}"#
    ).read()
    #expect(schema.fields.count == 5001)
    #expect(schema.facts("X/y", "P", .enumLabel).count == 10_000)
    #expect(schema.facts("X/y", "P", .inactive).count == 5000)
    #expect(schema.gaps == [])
  }

  @Test("who changed a field is told by its own row, else by the trail of the set-up")
  func touched() throws {
    func system(_ fields: String..., row: String = "", trail: String = "") -> ListedDocuments {
      ListedDocuments(
        [
          (
            "describe.json",
            #"{"name": "Contact", "keyPrefix": "003", "queryable": true, "fields": [\#(fields.joined(separator: ","))]}"#
          )
        ]
          + (row.isEmpty ? [] : [("ids.json", #"{"records": [\#(row)]}"#)])
          + (trail.isEmpty ? [] : [("trail.json", #"{"records": [\#(trail)]}"#)]))
    }
    func words(_ old: ListedDocuments, _ new: ListedDocuments) throws -> [String] {
      let symbols = SymbolTable()
      return SchemaDiff.compare(try old.read(symbols), try new.read(symbols)).changes
        .map { "\($0.line): \($0.touch?.words ?? "nobody")" }
    }
    let old = system(Self.field("Id"), Self.field("Tier__c"), Self.field("Fax__c"))
    let row =
      #"{"attributes": {"type": "FieldDefinition"}, "DurableId": "Contact.00N5g00000EfG03", "QualifiedApiName": "Tier__c", "LastModifiedDate": "2026-11-02T08:00:00.000+0000", "LastModifiedBy": {"Name": "Ada Admin"}}"#
    let entry =
      #"{"attributes": {"type": "SetupAuditTrail"}, "Action": "deletedCF", "CreatedDate": "2026-11-03T08:00:00.000+0000", "CreatedById": "005x", "Display": "Deleted custom field: Fax (Phone, Fax__c) from Contact"}"#
    let new = system(Self.field("Id"), Self.field("Tier__c", #""length": 20"#), row: row, trail: entry)
    #expect(
      try words(old, new) == [
        "field-removed Contact.Fax__c -> -: changed by user 005x on 2026-11-03, says the system",
        "constraint-changed Contact.Tier__c [maxLength] (narrowed): changed by Ada Admin on 2026-11-02, says the system",
      ])
  }

  @Test(
    "another word for the same values is words alone; other values are another type",
    arguments: [
      ("string", "textarea", ["documentation-changed Contact.A [sourceType]"]),
      ("email", "string", ["documentation-changed Contact.A [sourceType]"]),
      ("string", "email", ["type-changed Contact.A [sourceType] (narrowed)"]),
      ("string", "date", ["type-changed Contact.A [sourceType] (incompatible)"]),
      ("int", "double", ["type-changed Contact.A (widened)"]),
    ])
  func sourceTypes(_ old: String, _ new: String, _ expected: [String]) throws {
    func object(_ type: String) -> String {
      let length = type == "date" ? 0 : 40
      return Self.object(Self.field("A", #""type": "\#(type)", "length": \#(length), "scale": 2"#))
    }
    #expect(try lines(object(old), object(new)) == expected)
  }
}
