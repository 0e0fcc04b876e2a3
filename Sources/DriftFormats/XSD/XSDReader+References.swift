import DriftModel
import DriftSyntax

extension XSDReader {
  /// What a QName in a value leads to.
  enum Target {
    /// A type of XSD itself, or one of a built-in namespace that is read as it.
    case builtIn(XSDBuiltIn)
    /// A component.
    case component(Int)
    /// In a namespace that everybody knows and nobody describes.
    case anything
    /// Nothing that could be read.
    case missing
  }

  /// Finds what a QName means in a symbol space.
  mutating func resolve(_ node: NodeID, _ space: Space) -> (target: Target, name: Symbol) {
    let name = expand(node)
    let key = ComponentKey(space: space, name: name)
    if redefining == nil, let known = targets[key] { return (known, name) }
    let found = find(node, space, name)
    switch found.target {
    case .missing: break
    default: if redefining == nil, found.name == name { targets[key] = found.target }
    }
    return found
  }

  private mutating func find(_ node: NodeID, _ space: Space, _ name: Symbol) -> (target: Target, name: Symbol) {
    let (uri, local) = ExpandedName.parts(symbols.text(name))
    if space == .type, uri == XMLNamespace.xsd {
      if let type = XSDBuiltIn.named(local) { return (.builtIn(type), name) }
    }
    if let redefining, redefining.name == name, redefining.space == space {
      return (.component(redefining.original), name)
    }
    if let index = byName[ComponentKey(space: space, name: name)] { return (.component(index), name) }
    if space == .type, uri == XMLNamespace.encoding || uri.hasSuffix("/soap-encoding"),
      let type = XSDBuiltIn.named(local)
    {
      return (.builtIn(type), name)
    }
    // Without a prefix and without a default namespace: the schema's own (FORMATS 3.6).
    if uri.isEmpty, !documents[document].target.isEmpty {
      let own = symbols.intern("{\(documents[document].target)}\(local)")
      if let index = byName[ComponentKey(space: space, name: own)] { return (.component(index), own) }
    }
    if XMLNamespace.builtIn.contains(uri), !namespaces.contains(uri) { return (.anything, name) }
    if !missing.contains(uri) {
      let why =
        uri.first == "?"
        ? "its prefix \"\(uri.dropFirst())\" is not declared"
        : namespaces.contains(uri) ? "no \(space) of that name" : "its namespace is not imported from anywhere"
      gap("\(local) of \(uri.isEmpty ? "no namespace" : uri)", why, origin(node))
    }
    return (.missing, name)
  }

  /// The expanded name of a QName in a value.
  mutating func expand(_ node: NodeID) -> Symbol {
    scope.expand(
      tree.symbol(node), symbols,
      target: documents.isEmpty || !documents[document].isChameleon ? nil : documents[document].target)
  }

  /// Lets a type hold in the innermost draft.
  mutating func hold(_ node: NodeID, in draft: inout ShapeDraft) {
    let (target, name) = resolve(node, .type)
    switch target {
    case .builtIn(let type): hold(type, in: &draft)
    case .component(let index): refer(to: index, name, at: node, in: &draft)
    case .anything: return
    case .missing: builder.refer(Reference(target: .missing, name: name, origin: origin(node)))
    }
  }

  /// Lets a type of XSD hold in the innermost draft.
  mutating func hold(_ type: XSDBuiltIn, in draft: inout ShapeDraft) {
    if !type.types.isEmpty { draft.narrow(to: type.types) }
    if type.scalar != .none { draft.scalar = type.scalar }
    if let format = type.format, !type.isList { builder.state(.format, .text, symbols.intern(format)) }
    if type.format == "IDREF" { builder.state(.linkTarget, .text, symbols.intern("ID")) }
    if type.isList {
      var item = builder.begin(at: draft.origin)
      item.types = .string
      item.scalar = .string
      item.nullable = .no
      if type.format == "IDREFS" { builder.state(.linkTarget, .text, symbols.intern("ID")) }
      draft.items = builder.finish(item)
      builder.state(.xmlForm, .text, symbols.intern("list"))
    }
  }

  /// Refers to the definition of a component; what was redefined has none and is written in.
  mutating func refer(to index: Int, _ name: Symbol, at node: NodeID, in draft: inout ShapeDraft) {
    let definition = components[index].definition
    guard definition < 0 else {
      return builder.refer(
        Reference(
          target: .definition(definition), name: builder.schema.definitions[definition].name, origin: origin(node)))
    }
    if let inner = writtenIn(index) { builder.include(inner, in: &draft) }
  }

