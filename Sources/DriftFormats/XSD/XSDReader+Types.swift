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
    draft.repeatsMembers = true
    guard goDeeper(node) else { return builder.finish(draft) }
    defer { depth -= 1 }
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
    /// How many members have a place in it.
    var placed = 0
    /// Members of other namespaces than the definition's, by their local name.
    var foreign: [Symbol: ForeignMembers] = [:]
    /// The parts of the choices and optional sequences that are being read, the innermost last.
    var openGroups: [[MemberGroup]] = []
    /// How often groups were written in so far.
    var groups: [GroupUse: Int] = [:]
  }

  /// A group that is written in, and how; attributes have no occurrence.
  struct GroupUse: Hashable {
    var group: Int
    var occurrence: Occurrence?
  }

  private func settle(_ draft: inout ShapeDraft, _ content: Content) {
    // What no wildcard admits is refused; what the base admits is its own to say, where it is not written in here.
    if content.hasWildcard { draft.isClosed = false } else if !content.hasBase { draft.isClosed = true }
    // One member alone, or after those of a base, has no order to keep.
    draft.isOrdered = content.isSequence && content.placed > (content.hasBase ? 0 : 1)
  }

  /// One child of a complex type, an extension or a restriction.
  mutating func readContent(
    _ child: NodeID, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    switch words[tree[child].key] {
    case .sequence, .choice, .all, .group: particle(child, Occurrence(), &draft, &content, &rank)
    case .attribute: attribute(child, &rank)
    case .attributeGroup: attributeGroup(child, &draft, &content, &rank)
    case .anyAttribute: wildcard(child, "anyAttribute", nil, &draft, &content)
    case .openContent: content.hasWildcard = true
    case .assert:
      builder.state(.assertion, .text, symbols.intern(path(child, words.test)))
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
          inheritAttributes(base, step, &rank)
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
      content.hasBase = true
      // What is its own comes after all of the base.
      content.isSequence = true
      if rings.contains(index) {
        return builder.refer(Reference(target: .missing, name: name, origin: origin(base)))
      }
      guard components[index].definition < 0 else { return refer(to: index, name, at: base, in: &draft) }
      // What is redefined has no name of its own any more: its content is written in, and comes first.
      guard let original = writtenIn(index) else { return }
      builder.include(original, in: &draft)
      let shape = builder.schema[original]
      for field in builder.schema.fields[shape.fields.indices] {
        rank = max(rank, field.position + 1)
        if field.role == .member { content.placed += 1 }
      }
      content.isSequence = content.isSequence || shape.isOrdered
      content.hasWildcard = content.hasWildcard || shape.values != .none
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
        inheritAttributes(base, step, &rank)
        addText(step, type: nil, &rank)
      } else {
        refer(to: index, name, at: base, in: &draft)
        content.hasBase = true
      }
      return
    }
    addText(step, type: base, &rank)
  }

  func isComplex(_ index: Int) -> Bool {
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
