import DriftModel
import DriftSyntax

extension XSDReader {
  /// How often a place may stand, multiplied up the groups around it.
  struct Occurrence: Hashable {
    /// Whether it must be there.
    var isRequired = true
    /// Whether it may be there more than once.
    var isRepeated = false
    /// Whether at most one of its group is there.
    var isExclusive = false
    /// Whether it stands in a sequence with others, and whether it has no place in it.
    var isOrdering = false
    var isFree = false
  }

  /// The shape of an element declaration: its type, `nillable`, defaults, constraints of identity.
  mutating func elementShape(_ node: NodeID, isGlobal: Bool = false) -> ShapeID {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    var draft = builder.begin(at: origin(node))
    if isTrue(node, words.nillable) { draft.nullable = .yes }
    var hasType = false
    var described = false
    if let type = attribute(node, words.type) {
      hasType = true
      hold(type, in: &draft)
    }
    for child in tree.children(node) {
      guard tree.kind(child) == .object else {
        elementAttribute(child, node)
        continue
      }
      switch words[tree[child].key] {
      case .complexType, .simpleType:
        hasType = true
        let inner = words[tree[child].key] == .complexType ? complexType(child) : simpleType(child)
        include(inner, in: &draft)
      case .annotation: if !described { described = annotate(child) }
      case .key, .keyref, .unique: identity(child)
      case .alternative:
        builder.state(.assertion, .text, symbols.intern("alternative \(path(child, words.test))"))
      default: note(tree[child].key, child, part)
      }
    }
    // The type of its head, for a member of a substitution group (XSD 1.0 part 1, 3.3.2).
    if !hasType, isGlobal, let head = attribute(node, words.substitutionGroup) {
      let (target, name) = resolve(head, .element)
      if case .component(let index) = target { refer(to: index, name, at: head, in: &draft) }
    }
    if isGlobal {
      if isTrue(node, words.abstract) { builder.state(.abstract, .flag, symbols.intern("true")) }
    }
    if draft.nullable == .unknown, draft.types != nil { draft.nullable = .no }
    return builder.finish(draft)
  }

  private mutating func elementAttribute(_ child: NodeID, _ node: NodeID) {
    switch tree[child].key {
    case words.defaultValue: builder.state(.defaultValue, .text, tree.symbol(child))
    case words.fixed: builder.state(.fixedValue, .text, tree.symbol(child))
    case words.name, words.type, words.ref, words.minOccurs, words.maxOccurs, words.nillable, words.abstract,
      words.form,
      words.substitutionGroup, words.targetNamespace:
      return
    default: noteAttribute(child)
    }
  }

  /// Counts an attribute that the tree has no place for; declarations of namespaces and identifiers are none.
  mutating func noteAttribute(_ child: NodeID) {
    let key = symbols.bytes(tree[child].key)
    guard !key.starts(with: "@xmlns".utf8), tree[child].key != words.text, !key.elementsEqual("@id".utf8) else {
      return
    }
    note(tree[child].key, child, part)
  }

  /// An anonymous type holds where it stands: its facts become those of the place.
  mutating func include(_ inner: ShapeID, in draft: inout ShapeDraft) {
    let nullable = draft.nullable
    builder.include(inner, in: &draft)
    draft.isOrdered = draft.isOrdered || builder.schema[inner].isOrdered
    // `nillable` of the element is said beside its type.
    if nullable == .yes { draft.nullable = .yes }
  }

