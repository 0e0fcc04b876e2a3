import DriftDiff
import DriftFormats
import DriftModel
import DriftSyntax
import DriftTestSupport
import Testing

/// Lists of fields and tools with something else at every place.
@Suite struct CrookedListTests {
  static let salesforce = """
    {"name": "Contact", "label": "Contact", "labelPlural": "Contacts", "keyPrefix": "003", "queryable": true,
     "createable": true, "updateable": true, "deletable": true, "urls": {"a": "b"},
     "childRelationships": [{"childSObject": "Case", "field": "ContactId", "relationshipName": "Cases", "cascadeDelete": true}],
     "recordTypeInfos": [{"developerName": "A", "recordTypeId": "012000000000000AAA", "active": true, "available": true}],
     "fields": [
      {"name": "Country", "type": "picklist", "soapType": "x", "createable": true, "updateable": true, "nillable": true,
       "picklistValues": [{"value": "FR", "label": "France", "active": true, "defaultValue": true}]},
      {"name": "City", "type": "multipicklist", "soapType": "x", "createable": true, "updateable": true, "nillable": false,
       "controllerName": "Country", "defaultedOnCreate": false,
       "picklistValues": [{"value": "Paris", "label": "Paris", "active": false, "validFor": "gAAA"}]},
      {"name": "Sum", "type": "currency", "soapType": "x", "createable": false, "updateable": false, "nillable": true, "precision": 18,
       "scale": 2, "calculated": true, "calculatedFormula": "A", "defaultValue": 1.50, "unique": true,
       "referenceTo": ["Account"], "relationshipName": "Account", "filteredLookupInfo": {"a": 1}, "relationshipOrder": 0}]}
    """

  static let rows = """
    {"done": true, "records": [
     {"attributes": {"type": "FieldDefinition"}, "DurableId": "Contact.00N5g00000EfG03", "QualifiedApiName": "City",
      "Label": "City", "LastModifiedDate": "2026-11-02", "LastModifiedBy": {"Name": "A"},
      "EntityDefinition": {"QualifiedApiName": "Contact"}},
     {"attributes": {"type": "FieldDefinition"}, "DurableId": "Contact.00N5g00000EfG04", "QualifiedApiName": "Gone__c"}]}
    """

  static let hubSpot = """
    {"results": [
      {"name": "tier", "label": "Tier", "type": "enumeration", "fieldType": "checkbox", "groupName": "info",
       "options": [{"label": "A", "value": "a", "hidden": true}], "hasUniqueValue": true, "updatedUserId": "1",
       "updatedAt": "2026-11-02T00:00:00Z", "modificationMetadata": {"readOnlyValue": true, "archivable": false},
       "dataSensitivity": "sensitive", "sensitiveDataCategories": ["HIPAA"], "referencedObjectType": "OWNER"},
      {"name": "old", "type": "number", "fieldType": "number", "groupName": "info", "archived": true}]}
    """

  static let hubSpotSchema = """
    {"name": "contact", "objectTypeId": "0-1", "labels": {"singular": "Contact", "plural": "Contacts"},
     "requiredProperties": ["tier"], "searchableProperties": ["tier"], "primaryDisplayProperty": "tier",
     "associations": [{"id": "4", "fromObjectTypeId": "0-1", "toObjectTypeId": "0-2", "name": "a"}],
     "properties": [{"name": "tier", "type": "string", "fieldType": "text", "groupName": "info",
       "modificationMetadata": {"readOnlyValue": true}}]}
    """

  static let tools = """
    {"jsonrpc": "2.0", "id": 1, "result": {"nextCursor": null, "tools": [
      {"name": "find", "title": "Find", "description": "Finds", "annotations": {"readOnlyHint": true, "title": "F"},
       "execution": {"taskSupport": "optional"}, "icons": [{"src": "x"}], "_meta": {"a": 1},
       "inputSchema": {"type": "object", "properties": {"q": {"$ref": "#/$defs/Q"}}, "required": ["q"],
         "$defs": {"Q": {"type": "string", "enum": ["a"]}}},
       "outputSchema": {"type": "array", "items": {"type": "string"}}}]}}
    """

  /// A value with another at one of its places, or without it: all of these there are.
  private static func crooked(_ value: JSONValue) -> [JSONValue] {
    let others: [JSONValue] = [
      .null, .flag(true), .number("7"), .text("x"), .text(""), .list([]), .list([.null]), .object([]),
      .object([.init("a", .list([]))]),
    ]
    var out: [JSONValue] = []
    switch value {
    case .object(let members):
      for (index, member) in members.enumerated() {
        var without = members
        without.remove(at: index)
        out.append(.object(without))
        for other in others + crooked(member.value) {
          var all = members
          all[index].value = other
          out.append(.object(all))
        }
      }
    case .list(let elements):
      for (index, element) in elements.enumerated() {
        out.append(.list(elements + [element]))
        for other in others + crooked(element) {
          var all = elements
          all[index] = other
          out.append(.list(all))
        }
      }
    default: break
    }
    return out
  }

  @Test(
    "whatever stands at a place, it is read or told with its place, and compared both ways",
    arguments: [
      [salesforce], [rows], [salesforce, rows], [rows, salesforce], [hubSpot], [hubSpotSchema, hubSpot], [tools],
    ])
  func places(_ texts: [String]) throws {
    let first = try JSONValue(parsing: texts[0].utf8)
    let rest = texts.dropFirst().enumerated().map { (path: "part\($0.offset).json", text: $0.element) }
    func documents(_ text: String) -> ListedDocuments {
      ListedDocuments([(path: "properties/contacts", text: text)] + rest, isFolder: texts.count > 1)
    }
    let symbols = SymbolTable()
    let whole = try documents(texts[0]).read(symbols)
    #expect(whole.gaps == [] && whole.notes == [], "\(whole.gaps) \(whole.notes)")
    var read = 0
    for value in Self.crooked(first) {
      let text = String(decoding: value.text(.compact), as: UTF8.self)
      do {
        let schema = try documents(text).read(symbols)
        guard schema.format == whole.format else { continue }
        read += 1
        for gap in schema.gaps {
          #expect(gap.origin == .none || schema.place(gap.origin) != nil, "\(gap)")
        }
        _ = SchemaDiff.compare(whole, schema)
        _ = SchemaDiff.compare(schema, whole)
      } catch let error as DriftError {
        #expect(!error.message.isEmpty)
      }
    }
    #expect(read > 100, "\(read) were read")
  }
}
