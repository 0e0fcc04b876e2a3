import DriftDiff
import DriftFormats
import DriftModel
import DriftTestSupport
import Testing

/// Salesforce's rows of the set-up beside the describe: ids, what is hidden, and whether all of them came.
@Suite struct SalesforceRowTests {
  private func rows(_ all: String...) -> String {
    #"{"done": true, "records": [\#(all.joined(separator: ","))]}"#
  }

  private func row(_ id: String, _ name: String) -> String {
    #"{"attributes": {"type": "FieldDefinition"}, "DurableId": "\#(id)", "QualifiedApiName": "\#(name)", "Label": "\#(name)"}"#
  }

  @Test("a custom field is the same under another name, by its id")
  func stableIDs() throws {
    func system(_ name: String) -> ListedDocuments {
      ListedDocuments([
        ("describe.json", SalesforceTests.object(SalesforceTests.field("Id"), SalesforceTests.field(name))),
        ("ids.json", rows(row("Contact.Id", "Id"), row("Contact.00N5g00000EfG03", name))),
      ])
    }
    #expect(try system("Fax__c").read().facts("Contact", "Fax__c", .stableID) == ["00N5g00000EfG03"])
    #expect(
      try system("Fax__c").lines(to: system("Loyalty__c")) == ["field-renamed Contact.Fax__c -> Contact.Loyalty__c"])
  }

  @Test("ids of another organisation say nothing")
  func otherOrganisation() throws {
    func system(_ org: String) -> ListedDocuments {
      let names = ["A__c", "B__c", "C__c"]
      return ListedDocuments([
        (
          "describe.json",
          SalesforceTests.object(
            SalesforceTests.field("A__c"), SalesforceTests.field("B__c"), SalesforceTests.field("C__c"))
        ),
        (
          "ids.json",
          #"{"records": [\#(names.enumerated().map { row("Contact.00N\(org)000EfG0\($0.offset)", $0.element) }.joined(separator: ","))]}"#
        ),
      ])
    }
    #expect(try system("5g00").lines(to: system("7x00")) == [])
  }

  @Test("a field that is there and may not be read is a right that was lost, not a field")
  func hidden() throws {
    func system(_ fields: String...) -> ListedDocuments {
      ListedDocuments([
        (
          "describe.json",
          SalesforceTests.object(SalesforceTests.field("Id")).replacing(
            "]}", with: (fields.map { "," + $0 }).joined() + "]}")
        ),
        ("ids.json", rows(row("Contact.Id", "Id"), row("Contact.00N5g00000EfG03", "Email__c"))),
      ])
    }
    #expect(try system(SalesforceTests.field("Email__c")).lines(to: system()) == ["access-changed Contact.Email__c"])
    #expect(try system().lines(to: system(SalesforceTests.field("Email__c"))) == ["access-changed Contact.Email__c"])
  }

  @Test(
    "rows that are not all there are say so, and nothing is gone for want of them",
    arguments: [
      (#""done": false, "records": [ROW]"#, true), (#""done": true, "totalSize": 2, "records": [ROW]"#, true),
      (#""done": true, "nextRecordsUrl": "/q/2", "records": [ROW]"#, true),
      (#""done": true, "totalSize": 0, "entityTypeName": "FieldDefinition", "records": []"#, true),
      (#""done": true, "totalSize": 2, "entityTypeName": "FieldDefinition", "records": null"#, true),
      (#""done": "no", "records": [ROW]"#, true), (#""done": true, "totalSize": 1, "records": [ROW]"#, false),
      (
        #""done": true, "nextRecordsUrl": null, "queryLocator": null, "totalSize": 1, "size": 1, "records": [ROW]"#,
        false
      ),
      // The pages of a list that were put together.
      (#""done": false, "totalSize": 1, "records": [ROW]"#, false), (#""records": [ROW]"#, false),
    ])
  func short(_ answer: String, _ isShort: Bool) throws {
    func system(_ answer: String) -> ListedDocuments {
      ListedDocuments([
        ("describe.json", SalesforceTests.object(SalesforceTests.field("Id"))),
        ("ids.json", "{\(answer.replacing("ROW", with: row("Contact.Id", "Id")))}"),
      ])
    }
    let schema = try system(answer).read()
    #expect(schema.gaps.map(\.subject) == (isShort ? ["FieldDefinition"] : []), "\(schema.gaps)")
    #expect(schema.shortLists.isEmpty == !isShort)
    // A field that only the rows tell of.
    let more = system(#""records": [ROW, \#(row("Contact.00N5g00000EfG03", "Secret__c"))]"#)
    #expect(try more.lines(to: system(answer)) == (isShort ? [] : ["field-removed Contact.Secret__c -> -"]))
    // The description itself is whole.
    let described = ListedDocuments([
      ("describe.json", SalesforceTests.object(SalesforceTests.field("Id"), SalesforceTests.field("Phone"))),
      ("ids.json", rows(row("Contact.Id", "Id"))),
    ])
    #expect(try described.lines(to: system(answer)) == ["field-removed Contact.Phone -> -"])
  }

  @Test("pages of rows are whole together; those of another query do not count for them")
  func pages() throws {
    func page(_ more: String, _ names: String...) -> String {
      "{\(more), \"records\": [\(names.map { row("Contact.\($0)", $0) }.joined(separator: ","))]}"
    }
    func gaps(_ pages: String...) throws -> [String] {
      try ListedDocuments(
        [("describe.json", SalesforceTests.object(SalesforceTests.field("Id")))]
          + pages.enumerated().map { ("rows\($0.offset).json", $0.element) }
      ).read().gaps.map(\.subject)
    }
    let first = page(#""done": false, "totalSize": 2, "nextRecordsUrl": "/q/2""#, "Id")
    let last = page(#""done": true, "totalSize": 2"#, "Name")
    #expect(try gaps(first, last) == [])
    #expect(try gaps(first) == ["FieldDefinition"])
    #expect(try gaps(first, first) == ["FieldDefinition", "FieldDefinition"])
    let other = page(#""done": true, "totalSize": 2"#, "Phone", "Fax")
    #expect(try gaps(first, other) == ["FieldDefinition"])
  }

  @Test("a query without a row is known by its address")
  func rowless() throws {
    let address =
      "https://crm.example.com/services/data/v66.0/tooling/query?q=SELECT+DurableId+FROM+FieldDefinition+WHERE+x"
    let schema = try ListedDocuments([
      ("describe.json", SalesforceTests.object(SalesforceTests.field("Id"))),
      (address, #"{"totalSize": 0, "done": true, "records": []}"#),
    ]).read()
    #expect(schema.gaps.map(\.subject) == ["FieldDefinition"])
  }
}
