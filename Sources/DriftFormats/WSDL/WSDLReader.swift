import DriftModel
import DriftSyntax

/// Reads a description of a service: its types as definitions, its operations with request, answer and faults.
struct WSDLReader: ~Copyable {
  /// A message, a port type or a binding, and what prefixes stand for there.
  struct Component {
    var part: Int
    var node: NodeID
    var scope: XMLScope
    var target: String
  }

  var schemas: XSDReader
  let words: WSDLVocabulary
  let symbols: SymbolTable
  var messages: [Symbol: Component] = [:]
  var portTypes: [(name: Symbol, component: Component)] = []
  var bindings: [(type: Symbol, component: Component)] = []
  /// The operations of bindings, by port type and name.
  var boundOperations: [BoundName: [(binding: Int, node: NodeID)]] = [:]
  private var opened: Set<Int> = []
  /// Where the system is called.
  private var addresses: Set<String> = []
  /// Descriptions that are imported and not yet read.
  private var imported: [Int] = []

  struct BoundName: Hashable {
    var portType: Symbol
    var operation: String
  }

  init(_ schemas: consuming XSDReader) {
    symbols = schemas.symbols
    words = WSDLVocabulary(schemas.symbols)
    self.schemas = schemas
  }

  /// Takes in a description and all that it imports.
  mutating func addDescription(_ part: Int) {
    readDescription(part)
    // However long the chain of imports is.
    while let next = imported.popLast() { readDescription(next) }
  }

  private mutating func readDescription(_ part: Int) {
    guard opened.insert(part).inserted else { return }
    let tree = schemas.trees[part]
    let root = SyntaxTree.root
    if schemas.words[tree[root].key] == .schema { return schemas.addRoot(part, includer: nil) }
    guard words[tree[root].key] == .definitions else {
      let name = ExpandedName.parts(symbols.text(tree[root].key)).local
      return schemas.gap(
        schemas.partPath(part), "expected a description or a schema, found the element \(name)",
        schemas.origin(root, part))
    }
    var scope = XMLScope()
    _ = scope.enter(root, in: tree)
    let target = text(root, symbols.intern("@targetNamespace"), tree) ?? ""
    for child in tree.children(root) where tree.kind(child) == .object {
      let outer = scope.enter(child, in: tree)
      defer { scope.leave(outer) }
      let component = Component(part: part, node: child, scope: scope, target: target)
      switch words[tree[child].key] {
      case .types: readTypes(child, part, scope)
      case .import: importDocument(child, part)
      case .message: if let name = name(component) { messages[name] = messages[name] ?? component }
      case .portType:
        if let name = name(component), !portTypes.contains(where: { $0.name == name }) {
          portTypes.append((name, component))
        }
      case .binding:
        if let type = attribute(child, words.type, tree) {
          bindings.append((scope.expand(tree.symbol(type), symbols, target: target), component))
        }
      case .service: readPorts(child, part)
      case .documentation: note(child, "documentation", part)
      default: schemas.note(tree[child].key, child, part)
      }
    }
  }

  /// The schemas in the types of a description.
  private mutating func readTypes(_ node: NodeID, _ part: Int, _ scope: XMLScope) {
    let tree = schemas.trees[part]
    for child in tree.children(node) where tree.kind(child) == .object {
      if schemas.words[tree[child].key] == .schema {
        schemas.addSchema(child, part: part, scope: scope)
      } else if words[tree[child].key] == .documentation {
        note(child, "documentation", part)
      } else {
        let (uri, local) = ExpandedName.parts(symbols.text(tree[child].key))
        let why =
          XMLNamespace.obsoleteXSD.contains(uri)
          ? "the schema language of \(uri) is not read" : "expected a schema in the types"
        schemas.gap(local, why, schemas.origin(child, part))
        for at in (child + 1)..<tree.next(after: child) where tree[at].key == symbols.existing("@targetNamespace") {
          schemas.missing.insert(tree.string(at) ?? "")
        }
        if let target = text(child, symbols.intern("@targetNamespace"), tree) { schemas.missing.insert(target) }
      }
    }
  }

  /// An import of a description, or of a schema (FORMATS 3.6).
  private mutating func importDocument(_ node: NodeID, _ part: Int) {
    let tree = schemas.trees[part]
    let namespace = text(node, words.namespace, tree) ?? ""
    guard let location = text(node, words.location, tree), !location.isEmpty else { return }
    var found: Int?
    schemas.open(location, from: part, node, namespace: namespace) { _, number in found = number }
    if let found { imported.append(found) }
  }

  /// Where the ports of a service are.
  private mutating func readPorts(_ node: NodeID, _ part: Int) {
    let tree = schemas.trees[part]
    for at in (node + 1)..<tree.next(after: node) {
      switch words[tree[at].key] {
      case .soapAddress, .httpAddress:
        if let place = text(at, words.location, tree) { addresses.insert(Self.withoutHost(place)) }
      case .documentation: note(at, "documentation", part)
      default: continue
      }
    }
  }

  /// The path of an address. The host is of the machine that wrote the description, often `localhost` or another one
  /// each night (FORMATS 3.6).
  private static func withoutHost(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    let path = address[scheme.upperBound...].drop { $0 != "/" }
    return path.isEmpty ? "/" : String(path)
  }

  /// Reads what was collected.
  consuming func finish() -> Schema {
    schemas.define()
    schemas.readDefinitions()
    readOperations()
    schemas.builder.schema.systemFacts = schemas.builder.store(
      addresses.sorted().map { Fact(.server, .text, symbols.intern($0)) })
    return schemas.builder.finish()
  }

  // MARK: Looking

  func attribute(_ node: NodeID, _ name: Symbol, _ tree: SyntaxTree) -> NodeID? {
    schemas.attribute(node, name, in: tree)
  }

  func text(_ node: NodeID, _ name: Symbol, _ tree: SyntaxTree) -> String? {
    schemas.attribute(node, name, in: tree).flatMap { tree.string($0) }?.trimmed
  }

  /// The expanded name of a component of a description.
  private func name(_ component: Component) -> Symbol? {
    let tree = schemas.trees[component.part]
    return text(component.node, words.name, tree).map {
      symbols.intern(component.target.isEmpty ? $0 : "{\(component.target)}\($0)")
    }
  }

  /// Goes to a component's document, for the reader of schemas.
  mutating func enter(_ component: Component) {
    schemas.part = component.part
    schemas.tree = schemas.trees[component.part]
    schemas.scope = component.scope
    schemas.redefining = nil
    // Names in a description are in no schema's chameleon.
    if schemas.documents.isEmpty {
      schemas.documents.append(
        XSDDocument(
          part: component.part, node: SyntaxTree.root, target: "", isChameleon: false, qualifiesElements: false,
          qualifiesAttributes: false, scope: component.scope))
    }
    schemas.document =
      schemas.documents.firstIndex { $0.target == component.target && !$0.isChameleon } ?? schemas.document
  }

  /// Counts what the field tree has no place for.
  mutating func note(_ node: NodeID, _ kind: String, _ part: Int) {
    if let known = schemas.builder.schema.notes.firstIndex(where: { $0.kind == kind }) {
      schemas.builder.schema.notes[known].count += 1
      return
    }
    schemas.builder.schema.notes.append(
      Note(kind: kind, origin: schemas.origin(node, part), text: "prose of the description as a whole"))
  }
}
