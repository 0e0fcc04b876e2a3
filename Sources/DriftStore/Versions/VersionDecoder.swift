import DriftModel
import DriftSyntax

/// Reads what ``VersionEncoder`` writes. Nothing in it is trusted: whatever is not as expected makes it an altered file.
struct VersionDecoder {
  let source: SourceText
  private var tree: SyntaxTree
  private var words: VersionWords
  private var at = 0

  init(_ source: SourceText) {
    self.source = source
    let symbols = SymbolTable()
    words = VersionWords(symbols)
    tree = SyntaxTree(
      source: source, symbols: symbols, notation: "",
      nodes: [SyntaxNode(kind: .null, keyStart: 0, start: 0, extent: 0)])
  }

  typealias Parts = (header: VersionHeader, listing: WrittenListing, texts: TextTable)

  mutating func decodeHeader() throws(VersionFile.Damage) -> VersionHeader {
    try nextLine()
    return try header()
  }

  mutating func decode() throws(VersionFile.Damage) -> Parts {
    let header = try decodeHeader()
    try nextLine()
    let listing = try listing()
    try nextLine()
    return (header, listing, try TextTable(tree, words, texts: at..<source.bytes.count))
  }

  /// Parses the next line.
  private mutating func nextLine() throws(VersionFile.Damage) {
    let rest = source.bytes[at...]
    guard let end = rest.firstIndex(of: 0x0a) else { throw .altered("it ends in its head") }
    let line = UnsafeRawBufferPointer(rebasing: source.bytes[at..<end])
    let symbols = tree.symbols
    do throws(SyntaxError) {
      tree = try JSONScanner.scan(SourceText(file: source.file, bytes: line, release: {}), symbols: symbols)
    } catch {
      throw .altered(error.message)
    }
    at = end + 1
  }

  private func expected(_ what: String) -> VersionFile.Damage { .altered("expected \(what)") }

  private func text(_ node: NodeID, _ key: String) -> String? { tree.member(node, key).flatMap { tree.string($0) } }

  private func number(_ node: NodeID, _ key: String) -> Int? {
    tree.member(node, key).flatMap { tree.kind($0) == .number ? Int(tree.symbols.text(tree.symbol($0))) : nil }
  }

  private func flag(_ node: NodeID, _ key: String) -> Bool {
    tree.member(node, key).map { tree.kind($0) == .true } ?? false
  }

  private func list<T>(
    _ node: NodeID, _ key: String, _ body: (NodeID) throws(VersionFile.Damage) -> T
  ) throws(VersionFile.Damage) -> [T] {
    guard let list = tree.member(node, key) else { return [] }
    guard tree.kind(list) == .array else { throw expected("a list of \(key)") }
    var out: [T] = []
    for child in tree.children(list) { out.append(try body(child)) }
    return out
  }

  private func texts(_ node: NodeID, _ key: String) throws(VersionFile.Damage) -> [String] {
    try list(node, key) { child throws(VersionFile.Damage) in
      guard let text = tree.string(child) else { throw expected("texts in \(key)") }
      return text
    }
  }

  private func header() throws(VersionFile.Damage) -> VersionHeader {
    let root = SyntaxTree.root
    guard let layout = number(root, "drift") else { throw expected("a version of drift") }
    guard layout <= VersionEncoder.layout else { throw .newer(layout) }
    guard let time = text(root, "time").flatMap({ Timestamp($0) }), let digest = text(root, "root"),
      let source = tree.member(root, "source"), let name = text(source, "name"), let format = text(root, "reader"),
      let revision = number(root, "revision"), let dialect = text(root, "dialect")
    else { throw expected("time, root, source, reader and revision in the header") }
    let parts = try list(source, "parts") { part throws(VersionFile.Damage) in
      guard let path = text(part, "path"), let digest = text(part, "sha256") else {
        throw expected("parts of the source")
      }
      return VersionSource.Part(path: path, digest: digest)
    }
    var header = VersionHeader(
      time: time, parent: text(root, "parent"), root: digest, source: VersionSource(name: name, parts: parts),
      format: format, dialect: dialect, revision: revision)
    header.gaps = try list(root, "gaps") { gap throws(VersionFile.Damage) in
      guard let subject = text(gap, "subject"), let why = text(gap, "text") else { throw expected("gaps") }
      return StoredGap(subject: subject, text: why, place: text(gap, "place") ?? "")
    }
    header.notes = try list(root, "notes") { note throws(VersionFile.Damage) in
      guard let kind = text(note, "kind"), let what = text(note, "text"), let count = number(note, "count") else {
        throw expected("notes")
      }
      return StoredNote(kind: kind, text: what, count: count)
    }
    header.unreadDocuments = try texts(root, "unreadDocuments")
    header.unreadPaths = try texts(root, "unreadPaths")
    header.shortLists = try texts(root, "shortLists")
    header.documents = try list(root, "documents") { one throws(VersionFile.Damage) in
      guard let path = text(one, "path") else { throw expected("documents") }
      return StoredDocument(path: path, definitions: try texts(one, "definitions"))
    }
    return header
  }

  private func listing() throws(VersionFile.Damage) -> WrittenListing {
    let root = SyntaxTree.root
    if tree.member(root, "listing") != nil {
      return .whole(
        Listing(
          try list(root, "listing") { node throws(VersionFile.Damage) in
            guard let entry = try change(node).entry else { throw expected("a digest") }
            return entry
          }))
    }
    return .changes(try list(root, "changes", change))
  }

  private func change(_ node: NodeID) throws(VersionFile.Damage) -> ListingChange {
    var key: ThingKey?
    var digest: Digest?
    var holder = ""
    var after: ThingKey?
    var isGone = false
    for child in tree.children(node) {
      switch words[tree[child].key] {
      case .system: key = ThingKey(.system, tree.string(child) ?? "")
      case .definition: key = ThingKey(.definition, tree.string(child) ?? "")
      case .operation: key = ThingKey(.operation, tree.string(child) ?? "")
      case .place: key = ThingKey(.place, tree.string(child) ?? "")
      case .number: key?.ordinal = Int(tree.symbols.text(tree.symbol(child))) ?? 1
      case .digest: digest = Digest(hex: tree.textBytes(child))
      case .in: holder = tree.string(child) ?? ""
      case .gone: isGone = tree.kind(child) == .true
      case .after: after = try self.key(child)
      default: throw expected("what a listing says")
      }
    }
    guard let key else { throw expected("what a line of the listing is about") }
    if isGone { return ListingChange(key: key, entry: nil, after: nil) }
    guard let digest else { throw expected("a digest") }
    return ListingChange(key: key, entry: .init(key: key, digest: digest, holder: holder), after: after)
  }

  private func key(_ node: NodeID) throws(VersionFile.Damage) -> ThingKey {
    guard let first = tree.children(node).first(where: { _ in true }),
      let kind = ThingKey.Kind(rawValue: tree.symbols.text(tree[first].key)), let name = tree.string(first)
    else { throw expected("what a line of the listing is about") }
    return ThingKey(kind, name, ordinal: number(node, "number") ?? 1)
  }
}