  /// The shape of a type that has no definition; nil where it holds itself.
  mutating func writtenIn(_ index: Int) -> ShapeID? {
    guard activeGroups.insert(index).inserted else { return nil }
    defer { activeGroups.remove(index) }
    return inside(index) { reader in
      let node = reader.components[index].node
      return reader.words[reader.tree[node].key] == .complexType ? reader.complexType(node) : reader.simpleType(node)
    }
  }

  /// Goes to another component's document and comes back.
  mutating func inside<T>(_ index: Int, _ body: (inout XSDReader) -> T) -> T {
    let home = (part, document, tree, scope, redefining)
    enter(index)
    defer { (part, document, tree, scope, redefining) = home }
    return body(&self)
  }

  /// Finds which elements stand for which, and which types derive from which.
  mutating func collectRelations() {
    for index in components.indices where components[index].definition >= 0 {
      enter(index)
      redefining = nil
      let node = components[index].node
      if words[tree[node].key] == .element {
        guard let heads = attribute(node, words.substitutionGroup) else { continue }
        // XSD 1.1 allows several.
        for head in (tree.string(heads) ?? "").split(whereSeparator: \.isWhitespace) {
          let name = scope.expand(
            symbols.intern(String(head)), symbols,
            target: documents[document].isChameleon ? documents[document].target : nil)
          substitutes[name, default: []].append(index)
        }
      } else if let base = baseOfType(node) {
        derived[expand(base), default: []].append(index)
      }
    }
  }

  /// The attribute that names a complex type's base.
  private func baseOfType(_ node: NodeID) -> NodeID? {
    for content in tree.children(node) {
      guard let kind = words[tree[content].key], kind == .complexContent || kind == .simpleContent else { continue }
      for step in tree.children(content) {
        if let kind = words[tree[step].key], kind == .extension || kind == .restriction {
          return attribute(step, words.base)
        }
      }
    }
    return nil
  }

  /// An abstract type stands for those that derive from it: the instance names one with `xsi:type` (XSD 1.0 part 1, 2.6.1).
  mutating func addVariants() {
    for index in components.indices where components[index].definition >= 0 {
      let component = components[index]
      let home = documents[component.document]
      let tree = trees[home.part]
      guard words[tree[component.node].key] == .complexType,
        let local = attribute(component.node, words.name, in: tree).flatMap({ tree.string($0) })?.trimmed,
        let flag = attribute(component.node, words.abstract, in: tree).flatMap({ tree.string($0) })?.trimmed,
        flag == "true" || flag == "1"
      else { continue }
      let name = symbols.intern(home.target.isEmpty ? local : "{\(home.target)}\(local)")
      let base = builder.schema.definitions[component.definition].shape
      var seen: Set<Int> = [index]
      var open = derived[name] ?? []
      while let next = open.popLast() {
        guard seen.insert(next).inserted else { continue }
        let definition = components[next].definition
        builder.schema.definitions[definition].isNameOnWire = true
        builder.schema.variants.append(Variant(base: base, target: .definition(definition)))
        let inner = components[next]
        let document = documents[inner.document]
        if let local = attribute(inner.node, words.name, in: trees[document.part]).flatMap({
          trees[document.part].string($0)
        }) {
          open += derived[symbols.intern(document.target.isEmpty ? local : "{\(document.target)}\(local)")] ?? []
        }
      }
    }
  }

  /// The elements that may stand where a head is referred to, the head first unless it is abstract.
  func members(of head: Int, named name: Symbol) -> [Int] {
    var out: [Int] = []
    var seen: Set<Int> = []
    var open: [(index: Int, name: Symbol)] = [(head, name)]
    var at = 0
    while at < open.count {
      let (index, name) = open[at]
      at += 1
      guard seen.insert(index).inserted else { continue }
      let component = components[index]
      let home = documents[component.document]
      let flag = attribute(component.node, words.abstract, in: trees[home.part]).flatMap { trees[home.part].string($0) }
      if flag != "true", flag != "1" { out.append(index) }
      for member in substitutes[name] ?? [] {
        let home = documents[components[member].document]
        let local = attribute(components[member].node, words.name, in: trees[home.part]).flatMap {
          trees[home.part].string($0)
        }
        open.append((member, symbols.intern(home.target.isEmpty ? local ?? "" : "{\(home.target)}\(local ?? "")")))
      }
    }
    return out
  }
}
