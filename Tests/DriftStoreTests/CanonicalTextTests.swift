import DriftDiff
import DriftFormats
import DriftModel
import DriftStore
import DriftSyntax
import DriftTestSupport
import Testing

/// What a schema says is in its texts: reading them gives it back (DESIGN, The store).
@Suite("Canonical texts") struct CanonicalTextTests {
  /// Reads texts as a version would hand them over.
  static func read(_ things: [Thing], _ schema: Schema) throws -> Schema {
    let empty = Schema(
      format: schema.format, dialect: schema.dialect, revision: schema.revision, symbols: schema.symbols, parts: [])
    let stored = things.map { thing in
      StoredThing(
        key: thing.key, hints: thing.hints, digest: thing.text.withUnsafeBytes { ContentHash.digest($0) },
        text: StoredText(file: "schema/\(thing.key.name).jsonl", copying: thing.text))
    }
    return try CanonicalText.read(stored, into: empty)
  }

  @Test("reading the texts of a real document gives the same schema") func roundTrip() throws {
    for set in try Self.documents() {
      let schema = try set.read(SymbolTable())
      let things = CanonicalText.things(of: schema)
      let back = try Self.read(things, schema)
      #expect(back.rootDigest == schema.rootDigest, "\(set.name)")
      for (one, other) in zip(schema.definitions, back.definitions) where one.shape != .none {
        #expect(one.name == other.name && one.identity == other.identity)
        #expect(schema[one.shape].digest == back[other.shape].digest, "\(set.name) \(schema.symbols.text(one.name))")
      }
      for (one, other) in zip(schema.operations, back.operations) {
        #expect(
          one.key == other.key && one.digest == other.digest, "\(set.name) \(schema.symbols.text(one.name))")
      }
      #expect(SchemaDiff.compare(schema, back).changes.isEmpty)
      let again = CanonicalText.things(of: back)
      #expect(again.map(\.key) == things.map(\.key))
      for (one, other) in zip(things, again) where one.text != other.text {
        Issue.record("\(String(decoding: one.text, as: UTF8.self))\n\(String(decoding: other.text, as: UTF8.self))")
        return
      }
    }
  }

  @Test("texts are the same, byte for byte, in whatever order a document lists things") func shuffled() throws {
    var random = SeededGenerator(7, "texts")
    for set in try Self.documents() {
      let texts = Self.texts(CanonicalText.things(of: try set.read(SymbolTable())))
      for respelling in [Respelling.keyOrder, .listOrder, .pieceOrder] {
        guard let other = respelling.apply(to: DocumentMap(set), using: &random) else { continue }
        let shuffled = Self.texts(CanonicalText.things(of: try other.read(SymbolTable())))
        #expect(Set(shuffled.keys) == Set(texts.keys))
        for (key, text) in texts where shuffled[key] != text {
          Issue.record("\(respelling) \(set.name)\n\(text)\n\(shuffled[key] ?? "")")
          return
        }
      }
    }
  }

  @Test("a line a field, and every line an object of JSON") func lines() throws {
    let text = """
      {"Contact": {"type": "object", "required": ["email"], "properties": {
        "email": {"type": "string", "format": "email", "description": "The \\u202e address"},
        "tags": {"type": "array", "items": {"$ref": "#/components/schemas/Tag"}},
        "a.b": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Tag"}]}}},
       "Tag": {"type": "string", "enum": ["b", "a", "10"], "nullable": true}}
      """
    let things = CanonicalText.things(of: try Documents.openAPI(schemas: text).read(SymbolTable()))
    #expect(
      Self.texts(things)["definition Contact"] == """
        {"definition":"Contact","type":"object"}
        {"at":"\\"a.b\\""}
        {"at":"\\"a.b\\"(1)","oneOf":true,"type":"string"}
        {"at":"\\"a.b\\"(Tag)","oneOf":true,"ref":"Tag"}
        {"at":"email","required":true,"type":"string","as":"email","format":"email","description":"The \\u202e address"}
        {"at":"tags","type":"array"}
        {"at":"tags[]","ref":"Tag"}

        """)
    #expect(
      Self.texts(things)["definition Tag"]
        == "{\"definition\":\"Tag\",\"type\":\"string\",\"nullable\":true,\"enum\":[\"10\",\"a\",\"b\"]}\n")
  }

  static func texts(_ things: [Thing]) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: things.map {
        (
          "\($0.key.kind) \($0.key.name)\($0.key.ordinal > 1 ? " \($0.key.ordinal)" : "")",
          String(decoding: $0.text, as: UTF8.self)
        )
      })
  }

  static func documents() throws -> [DocumentSet] {
    guard let shared = SharedData.folder(for: "texts of real documents") else {
      return try SharedData.files(below: SharedData.fixtures, suffix: ".json").map {
        try DocumentSet(file: SharedData.fixtures + "/" + $0)
      }
    }
    return RealDocuments.moderate(shared) + (RealDocuments.large(shared).map { [$0] } ?? [])
  }
}
