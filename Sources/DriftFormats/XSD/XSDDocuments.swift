import DriftModel
import DriftSyntax

/// A schema element with the namespace that it counts for: one that has none counts for each that includes it.
struct XSDDocument {
  /// The document, as an index into ``Schema/parts``.
  var part: Int
  /// The `xs:schema` element.
  var node: NodeID
  /// The namespace of its components.
  var target: String
  /// Whether the document has no namespace of its own and takes its includer's (XSD 1.0 part 1, 4.2.1).
  var isChameleon: Bool
  /// Whether local elements and attributes are in the namespace.
  var qualifiesElements: Bool
  var qualifiesAttributes: Bool
  /// What prefixes stand for at the schema element.
  var scope: XMLScope
}

extension XSDReader {
  /// Registers a schema element and all that it brings in, however long the chain of documents is.
  mutating func addSchema(_ node: NodeID, part: Int, scope: XMLScope, includer: String? = nil) {
    let tree = trees[part]
    let own = attribute(node, words.targetNamespace, in: tree).flatMap { tree.string($0) } ?? ""
    let isChameleon = own.isEmpty && includer != nil && includer != ""
    let target = isChameleon ? includer ?? "" : own
    let key = DocumentKey(part: part, node: node, target: target)
    guard known.insert(key).inserted else { return }
    var scope = scope
    _ = scope.enter(node, in: tree)
    func isQualified(_ symbol: Symbol) -> Bool {
      attribute(node, symbol, in: tree).flatMap { tree.string($0) } == "qualified"
    }
    let number = documents.count
    documents.append(
      XSDDocument(
        part: part, node: node, target: target, isChameleon: isChameleon,
        qualifiesElements: isQualified(words.elementFormDefault),
        qualifiesAttributes: isQualified(words.attributeFormDefault), scope: scope))
    namespaces.insert(target)
    openSchemas.append(OpenSchema(document: number, children: Array(tree.children(node).reversed())))
    // What is opened by a schema that is open itself is read by whoever opened the first.
    guard openSchemas.count == 1 else { return }
    while let last = openSchemas.last {
      if let redefinition = last.redefinition {
        openSchemas[openSchemas.count - 1].redefinition = nil
        redefine(redefinition, in: last.document)
      } else if let child = openSchemas[openSchemas.count - 1].children.popLast() {
        readTopLevel(child, in: last.document)
      } else {
        openSchemas.removeLast()
      }
    }
  }

  /// A schema that is being read, while those that it brings in are.
  struct OpenSchema {
    var document: Int
    /// What is left to read of it, the last first.
    var children: [NodeID]
    /// A redefinition that waits for what it redefines.
    var redefinition: NodeID?
  }

  private mutating func readTopLevel(_ child: NodeID, in number: Int) {
    let document = documents[number]
    let tree = trees[document.part]
    guard tree.kind(child) == .object else { return }
    switch words[tree[child].key] {
    case .include: bringIn(child, into: number, namespace: document.target)
    case .redefine, .override:
      openSchemas[openSchemas.count - 1].redefinition = child
      bringIn(child, into: number, namespace: document.target)
    case .import:
      let uri = attribute(child, words.namespace, in: tree).flatMap { tree.string($0) } ?? ""
      bringIn(child, into: number, namespace: nil, imported: uri)
    case .element, .complexType, .simpleType, .group, .attributeGroup, .attribute: register(child, in: number)
    case .annotation: noteAppinfo(child, document.part)
    case .notation, .defaultOpenContent: note(tree[child].key, child, document.part)
    default: note(tree[child].key, child, document.part)
    }
  }

  /// Opens what an include, an import or a redefinition names.
  private mutating func bringIn(_ node: NodeID, into number: Int, namespace: String?, imported: String = "") {
    let document = documents[number]
    let tree = trees[document.part]
    if let location = attribute(node, words.schemaLocation, in: tree).flatMap({ tree.string($0) }), !location.isEmpty {
      if namespace != nil || !XMLNamespace.builtIn.contains(imported) {
        open(location.trimmed, from: document.part, node, namespace: imported) { reader, part in
          reader.addRoot(part, includer: namespace)
        }
      }
    } else if namespace == nil, !imported.isEmpty {
      // Without a location: looked for among what is there when all is read (FORMATS 3.4).
      hoped.append((imported, Origin(part: UInt32(document.part), offset: tree[node].keyStart)))
    }
  }

  private mutating func redefine(_ node: NodeID, in number: Int) {
    let document = documents[number]
    let tree = trees[document.part]
    for child in tree.children(node) where tree.kind(child) == .object {
      switch words[tree[child].key] {
      case .complexType, .simpleType, .group, .attributeGroup, .element, .attribute:
        register(child, in: number, isRedefinition: true)
      case .annotation: continue
      default: note(tree[child].key, child, document.part)
      }
    }
  }

  /// Takes in the schemas of a document: its root, or those of a description of a service.
  mutating func addRoot(_ part: Int, includer: String?) {
    let tree = trees[part]
    let root = SyntaxTree.root
    if words[tree[root].key] == .schema { return addSchema(root, part: part, scope: XMLScope(), includer: includer) }
    gap(
      partPath(part), "expected a schema, found the element \(ExpandedName.parts(symbols.text(tree[root].key)).local)",
      origin(root, part))
  }

  /// Opens a document by its location, relative to another, and hands it on once; what cannot be opened is a gap.
  mutating func open(
    _ location: String, from part: Int, _ node: NodeID, namespace: String,
    _ body: (inout XSDReader, Int) -> Void
  ) {
    // A document without a namespace is read once for each that includes it, and so are its includes.
    let place = DocumentPlace(part: part, node: node)
    if let known = partsByPlace[place] { return body(&self, known) }
    let from = origin(node, part)
    let base = partPath(part)
    let below = attribute(SyntaxTree.root, words.xmlBase, in: trees[part]).flatMap { trees[part].string($0) } ?? ""
    let webPath = web.flatMap { $0.path(below.contains("://") ? location : below + location, from: base) }
    if webPath == nil, location.contains("://") || location.hasPrefix("urn:") {
      missing.insert(namespace)
      return gap(location, "a remote location; drift fetches nothing that a document names", from)
    }
    guard let path = webPath ?? Pointer.relativePath(below.contains("://") ? location : below + location, from: base)
    else {
      missing.insert(namespace)
      return gap(location, "a location outside of the system's folder", from)
    }
    if let known = partsByPath[path] {
      partsByPlace[place] = known
      return body(&self, known)
    }
    do throws(FormatInput.LoadFailure) {
      let tree = try load(path)
      guard tree.isXML else { throw .unreadable("no XML") }
      body(&self, addPart(path, tree))
    } catch {
      missing.insert(namespace)
      builder.schema.unreadDocuments.insert(path)
      switch error {
      case .refused(let why), .unreadable(let why): gap(location, why, from)
      }
    }
  }

  /// Takes in a document; gives its number.
  mutating func addPart(_ path: String, _ tree: SyntaxTree) -> Int {
    trees.append(tree)
    builder.schema.parts.append(tree.source)
    builder.schema.partPaths.append(path)
    partsByPath[path] = partsByPath[path] ?? trees.count - 1
    return trees.count - 1
  }

  func partPath(_ part: Int) -> String { builder.schema.partPaths[part] }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    // Nearly all have none: told by their bytes.
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 || first >= 0x80 || last >= 0x80
    else { return self }
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
