import DriftDiff
import DriftModel
import DriftTestSupport
import Testing

/// One entity in every format, with the same ten changes (FORMATS 14).
@Suite struct ContactSampleTests {
  /// The changes that all of these formats can express; `phone` is required and not nullable any more.
  private static let expected = [
    "constraint-changed Contact.amount [multipleOf] (narrowed)",
    "field-renamed Contact.email -> Contact.email_address",
    "type-changed Contact.employees (incompatible)",
    "field-removed Contact.fax -> -",
    "nullability-changed Contact.phone (narrowed)",
    "required-changed Contact.phone (narrowed)",
    "field-added - -> Contact.rating",
    "deprecated Contact.score",
    "documentation-changed Contact.score",
    "enum-value-added - -> Contact.status [partner] (widened)",
    "enum-value-removed Contact.status -> - [churned] (narrowed)",
  ]

  @Test(
    "the ten changes of the contact are found, and nothing else",
    arguments: ["openapi-3.0", "openapi-3.1", "swagger-2.0", "json-schema-2020-12", "json-schema-draft-07"])
  func contact(_ format: String) throws {
    guard let shared = SharedData.folder(for: "the contact in \(format)") else { return }
    let old = try DocumentSet(file: shared + "/formats-samples/contact/\(format).old.json")
    let new = try DocumentSet(file: shared + "/formats-samples/contact/\(format).new.json")
    #expect(try old.changes(to: new).map(\.line) == Self.expected)
  }

  private static let salesforce = [
    "constraint-changed CrmContact__c.Amount__c [scale] (narrowed)", "access-changed CrmContact__c.BirthDate__c",
    "field-renamed CrmContact__c.Email__c -> CrmContact__c.EmailAddress__c",
    "type-changed CrmContact__c.Employees__c (incompatible)", "field-removed CrmContact__c.Fax__c -> -",
    "nullability-changed CrmContact__c.Phone__c (narrowed)", "required-changed CrmContact__c.Phone__c (narrowed)",
    "field-added - -> CrmContact__c.Rating__c", "documentation-changed CrmContact__c.Score__c",
    "enum-value-added - -> CrmContact__c.Status__c [partner] (widened)",
    "enum-value-removed CrmContact__c.Status__c -> - [churned] (narrowed)",
  ]

  /// No field is required, numbers have no scale, and what is read-only is so for creation too.
  private static let hubSpot = [
    "access-changed $root.birth_date", "field-renamed $root.email -> $root.email_address",
    "type-changed $root.employees (incompatible)", "field-removed $root.fax -> -", "field-added - -> $root.rating",
    "documentation-changed $root.score", "enum-value-added - -> $root.status [partner] (widened)",
    "enum-value-removed $root.status -> - [churned] (narrowed)",
  ]

  /// The object stands in three places; words that a model reads are behaviour.
  private static let tools: [String] = [
    "create_contact.request", "create_contact.response.200", "get_contact.response.200",
  ]
  .flatMap { place in
    [
      "constraint-changed \(place).amount [multipleOf] (narrowed)",
      "field-renamed \(place).email -> \(place).email_address", "type-changed \(place).employees (incompatible)",
      "field-removed \(place).fax -> -", "nullability-changed \(place).phone (narrowed)",
      "required-changed \(place).phone (narrowed)", "field-added - -> \(place).rating",
      "behaviour-changed \(place).score", "deprecated \(place).score",
      "enum-value-added - -> \(place).status [partner] (widened)",
      "enum-value-removed \(place).status -> - [churned] (narrowed)",
    ]
  }

  @Test(
    "each list of fields or tools gives the changes that it can express, and no note",
    arguments: [
      ("salesforce-describe", salesforce), ("hubspot-properties", hubSpot), ("mcp-tools-2025-11-25", tools),
    ])
  func lists(_ format: String, _ expected: [String]) throws {
    guard let shared = SharedData.folder(for: "the contact in \(format)") else { return }
    let old = try DocumentSet(file: shared + "/formats-samples/contact/\(format).old.json")
    let new = try DocumentSet(file: shared + "/formats-samples/contact/\(format).new.json")
    #expect(try old.changes(to: new).map(\.line) == expected)
    for document in [old, new] {
      let schema = try document.read(SymbolTable())
      #expect(schema.notes == [])
      #expect(schema.gaps == [])
    }
  }

  @Test("with the ids beside it the rename of a Salesforce field is certain")
  func identities() throws {
    guard let shared = SharedData.folder(for: "the contact in Salesforce with ids") else { return }
    func system(_ age: String) throws -> ListedDocuments {
      try ListedDocuments(
        ["salesforce-describe", "salesforce-fielddefinition"].map { name in
          let bytes = try SharedData.bytes(shared + "/formats-samples/contact/\(name).\(age).json")
          return (name + ".json", String(decoding: bytes, as: UTF8.self))
        })
    }
    #expect(try system("old").lines(to: system("new")) == Self.salesforce)
    let symbols = SymbolTable()
    let changes = SchemaDiff.compare(try system("old").read(symbols), try system("new").read(symbols)).changes
    #expect(changes.first { $0.kind == .fieldRenamed }?.probability == 1)
    // The ids alone: what was renamed, what went, what came.
    let old = try DocumentSet(file: shared + "/formats-samples/contact/salesforce-fielddefinition.old.json")
    let new = try DocumentSet(file: shared + "/formats-samples/contact/salesforce-fielddefinition.new.json")
    #expect(
      try old.changes(to: new).map(\.line) == [
        "field-renamed $root.Email__c -> $root.EmailAddress__c", "field-removed $root.Fax__c -> -",
        "field-added - -> $root.Rating__c",
      ])
  }

  @Test("real lists of tools are read without a note")
  func realTools() throws {
    guard let shared = SharedData.folder(for: "real lists of tools") else { return }
    let samples = SharedData.files(below: shared + "/formats-samples/mcp", suffix: ".json").map {
      "formats-samples/mcp/" + $0
    }
    let corpus = SharedData.files(below: shared + "/corpus/read", suffix: ".json")
      .filter { $0.hasPrefix("mcp-") && !$0.hasSuffix("labels.json") }.map { "corpus/read/" + $0 }
    #expect(samples.count + corpus.count > 20)
    for path in samples + corpus {
      let schema = try DocumentSet(file: shared + "/" + path).read(SymbolTable())
      #expect(schema.format == "mcp", "\(path)")
      #expect(schema.notes == [], "\(path)")
      // Two samples are first pages.
      #expect(schema.gaps.map(\.subject).allSatisfy { $0 == "nextCursor" }, "\(path)")
      #expect(schema.gaps.isEmpty || path.hasPrefix("formats-samples"), "\(path)")
    }
  }
}
