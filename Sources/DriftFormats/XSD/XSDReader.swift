import DriftModel
import DriftSyntax

/// Reads schema documents into definitions: global types and global elements (FORMATS 3.3).
///
/// Types and elements are looked up by expanded name, each in a symbol space of its own (XSD 1.0 part 1, 2.5). Groups are
/// written into each place that uses them; types stay references.
struct XSDReader: ~Copyable {
  /// What a component is, by its symbol space.
  enum Space: Hashable {
    case type, element, attribute, group, attributeGroup
  }

  struct ComponentKey: Hashable {
    var space: Space
    var name: Symbol
  }

  /// A global component.
  struct Component {
    var document: Int
    var node: NodeID
    /// What it redefines; that is read where it refers to itself.
    var original: Int?
    /// For types and elements the definition.
    var definition = -1
  }

  struct DocumentPlace: Hashable {
    var part: Int
    var node: NodeID
  }

  struct DocumentKey: Hashable {
    var part: Int
    var node: NodeID
    var target: String
  }

  var builder: SchemaBuilder
  let symbols: SymbolTable
  let words: XSDVocabulary
  /// Where the documents were fetched from; nil for files.
  let web: WebPlace?
  let load: (String) throws(FormatInput.LoadFailure) -> SyntaxTree
  var trees: [SyntaxTree] = []
  var documents: [XSDDocument] = []
  var known: Set<DocumentKey> = []
  /// The schemas that are being read, each brought in by the one before it.
  var openSchemas: [OpenSchema] = []
  var partsByPath: [String: Int] = [:]
  /// The documents that includes and imports were found to name.
  var partsByPlace: [DocumentPlace: Int] = [:]
  var components: [Component] = []
  var byName: [ComponentKey: Int] = [:]
  /// What names were found to mean, where nothing is redefined.
  var targets: [ComponentKey: Target] = [:]
  /// Namespaces with a document, and those whose document could not be read.
  var namespaces: Set<String> = []
  var missing: Set<String> = []
  /// Namespaces that are imported without a location.
  var hoped: [(uri: String, origin: Origin)] = []
  /// The members of substitution groups, by head.
  var substitutes: [Symbol: [Int]] = [:]
  /// The types derived from a type.
  var derived: [Symbol: [Int]] = [:]
  /// What was told already, so that one thing is one gap.
  var told: Set<String> = []
  var noteCounts: [Symbol: Int] = [:]
  // Where the reader is.
  var part = 0
  var document = 0
  var scope = XMLScope()
  var tree: SyntaxTree
  /// The namespace of the definition that is read: what is in it need not say so.
  var home = ""
  /// Types that derive from themselves.
  var rings: Set<Int> = []
  /// The component that is read and redefines another, and that other.
  var redefining: (name: Symbol, space: Space, original: Int)?
  /// Groups that are being written in, so that one that holds itself ends.
  var activeGroups: Set<Int> = []
  /// Groups within groups written so far for the component that is read, and in all.
  var writtenGroups = 0
  var writtenGroupsInAll = 0
  /// How many things stand within each other where the reader is.
  var depth = 0
  /// What types hand down of attributes.
  var inheritedAttributes: [InheritanceKey: InheritedAttributes] = [:]

  init(_ input: FormatInput, format: any SchemaFormat, dialect: String) {
    symbols = input.symbols
    words = XSDVocabulary(input.symbols)
    load = input.load
    web = input.web
    tree = input.entries[0].tree
    builder = SchemaBuilder(
      Schema(format: format.id, dialect: dialect, revision: format.revision, symbols: input.symbols, parts: []))
  }

  // MARK: Components

  /// Registers a global component under its name.
  mutating func register(_ node: NodeID, in number: Int, isRedefinition: Bool = false) {
    let home = documents[number]
    let tree = trees[home.part]
    guard let local = attribute(node, words.name, in: tree).flatMap({ tree.string($0) })?.trimmed, !local.isEmpty else {
      return gap("a component without a name", "XSD gives every global component one", origin(node, home.part))
    }
    let space: Space
    switch words[tree[node].key] {
    case .element: space = .element
    case .attribute: space = .attribute
    case .group: space = .group
    case .attributeGroup: space = .attributeGroup
    default: space = .type
    }
    let name = symbols.intern(home.target.isEmpty ? local : "{\(home.target)}\(local)")
    let key = ComponentKey(space: space, name: name)
    let known = byName[key]
    if known != nil, !isRedefinition {
      // The same schema by two ways; a differing one cannot be told apart by whoever refers to it.
      if !isSame(node, tree, as: known ?? 0) {
        gap(
          "\(home.target) \(local)", "it is declared twice, and not alike; the first counts", origin(node, home.part))
      }
      return
    }
    byName[key] = components.count
    components.append(Component(document: number, node: node, original: known))
  }

