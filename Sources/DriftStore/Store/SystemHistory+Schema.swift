public import DriftModel
import DriftSyntax

extension SystemHistory {
  /// The schema of a version, whole.
  ///
  /// - Throws: ``DriftError`` that names the version file that is missing, altered or too new.
  public func schema(_ version: Version, _ symbols: SymbolTable) throws(DriftError) -> Schema {
    try schema(version, symbols, texts: nil)
  }

  /// What is known of a version without anything that it lists: the format, what could not be read, what has no place.
  public func outline(_ version: Version, _ symbols: SymbolTable) -> Schema {
    let header = version.header
    var schema = Schema(
      format: header.format, dialect: header.dialect, revision: header.revision, symbols: symbols, parts: [])
    restore(header, in: &schema)
    return schema
  }

  /// The schema of a version; with `texts`, only these things and what all need have more than a digest.
  func schema(_ version: Version, _ symbols: SymbolTable, texts: Set<ThingKey>?) throws(DriftError) -> Schema {
    do throws(DamagedVersion) {
      return try read(version, symbols, texts: texts)
    } catch {
      throw error.told(self)
    }
  }

  private func read(_ version: Version, _ symbols: SymbolTable, texts: Set<ThingKey>?) throws(DamagedVersion) -> Schema
  {
    let stem = version.stem
    let listing = try listing(stem)
    let view = isShown(stem) ? ViewNames(listing, viewPath) : nil
    var things: [StoredThing] = []
    things.reserveCapacity(listing.entries.count)
    var found: [(key: ThingKey, file: VersionFile, held: TextTable.Entry)] = []
    for entry in listing.entries {
      let isRead = texts.map { entry.key.kind == .system || entry.key.kind == .place || $0.contains(entry.key) } ?? true
      let (holder, held) = try isRead ? text(entry, for: stem) : unread(entry, for: stem)
      var text: StoredText?
      if isRead {
        let bytes = UnsafeRawBufferPointer(rebasing: holder.source.bytes[held.range])
        let source = SourceText(file: holder.path, bytes: bytes) { _ = holder }
        text = StoredText(source: source) { [holder] in
          view?.file(entry.key).map { ($0, 1) }
            ?? (holder.path, holder.source.place(at: UInt32(clamping: held.range.lowerBound)).line)
        }
      }
      let hints = isRead ? holder.texts.hints(held) : holder.texts.naming(held)
      things.append(StoredThing(key: entry.key, hints: hints, digest: entry.digest, text: text))
      if texts != nil { found.append((entry.key, holder, held)) }
    }
    let header = version.header
    var schema: Schema
    do throws(MalformedText) {
      schema = try CanonicalText.read(
        things,
        into: Schema(
          format: header.format, dialect: header.dialect, revision: header.revision, symbols: symbols, parts: []))
    } catch {
      throw DamagedVersion(stem: stem, cause: stem, damage: .altered("\(error.message) in a text of it"))
    }
    restore(header, in: &schema)
    if texts != nil {
      schema.outline = { ReachOutline(found.map { ($0.key, $0.file.texts.hints($0.held)) }) }
      schema.stubRequests = StubRequests()
    }
    return schema
  }

  /// Where a text stands, without looking at it.
  private func unread(
    _ entry: Listing.Entry, for stem: String
  ) throws(DamagedVersion) -> (file: VersionFile, held: TextTable.Entry) {
    if let file = try? file(entry.holder), let held = file.texts[entry.digest] { return (file, held) }
    return try text(entry, for: stem)
  }

  /// The folder that shows the newest version.
  var viewPath: String { Files.folder(of: folder.path) + "/schema" }

  /// Whether `schema/` shows a version, so that its places may be told there.
  private func isShown(_ stem: String) -> Bool { folder.hasView && (try? stems())?.last == stem }

  /// Gaps, notes and documents of the source, which no text holds.
  private func restore(_ header: VersionHeader, in schema: inout Schema) {
    for gap in header.gaps {
      var origin = Origin.none
      if let place = RecordedPlace(gap.place) {
        origin = Origin(part: UInt32(schema.parts.count), offset: 0)
        schema.parts.append(place)
      }
      schema.gaps.append(Gap(subject: gap.subject, text: gap.text, origin: origin))
    }
    schema.notes = header.notes.map { Note(kind: $0.kind, origin: .none, text: $0.text, count: $0.count) }
    schema.unreadDocuments = Set(header.unreadDocuments)
    schema.unreadPaths = Set(header.unreadPaths.map { schema.symbols.intern($0) })
    schema.shortLists = header.shortLists
    guard !header.documents.isEmpty else { return }
    var paths: [Symbol: String] = [:]
    for document in header.documents {
      for name in document.definitions { paths[schema.symbols.intern(name)] = document.path }
    }
    schema.partPaths = Array(repeating: "", count: schema.parts.count)
    for definition in schema.definitions where definition.origin != .none {
      schema.partPaths[Int(definition.origin.part)] = paths[definition.name] ?? ""
    }
  }
}

/// The files of `schema/`, named when the first place is reported.
private final class ViewNames {
  private let listing: Listing
  private let folder: String
  private lazy var names = FileName.all(listing.entries.lazy.map(\.key))

  init(_ listing: Listing, _ folder: String) {
    self.listing = listing
    self.folder = folder
  }

  func file(_ key: ThingKey) -> String? { names[key].map { folder + "/" + $0 } }
}

extension ReachOutline {
  /// The outline that the hints of all things of a version give.
  init(_ things: [(key: ThingKey, hints: ThingHints)]) {
    var definitions: [String: Int] = [:]
    var places: [String: [String]] = [:]
    var count = 0
    for thing in things {
      switch thing.key.kind {
      case .definition:
        if thing.key.ordinal == 1 { definitions[thing.key.name] = count }
        count += 1
      case .place: places[thing.key.name] = thing.hints.leads
      case .operation, .system: continue
      }
    }
    /// The definitions that some names are or lead to through places.
    func targets(_ names: [String]) -> [Int] {
      var out: [Int] = []
      var seen: Set<String> = []
      var open = names
      while let name = open.popLast() {
        if let index = definitions[name] { out.append(index) }
        if let inner = places[name], seen.insert(name).inserted { open += inner }
      }
      return out
    }
    let all = things.filter { $0.key.kind == .definition }
    var edges = all.map { targets($0.hints.leads) }
    for (index, thing) in all.enumerated() {
      for name in thing.hints.bases {
        if let base = definitions[name], all[base].hints.hasDiscriminator { edges[base].append(index) }
      }
    }
    self.init(
      edges: edges,
      operations: things.filter { $0.key.kind == .operation }.map {
        .init(sent: targets($0.hints.leads), answered: targets($0.hints.answers))
      })
  }
}
