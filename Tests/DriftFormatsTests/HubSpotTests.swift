import DriftDiff
import DriftFormats
import DriftModel
import DriftTestSupport
import Testing

/// HubSpot's lists, from small documents.
@Suite struct HubSpotTests {
  static func property(_ name: String, _ more: String = "") -> String {
    let rest = more.isEmpty ? "" : ", " + more
    let type = more.contains("\"type\"") ? "" : #", "type": "string", "fieldType": "text""#
    let metadata = more.contains("modificationMetadata") ? "" : #", "modificationMetadata": {"readOnlyValue": false}"#
    return #"{"name": "\#(name)", "groupName": "info"\#(type)\#(metadata)\#(rest)}"#
  }

  private static func list(_ properties: String..., path: String = "crm/v3/properties/contacts") -> ListedDocuments {
    ListedDocuments([(path, #"{"results": [\#(properties.joined(separator: ","))]}"#)], isFolder: false)
  }

  @Test(
    "the object is called by the address, by the file in a folder, else by nothing",
    arguments: [
      ("crm/v3/properties/contacts?archived=false", false, "contacts"),
      ("crm/properties/2026-09/0-1", false, "contacts"), ("crm/v3/properties/p123_Thing", false, "p123_Thing"),
      ("companies.json", true, "companies"), ("saved/deal.old.json", true, "deals"), ("answer.json", false, "$root"),
      ("schemas/hs/contacts.json", true, "contacts"), ("schemas/deals.json", true, "deals"),
    ])
  func names(_ path: String, _ isFolder: Bool, _ name: String) throws {
    let document = ListedDocuments(
      [(path, #"{"results": [\#(Self.property("email"))]}"#)], isFolder: isFolder)
    #expect(try document.read().definitionNames == [name])
  }

  @Test("where it was fetched from counts too")
  func fetched() throws {
    let document = ListedDocuments(
      [("contacts?archived=false", #"{"results": [\#(Self.property("email"))]}"#)], isFolder: false,
      web: WebPlace(origin: "https://api.hubapi.com", folder: "/crm/v3/properties/"))
    #expect(try document.read().definitionNames == ["contacts"])
  }

  @Test("types say what a value means, whatever the wire carries")
  func types() throws {
    let schema = try Self.list(
      Self.property("n", #""type": "number", "fieldType": "number""#),
      Self.property(
        "many", #""type": "enumeration", "fieldType": "checkbox", "options": [{"label": "A", "value": "a"}]"#),
      Self.property("flag", #""type": "enumeration", "fieldType": "booleancheckbox""#),
      Self.property("at", #""type": "datetime", "fieldType": "date""#),
      Self.property(
        "owner",
        #""type": "enumeration", "fieldType": "select", "externalOptions": true, "referencedObjectType": "OWNER""#),
      Self.property("odd", #""type": "hologram", "fieldType": "text""#)
    ).read()
    func types(_ name: String) -> TypeSet? { schema.field("contacts", name).map { schema[$0.shape].types } }
    #expect(types("n") == .number)
    #expect(types("many") == .array)
    #expect(types("flag") == .boolean)
    #expect(schema.field("contacts", "at").map { schema[$0.shape].scalar } == .dateTime)
    #expect(schema.facts("contacts", "owner", .linkTarget) == ["OWNER"])
    #expect(schema.gaps.map(\.subject) == ["contacts.odd"])
    #expect(schema.notes == [])
  }

  @Test("the caller's rights are yes, no or unknown")
  func rights() throws {
    let schema = try Self.list(
      Self.property("a", #""modificationMetadata": {"readOnlyValue": false}"#),
      Self.property("b", #""modificationMetadata": {"readOnlyValue": true}"#),
      Self.property("c", #""modificationMetadata": null"#),
      Self.property("d", #""calculated": true, "modificationMetadata": null"#)
    ).read()
    #expect(schema.field("contacts", "a")?.access == .yes)
    #expect(schema.field("contacts", "b")?.access == ByDirection(read: .yes, create: .no, update: .no))
    #expect(schema.field("contacts", "c")?.access == ByDirection(read: .yes, create: .unknown, update: .unknown))
    #expect(schema.field("contacts", "d")?.access == ByDirection(read: .yes, create: .no, update: .no))
  }

  @Test("what does not say whether it may be written is a gap, one where nothing of the object says it")
  func unsaid() throws {
    let silent = #""modificationMetadata": null"#
    func gaps(_ properties: ListedDocuments) throws -> [String] { try properties.read().gaps.map(\.subject) }
    #expect(try gaps(Self.list(Self.property("a"), Self.property("b"), Self.property("c", silent))) == ["contacts.c"])
    let word = #""modificationMetadata": {"readOnlyValue": "no"}"#
    #expect(try gaps(Self.list(Self.property("a"), Self.property("b", word))) == ["contacts.b"])
    #expect(try gaps(Self.list(Self.property("a", silent), Self.property("b", silent))) == ["contacts"])
    // What is computed nobody writes, and what is archived nobody uses.
    #expect(
      try gaps(
        Self.list(
          Self.property("a"), Self.property("b", #""calculated": true, \#(silent)"#),
          Self.property("c", #""archived": true, \#(silent)"#))) == [])
  }

  @Test(
    "a list that says that there is more lost nothing, and is told",
    arguments: [
      (#""paging": {"next": {"after": "100"}}"#, "paging.next"), (#""paging": {"next": true}"#, "paging.next"),
      (#""paging": "/p2""#, "paging.next"), (#""total": 2"#, "total"), (#""total": "2""#, "total"),
      (#""numErrors": 1"#, "numErrors"),
      (#""errors": [{"message": "no"}]"#, "errors"),
    ])
  func short(_ more: String, _ subject: String) throws {
    let whole = Self.list(Self.property("a"), Self.property("b"))
    let short = ListedDocuments(
      [("crm/v3/properties/contacts", #"{"results": [\#(Self.property("a"))], \#(more)}"#)], isFolder: false)
    let schema = try short.read()
    #expect(schema.gaps.map(\.subject) == [subject])
    #expect(schema.shortLists.count == 1 && schema.shortLists[0].hasPrefix(subject))
    #expect(try whole.lines(to: short) == [])
    #expect(try short.lines(to: whole) == [])
  }

  @Test("a count that is none says nothing of the list, and is told") func strangeCount() throws {
    for total in [#"{"value": 9}"#, #""many""#, "true"] {
      let list = ListedDocuments(
        [("crm/v3/properties/contacts", #"{"results": [\#(Self.property("a"))], "total": \#(total)}"#)], isFolder: false
      )
      let schema = try list.read()
      #expect(schema.gaps.isEmpty && schema.notes.map(\.kind) == ["total"], "\(total): \(schema.notes)")
    }
  }

  @Test("a property without a name, and what is no property, is a gap, and nothing went that it may be")
  func nameless() throws {
    let whole = Self.list(Self.property("a"), Self.property("b"))
    for odd in [Self.property("b").replacing(#""name": "b""#, with: #""name": null"#), #""b""#] {
      let short = Self.list(Self.property("a"), odd)
      #expect(try short.read().gaps.count == 1, "\(odd)")
      #expect(try whole.lines(to: short) == [] && short.lines(to: whole) == [], "\(odd)")
    }
  }

  @Test(
    "a list that is all there is has nothing to tell",
    arguments: [
      #""paging": null"#, #""paging": {}"#, #""paging": {"next": null}"#, #""paging": {"next": {}}"#, #""total": 1"#,
      #""total": null"#, #""numErrors": 0, "errors": []"#,
    ])
  func wholeList(_ more: String) throws {
    let whole = Self.list(Self.property("a"), Self.property("b"))
    let less = ListedDocuments(
      [("crm/v3/properties/contacts", #"{"results": [\#(Self.property("a"))], \#(more)}"#)], isFolder: false)
    #expect(try less.read().gaps == [])
    #expect(try less.read().notes == [])
    #expect(try whole.lines(to: less) == ["field-removed contacts.b -> -"])
  }

  private static func schema(_ object: String, id: String, path: String, required: String = "") -> ListedDocuments {
    ListedDocuments([
      ("crm/v3/properties/contacts", #"{"results": [\#(property("a")), \#(property("b"))]}"#),
      (
        path,
        #"{"name": "\#(object)", "objectTypeId": "\#(id)", "labels": {"singular": "x"}, "requiredProperties": [\#(required)], "properties": []}"#
      ),
    ])
  }

  @Test("lists of properties say what is archived and what is there; the schema repeats it")
  func contradicted() throws {
    func system(_ active: [String], _ archived: [String] = [], inSchema: [String] = ["a", "b"]) -> ListedDocuments {
      func list(_ names: [String], _ more: String = "") -> String {
        #"{"results": [\#(names.map { Self.property($0, more) }.joined(separator: ","))]}"#
      }
      let own = inSchema.map { Self.property($0) }.joined(separator: ",")
      return ListedDocuments([
        ("crm/v3/properties/contacts?archived=false", list(active)),
        ("crm/v3/properties/contacts?archived=true", list(archived, #""archived": true"#)),
        (
          "crm-object-schemas/v3/schemas/contacts",
          #"{"name": "contact", "objectTypeId": "0-1", "labels": {"singular": "x"}, "requiredProperties": [], "properties": [\#(own)]}"#
        ),
      ])
    }
    let whole = system(["a", "b"])
    #expect(try whole.lines(to: system(["a"], ["b"])) == ["field-removed contacts.b -> -"])
    #expect(try system(["a"], ["b"]).read().gaps.isEmpty)
    // In neither list, and in the schema: it is there, and somebody is told.
    let hidden = try system(["a"]).read()
    #expect(try whole.lines(to: system(["a"])) == [] && hidden.gaps.isEmpty)
    #expect(hidden.notes.contains { $0.text.contains("in no list of properties, as b") })
    #expect(try system([]).read().gaps.map(\.subject) == ["contacts"])
    #expect(try whole.read().gaps.isEmpty && whole.read().notes.isEmpty)
  }

  @Test("a property that a new record must have and that nobody is shown is there, and a gap")
  func requiredHidden() throws {
    func system(_ required: String) -> ListedDocuments {
      Self.schema("contact", id: "0-1", path: "schemas/contacts", required: required)
    }
    let schema = try system(#""a", "secret""#).read()
    #expect(schema.gaps.map(\.subject) == ["contacts.secret"])
    #expect(schema.field("contacts", "secret")?.required[.create] == .yes)
    #expect(schema.field("contacts", "secret")?.access[.read] == .no)
    #expect(try system(#""a""#).read().gaps == [])
    #expect(try system(#""a", 7"#).read().gaps.map(\.subject) == ["contacts.requiredProperties"])
    #expect(
      try system(#""a""#).lines(to: system(#""a", "secret""#)) == ["field-added - -> contacts.secret"])
  }

  @Test(
    "the schema of another object than the one that was asked for is not taken for it",
    arguments: [
      ("deal", "0-3", "schemas/contacts", true), ("thing", "2-8", "schemas/2-9", true),
      ("thing", "2-8", "schemas/contacts", true), ("contact", "0-1", "schemas/contacts", false),
      ("contact", "0-1", "schemas/0-1", false), ("thing", "2-8", "schemas/2-8", false),
      ("thing", "2-8", "schemas/p1_thing", false), ("LINE_ITEM", "0-8", "schemas/line_items", false),
    ])
  func otherObject(_ name: String, _ id: String, _ path: String, _ isOther: Bool) throws {
    let schema = try Self.schema(name, id: id, path: path).read()
    #expect(schema.shortLists.contains { $0.contains("it was asked for, and the schema of \(name) came") } == isOther)
  }

  @Test("a hidden option is known, and its hiding is a word for people")
  func hidden() throws {
    func status(_ hidden: Bool) -> ListedDocuments {
      Self.list(
        Self.property(
          "status",
          #""type": "enumeration", "fieldType": "select", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b", "hidden": \#(hidden)}]"#
        ))
    }
    #expect(try status(false).lines(to: status(true)) == ["label-changed contacts.status [hidden]"])
  }

  @Test("an archived property is gone, and its successor is found")
  func archived() throws {
    let kept = Self.property("city", #""label": "City""#)
    let old = ListedDocuments([
      (
        "properties/contacts?archived=false",
        #"{"results": [\#(Self.property("phone", #""label": "Phone", "description": "Where to call""#)), \#(kept)]}"#
      ),
      ("properties/contacts?archived=true", #"{"results": []}"#),
    ])
    let new = ListedDocuments([
      (
        "properties/contacts?archived=false",
        #"{"results": [\#(Self.property("phone_number", #""label": "Phone", "description": "Where to call""#)), \#(kept)]}"#
      ),
      (
        "properties/contacts?archived=true",
        #"{"results": [\#(Self.property("phone", #""label": "Phone", "archived": true"#))]}"#
      ),
    ])
    #expect(try old.read().definitionNames == ["contacts"])
    #expect(try old.lines(to: new) == ["field-renamed contacts.phone -> contacts.phone_number"])
  }

  @Test("the schema says what a new record must have; without it nobody knows")
  func required() throws {
    let properties = #"[\#(Self.property("a")), \#(Self.property("b"))]"#
    func schema(_ required: String) -> ListedDocuments {
      ListedDocuments([
        ("crm/v3/properties/contacts", #"{"results": \#(properties)}"#),
        (
          "crm-object-schemas/v3/schemas/contacts",
          #"{"name": "contact", "objectTypeId": "0-1", "labels": {"singular": "Contact", "plural": "Contacts"}, "requiredProperties": [\#(required)], "properties": []}"#
        ),
      ])
    }
    let read = try schema(#""a""#).read()
    #expect(read.definitionNames == ["contacts"])
    #expect(read.field("contacts", "a")?.required == ByDirection(read: .unknown, create: .yes, update: .no))
    #expect(read.facts("contacts", .label) == ["Contact"])
    #expect(try schema(#""a""#).lines(to: schema(#""a", "b""#)) == ["required-changed contacts.b (narrowed)"])
    let alone = Self.list(Self.property("a"), Self.property("b"))
    let nothing = schema(#""a""#).files.map { ($0.path, $0.text.replacing(#"["a"]"#, with: "null")) }
    #expect(try schema(#""a""#).lines(to: ListedDocuments(nothing)) == [])
    #expect(try ListedDocuments(nothing).read().gaps.map(\.subject) == ["contacts.requiredProperties"])
    #expect(try alone.lines(to: schema(#""a""#)).contains { $0.hasPrefix("required-changed") } == false)
  }

  @Test("a key that ceased to be unique is a change, an order, a date or an author is none")
  func kept() throws {
    let old = Self.list(
      Self.property("a", #""hasUniqueValue": true, "displayOrder": 1, "updatedAt": "2026-01-01T00:00:00Z""#))
    let new = Self.list(
      Self.property(
        "a", #""hasUniqueValue": false, "displayOrder": 7, "updatedAt": "2026-11-02T00:00:00Z", "updatedUserId": "9""#))
    #expect(try old.lines(to: new) == ["constraint-changed contacts.a [unique] (widened)"])
    let other = Self.list(
      Self.property("a", #""hasUniqueValue": true, "displayOrder": 2, "updatedAt": "2026-02-01T00:00:00Z""#))
    let symbols = SymbolTable()
    #expect(try old.read(symbols).rootDigest == other.read(symbols).rootDigest)
  }

  @Test(
    "what is not as it should be is a gap with its place",
    arguments: [
      (#"{"results": [{"name": "a", "type": "string", "fieldType": "text", "groupName": "g"}, 7]}"#, "contacts"),
      (#"{"results": [{"name": null, "type": "string", "fieldType": "text", "groupName": "g"}]}"#, "contacts"),
      (#"{"results": [{"name": "a", "type": 5, "fieldType": "text", "groupName": "g"}]}"#, "contacts.a"),
      (
        #"{"results": [{"name": "a", "type": "enumeration", "fieldType": "select", "options": 3, "groupName": "g"}]}"#,
        "contacts.a.options"
      ),
      (
        #"{"results": [{"name": "a", "type": "enumeration", "fieldType": "select", "options": [{"value": null}], "groupName": "g"}]}"#,
        "contacts.a"
      ),
      (
        #"{"results": [{"name": "a", "type": "string", "fieldType": "text", "groupName": "g"}, {"name": "a", "type": "number", "fieldType": "text", "groupName": "g"}]}"#,
        "contacts.a"
      ),
      (#"{"results": []}"#, "contacts"),
      (
        #"{"results": [{"name": "a", "type": "string", "fieldType": "text", "groupName": "g"}], "paging": {"next": {"after": "1"}}}"#,
        "paging.next"
      ),
    ])
  func crooked(_ text: String, _ subject: String) throws {
    let schema = try ListedDocuments([("crm/v3/properties/contacts", text)], isFolder: false).read()
    #expect(
      schema.gaps.contains { $0.subject == subject || subject == "contacts" && $0.subject == "results" },
      "\(schema.gaps)")
    #expect(schema.gaps.allSatisfy { schema.place($0.origin)?.line == 1 })
  }

  @Test("an object of which nothing may be read did not lose its fields")
  func nothing() throws {
    let old = Self.list(Self.property("a"), Self.property("b"))
    let new = Self.list()
    #expect(try old.lines(to: new) == [])
    #expect(try new.lines(to: old) == [])
    #expect(try new.read().gaps.count == 1)
  }

  private func touches(_ old: ListedDocuments, _ new: ListedDocuments) throws -> [String] {
    let symbols = SymbolTable()
    return SchemaDiff.compare(try old.read(symbols), try new.read(symbols)).changes
      .map { "\($0.line): \($0.touch?.words ?? "nobody")" }
  }

  @Test("who changed it is told where the system tells, and of this change alone")
  func touched() throws {
    func list(_ label: String, _ user: String, _ day: String) -> ListedDocuments {
      Self.list(
        Self.property(
          "a", #""label": "\#(label)", "updatedUserId": \#(user), "updatedAt": "2026-11-\#(day)T10:00:00Z""#))
    }
    let old = list("A", #""5""#, "01")
    #expect(
      try touches(old, list("B", "123", "02")) == [
        "label-changed contacts.a: changed by user 123 on 2026-11-02, says the system"
      ])
    // The right was withdrawn without anybody touching the property.
    #expect(try touches(old, list("B", #""5""#, "01")) == ["label-changed contacts.a: nobody"])
    #expect(
      try touches(old, list("B", "null", "03")) == ["label-changed contacts.a: changed on 2026-11-03, says the system"])
  }

  @Test("of an archived property it is told who archived it")
  func touchedArchived() throws {
    let old = Self.list(Self.property("a"), Self.property("b"))
    let new = ListedDocuments([
      ("properties/contacts?archived=false", #"{"results": [\#(Self.property("b"))]}"#),
      (
        "properties/contacts?archived=true",
        #"{"results": [\#(Self.property("a", #""archived": true, "archivedAt": "2026-11-02T10:00:00Z", "updatedUserId": "9""#))]}"#
      ),
    ])
    #expect(
      try touches(old, new) == ["field-removed contacts.a -> -: archived by user 9 on 2026-11-02, says the system"])
  }

  @Test("who changed an object is told by its schema")
  func touchedObject() throws {
    func schema(_ plural: String, _ day: String) -> ListedDocuments {
      ListedDocuments(
        #"{"name": "p1_thing", "objectTypeId": "2-9", "labels": {"singular": "Thing", "plural": "\#(plural)"}, "updatedAt": "2026-11-\#(day)", "updatedByUserId": 4, "properties": [\#(Self.property("a"))]}"#
      )
    }
    #expect(
      try touches(schema("Things", "01"), schema("Stuff", "02")) == [
        "documentation-changed p1_thing [summary]: changed by user 4 on 2026-11-02, says the system"
      ])
  }
}