  /// Reads an element of a model group as a member.
  mutating func member(
    _ node: NodeID, _ occurrence: Occurrence, _ draft: ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let (isRequired, isRepeated, limits) = occurrences(node, occurrence)
    let position = rank
    rank += 1
    let isProhibited = text(node, words.maxOccurs) == "0"
    guard !isProhibited else { return }
    var name: Symbol
    var shape: ShapeID
    let namespace: String
    if let ref = attribute(node, words.ref) {
      let outer = scope.enter(node, in: tree)
      defer { scope.leave(outer) }
      let (target, expanded) = resolve(ref, .element)
      name = symbols.intern(ExpandedName.parts(symbols.text(expanded)).local)
      namespace = ExpandedName.parts(symbols.text(expanded)).uri
      shape = inNamespace(referenceShape(ref, target, expanded), namespace, node)
    } else {
      guard let local = attribute(node, words.name) else {
        return gap("an element without a name", "expected a name or a reference", origin(node))
      }
      name = trimmed(tree.symbol(local))
      shape = elementShape(node)
      let isQualified = text(node, words.form).map { $0 == "qualified" } ?? documents[document].qualifiesElements
      // XSD 1.1 lets an element say its namespace itself.
      namespace = text(node, words.targetNamespace) ?? (isQualified ? documents[document].target : "")
      shape = inNamespace(shape, namespace, node)
    }
    name = memberName(name, namespace, draft, &content)
    if !content.openGroups.isEmpty { note(member: name, isOptional: text(node, words.minOccurs) == "0", &content) }
    if occurrence.isExclusive { shape = stating(shape, .exclusive, .flag, "true", node) }
    if isRepeated { shape = list(of: shape, limits, node) }
    if occurrence.isFree, !occurrence.isExclusive { shape = stating(shape, .unordered, .flag, "true", node) }
    builder.add(
      Field(
        name: name, shape: shape, required: isRequired ? .yes : .no, position: position, origin: origin(node)))
  }

  /// A name without white space at its ends.
  func trimmed(_ symbol: Symbol) -> Symbol {
    let bytes = symbols.bytes(symbol)
    guard let first = bytes.first, let last = bytes.last, first <= 0x20 || last <= 0x20 else { return symbol }
    return symbols.intern(symbols.text(symbol).trimmed)
  }

  /// What a reference to a global element admits: the element, or one of those that stand for it.
  mutating func referenceShape(_ ref: NodeID, _ target: Target, _ expanded: Symbol) -> ShapeID {
    var draft = builder.begin(at: origin(ref))
    switch target {
    case .component(let head):
      let members = members(of: head, named: expanded)
      if members == [head] || members.isEmpty {
        refer(to: head, expanded, at: ref, in: &draft)
      } else {
        var branches: [Branch] = []
        for member in members {
          var inner = builder.begin(at: origin(ref))
          refer(to: member, expanded, at: ref, in: &inner)
          branches.append(Branch(shape: builder.finish(inner)))
        }
        builder.add(.alternatives, branches: branches, at: origin(ref))
      }
    case .missing: builder.refer(Reference(target: .missing, name: expanded, origin: origin(ref)))
    case .builtIn, .anything: break
    }
    return builder.finish(draft)
  }

  /// Whether a place must be there and may be repeated, and its own limits where a list has them.
  mutating func occurrences(
    _ node: NodeID, _ outer: Occurrence
  ) -> (isRequired: Bool, isRepeated: Bool, limits: (least: String?, most: String?)) {
    var least = text(node, words.minOccurs) ?? "1"
    var most = text(node, words.maxOccurs) ?? "1"
    if !Self.isRange(least, most) {
      gap(
        text(node, words.name) ?? text(node, words.ref) ?? ExpandedName.parts(symbols.text(tree[node].key)).local,
        "it stands from \(least) to \(most) times, which is no number of times; read as once", origin(node))
      (least, most) = ("1", "1")
    }
    let isOwnList = most != "1" && most != "0"
    let isRepeated = outer.isRepeated || isOwnList
    let isRequired = outer.isRequired && least != "0" && !outer.isExclusive
    let limits =
      outer.isRepeated ? (nil, nil) : (least == "0" || least == "1" ? nil : least, most == "unbounded" ? nil : most)
    return (isRequired, isRepeated, limits)
  }

