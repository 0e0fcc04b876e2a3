import DriftModel
import DriftSyntax

extension SchemaReader {
  /// Pieces that all hold add no step to an address: they are read into the same draft.
  mutating func readAllOf(_ node: NodeID, into draft: inout ShapeDraft) {
    guard isKind(.array, node) else { return }
    builder.beginPieces(of: &draft)
    let start = builder.statedFacts
    for piece in tree.children(node) { read(piece, into: &draft) }
    builder.settlePieces(from: start)
  }

  /// Reads `oneOf` or `anyOf`. One branch is its content, `null` is nullability, constants are an enumeration,
  /// plain scalars are a type list; what is left is a union.
  mutating func readAlternatives(_ node: NodeID, isExclusive: Bool, into draft: inout ShapeDraft) {
    guard isKind(.array, node) else { return }
    var branches: [NodeID] = []
    var admitsNull = false
    for branch in tree.children(node) {
      if isNullOnly(branch) { admitsNull = true } else { branches.append(branch) }
    }
    // What the alternatives say of null is settled by itself before it joins what stands beside them.
    let before = draft.nullable
    draft.nullable = .unknown
    if branches.count == 1 {
      read(branches[0], into: &draft)
    } else if branches.isEmpty {
      if admitsNull { draft.narrow(to: .never) }
    } else if areConstants(branches) {
      readConstants(branches, into: &draft, &admitsNull)
    } else {
      readUnion(branches, at: node, isExclusive: isExclusive, into: &draft, &admitsNull)
    }
    if admitsNull { draft.nullable = .yes }
    draft.nullable = draft.nullable.together(with: before)
  }

  private func areConstants(_ branches: [NodeID]) -> Bool {
    for branch in branches where !isConstant(branch) { return false }
    return true
  }

  private mutating func readUnion(
    _ branches: [NodeID], at node: NodeID, isExclusive: Bool, into draft: inout ShapeDraft, _ admitsNull: inout Bool
  ) {
    var isExclusive = isExclusive
    var shapes: [ShapeID] = []
    for branch in branches {
      let read = schema(branch).shape
      // Null in one branch is null in the whole.
      if builder.schema[read].nullable.any { admitsNull = true }
      let shape = builder.withoutNull(read)
      // A union directly inside a union is one union.
      if let inner = builder.onlyAlternatives(of: shape) {
        shapes.append(contentsOf: inner.branches)
        // A value may fit two branches of an inner one that says nothing of it.
        isExclusive = isExclusive && inner.isExclusive
      } else {
        shapes.append(shape)
      }
    }
    shapes = builder.distinct(shapes)
    if shapes.count == 1 { return builder.include(shapes[0], in: &draft) }
    if builder.joinScalars(shapes, into: &draft) { return }
    if builder.joinOpenEnumeration(shapes, into: &draft) { return }
    builder.add(
      .alternatives, isExclusive: isExclusive, branches: shapes.map { Branch(shape: $0) }, at: origin(node))
  }

  /// `{type: null}`, `{const: null}`, `{enum: [null]}`, whatever they say about themselves.
  private func isNullOnly(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .object else { return false }
    var isNull = false
    for child in tree.children(node) {
      switch keywords[tree[child].key] {
      case .type: isNull = isNull || tree.string(child) == "null"
      case .const: isNull = isNull || tree.kind(child) == .null
      case .enum: isNull = isNull || (tree.count(child) == 1 && tree.kind(child + 1) == .null)
      case .description, .title, .comment, .nullable, .example, .examples: continue
      default: return false
      }
    }
    return isNull
  }

  /// A branch that only names values: the annotated enumeration of OpenAPI 3.1, a `Literal` of pydantic.
  private func isConstant(_ node: NodeID) -> Bool {
    guard tree.kind(node) == .object else { return false }
    var hasValues = false
    for child in tree.children(node) {
      switch keywords[tree[child].key] {
      case .const: hasValues = true
      case .enum: hasValues = tree.kind(child) == .array
      case .type, .title, .description, .comment, .nullable, .deprecated: continue
      default: return false
      }
    }
    return hasValues
  }

  private mutating func readConstants(
    _ branches: [NodeID], into draft: inout ShapeDraft, _ admitsNull: inout Bool
  ) {
    var values: [Fact] = []
    for branch in branches {
      var named: [NodeID] = []
      var label: String?
      for child in tree.children(branch) {
        switch keywords[tree[child].key] {
        case .const: named.append(child)
        case .enum: named.append(contentsOf: tree.children(child))
        case .title: label = tree.string(child)
        case .description: label = label ?? tree.string(child)
        case .nullable: if tree.kind(child) == .true { admitsNull = true }
        default: break
        }
      }
      for value in named {
        if tree.kind(value) == .null { admitsNull = true } else { values.append(valueFact(.enumValue, value)) }
        if let label, named.count == 1 {
          stateEnumLabel(String(decoding: tree.textBytes(value), as: UTF8.self), label)
        }
      }
    }
    builder.enumerate(values, in: draft)
    if !admitsNull, draft.nullable == .unknown { draft.nullable = .no }
  }

