import DriftModel
import DriftSyntax

extension XSDReader {
  /// Reads a model group into the innermost draft (XSD 1.0 part 1, 3.8).
  mutating func particle(
    _ node: NodeID, _ outer: Occurrence, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let scoped = scope.enter(node, in: tree)
    defer { scope.leave(scoped) }
    let (isRequired, isRepeated, _) = occurrences(node, outer)
    if text(node, words.maxOccurs) == "0" { return }
    guard goDeeper(node) else { return }
    defer { depth -= 1 }
    var inner = outer
    inner.isRequired = isRequired
    inner.isRepeated = isRepeated
    let opened = beginGroup(node, isRepeated: isRepeated, &content)
    defer { endGroup(opened, &content) }
    switch words[tree[node].key] {
    case .group:
      guard let ref = attribute(node, words.ref) else { return }
      return group(ref, inner, &draft, &content, &rank)
    // A group of one is what it holds.
    case .choice where particles(in: node) > 1:
      inner.isRequired = false
      // One of many, again and again, excludes nothing; and they stand in any order.
      inner.isExclusive = outer.isExclusive || !isRepeated
      inner.isFree = outer.isFree || isRepeated && outer.isOrdering
      inner.isOrdering = false
    case .sequence where particles(in: node) > 1:
      content.isSequence = content.isSequence || !inner.isFree
      inner.isOrdering = !inner.isFree
    default: break
    }
    for child in tree.children(node) where tree.kind(child) == .object {
      switch words[tree[child].key] {
      case .element:
        member(child, inner, draft, &content, &rank)
        if !inner.isExclusive, !inner.isFree { content.placed += 1 }
      case .sequence, .choice, .group, .all: particle(child, inner, &draft, &content, &rank)
      case .any: wildcard(child, "any", inner, &draft, &content)
      case .annotation: noteAppinfo(child, part)
      default: note(tree[child].key, child, part)
      }
    }
  }

  /// How many things stand in a group.
  private func particles(in node: NodeID) -> Int {
    var count = 0
    for child in tree.children(node) where tree.kind(child) == .object && words[tree[child].key] != .annotation {
      count += 1
    }
    return count
  }

  /// How many times groups are written into one component, and in all; more is made to break readers.
  private static let mostGroups = 10_000
  private static let mostGroupsInAll = 500_000
  /// How deep groups, types and elements stand within each other, those that are written in by their names among them.
  private static let mostDepth = 500

  /// Goes one level deeper; false, with a gap, where that is one too many. Whoever got true comes back.
  mutating func goDeeper(_ node: NodeID) -> Bool {
    guard depth < Self.mostDepth else {
      gap(
        text(node, words.name) ?? text(node, words.ref) ?? partPath(part),
        "groups and types within each other, more than \(Self.mostDepth) levels deep", origin(node))
      return false
    }
    depth += 1
    return true
  }

  /// Whether a group has to be written in here (once more): the second time its elements are many, the third says
  /// nothing new. Attributes stand once, however often they are said.
  func isNews(_ index: Int, _ occurrence: Occurrence?, _ content: inout Content) -> Bool {
    let count = content.groups[GroupUse(group: index, occurrence: occurrence), default: 0]
    content.groups[GroupUse(group: index, occurrence: occurrence)] = count + 1
    return count < (occurrence == nil ? 1 : 2)
  }

  private mutating func group(
    _ ref: NodeID, _ outer: Occurrence, _ draft: inout ShapeDraft, _ content: inout Content, _ rank: inout UInt32
  ) {
    let (target, name) = resolve(ref, .group)
    guard case .component(let index) = target else {
      return builder.refer(Reference(target: .missing, name: name, origin: origin(ref)))
    }
    guard !activeGroups.contains(index) else {
      return gap(ExpandedName.parts(symbols.text(name)).local, "a group that holds itself", origin(ref))
    }
    guard isNews(index, outer, &content) else { return }
    writtenGroups += 1
    writtenGroupsInAll += 1
    guard writtenGroups <= Self.mostGroups, writtenGroupsInAll <= Self.mostGroupsInAll else {
      return gap(
        ExpandedName.parts(symbols.text(name)).local,
        "groups are written into one component more than \(Self.mostGroups) times", origin(ref))
    }
    guard goDeeper(ref) else { return }
    defer { depth -= 1 }
    activeGroups.insert(index)
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
  mutating func wildcard(
    _ node: NodeID, _ kind: String, _ outer: Occurrence?, _ draft: inout ShapeDraft, _ content: inout Content
  ) {
    content.hasWildcard = true
    var words = [kind] + wildcardNamespaces(node) + [text(node, self.words.processContents) ?? "strict"]
    if let outer {
      let (isRequired, isRepeated, _) = occurrences(node, outer)
      words.append("\(isRequired ? 1 : 0)..\(isRepeated ? "*" : "1")")
    }
    builder.state(.wildcard, .text, symbols.intern(words.joined(separator: " ")))
    guard draft.values == .none else { return }
    var inner = builder.begin(at: origin(node))
    inner.nullable = .unknown
    draft.values = builder.finish(inner)
  }

  /// The namespaces that a wildcard admits, in one order; the definition's own by that name alone.
  private func wildcardNamespaces(_ node: NodeID) -> [String] {
    let own = documents[document].target
    func list(_ text: String) -> [String] {
      let all = text.split(whereSeparator: \.isWhitespace).map { $0 == own ? "##targetNamespace" : String($0) }
      return Set(all).sorted()
    }
    var out = text(node, words.namespace).map(list) ?? ["##any"]
    for name in ["@notNamespace", "@notQName"] {
      if let text = symbols.existing(name).flatMap({ text(node, $0) }) { out += ["not"] + list(text) }
    }
    return out
  }
}
