import DriftModel
import DriftSyntax

extension SchemaReader {
  /// The reference of a schema object, nil where it has none.
  func referenceText(_ node: NodeID) -> NodeID? {
    for child in tree.children(node) {
      switch keywords[tree[child].key] {
      case .ref, .dynamicRef, .recursiveRef: return child
      default: continue
      }
    }
    return nil
  }

  /// Adds what a `$ref` leads to to the innermost draft.
  mutating func refer(to text: NodeID) {
    guard tree.kind(text) == .string else {
      return builder.refer(missing(symbols.intern("$ref"), "expected the text of a reference", origin(text)))
    }
    builder.refer(resolve(text))
  }

  /// Finds what the text of a `$ref` leads to.
  mutating func resolve(_ node: NodeID) -> Reference {
    switch locate(node) {
    case .found(let otherPart, let target):
      return reference(toPart: otherPart, node: target, named: tree.symbol(node), from: origin(node))
    case .missing(let why): return missing(tree.symbol(node), why, origin(node))
    }
  }

  /// Finds what a reference leads to: a definition, a place, or nothing, which is a gap.
  mutating func resolve(_ text: String, at node: NodeID) -> Reference {
    let from = origin(node)
    switch locate(text, from: node) {
    case .found(let otherPart, let target):
      return reference(toPart: otherPart, node: target, named: symbols.intern(text), from: from)
    case .missing(let why): return missing(symbols.intern(text), why, from)
    }
  }

  private mutating func missing(_ text: Symbol, _ why: String, _ from: Origin) -> Reference {
    gap(symbols.text(text), why, from)
    // One spelling of one reference, whatever in it is escaped.
    let (location, fragment) = Pointer.split(symbols.text(text))
    return Reference(target: .missing, name: symbols.intern(location + "#" + fragment), origin: from)
  }

  mutating func gap(_ subject: String, _ why: String, _ origin: Origin) {
    builder.schema.gaps.append(Gap(subject: subject, text: why, origin: origin))
  }

  private mutating func reference(toPart other: Int, node target: NodeID, named text: Symbol, from: Origin) -> Reference
  {
    let known = parts[other].definitionOfNode[target]
    if known >= 0 { return use(of: Int(known), from) }
    // Another way to the same place is the same place.
    let place = Place(part: other, node: target)
    if let known = placeNumbers[place] {
      return Reference(target: .place(ShapeID(known)), name: places[known].name, origin: from)
    }
    let pointer = pointer(toPart: other, node: target, named: text)
    if let index = definition(part: other, node: target, pointer: pointer) { return use(of: index, from) }
    let name = symbols.intern(other == 0 ? "#" + pointer : parts[other].path + "#" + pointer)
    placeNumbers[place] = places.count
    places.append(PendingPlace(part: other, node: target, name: name))
    return Reference(target: .place(ShapeID(places.count - 1)), name: name, origin: from)
  }

  /// The way from a document's root to a node: the fragment itself, unless it is an anchor or starts further in.
  private mutating func pointer(toPart other: Int, node target: NodeID, named text: Symbol) -> String {
    let fragment = Pointer.split(symbols.text(text)).fragment
    let isFromRoot = fragment.first == "/" && !anchors(of: other).hasIdentifiers
    return isFromRoot ? fragment : Pointer.to(target, in: parts[other].tree)
  }

  private func use(of index: Int, _ from: Origin) -> Reference {
    Reference(target: .definition(index), name: builder.schema.definitions[index].name, origin: from)
  }

  /// The definition that a node is; whole documents and members of `$defs` become one when they are referred to.
  private mutating func definition(part other: Int, node target: NodeID, pointer: String) -> Int? {
    if target == SyntaxTree.root, other > 0 {
      return define(Pointer.fileStem(parts[other].path), part: other, node: target, at: target)
    }
    guard let (container, name) = Pointer.lastSteps(pointer) else { return nil }
    switch container {
    case "$defs", "definitions", "schemas":
      return define(name, part: other, node: target, at: target, isNested: isNested(pointer))
    // A document that is a collection: what stands in it under a name of its own.
    case "" where SchemaKeyword(rawValue: name) == nil && OpenAPIKeyword(rawValue: name) == nil:
      return define(name, part: other, node: target, at: target)
    default: return nil
    }
  }