  /// Whether `minOccurs` and `maxOccurs` are numbers, the second one no less than the first.
  private static func isRange(_ least: String, _ most: String) -> Bool {
    // Nearly all are these.
    if least == "1" || least == "0", most == "1" || most == "unbounded" || most == "0" { return true }
    func number(_ text: String) -> Substring? {
      guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
      return text.drop { $0 == "0" }
    }
    guard let low = number(least) else { return false }
    if most == "unbounded" { return true }
    guard let high = number(most) else { return false }
    return low.utf8.count == high.utf8.count ? low <= high : low.utf8.count < high.utf8.count
  }

  /// An element that may stand several times is a list.
  mutating func list(of item: ShapeID, _ limits: (least: String?, most: String?), _ node: NodeID) -> ShapeID {
    var draft = builder.begin(at: origin(node))
    draft.types = .array
    draft.nullable = .no
    if let least = limits.least { state(limit: .minItems, least) }
    if let most = limits.most { state(limit: .maxItems, most) }
    draft.items = item
    return builder.finish(draft)
  }

  mutating func state(limit key: FactKey, _ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return }
    let digits = text.drop { $0 == "0" }
    builder.state(key, .number, symbols.intern(digits.isEmpty ? "0" : String(digits)))
  }

  /// A shape with one more fact on how it is written.
  private mutating func stating(
    _ shape: ShapeID, _ key: FactKey, _ kind: Fact.Kind, _ value: String, _ node: NodeID
  ) -> ShapeID {
    var draft = builder.begin(at: origin(node))
    builder.include(shape, in: &draft)
    builder.state(key, kind, symbols.intern(value))
    return builder.finish(draft)
  }

  /// A member's namespace, where it is not that of the definition around it.
  private mutating func inNamespace(_ shape: ShapeID, _ namespace: String, _ node: NodeID) -> ShapeID {
    if namespace == home { return shape }
    return namespace.isEmpty
      ? stating(shape, .xmlForm, .text, "unqualified", node) : stating(shape, .namespace, .text, namespace, node)
  }

  /// `key`, `unique`, `keyref`: which values lead to which (XSD 1.0 part 1, 3.11).
  private mutating func identity(_ node: NodeID) {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    var selector = ""
    var fields: [String] = []
    for child in tree.children(node) {
      switch words[tree[child].key] {
      case .selector: selector = path(child, words.xpath)
      case .field: fields.append(path(child, words.xpath))
      default: continue
      }
    }
    let place = "\(selector)/\(fields.joined(separator: " "))"
    if let refer = attribute(node, words.refer) {
      let name = ExpandedName.parts(symbols.text(expand(refer))).local
      builder.state(.linkTarget, .text, symbols.intern("\(place) -> \(name)"))
    } else {
      let kind = words[tree[node].key] == .unique ? "unique" : "key"
      builder.state(.linkTarget, .text, symbols.intern("\(kind) \(text(node, words.name) ?? ""): \(place)"))
    }
  }

  /// States an annotation's prose; gives whether there was any.
  mutating func annotate(_ node: NodeID) -> Bool {
    noteAppinfo(node, part)
    var prose: [String] = []
    for child in tree.children(node) where words[tree[child].key] == .documentation {
      prose.append(allText(child))
    }
    let text = prose.joined(separator: " ")
    guard let symbol = description(text) else { return false }
    builder.state(.description, .text, symbol)
    return true
  }

  /// Prose in one spelling; nil where there is none.
  func description(_ text: String) -> Symbol? {
    let symbol = symbols.intern(text)
    let normal = Prose.symbol(symbols.bytes(symbol), symbols) ?? symbol
    return normal == .empty ? nil : normal
  }

  /// The text of an element and of all below it.
  func allText(_ node: NodeID) -> String {
    var out: [String] = []
    var at = node + 1
    let end = tree.next(after: node)
    while at < end {
      if tree.kind(at) == .string, tree[at].key == words.text { out.append(tree.string(at) ?? "") }
      at += 1
    }
    return out.joined(separator: " ")
  }
}
