import DriftDiff
import DriftFormats
import DriftModel
import DriftStore
import DriftTestSupport
import Testing

/// A store that an older revision of a reader wrote, read by the present one.
@Suite("A newer drift is no drift") struct OlderReaderTests {
  /// `OlderReader/crm` was written by revision 1, which read no descriptions and counted lengths in another way.
  private static let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/OlderReader"

  private static let present = """
    {"Contact": {"type": "object", "description": "A person.", "properties": {
      "email": {"type": "string", "description": "Where to write."},
      "phone": {"type": "string", "maxLength": 20}PLACE}},
     "Deal": {"type": "object", "description": "A sale.", "properties": {"name": {"type": "string"}}}}
    """

  private func compare(_ text: String, revision: Int) throws -> (changes: [Change], notes: [Note]) {
    let symbols = SymbolTable()
    let history = Store(Self.folder).history("crm")
    let version = try #require(try history.latest())
    #expect(version.header.revision == 1)
    let old = try history.schema(version, symbols)
    var new = try Documents.openAPI(schemas: text).read(symbols)
    new.revision = revision
    let rereadings = [
      Rereading(.fact(.description), since: 2), Rereading(.fact(.maxLength), since: 3), Rereading(.types, since: 1),
    ]
    return Rereadings.apply(rereadings, to: SchemaDiff.compare(old, new).changes, old, new)
  }

  @Test("a fact that was added and one that is read otherwise give no finding, but a note a definition") func notes()
    throws
  {
    let text = Self.present.replacing("PLACE", with: ", \"fax\": {\"type\": \"string\"}")
    let result = try compare(text, revision: 3)
    #expect(result.changes.isEmpty)
    #expect(result.notes.map(\.kind) == ["reader-revision", "reader-revision"])
    #expect(result.notes.map(\.count) == [3, 1])
    #expect(result.notes.first?.text.hasPrefix("Contact: revision 3") == true)
  }

  @Test("what the world changed is told beside it") func world() throws {
    let result = try compare(Self.present.replacing("PLACE", with: ""), revision: 3)
    #expect(result.changes.map(\.line).count == 1)
    #expect(result.changes.first?.kind == .fieldRemoved)
    #expect(result.notes.count == 2)
  }

  @Test("a union that was read as one of which several may hold gives a note") func exclusion() throws {
    func schema(_ word: String, _ symbols: SymbolTable) throws -> Schema {
      let branches = #"[{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]"#
      return try Documents.openAPI(schemas: #"{"X": {"\#(word)": \#(branches)}}"#).read(symbols)
    }
    let format = try #require(FormatRegistry.formats.first { $0.id == "openapi" })
    let symbols = SymbolTable()
    var old = try schema("anyOf", symbols)
    let new = try schema("oneOf", symbols)
    let changes = SchemaDiff.compare(old, new).changes
    #expect(changes.map(\.detail) == ["oneOf"])
    #expect(Rereadings.apply(format.rereadings, to: changes, old, new).changes.count == 1)
    old.revision = 2
    let result = Rereadings.apply(format.rereadings, to: changes, old, new)
    #expect(result.changes.isEmpty && result.notes.count == 1)
  }

  @Test("between the revisions only what changed between them counts as the reader's doing") func between() throws {
    let text = Self.present.replacing("PLACE", with: ", \"fax\": {\"type\": \"string\"}")
    // Revision 2 read lengths as revision 1 did.
    #expect(try compare(text, revision: 2).changes.map(\.kind) == [.constraintChanged])
    #expect(try !compare(text, revision: 1).changes.isEmpty)
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }

  private func firstRange(of part: String) -> Range<String.Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(part) { return at..<index(at, offsetBy: part.count) }
      at = index(after: at)
    }
    return nil
  }
}