  /// Whether a definition stands inside of a schema, not in the collection of its document.
  private func isNested(_ pointer: String) -> Bool {
    pointer.utf8.count { $0 == UInt8(ascii: "/") } > (dialect.isOpenAPI ? 3 : 2)
  }

  /// Registers the members of `$defs` or `definitions`: of a document, or of a schema in it.
  mutating func registerDefinitions(_ node: NodeID, isNested: Bool = false) {
    guard isKind(.object, node) else { return }
    for child in tree.children(node) where parts[part].definitionOfNode[child] < 0 {
      let name = symbols.text(tree[child].key)
      if let moved = movedDefinition(child) {
        let index = define(name, part: moved.part, node: moved.node, at: moved.node)
        parts[part].definitionOfNode[child] = Int32(truncatingIfNeeded: index)
      } else {
        _ = define(name, part: part, node: child, at: child, isNested: isNested)
      }
    }
  }

  /// Where a definition is written that is nothing but a reference into another document: it is that, under this name.
  private mutating func movedDefinition(_ node: NodeID) -> Place? {
    guard tree.kind(node) == .object, tree.count(node) == 1, let text = referenceText(node),
      tree.textBytes(text).first != UInt8(ascii: "#"),
      case .found(let other, let target) = locate(text), other != part, parts[other].definitionOfNode[target] < 0
    else { return nil }
    return Place(part: other, node: target)
  }

  /// Makes a definition of a node, to be read later. A name that is taken is qualified by path and pointer; so is one
  /// that several schemas give to definitions of their own, whichever is met first.
  mutating func define(
    _ name: String, part other: Int, node: NodeID, at place: NodeID, isNested: Bool = false
  ) -> Int {
    var symbol = symbols.intern(name)
    if definitionByName[symbol] != nil || isNested && ambiguousNames(of: other).contains(symbol) {
      let pointer = Pointer.to(node, in: parts[other].tree)
      symbol = symbols.intern(other == 0 ? pointer : parts[other].path + "#" + pointer)
    }
    let index = builder.schema.definitions.count
    builder.schema.definitions.append(
      Definition(
        name: symbol, identity: identity(name, symbol, part: other), shape: .none,
        origin: Origin(part: UInt32(other), offset: parts[other].tree[place].keyStart), position: UInt32(index)))
    parts[other].definitionOfNode[node] = Int32(truncatingIfNeeded: index)
    definitionByName.set(symbol, index)
    pendingDefinitions.append(PendingDefinition(index: index, part: other, node: node))
    return index
  }

  /// What a definition is in its own document. The one entry's own path says nothing of the system; where a document
  /// has a name twice, the address tells the two apart.
  private mutating func identity(_ name: String, _ address: Symbol, part number: Int) -> Symbol {
    if number == 0, !isFolder { return address }
    let own = symbols.intern("\(parts[number].path)#\(name)")
    return identities.insert(own).inserted ? own : address
  }

  /// Names that several collections of definitions of a document have.
  private mutating func ambiguousNames(of number: Int) -> Set<Symbol> {
    if let known = parts[number].ambiguousNames { return known }
    let other = parts[number].tree
    let collections = Set(["$defs", "definitions"].compactMap { symbols.existing($0) })
    var once: Set<Symbol> = []
    var often: Set<Symbol> = []
    for node in 0..<other.nodeCount where other.kind(node) == .object && collections.contains(other[node].key) {
      for child in other.children(node) where !once.insert(other[child].key).inserted {
        often.insert(other[child].key)
      }
    }
    parts[number].ambiguousNames = often
    return often
  }

  /// Where a reference leads.
  enum Location {
    case found(part: Int, node: NodeID)
    case missing(String)
  }

