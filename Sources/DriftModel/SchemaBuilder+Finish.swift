extension SchemaBuilder {
  /// Ends a draft: members are made distinct, facts sorted, the digest computed, and the shape gets its number.
  public mutating func finish(_ draft: consuming ShapeDraft) -> ShapeID {
    var shape = Shape()
    settleMembers(&draft)
    settleFacts(&draft)
    settleReferences(&draft)
    shape.types = draft.types ?? []
    shape.scalar = draft.scalar
    shape.nullable = draft.nullable
    shape.access = draft.access
    shape.isClosed = draft.isClosed
    shape.hasClosedItems = draft.hasClosedItems
    shape.isOrdered = draft.isOrdered
    shape.items = draft.items
    shape.values = draft.values
    shape.origin = draft.origin
    shape.facts = Self.move(&facts, from: draft.factStart, to: &schema.facts)
    shape.fields = Self.move(&fields, from: draft.fieldStart, to: &schema.fields)
    shape.references = Self.move(&references, from: draft.referenceStart, to: &schema.references)
    shape.unions = Self.move(&unions, from: draft.unionStart, to: &schema.unions)
    shape.digest = digest(of: shape)
    schema.shapes.append(shape)
    return ShapeID(schema.shapes.count - 1)
  }

  /// A shape of which only the digest is known: equal to what has the same digest, and never looked into.
  public mutating func stub(_ digest: Digest) -> ShapeID {
    var shape = Shape()
    shape.isStub = true
    shape.digest = digest
    schema.shapes.append(shape)
    return ShapeID(schema.shapes.count - 1)
  }

  /// Drops a draft with all it holds.
  public mutating func discard(_ draft: ShapeDraft) {
    facts.removeSubrange(draft.factStart...)
    fields.removeSubrange(draft.fieldStart...)
    references.removeSubrange(draft.referenceStart...)
    unions.removeSubrange(draft.unionStart...)
    required.removeSubrange(draft.requiredStart...)
  }

  /// Stores facts that do not belong to a shape: of an operation or a message.
  public mutating func store(_ some: [Fact]) -> Run {
    guard !some.isEmpty else { return .empty }
    let sorted = some.sorted { ($0.key.rawValue, symbols.hash($0.value)) < ($1.key.rawValue, symbols.hash($1.value)) }
    let start = UInt32(schema.facts.count)
    schema.facts.append(contentsOf: sorted)
    return Run(start: start, count: UInt32(some.count))
  }

  @inline(__always) private static func move<T>(
    _ stack: inout ContiguousArray<T>, from start: Int, to column: inout [T]
  ) -> Run {
    guard stack.count > start else { return .empty }
    let run = Run(start: UInt32(column.count), count: UInt32(stack.count - start))
    column.append(contentsOf: stack[start...])
    stack.removeLast(stack.count - start)
    return run
  }

  /// Applies `required` to the members, adds members that only `required` names, and joins members of one name.
  private mutating func settleMembers(_ draft: inout ShapeDraft) {
    let count = fields.count - draft.fieldStart
    let names = required.count - draft.requiredStart
    guard count > 1 || names > 0 else { return }
    let base = reserveMarks(count + names)
    var at = draft.fieldStart
    var kept = draft.fieldStart
    while at < fields.count {
      let field = fields[at]
      if let first = mark(field.name, base + 1 + UInt64(kept - draft.fieldStart), above: base) {
        _ = mark(field.name, first, above: base)
        let place = draft.fieldStart + Int(first - base) - 1
        if draft.repeatsMembers, isSecond(field, beside: fields[place]) {
          // Each of them may be many already: they are joined one by one.
          var one = field
          one.shape = self.one(of: field.shape)
          fields[place].shape = self.one(of: fields[place].shape)
          join(one, into: place, piecesFrom: draft.pieceStart)
          fields[place].shape = list(of: fields[place].shape)
        } else {
          join(field, into: place, piecesFrom: draft.pieceStart)
        }
      } else {
        fields[kept] = field
        kept += 1
      }
      at += 1
    }
    fields.removeLast(fields.count - kept)
    for index in draft.requiredStart..<required.count {
      let (name, place) = required[index]
      if let known = marked(name, above: base) {
        let at = draft.fieldStart + Int(known - base) - 1
        fields[at].required = demandsFollowAccess ? fields[at].access.demanded : .yes
      } else {
        let rank = UInt64(fields.count - draft.fieldStart)
        _ = mark(name, base + 1 + rank, above: base)
        let anything = finish(begin(at: place))
        fields.append(
          Field(name: name, shape: anything, required: .yes, position: UInt32(rank), origin: place))
      }
    }
    required.removeLast(names)
  }

  /// Whether a child element of a name that another one has makes many of it: they do not exclude each other, or one of
  /// them is many already.
  private func isSecond(_ field: Field, beside other: Field) -> Bool {
    guard field.role == .member, other.role == .member else { return false }
    let ids = [field.shape, other.shape]
    return ids.contains { one(of: $0) != $0 }
      || !ids.allSatisfy { id in
        schema.facts[schema[id].facts.indices].contains { $0.key == .exclusive && $0.kind == .flag }
      }
  }

  /// What one of many is; the shape itself where it is not many. A list in one text is one.
  private func one(of id: ShapeID) -> ShapeID {
    let shape = schema[id]
    guard shape.types == .array, shape.items != .none else { return id }
    let isText = schema.facts[shape.facts.indices].contains {
      $0.key == .xmlForm && symbols.text($0.value) == "list"
    }
    return isText ? id : shape.items
  }

  private mutating func list(of items: ShapeID) -> ShapeID {
    var draft = begin(at: schema[items].origin)
    draft.types = .array
    draft.nullable = .no
    draft.items = items
    return finish(draft)
  }

  /// Joins two members of one name. What the object says itself comes before what its pieces say.
  private mutating func join(_ field: Field, into index: Int, piecesFrom pieceStart: Int) {
    let first = fields[index]
    let shape = conjoin(first.shape, field.shape, isOrdered: index < pieceStart)
    fields[index].shape = shape
    fields[index].required = first.required.or(field.required)
    fields[index].access = first.access.and(field.access)
  }

  /// The shape of which both hold. Where they say different words of one thing the first one's stay, or, where
  /// their order means nothing, those of the smaller digest.
  public mutating func conjoin(_ a: ShapeID, _ b: ShapeID, isOrdered: Bool = false) -> ShapeID {
    if schema[a].digest == schema[b].digest || schema[b].isAnything { return a }
    if schema[a].isAnything { return b }
    let isTurned = !isOrdered && schema[b].digest < schema[a].digest
    var draft = begin(at: schema[a].origin)
    include(isTurned ? b : a, in: &draft)
    include(isTurned ? a : b, in: &draft)
    return finish(draft)
  }

  /// Lets a finished shape hold in the innermost draft too.
  public mutating func include(_ id: ShapeID, in draft: inout ShapeDraft) {
    let shape = schema[id]
    if !shape.types.isEmpty { draft.narrow(to: shape.types) }
    draft.scalar = draft.scalar.together(with: shape.scalar)
    draft.nullable = draft.nullable.together(with: shape.nullable)
    draft.access = draft.access.and(shape.access)
    draft.isClosed = draft.isClosed || shape.isClosed
    draft.hasClosedItems = draft.hasClosedItems || shape.hasClosedItems
    draft.isOrdered = draft.isOrdered || shape.isOrdered
    includeEnumeration(of: shape, in: draft)
    fields.append(contentsOf: schema.fields[shape.fields.indices])
    references.append(contentsOf: schema.references[shape.references.indices])
    unions.append(contentsOf: schema.unions[shape.unions.indices])
    if shape.items != .none {
      draft.items = draft.items == .none ? shape.items : conjoin(draft.items, shape.items)
    }
    if shape.values != .none {
      draft.values = draft.values == .none ? shape.values : conjoin(draft.values, shape.values)
    }
  }

  /// Takes over the facts of a shape; of two enumerations the values that both have.
  private mutating func includeEnumeration(of shape: Shape, in draft: ShapeDraft) {
    let own = facts[draft.factStart...].contains { $0.key == .enumValue }
    let theirs = schema.facts[shape.facts.indices].contains { $0.key == .enumValue }
    let values = schema.facts[shape.facts.indices].filter { $0.key == .enumValue }
    if own && theirs {
      let kept = facts[draft.factStart...].filter { fact in fact.key != .enumValue || values.contains(fact) }
      facts.removeSubrange(draft.factStart...)
      facts.append(contentsOf: kept)
      facts.append(contentsOf: schema.facts[shape.facts.indices].filter { $0.key != .enumValue })
    } else {
      facts.append(contentsOf: schema.facts[shape.facts.indices])
    }
  }

  /// Sorts the draft's facts by key; of two facts that exclude each other the stricter or the first one stays.
  private mutating func settleFacts(_ draft: inout ShapeDraft) {
    let start = draft.factStart
    guard facts.count - start > 1 else { return }
    // Stable insertion by key: shapes have a handful of facts, and long enumerations come as one run already in place.
    for index in (start + 1)..<facts.count {
      let fact = facts[index]
      var at = index
      while at > start, facts[at - 1].key.rawValue > fact.key.rawValue {
        facts[at] = facts[at - 1]
        at -= 1
      }
      if at != index { facts[at] = fact }
    }
    var kept = start
    var at = start
    // The facts of one key begin here; where they are many, as the names of values may be, a set knows them.
    var first = start
    var seen: Set<Fact> = []
    while at < facts.count {
      let fact = facts[at]
      at += 1
      if kept > start, facts[kept - 1].key == fact.key {
        if fact.key == .enumValue {
          if facts[kept - 1] == fact { continue }
        } else if fact.key.isSet {
          if kept - first < 32 {
            if facts[first..<kept].contains(fact) { continue }
          } else {
            if seen.isEmpty { seen = Set(facts[first..<kept]) }
            if !seen.insert(fact).inserted { continue }
          }
        } else {
          if fact.isStricter(than: facts[kept - 1], symbols) { facts[kept - 1] = fact }
          continue
        }
      } else {
        first = kept
        seen = []
      }
      facts[kept] = fact
      kept += 1
    }
    facts.removeLast(facts.count - kept)
    dropRepeatedValues(from: start)
  }

  /// References hold at once, in any order.
  private mutating func settleReferences(_ draft: inout ShapeDraft) {
    guard references.count - draft.referenceStart > 1 else { return }
    var all = Array(references[draft.referenceStart...])
    all.sort { symbols.precedes($0.name, $1.name) }
    references.removeSubrange(draft.referenceStart...)
    for reference in all
    where references.count == draft.referenceStart || references[references.count - 1].name != reference.name {
      references.append(reference)
    }
  }

  /// Keeps, of words that several pieces say of one thing, those that any order of the pieces would keep.
  public mutating func settlePieces(from start: Int) {
    guard facts.count - start > 1 else { return }
    var kept: [FactKey: Int] = [:]
    var at = start
    for index in start..<facts.count {
      let fact = facts[index]
      if !fact.key.isSet, fact.key.limit == nil {
        if let known = kept[fact.key] {
          if symbols.hash(fact.value) < symbols.hash(facts[known].value) { facts[known] = fact }
          continue
        }
        kept[fact.key] = at
      }
      facts[at] = fact
      at += 1
    }
    facts.removeLast(facts.count - at)
  }

  /// The number of facts stated so far in all open drafts: where the facts of pieces begin.
  public var statedFacts: Int { facts.count }

  /// Says that the members added from here on are those of pieces that hold at once.
  public func beginPieces(of draft: inout ShapeDraft) { draft.pieceStart = min(draft.pieceStart, fields.count) }

  /// Enumerations are sets: a value that stands twice counts once.
  private mutating func dropRepeatedValues(from start: Int) {
    guard let first = (start..<facts.count).first(where: { facts[$0].key == .enumValue }) else { return }
    var end = first
    while end < facts.count, facts[end].key == .enumValue { end += 1 }
    let base = reserveMarks(8)
    var kept = first
    for at in first..<end {
      let fact = facts[at]
      let bit = UInt64(1 + min(6, fact.kind.rawValue))
      if let before = mark(fact.value, base + bit, above: base), before == base + bit { continue }
      facts[kept] = fact
      kept += 1
    }
    if kept < end { facts.removeSubrange(kept..<end) }
  }

}

