import DriftModel
import DriftSyntax

extension XSDReader {
  /// Reads an attribute as a member (XSD 1.0 part 1, 3.2).
  mutating func attribute(_ node: NodeID, _ rank: inout UInt32) {
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
    var namespace: String?
    if let ref = attribute(node, words.ref) {
      namespace = ExpandedName.parts(symbols.text(expand(ref))).uri
    } else if text(node, words.form).map({ $0 == "qualified" }) ?? documents[document].qualifiesAttributes {
      namespace = documents[document].target
    }
    add(attribute: name, attributeUse(shape, namespace ?? "", node), use, position, node)
  }

  /// What a use says of an attribute: its namespace, where it is in one, and what it says beside a reference.
  private mutating func attributeUse(_ shape: ShapeID, _ namespace: String, _ node: NodeID) -> ShapeID {
    let isReference = attribute(node, words.ref) != nil
    let defaultValue = isReference ? attribute(node, words.defaultValue) : nil
    let fixed = isReference ? attribute(node, words.fixed) : nil
    guard !namespace.isEmpty || defaultValue != nil || fixed != nil else { return shape }
    var draft = builder.begin(at: origin(node))
    // What is said here comes before what the declaration says.
    if let defaultValue { builder.state(.defaultValue, .text, tree.symbol(defaultValue)) }
    if let fixed { builder.state(.fixedValue, .text, tree.symbol(fixed)) }
    builder.include(shape, in: &draft)
    if namespace == home {
      builder.state(.xmlForm, .text, symbols.intern("qualified"))
    } else if !namespace.isEmpty {
      builder.state(.namespace, .text, symbols.intern(namespace))
    }
    return builder.finish(draft)
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
    if draft.nullable == .unknown, draft.types != nil { draft.nullable = .no }
    return builder.finish(draft)
  }

  mutating func attributeGroup(
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
    // One that holds itself, or is there already, says nothing more the second time.
    guard isNews(index, nil, &content), goDeeper(node) else { return }
    defer { depth -= 1 }
    let home = (part, document, tree, scope, redefining)
    enter(index)
    defer { (part, document, tree, scope, redefining) = home }
    for child in tree.children(components[index].node) where tree.kind(child) == .object {
      readContent(child, &draft, &content, &rank)
    }
  }
}