  /// Finds the document and the node that the text of a `$ref` names.
  mutating func locate(_ node: NodeID) -> Location {
    let text = tree.symbol(node)
    // Where identifiers change the base, one text leads to several places.
    let isFixed = dialect.identifier == nil || !anchors(of: part).hasIdentifiers
    if isFixed, let known = parts[part].located[text] { return .found(part: part, node: known) }
    if isFixed, let target = followPlain(symbols.bytes(text)) {
      parts[part].located.set(text, target)
      return .found(part: part, node: target)
    }
    let found = locate(symbols.text(text), from: node)
    if isFixed, case .found(let other, let target) = found, other == part { parts[part].located.set(text, target) }
    return found
  }

  /// The usual reference: a pointer into the same document without percent encoding.
  private func followPlain(_ text: UnsafeRawBufferPointer) -> NodeID? {
    guard text.count > 1, text[0] == UInt8(ascii: "#"), text[1] == UInt8(ascii: "/"), !text.contains(UInt8(ascii: "%"))
    else { return nil }
    return Pointer.follow(UnsafeRawBufferPointer(rebasing: text[1...]), from: SyntaxTree.root, in: tree)
  }

  /// Finds the document and the node that a reference names (FORMATS 1.4 and 2.4).
  mutating func locate(_ text: String, from node: NodeID) -> Location {
    let (location, fragment) = Pointer.split(text)
    // The usual case first: into the same document, where no identifier changes the base.
    if location.isEmpty, dialect.identifier == nil || (!anchors(of: part).hasIdentifiers && fragment.first == "/") {
      return locate(fragment: fragment, part: part, under: SyntaxTree.root)
    }
    let base = anchors(of: part).base(of: node)
    let target = location.isEmpty ? base.uri : URIReference.resolve(location, against: base.uri)
    if location.isEmpty { return locate(fragment: fragment, part: part, under: base.node) }
    for number in parts.indices {
      if let root = anchors(of: number).resource(target) {
        return locate(fragment: fragment, part: number, under: root)
      }
    }
    switch loadPart(location, target: target) {
    case .success(let number): return locate(fragment: fragment, part: number, under: SyntaxTree.root)
    case .failure(let failure):
      switch failure {
      case .refused(let why), .unreadable(let why): return .missing(why)
      }
    }
  }

  private mutating func locate(fragment: String, part number: Int, under root: NodeID) -> Location {
    let tree = parts[number].tree
    if fragment.isEmpty { return .found(part: number, node: root) }
    if fragment.first == "/" {
      if let node = Pointer.follow(fragment, from: root, in: tree) { return .found(part: number, node: node) }
      return .missing("nothing stands there")
    }
    if let node = anchors(of: number).anchor(fragment, under: root) { return .found(part: number, node: node) }
    return .missing("no anchor or identifier of that name")
  }

  private mutating func loadPart(
    _ location: String, target: String
  ) -> Result<Int, FormatInput.LoadFailure> {
    let webPath = web.flatMap { $0.path(location, from: parts[part].path) }
    if webPath == nil, location.contains("://") || location.hasPrefix("//") {
      return .failure(.refused("a remote location; drift fetches nothing that a document names"))
    }
    guard let path = webPath ?? Pointer.relativePath(location, from: parts[part].path) else {
      return .failure(.refused("a location outside of the system's folder"))
    }
    if let known = parts.firstIndex(where: { $0.path == path }) { return .success(known) }
    do {
      let loaded = try load(path)
      return .success(addPart(path, loaded, dialect: SchemaDialect.declared(by: loaded) ?? dialect))
    } catch {
      builder.schema.unreadDocuments.insert(path)
      return .failure(error)
    }
  }

  private mutating func anchors(of number: Int) -> AnchorIndex {
    if let known = parts[number].anchors { return known }
    let made = AnchorIndex(parts[number].tree, path: parts[number].path, dialect: parts[number].dialect)
    parts[number].anchors = made
    return made
  }
}