  /// `items` and its kin, in both generations: positions are fields, what follows them is one shape.
  mutating func readArrayKeywords(_ node: NodeID, into draft: inout ShapeDraft) {
    draft.impliesArray = true
    let items = tree.member(node, "items")
    let isTuple = items.map { tree.kind($0) == .array } ?? false
    let positions = tree.member(node, "prefixItems") ?? (isTuple ? items : nil)
    if let positions {
      for (index, child) in tree.children(positions).enumerated() {
        let use = schema(child)
        builder.add(
          Field(
            name: symbols.intern("[\(index)]"), role: .position, shape: use.shape, access: use.access,
            position: UInt32(index), origin: origin(child)))
      }
    }
    let rest = isTuple ? tree.member(node, "additionalItems") : items
    for child in [rest, tree.member(node, "unevaluatedItems")].compactMap({ $0 }) {
      switch tree.kind(child) {
      case .false: draft.hasClosedItems = true
      case .object:
        let shape = schema(child).shape
        guard !builder.schema[shape].isAnything else { continue }
        draft.items = draft.items == .none ? shape : builder.conjoin(draft.items, shape)
      case .true: break
      default: malformed(child, expected: "a schema")
      }
    }
  }

  /// What holds under a condition: branches told apart by the keyword that brought them.
  mutating func readConditions(_ node: NodeID) {
    var branches: [Branch] = []
    if let condition = tree.member(node, "if") {
      let digest = shapeDigest(condition)
      for word in ["then", "else"] {
        if let child = tree.member(node, word) { branches.append(branch(word, child, under: digest)) }
      }
    }
    for word in ["not", "propertyNames", "contentSchema"] {
      if let child = tree.member(node, word) { branches.append(branch(word, child)) }
    }
    if let child = tree.member(node, "contains") { branches.append(containsBranch(child, node)) }
    for word in ["dependentSchemas", "dependentRequired", "dependencies"] {
      guard let map = tree.member(node, word) else { continue }
      for child in tree.children(map) { branches.append(dependencyBranch(child)) }
    }
    if !branches.isEmpty { builder.add(.conditional, branches: branches, at: origin(node)) }
  }

  private mutating func branch(_ label: String, _ node: NodeID, under condition: Digest = .zero) -> Branch {
    Branch(shape: schema(node).shape, label: symbols.intern(label), condition: condition)
  }

  private mutating func shapeDigest(_ node: NodeID) -> Digest {
    let shape = schema(node).shape
    return builder.schema[shape].digest
  }

  /// `contains` with the numbers of matches that it asks for.
  private mutating func containsBranch(_ child: NodeID, _ node: NodeID) -> Branch {
    for (word, key) in [("minContains", FactKey.minContains), ("maxContains", .maxContains)] {
      if let limit = tree.member(node, word) { stateLimit(key, limit) }
    }
    return branch("contains", child)
  }

  /// A dependency is a list of names or a schema; both hold when the member is there.
  private mutating func dependencyBranch(_ child: NodeID) -> Branch {
    let label = symbols.intern("with \(symbols.text(tree[child].key))")
    guard tree.kind(child) == .array else { return Branch(shape: schema(child).shape, label: label) }
    let draft = builder.begin(at: origin(child))
    for name in tree.children(child) where tree.kind(name) == .string {
      builder.require(tree.symbol(name), at: origin(name))
    }
    return Branch(shape: builder.finish(draft), label: label)
  }

  /// A discriminator: the member that tells the branches apart, and what its values lead to (OpenAPI 3.1.1, 4.8.25).
  mutating func readDiscriminator(_ node: NodeID) {
    hasDiscriminators = true
    if tree.kind(node) == .string { return builder.state(.discriminator, .text, tree.symbol(node)) }
    if let name = tree.member(node, "propertyName") { stateText(.discriminator, name) }
    if let mapping = tree.member(node, "mapping") {
      for child in tree.children(mapping) where tree.kind(child) == .string {
        let reference = discriminatorTarget(child)
        let text = "\(symbols.text(tree[child].key))=\(symbols.text(reference.name))"
        builder.state(.discriminatorMapping, .text, symbols.intern(text))
        pendingVariants.append(reference.target)
      }
    }
    if let other = tree.member(node, "defaultMapping"), tree.kind(other) == .string {
      let reference = discriminatorTarget(other)
      builder.state(.discriminatorMapping, .text, symbols.intern("=\(symbols.text(reference.name))"))
      pendingVariants.append(reference.target)
    }
  }

  /// A value of a mapping is a component's name before it is a location (OpenAPI 3.2, Discriminator Object).
  private mutating func discriminatorTarget(_ node: NodeID) -> Reference {
    let text = tree.string(node) ?? ""
    if !text.contains("/"), !text.contains("#"), let index = definitionByName[tree.symbol(node)] {
      return Reference(target: .definition(index), name: tree.symbol(node), origin: origin(node))
    }
    return resolve(text, at: node)
  }
}
