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
    let symbols = tree.symbols
    let id = dialect.identifier.flatMap { symbols.existing($0.rawValue) }
    let selfURI = symbols.existing("$self")
    let anchor = symbols.existing("$anchor")
    let dynamicAnchor = symbols.existing("$dynamicAnchor")
    guard dialect.identifier != nil, id != nil || anchor != nil || dynamicAnchor != nil || selfURI != nil else { return }
    // Identifiers first, because anchors belong to the innermost of them.
    var open: [Resource] = [resources[0]]
    var pendingAnchors: [(String, NodeID)] = []
    var holders: [(node: NodeID, end: NodeID)] = []
    for node in 0..<tree.nodeCount {
      while let last = holders.last, node >= last.end { holders.removeLast() }
      if tree.kind(node) == .object { holders.append((node, tree.next(after: node))) }
      guard tree.kind(node) == .string, let holder = holders.last(where: { $0.node < node }) else { continue }
      let key = tree[node].key
      let isIdentifier = key == id || (key == selfURI && holder.node == SyntaxTree.root)
      if isIdentifier, let text = tree.string(node) {
        if text.hasPrefix("#") {
          pendingAnchors.append((String(text.dropFirst()), holder.node))
          continue
        }
        while let last = open.last, holder.node >= last.end { open.removeLast() }
        let base = open.last?.uri ?? path
        let resource = Resource(
          node: holder.node, end: tree.next(after: holder.node), uri: URIReference.resolve(text, against: base))
        open.append(resource)
        if holder.node == SyntaxTree.root { resources[0] = resource } else { resources.append(resource) }
        if byURI[resource.uri] == nil { byURI[resource.uri] = holder.node }
        if text.hasSuffix("#") { continue }
        if let hash = text.firstIndex(of: "#") {
          pendingAnchors.append((String(text[text.index(after: hash)...]), holder.node))
        }
      } else if key == anchor || key == dynamicAnchor, let text = tree.string(node) {
        pendingAnchors.append((text, holder.node))
      }
    }
    for (name, node) in pendingAnchors { anchors[name, default: []].append((base(of: node).node, node)) }
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
