import DriftModel
import DriftSyntax

/// What a restriction keeps of its base's attributes (XSD 1.0 part 1, 3.4.2).
extension XSDReader {
  /// A type, and the namespace of the definition that its attributes are read for.
  struct InheritanceKey: Hashable {
    var type: Int
    var home: String
  }

  /// The attributes that a type hands down, and from how many types it has them.
  struct InheritedAttributes {
    var fields: [Field] = []
    var levels = 1
  }

  /// How many types may derive from each other for their attributes to be collected.
  private static let mostLevels = 500

  /// Adds the attributes that a restriction keeps of its base, as far as it does not say otherwise.
  mutating func inheritAttributes(_ base: NodeID, _ step: NodeID, _ rank: inout UInt32) {
    guard case .component(let index) = resolve(base, .type).target, isComplex(index) else { return }
    let own = attributeNames(of: step)
    for field in attributes(handedDownBy: index) where !own.contains(symbols.text(field.name)) {
      var field = field
      field.position = rank
      rank += 1
      builder.add(field)
    }
  }

  /// The attributes of a type and of all that it derives from: base first, without recursion.
  private mutating func attributes(handedDownBy index: Int) -> [Field] {
    var chain: [Int] = []
    var seen: Set<Int> = []
    var out = InheritedAttributes(levels: 0)
    var next: Int? = index
    while let type = next, isComplex(type), seen.insert(type).inserted {
      if let known = inheritedAttributes[InheritanceKey(type: type, home: home)] {
        out = known
        break
      }
      chain.append(type)
      next = inside(type) { $0.base(of: $0.components[type].node) }
    }
    for type in chain.reversed() {
      guard out.levels < Self.mostLevels else {
        // Told once, at the first that is too deep.
        let isTold = out.levels > Self.mostLevels
        out.levels = Self.mostLevels + 1
        inheritedAttributes[InheritanceKey(type: type, home: home)] = out
        if isTold { continue }
        let node = components[type].node
        let home = documents[components[type].document]
        gap(
          attribute(node, words.name, in: trees[home.part]).flatMap { trees[home.part].string($0) } ?? "",
          "types that derive from each other, more than \(Self.mostLevels) levels deep", origin(node, home.part))
        continue
      }
      let (own, names) = inside(type) { $0.ownAttributes(of: $0.components[type].node) }
      out.fields = out.fields.filter { !names.contains(symbols.text($0.name)) } + own
      out.levels += 1
      inheritedAttributes[InheritanceKey(type: type, home: home)] = out
    }
    return out.fields
  }

  /// The extension or restriction of a complex type, and what it stands in.
  private func derivation(of node: NodeID) -> (content: NodeID, step: NodeID)? {
    for content in tree.children(node) {
      guard let kind = words[tree[content].key], kind == .complexContent || kind == .simpleContent else { continue }
      for step in tree.children(content) {
        if let kind = words[tree[step].key], kind == .extension || kind == .restriction { return (content, step) }
      }
    }
    return nil
  }

  /// The type that a complex type derives from.
  private mutating func base(of node: NodeID) -> Int? {
    guard let (content, step) = derivation(of: node) else { return nil }
    let outer = [node, content, step].map { scope.enter($0, in: tree) }
    defer { for count in outer.reversed() { scope.leave(count) } }
    guard let base = attribute(step, words.base), case .component(let index) = resolve(base, .type).target else {
      return nil
    }
    return index
  }

  /// The attributes that a complex type states itself, and the names of all that it states or takes away.
  private mutating func ownAttributes(of node: NodeID) -> (fields: [Field], names: Set<String>) {
    let step = derivation(of: node)
    let outer = [node, step?.content, step?.step].compactMap { $0 }.map { scope.enter($0, in: tree) }
    defer { for count in outer.reversed() { scope.leave(count) } }
    let holder = step?.step ?? node
    var draft = builder.begin(at: origin(node))
    var content = Content()
    var rank: UInt32 = 0
    for child in tree.children(holder) {
      switch words[tree[child].key] {
      case .attribute: attribute(child, &rank)
      case .attributeGroup: attributeGroup(child, &draft, &content, &rank)
      default: continue
      }
    }
    let shape = builder.finish(draft)
    let fields = builder.schema.fields[builder.schema[shape].fields.indices].filter { $0.role == .attribute }
    return (fields, attributeNames(of: holder).union(fields.map { symbols.text($0.name) }))
  }

  /// The names of the attributes that a restriction says anew, or takes away.
  private func attributeNames(of step: NodeID) -> Set<String> {
    var out: Set<String> = []
    for child in tree.children(step) where words[tree[child].key] == .attribute {
      let name =
        text(child, words.name)
        ?? text(child, words.ref).map { reference in String(reference.split(separator: ":").last ?? "") }
      if let name { out.insert("@" + name) }
    }
    return out
  }
}
