import DriftDiff
import DriftFormats
import DriftModel
import DriftStore
import DriftSyntax
import DriftTestSupport
import Testing

/// What lists of fields and tools state is kept by a version, and who changed it is kept beside it.
@Suite struct ListedSystemTests {
  private static let hubSpot = """
    {"results": [{"name": "tier", "label": "Tier", "type": "enumeration", "fieldType": "select", "groupName": "info",
      "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b", "hidden": true}], "hasUniqueValue": true,
      "updatedAt": "2026-11-0DT00:00:00Z", "updatedUserId": "7", "modificationMetadata": {"readOnlyValue": LOCKED}}]}
    """

  private static func list(_ day: Int, locked: Bool = false) throws -> DocumentSet {
    try Documents.document(
      hubSpot.replacing("0D", with: "0\(day)").replacing("LOCKED", with: "\(locked)"))
  }

  @Test("a night in which only the author's date moved makes no version; the next change says whose it is")
  func authors() throws {
    let system = StoredSystem()
    try system.snapshot(Self.list(1), "2026-11-01T00:00:00Z")
    try system.snapshot(Self.list(2), "2026-11-02T00:00:00Z")
    #expect(try system.store.history("crm").versions().usable.count == 1)
    try system.snapshot(Self.list(3, locked: true), "2026-11-03T00:00:00Z")
    let changes = try system.changes("v1", "v2")
    #expect(changes.map(\.line) == ["access-changed $root.tier"])
    #expect(changes.first?.touch?.words == "changed by user 7 on 2026-11-03, says the system")
  }

  @Test("reading the texts gives every fact back")
  func roundTrip() throws {
    let salesforce = """
      {"name": "Contact", "keyPrefix": "003", "queryable": true, "createable": false, "deletable": true,
       "childRelationships": [{"childSObject": "Case", "field": "ContactId"}],
       "fields": [{"name": "F", "type": "picklist", "soapType": "x", "createable": true, "nillable": false,
         "controllerName": "B", "unique": true, "calculated": true, "referenceTo": ["Account"], "encrypted": true,
         "picklistValues": [{"value": "a", "label": "A", "active": false, "validFor": "gAAA"}]},
        {"name": "B", "type": "boolean", "soapType": "x", "createable": true, "nillable": false}]}
      """
    let tools = """
      {"tools": [{"name": "find", "title": "Find", "description": "Finds", "annotations": {"readOnlyHint": true},
        "inputSchema": {"type": "object", "properties": {"q": {"$ref": "#/$defs/Q"}}, "$defs": {"Q": {"type": "string"}}}}]}
      """
    for document in [try Self.list(1), try Documents.document(salesforce), try Documents.document(tools)] {
      let schema = try document.read(SymbolTable())
      let back = try CanonicalTextTests.read(CanonicalText.things(of: schema), schema)
      #expect(back.rootDigest == schema.rootDigest)
      #expect(back.touches == schema.touches)
      #expect(SchemaDiff.compare(schema, back).changes.isEmpty)
    }
  }
}
