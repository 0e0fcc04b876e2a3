import DriftModel
import DriftSyntax

extension XSDReader {
  /// Reads a complex type (XSD 1.0 part 1, 3.4).
  mutating func complexType(_ node: NodeID) -> ShapeID {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    var draft = builder.begin(at: origin(node))
    draft.types = .object
    draft.nullable = .no
    var rank: UInt32 = 0
    var content = Content()
    var described = false
    if isTrue(node, words.abstract) { builder.state(.abstract, .flag, symbols.intern("true")) }
    if isTrue(node, words.mixed) { addText(node, type: nil, &rank) }
    for child in tree.children(node) {
      guard tree.kind(child) == .object else {
        switch tree[child].key {
        case words.name, words.abstract, words.mixed: continue
        default: noteAttribute(child)
        }
        continue
      }
      switch words[tree[child].key] {
      case .annotation: if !described { described = annotate(child) }
      case .complexContent, .simpleContent: derivedContent(child, &draft, &content, &rank)
      default: readContent(child, &draft, &content, &rank)
      }
    }
    settle(&draft, content)
    return builder.finish(draft)
  }

  /// What was met in a complex type.
  struct Content {
    var hasWildcard = false
    var hasBase = false
    /// Whether members stand in a sequence, whose order a writer has to keep.
    var isSequence = false
  }

  private func settle(_ draft: inout ShapeDraft, _ content: Content) {
    // What no wildcard admits is refused; what the base admits is its own to say.
    draft.isClosed = !content.hasWildcard && !content.hasBase
    draft.isOrdered = content.isSequence
  }

  /// One child of a complex type, an extension or a restriction.
  private mutating func readContent(
    _ child: NodeID, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    switch words[tree[child].key] {
    case .sequence, .choice, .all, .group: particle(child, Occurrence(), &draft, &content, &rank)
    case .attribute: attribute(child, &rank)
    case .attributeGroup: attributeGroup(child, &draft, &content, &rank)
    case .anyAttribute: wildcard(child, "anyAttribute", &draft, &content)
    case .openContent: content.hasWildcard = true
    case .assert:
      builder.state(.assertion, .text, symbols.intern(text(child, symbols.intern("@test")) ?? ""))
    case .annotation: noteAppinfo(child, part)
    default: note(tree[child].key, child, part)
    }
  }

  /// `complexContent` and `simpleContent`: an extension has its base's content, then its own; a restriction repeats what
  /// remains of the base's elements and keeps its attributes.
  private mutating func derivedContent(
    _ node: NodeID, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let isSimple = words[tree[node].key] == .simpleContent
    if isTrue(node, words.mixed) { addText(node, type: nil, &rank) }
    for step in tree.children(node) where tree.kind(step) == .object {
      let kind = words[tree[step].key]
      guard kind == .extension || kind == .restriction else {
        if kind == .annotation { noteAppinfo(step, part) } else { note(tree[step].key, step, part) }
        continue
      }
      let outer = scope.enter(step, in: tree)
      defer { scope.leave(outer) }
      if let base = attribute(step, words.base) {
        if isEncodedArray(base) { return encodedArray(step, &draft) }
        if isSimple {
          simpleBase(base, step, kind == .restriction, &draft, &content, &rank)
        } else if kind == .extension {
          extend(base, &draft, &content, &rank)
        } else {
          inheritAttributes(base, &draft, &content, &rank, depth: 0)
        }
      }
      for child in tree.children(step) where tree.kind(child) == .object {
        if isSimple, words[tree[child].key]?.isFacet == true { continue }
        if isSimple, words[tree[child].key] == .simpleType { continue }
        readContent(child, &draft, &content, &rank)
      }
    }
  }

  private mutating func extend(
    _ base: NodeID, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let (target, name) = resolve(base, .type)
    switch target {
    case .component(let index):
      if components[index].definition < 0 {
        // What is redefined has no name of its own any more: its content is written in.
        refer(to: index, name, at: base, in: &draft)
        content.hasBase = true
      } else {
        refer(to: index, name, at: base, in: &draft)
        content.hasBase = true
      }
    case .missing:
      builder.refer(Reference(target: .missing, name: name, origin: origin(base)))
      content.hasBase = true
    case .builtIn, .anything: content.hasWildcard = true
    }
  }

