import DriftModel

extension VersionHeader {
  /// Takes over what no text of a schema holds: gaps, notes, documents.
  mutating func describe(_ schema: Schema) {
    gaps = Self.gaps(of: schema)
    notes = schema.notes.map { StoredNote(kind: $0.kind, text: $0.text, count: $0.count) }
    notes.sort { ($0.kind, $0.text) < ($1.kind, $1.text) }
    unreadDocuments = schema.unreadDocuments.sorted()
    unreadPaths = schema.unreadPaths.map { schema.symbols.text($0) }.sorted()
    shortLists = schema.shortLists
    guard schema.partPaths.count > 1 else { return }
    var names: [String: [String]] = [:]
    for definition in schema.definitions where Int(definition.origin.part) < schema.partPaths.count {
      names[schema.partPaths[Int(definition.origin.part)], default: []].append(schema.symbols.text(definition.name))
    }
    documents = names.keys.sorted().map { StoredDocument(path: $0, definitions: (names[$0] ?? []).sorted()) }
  }

  /// What could not be read of a schema.
  static func gaps(of schema: Schema) -> [StoredGap] {
    schema.gaps.map { gap in
      StoredGap(
        subject: gap.subject, text: gap.text,
        place: schema.place(gap.origin).map { "\(relative($0.file)):\($0.line):\($0.column)" } ?? "")
    }
  }

  /// A path as a repository may hold it: no absolute one.
  static func relative(_ path: String) -> String {
    path.hasPrefix("/") ? path.split(separator: "/").last.map(String.init) ?? path : path
  }
}
