import DriftDiff
import DriftFormats
import DriftModel
import DriftTestSupport
import Testing

/// The seam between readers and everything behind them, held against a format that does not exist.
@Suite struct SeamTests {
  private let formats: [any SchemaFormat] = [TwoPartFormat()] + FormatRegistry.formats

  private func document(_ columns: String, rights: String? = nil) throws -> DocumentSet {
    let table = #"{"twoPart": 1, "rights": "rights.json", "tables": {"Contact": {"columns": [\#(columns)]}}}"#
    var files = [(path: "tables.json", value: try JSONValue(parsing: table.utf8))]
    if let rights { files.append(("rights.json", try JSONValue(parsing: rights.utf8))) }
    return DocumentSet("two parts", files)
  }

  private func lines(_ old: DocumentSet, _ new: DocumentSet) throws -> [String] {
    let symbols = SymbolTable()
    let before = try old.read(symbols, among: formats)
    let after = try new.read(symbols, among: formats)
    return SchemaDiff.compare(before, after).changes.map(\.line)
  }

  @Test("a schema in two parts is one, with places in both and its reader's revision")
  func parts() throws {
    let symbols = SymbolTable()
    let schema = try document(#"{"id": "c1", "name": "email"}"#, rights: #"{"c1": {"read": true}}"#)
      .read(symbols, among: formats)
    #expect(schema.format == "two-part")
    #expect(schema.revision == 7)
    #expect(schema.parts.map(\.file) == ["tables.json", "rights.json"])
    #expect(schema.gaps == [])
    #expect(schema.fields[0].access[.read] == .yes)
    #expect(schema.fields[0].access[.create] == .unknown)
    #expect(schema.definitions[0].isNameOnWire)
    #expect(schema.place(schema.fields[0].origin)?.line == 1)
  }

  @Test("a part that is missing is a gap, and what it would say is unknown")
  func missingPart() throws {
    let symbols = SymbolTable()
    let schema = try document(#"{"id": "c1", "name": "email"}"#).read(symbols, among: formats)
    #expect(schema.gaps.map(\.text) == ["the rights are missing"])
    #expect(schema.fields[0].access == .unknown)
  }

  @Test("from or to unknown is no change, in any fact and in any direction")
  func unknown() throws {
    let bare = #"{"id": "c1", "name": "email", "length": "?"}"#
    let known = #"{"id": "c1", "name": "email", "length": 80, "must": true, "null": false}"#
    let (some, all) = (
      #"{"c1": {"read": true}}"#, #"{"c1": {"read": true, "create": false, "update": true}}"#
    )
    for (old, new) in [
      (try document(bare, rights: some), try document(known, rights: all)),
      (try document(bare), try document(known, rights: all)),
    ] {
      #expect(try lines(old, new) == [])
      #expect(try lines(new, old) == [])
    }
  }

  @Test("a fact that is known on both sides is a change in its direction alone")
  func directions() throws {
    let column = #"{"id": "c1", "name": "email"}"#
    let old = try document(column, rights: #"{"c1": {"read": true, "create": true}}"#)
    let new = try document(column, rights: #"{"c1": {"read": true, "create": false, "update": true}}"#)
    #expect(try lines(old, new) == ["access-changed Contact.email"])
  }

  @Test("one id under another name is certainly renamed, however unlike the names")
  func renamedByID() throws {
    let old = try document(#"{"id": "c1", "name": "fax"}, {"id": "c2", "name": "city"}"#)
    let new = try document(#"{"id": "c2", "name": "city"}, {"id": "c1", "name": "loyalty_tier"}"#)
    let symbols = SymbolTable()
    let changes = SchemaDiff.compare(
      try old.read(symbols, among: formats), try new.read(symbols, among: formats)
    ).changes
    #expect(changes.map(\.line) == ["field-renamed Contact.fax -> Contact.loyalty_tier"])
    #expect(changes.first?.probability ?? 0 > 0.99)
  }

  @Test("two ids that swap names are two renames")
  func swapped() throws {
    let old = try document(#"{"id": "c1", "name": "home"}, {"id": "c2", "name": "work"}"#)
    let new = try document(#"{"id": "c1", "name": "work"}, {"id": "c2", "name": "home"}"#)
    #expect(
      try lines(old, new) == [
        "field-renamed Contact.home -> Contact.work", "field-renamed Contact.work -> Contact.home",
      ])
  }

  @Test("another id under one name is another thing")
  func repurposed() throws {
    let old = try document(#"{"id": "c1", "name": "email"}, {"id": "c2", "name": "city"}"#)
    let new = try document(#"{"id": "c9", "name": "email"}, {"id": "c2", "name": "city"}"#)
    #expect(try lines(old, new) == ["field-repurposed Contact.email"])
  }

  @Test("an id that is not known on one side says nothing")
  func idUnknown() throws {
    let old = try document(#"{"name": "email"}"#)
    let new = try document(#"{"id": "c9", "name": "email"}"#)
    #expect(try lines(old, new) == [])
  }

  @Test("the format is told by content; the others still know theirs")
  func recognition() throws {
    let symbols = SymbolTable()
    let openAPI = try Documents.openAPI(schemas: "{}")
    #expect(try openAPI.read(symbols, among: formats).format == "openapi")
    #expect(throws: DriftError.self) { try document("").read(SymbolTable()) }
  }
}