  /// `simpleContent`: the text of the element, and attributes.
  private mutating func simpleBase(
    _ base: NodeID, _ step: NodeID, _ isRestriction: Bool, _ draft: inout ShapeDraft, _ content: inout Content,
    _ rank: inout UInt32
  ) {
    let (target, name) = resolve(base, .type)
    if case .component(let index) = target, isComplex(index) {
      if isRestriction {
        inheritAttributes(base, &draft, &content, &rank, depth: 0)
        addText(step, type: nil, &rank)
      } else {
        refer(to: index, name, at: base, in: &draft)
        content.hasBase = true
      }
      return
    }
    addText(step, type: base, &rank)
  }

  private func isComplex(_ index: Int) -> Bool {
    words[trees[documents[components[index].document].part][components[index].node].key] == .complexType
  }

  /// The text of an element as a member.
  private mutating func addText(_ node: NodeID, type: NodeID?, _ rank: inout UInt32) {
    var draft = builder.begin(at: origin(node))
    if let type {
      hold(type, in: &draft)
      facets(of: node, &draft)
    } else {
      draft.types = .string
      draft.scalar = .string
    }
    if draft.nullable == .unknown, draft.types != nil { draft.nullable = .no }
    let shape = builder.finish(draft)
    builder.add(
      Field(
        name: words.text, role: .text, shape: shape, required: type == nil ? .no : .yes, position: rank,
        origin: origin(node)))
    rank += 1
  }

  /// The attributes that a restriction keeps of its base, as far as it does not say otherwise.
  private mutating func inheritAttributes(
    _ base: NodeID, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32, depth: Int
  ) {
    guard depth < 32, case .component(let index) = resolve(base, .type).target, isComplex(index) else { return }
    var inherited = rank
    let found: [Field] = inside(index) { reader in
      guard reader.activeGroups.insert(index).inserted else { return [] }
      defer { reader.activeGroups.remove(index) }
      let shape = reader.complexType(reader.components[index].node)
      var out: [Field] = []
      let fields = reader.builder.schema[shape].fields
      for at in fields.indices where reader.builder.schema.fields[at].role == .attribute {
        out.append(reader.builder.schema.fields[at])
      }
      return out
    }
    for field in found {
      var field = field
      field.position = inherited
      inherited += 1
      builder.add(field)
    }
    rank = inherited
  }

  // MARK: Model groups

  /// Reads a model group into the innermost draft (XSD 1.0 part 1, 3.8).
  mutating func particle(
    _ node: NodeID, _ outer: Occurrence, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let scoped = scope.enter(node, in: tree)
    defer { scope.leave(scoped) }
    let (isRequired, isRepeated, _) = occurrences(node, outer)
    if text(node, words.maxOccurs) == "0" { return }
    var inner = Occurrence(isRequired: isRequired, isRepeated: isRepeated, isExclusive: outer.isExclusive)
    switch words[tree[node].key] {
    case .group:
      guard let ref = attribute(node, words.ref) else { return }
      return group(ref, inner, &draft, &content, &rank)
    case .choice:
      inner.isRequired = false
      // One of many, again and again, excludes nothing.
      inner.isExclusive = !isRepeated && tree.children(node).filter { tree.kind($0) == .object }.count > 1
    case .sequence: content.isSequence = content.isSequence || !isRepeated
    default: break
    }
    for child in tree.children(node) where tree.kind(child) == .object {
      switch words[tree[child].key] {
      case .element: member(child, inner, rank: &rank)
      case .sequence, .choice, .group, .all: particle(child, inner, &draft, &content, &rank)
      case .any: wildcard(child, "any", &draft, &content)
      case .annotation: noteAppinfo(child, part)
      default: note(tree[child].key, child, part)
      }
    }
  }

