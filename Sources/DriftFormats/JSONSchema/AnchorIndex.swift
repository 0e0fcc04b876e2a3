import DriftModel
import DriftSyntax

/// The identifiers and anchors of one document: where `$id`, `id`, `$anchor` and `$dynamicAnchor` stand.
struct AnchorIndex {
  private struct Resource {
    var node: NodeID
    var end: NodeID
    var uri: String
  }

  /// Schemas with an identifier, outer before inner; the first is the document itself.
  private var resources: [Resource]
  private var byURI: [String: NodeID] = [:]
  private var anchors: [String: [(resource: NodeID, node: NodeID)]] = [:]

  /// Whether any schema below the root changes the base of references.
  var hasIdentifiers: Bool { resources.count > 1 || !anchors.isEmpty || resources[0].uri != documentURI }
  private let documentURI: String

  init(_ tree: SyntaxTree, path: String, dialect: SchemaDialect) {
    documentURI = path
    resources = [Resource(node: SyntaxTree.root, end: tree.nodeCount, uri: path)]
    byURI[path] = SyntaxTree.root
    guard let words = Words(tree.symbols, dialect) else { return }
    var open: [(end: NodeID, isMap: Bool, uri: String)] = []
    var names: [(String, NodeID)] = []
    var node = SyntaxTree.root
    while node < tree.nodeCount {
      while let last = open.last, node >= last.end { open.removeLast() }
      let isMember = open.last?.isMap ?? false
      // What is a value, not a schema, identifies nothing; but a member of a map of schemas may be called `enum`.
      if !isMember, words.values.contains(tree[node].key) {
        node = tree.next(after: node)
        continue
      }
      if tree.kind(node) == .object || tree.kind(node) == .array {
        let isMap = !isMember && words.maps.contains(tree[node].key)
        var uri = open.last?.uri ?? path
        if !isMap, tree.kind(node) == .object { identify(node, tree, words, &uri, &names) }
        open.append((tree.next(after: node), isMap, uri))
      }
      node += 1
    }
    for (name, node) in names { anchors[name, default: []].append((base(of: node).node, node)) }
  }

  /// Takes in what a schema is called. `uri` is the base around it, and becomes the base inside.
  private mutating func identify(
    _ node: NodeID, _ tree: SyntaxTree, _ words: Words, _ uri: inout String, _ names: inout [(String, NodeID)]
  ) {
    for child in tree.children(node) where tree.kind(child) == .string {
      let key = tree[child].key
      guard let text = tree.string(child) else { continue }
      if words.anchors.contains(key) {
        names.append((text, node))
      } else if words.identifiers.contains(key), key != words.ofDocument || node == SyntaxTree.root {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, !parts[1].isEmpty { names.append((parts[1], node)) }
        guard !parts[0].isEmpty else { continue }
        uri = URIReference.resolve(parts[0], against: uri)
        let resource = Resource(node: node, end: tree.next(after: node), uri: uri)
        if node == SyntaxTree.root { resources[0] = resource } else { resources.append(resource) }
        if byURI[uri] == nil { byURI[uri] = node }
      }
    }
  }

  /// The keys that matter, as symbols; nil where no document has one that identifies anything.
  private struct Words {
    var identifiers: Set<Symbol>
    var anchors: Set<Symbol>
    /// `$self` of OpenAPI 3.2, which only a document has.
    var ofDocument: Symbol?
    /// What holds values.
    var values: Set<Symbol>
    /// What holds schemas by names of their own.
    var maps: Set<Symbol>

    init?(_ symbols: SymbolTable, _ dialect: SchemaDialect) {
      guard let identifier = dialect.identifier else { return nil }
      func known(_ keywords: [SchemaKeyword]) -> Set<Symbol> {
        Set(keywords.compactMap { symbols.existing($0.rawValue) })
      }
      ofDocument = symbols.existing("$self")
      identifiers = known([identifier]).union(ofDocument.map { [$0] } ?? [])
      anchors = known([.anchor, .dynamicAnchor])
      guard !identifiers.isEmpty || !anchors.isEmpty else { return nil }
      values = known([.enum, .const, .default, .example, .examples])
      maps = known([.properties, .patternProperties, .defs, .definitions, .dependentSchemas, .dependencies])
        .union(symbols.existing("schemas").map { [$0] } ?? [])
    }
  }

  /// The innermost schema with an identifier around a node.
  func base(of node: NodeID) -> (node: NodeID, uri: String) {
    let inner = resources.last { $0.node <= node && node < $0.end } ?? resources[0]
    return (inner.node, inner.uri)
  }

  /// The schema that has a URI.
  func resource(_ uri: String) -> NodeID? { byURI[uri] }

  /// The schema that an anchor names inside a resource.
  func anchor(_ name: String, under resource: NodeID) -> NodeID? {
    anchors[name]?.first { $0.resource == resource }?.node ?? anchors[name]?.first?.node
  }
}