extension Fact {
  /// Whether a limit admits less than another one of its kind.
  func isStricter(than other: Fact, _ symbols: SymbolTable) -> Bool {
    guard kind == .number, other.kind == .number else { return false }
    let order = ExactDecimal.compare(symbols.bytes(value), symbols.bytes(other.value))
    switch key.limit {
    case .lower: return order > 0
    case .upper: return order < 0
    case nil: return false
    }
  }
}

extension FactKey {
  /// Whether a holder may state the fact several times.
  public var isSet: Bool {
    switch self {
    case .enumValue, .enumLabel, .pattern, .linkTarget, .discriminatorMapping, .security, .server, .assertion, .wire,
      .xmlForm, .wildcard, .exclusive, .inactive, .hidden, .traits, .relations, .valuesUnder, .presentation:
      true
    default: false
    }
  }

  /// Which side of a range a limit bounds.
  public enum Limit: Sendable {
    /// More is stricter.
    case lower
    /// Less is stricter.
    case upper
  }

  /// The side that the fact bounds, nil where it is no limit.
  public var limit: Limit? {
    switch self {
    case .minLength, .minimum, .exclusiveMinimum, .minItems, .minContains, .minProperties: .lower
    case .maxLength, .maximum, .exclusiveMaximum, .maxItems, .maxContains, .maxProperties, .precision, .scale: .upper
    default: nil
    }
  }
}

extension Shape {
  /// Whether the shape says nothing: `{}`, `true`, no schema at all.
  public var isAnything: Bool {
    types.isEmpty && facts.isEmpty && fields.isEmpty && references.isEmpty && unions.isEmpty && !isClosed
      && !hasClosedItems && items == .none && values == .none && !nullable.any && access == .yes
  }
}