  /// How many times groups are written into one component; more is made to break readers.
  private static let mostGroups = 10_000

  private mutating func group(
    _ ref: NodeID, _ outer: Occurrence, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let (target, name) = resolve(ref, .group)
    guard case .component(let index) = target else {
      return builder.refer(Reference(target: .missing, name: name, origin: origin(ref)))
    }
    writtenGroups += 1
    guard activeGroups.insert(index).inserted, writtenGroups <= Self.mostGroups else {
      return gap(ExpandedName.parts(symbols.text(name)).local, "a group that holds itself", origin(ref))
    }
    defer { activeGroups.remove(index) }
    let home = (part, document, tree, scope, redefining)
    enter(index)
    defer { (part, document, tree, scope, redefining) = home }
    let node = components[index].node
    for child in tree.children(node) where tree.kind(child) == .object {
      switch words[tree[child].key] {
      case .sequence, .choice, .all: particle(child, outer, &draft, &content, &rank)
      case .annotation: noteAppinfo(child, part)
      default: note(tree[child].key, child, part)
      }
    }
  }

  /// `any`, `anyAttribute`: members that no declaration names (XSD 1.0 part 1, 3.10).
  private mutating func wildcard(
    _ node: NodeID, _ kind: String, _ draft: inout ShapeDraft, _ content: inout Content
  ) {
    content.hasWildcard = true
    guard draft.values == .none else { return }
    var inner = builder.begin(at: origin(node))
    let namespace = text(node, words.namespace) ?? "##any"
    let process = text(node, words.processContents) ?? "strict"
    builder.state(.xmlForm, .text, symbols.intern("\(kind) \(namespace) \(process)"))
    inner.nullable = .unknown
    draft.values = builder.finish(inner)
  }

  // MARK: Attributes

  /// Reads an attribute as a member (XSD 1.0 part 1, 3.2).
  private mutating func attribute(_ node: NodeID, _ rank: inout UInt32) {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    let use = text(node, words.use)
    let position = rank
    rank += 1
    guard use != "prohibited" else { return }
    var name = text(node, words.name) ?? ""
    var declaration = node
    var home: Int?
    if let ref = attribute(node, words.ref) {
      let (target, expanded) = resolve(ref, .attribute)
      name = ExpandedName.parts(symbols.text(expanded)).local
      if case .component(let index) = target {
        home = index
        declaration = components[index].node
      } else if case .missing = target {
        var draft = builder.begin(at: origin(node))
        draft.nullable = .unknown
        builder.refer(Reference(target: .missing, name: expanded, origin: origin(ref)))
        let shape = builder.finish(draft)
        return add(attribute: name, shape, use, position, node)
      } else {
        declaration = -1
      }
    }
    let shape: ShapeID
    if declaration < 0 {
      var draft = builder.begin(at: origin(node))
      draft.types = .string
      draft.scalar = .string
      draft.nullable = .no
      shape = builder.finish(draft)
    } else if let home {
      shape = inside(home) { $0.attributeShape(declaration) }
    } else {
      shape = attributeShape(node)
    }
    add(attribute: name, shape, use, position, node)
  }

  private mutating func add(
    attribute name: String, _ shape: ShapeID, _ use: String?, _ position: UInt32, _ node: NodeID
  ) {
    builder.add(
      Field(
        name: symbols.intern("@" + name), role: .attribute, shape: shape, required: use == "required" ? .yes : .no,
        position: position, origin: origin(node)))
  }