  /// Gives types and elements their definitions, once all documents are there.
  mutating func define() {
    for hope in hoped where !namespaces.contains(hope.uri) && !XMLNamespace.builtIn.contains(hope.uri) {
      guard missing.insert(hope.uri).inserted else { continue }
      gap(hope.uri, "a namespace that is imported without a location, and that no document here has", hope.origin)
    }
    let globals = components.indices.map { global($0) }
    let names = XSDNames(globals.compactMap { $0 })
    for (index, global) in globals.enumerated() {
      guard let global else { continue }
      let name = symbols.intern(names.name(global))
      components[index].definition = builder.schema.definitions.count
      let home = documents[components[index].document]
      builder.schema.definitions.append(
        Definition(
          name: name, identity: symbols.intern(global.identity), isNameOnWire: global.space == .element, shape: .none,
          origin: origin(components[index].node, home.part), position: UInt32(components[index].definition)))
    }
    collectRelations()
    tellRings()
  }

  /// A component that becomes a definition; nil for groups, attributes and what was redefined.
  private func global(_ index: Int) -> XSDNames.Global? {
    let component = components[index]
    let home = documents[component.document]
    let tree = trees[home.part]
    let space: Space
    switch words[tree[component.node].key] {
    case .element: space = .element
    case .complexType, .simpleType: space = .type
    default: return nil
    }
    guard let local = attribute(component.node, words.name, in: tree).flatMap({ tree.string($0) })?.trimmed else {
      return nil
    }
    let name = symbols.intern(home.target.isEmpty ? local : "{\(home.target)}\(local)")
    guard byName[ComponentKey(space: space, name: name)] == index else { return nil }
    return XSDNames.Global(space: space, uri: home.target, local: local)
  }

  /// Reads all definitions.
  mutating func readDefinitions() {
    for index in components.indices where components[index].definition >= 0 {
      enter(index)
      home = documents[document].target
      writtenGroups = 0
      let node = components[index].node
      let shape: ShapeID
      switch words[tree[node].key] {
      case .element: shape = elementShape(node, isGlobal: true)
      case .complexType: shape = complexType(node)
      default: shape = simpleType(node)
      }
      builder.schema.definitions[components[index].definition].shape = shape
    }
    addVariants()
  }

  /// Goes to a component's document.
  mutating func enter(_ index: Int) {
    let component = components[index]
    document = component.document
    part = documents[document].part
    tree = trees[part]
    scope = documents[document].scope
    redefining = nil
    if let original = component.original,
      let name = attribute(component.node, words.name).flatMap({ tree.string($0) })
    {
      let target = documents[document].target
      let space: Space
      switch words[tree[component.node].key] {
      case .group: space = .group
      case .attributeGroup: space = .attributeGroup
      default: space = .type
      }
      redefining = (symbols.intern(target.isEmpty ? name : "{\(target)}\(name)"), space, original)
    }
  }

  // MARK: Places, notes, gaps

  func attribute(_ node: NodeID, _ name: Symbol) -> NodeID? { attribute(node, name, in: tree) }

  /// An attribute of an element; attributes come before all content.
  func attribute(_ node: NodeID, _ name: Symbol, in tree: SyntaxTree) -> NodeID? {
    // Asked several times for every element: they stand one after the other, and nothing is counted on the way.
    let nodes = tree.nodes
    let end = tree.next(after: node)
    var at = node + 1
    while at < end, nodes[at].kind == .string {
      if nodes[at].key == name { return at }
      at += 1
    }
    return nil
  }

  func text(_ node: NodeID, _ name: Symbol) -> String? { attribute(node, name).flatMap { tree.string($0) }?.trimmed }

  func isTrue(_ node: NodeID, _ name: Symbol) -> Bool {
    guard let attribute = attribute(node, name) else { return false }
    let value = (tree.string(attribute) ?? "").trimmed
    return value == "true" || value == "1"
  }

  func origin(_ node: NodeID) -> Origin { origin(node, part) }
  func origin(_ node: NodeID, _ part: Int) -> Origin { Origin(part: UInt32(part), offset: trees[part][node].keyStart) }

  mutating func gap(_ subject: String, _ why: String, _ origin: Origin) {
    guard told.insert("\(subject)\u{1f}\(why)").inserted else { return }
    builder.schema.gaps.append(Gap(subject: subject, text: why, origin: origin))
  }

  /// Counts an element or an attribute that the tree has no place for.
  mutating func note(_ key: Symbol, _ node: NodeID, _ part: Int) {
    if let known = noteCounts[key] {
      builder.schema.notes[known].count += 1
      return
    }
    noteCounts[key] = builder.schema.notes.count
    builder.schema.notes.append(
      Note(
        kind: ExpandedName.parts(symbols.text(key)).local, origin: origin(node, part),
        text: "no place in the field tree"))
  }

  /// Notes what an annotation tells machines.
  mutating func noteAppinfo(_ node: NodeID, _ part: Int) {
    let tree = trees[part]
    for child in tree.children(node) where words[tree[child].key] == .appinfo { note(tree[child].key, child, part) }
  }
}