  private mutating func attributeShape(_ node: NodeID) -> ShapeID {
    var draft = builder.begin(at: origin(node))
    if let type = attribute(node, words.type) { hold(type, in: &draft) }
    for child in tree.children(node) {
      guard tree.kind(child) == .object else {
        switch tree[child].key {
        case words.defaultValue: builder.state(.defaultValue, .text, tree.symbol(child))
        case words.fixed: builder.state(.fixedValue, .text, tree.symbol(child))
        case words.name, words.type, words.ref, words.use, words.form, words.arrayType, words.targetNamespace: continue
        default: noteAttribute(child)
        }
        continue
      }
      switch words[tree[child].key] {
      case .simpleType: include(simpleType(child), in: &draft)
      case .annotation: _ = annotate(child)
      default: note(tree[child].key, child, part)
      }
    }
    let isQualified = text(node, words.form).map { $0 == "qualified" } ?? documents[document].qualifiesAttributes
    if isQualified, !documents[document].target.isEmpty { builder.state(.xmlForm, .text, symbols.intern("qualified")) }
    if draft.nullable == .unknown, draft.types != nil { draft.nullable = .no }
    return builder.finish(draft)
  }

  private mutating func attributeGroup(
    _ node: NodeID, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    guard let ref = attribute(node, words.ref) else { return }
    let (target, name) = resolve(ref, .attributeGroup)
    guard case .component(let index) = target else {
      if case .missing = target { builder.refer(Reference(target: .missing, name: name, origin: origin(ref))) }
      return
    }
    // One that holds itself says nothing more the second time.
    guard activeGroups.insert(index).inserted else { return }
    defer { activeGroups.remove(index) }
    let home = (part, document, tree, scope, redefining)
    enter(index)
    defer { (part, document, tree, scope, redefining) = home }
    for child in tree.children(components[index].node) where tree.kind(child) == .object {
      readContent(child, &draft, &content, &rank)
    }
  }

  // MARK: Arrays of SOAP's encoding

  /// Whether a base is SOAP's array (SOAP 1.1, 5.4.2).
  private mutating func isEncodedArray(_ base: NodeID) -> Bool {
    let (uri, local) = ExpandedName.parts(symbols.text(expand(base)))
    return local == "Array" && (uri == XMLNamespace.encoding || uri.hasSuffix("/soap-encoding"))
  }

  /// A restriction of SOAP's array: its items are those of `wsdl:arrayType`, or of the one element that it has.
  private mutating func encodedArray(_ node: NodeID, _ draft: inout ShapeDraft) {
    draft.types = .array
    var items: ShapeID = .none
    for at in (node + 1)..<tree.next(after: node) where tree[at].key == words.arrayType && tree.kind(at) == .string {
      let text = (tree.string(at) ?? "").prefix { $0 != "[" && $0 != "," }
      var item = builder.begin(at: origin(at))
      hold(name: String(text), at: at, in: &item)
      if item.nullable == .unknown, item.types != nil { item.nullable = .no }
      items = builder.finish(item)
    }
    if items == .none {
      for at in (node + 1)..<tree.next(after: node) where words[tree[at].key] == .element {
        items = elementShape(at)
        break
      }
    }
    draft.items = items
  }

  /// Lets a type that is named in the middle of a value hold in the innermost draft.
  private mutating func hold(name: String, at node: NodeID, in draft: inout ShapeDraft) {
    let expanded = scope.expand(symbols.intern(name), symbols, target: nil)
    let (uri, local) = ExpandedName.parts(symbols.text(expanded))
    if let index = byName[ComponentKey(space: .type, name: expanded)] {
      refer(to: index, expanded, at: node, in: &draft)
    } else if uri == XMLNamespace.xsd || uri == XMLNamespace.encoding, let type = XSDBuiltIn.named(local) {
      hold(type, in: &draft)
    } else if !XMLNamespace.builtIn.contains(uri) {
      if !missing.contains(uri) { gap("\(local) of \(uri)", "no type of that name", origin(node)) }
      builder.refer(Reference(target: .missing, name: expanded, origin: origin(node)))
    }
  }
}

extension XSDElement {
  /// Whether it restricts the values of a simple type (XSD 1.0 part 2, 4.3).
  var isFacet: Bool {
    switch self {
    case .enumeration, .length, .minLength, .maxLength, .pattern, .whiteSpace, .totalDigits, .fractionDigits,
      .minInclusive, .maxInclusive, .minExclusive, .maxExclusive, .assertion, .explicitTimezone:
      true
    default: false
    }
  }
}
