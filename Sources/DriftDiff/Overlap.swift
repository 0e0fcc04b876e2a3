import DriftModel

/// Whether one value can fit several shapes at once.
///
/// A claim that is made only where it is certain: what cannot be told here (a pattern beside another, a condition,
/// alternatives further in) counts as excluding.
enum Overlap {
  /// One of the shapes that the value has to fit.
  struct Part {
    var shape: ShapeID
    var resolver: Resolver
    /// Whether the value has members that this shape names, and no others: callers send what they were told of.
    var isWhole = false

    var schema: Schema { resolver.schema }
  }

  /// How deep members and items are looked into.
  private static let deepest = 8

  /// Whether there is such a value.
  static func exists(_ parts: [Part]) -> Bool { exists(parts, depth: 0) }

  private static func exists(_ parts: [Part], depth: Int) -> Bool {
    guard parts.count > 1, depth < deepest else { return depth < deepest }
    let all = parts.map { (part: $0, shape: $0.resolver.resolve($0.shape)) }
    guard all.allSatisfy({ !$0.shape.isUnknown && $0.shape.unions.isEmpty }) else { return false }
    let types = all.reduce(into: TypeSet()) { meet, one in
      meet = meet.isEmpty ? one.shape.types : one.shape.types.isEmpty ? meet : meet.meet(one.shape.types)
    }
    guard !types.contains(.never) else { return false }
    let facts = all.map { one in one.shape.facts.map(\.fact) }
    guard valuesMeet(facts), wordsAgree(facts), rangesMeet(facts, all[0].part.schema.symbols) else { return false }
    if types == .array { return itemsMeet(all, depth) }
    return types.contains(.object) ? membersMeet(all, depth) : true
  }

  /// Whether a value is in every enumeration.
  private static func valuesMeet(_ facts: [[Fact]]) -> Bool {
    var common: Set<Fact>?
    for one in facts {
      let values = Set(
        one.filter { $0.key == .enumValue || $0.key == .fixedValue }.map { Fact(.enumValue, $0.kind, $0.value) })
      guard !values.isEmpty, !one.contains(where: { $0.key == .openEnum }) else { continue }
      common = common.map { $0.intersection(values) } ?? values
    }
    return common.map { !$0.isEmpty } ?? true
  }

  /// Whether what restricts values in words is said in one way, where it is said.
  private static func wordsAgree(_ facts: [[Fact]]) -> Bool {
    for key in [FactKey.format, .pattern, .contentEncoding, .contentMediaType, .multipleOf, .assertion, .wildcard] {
      let said = facts.map { Set($0.filter { $0.key == key }) }.filter { !$0.isEmpty }
      if let first = said.first, said.contains(where: { $0 != first }) { return false }
    }
    return !facts.joined().contains { $0.key == .exclusive || $0.kind == .unknown }
  }

  /// Whether each lower limit leaves something below each upper one.
  private static func rangesMeet(_ facts: [[Fact]], _ symbols: SymbolTable) -> Bool {
    let limits = facts.joined().filter { $0.kind == .number }
    for lower in limits where lower.key.limit == .lower {
      for upper in limits where upper.key.limit == .upper && isRange(lower.key, upper.key) {
        let order = ExactDecimal.compare(symbols.bytes(lower.value), symbols.bytes(upper.value))
        let isOpen = lower.key == .exclusiveMinimum || upper.key == .exclusiveMaximum
        if order > 0 || order == 0 && isOpen { return false }
      }
    }
    return true
  }

  private static func isRange(_ lower: FactKey, _ upper: FactKey) -> Bool {
    switch lower {
    case .minimum, .exclusiveMinimum: upper == .maximum || upper == .exclusiveMaximum
    case .minLength: upper == .maxLength
    case .minItems: upper == .maxItems
    case .minProperties: upper == .maxProperties
    default: false
    }
  }

  private typealias Resolved = (part: Part, shape: Resolution)

  /// Whether a list has items that fit. That an empty one always does is nothing that a caller relies on.
  private static func itemsMeet(_ all: [Resolved], _ depth: Int) -> Bool {
    let hasPositions = all.contains { one in
      one.shape.members.contains { one.part.schema.fields[$0.field].role == .position }
    }
    guard !hasPositions else { return false }
    return exists(
      all.compactMap { one in one.shape.items.map { Part(shape: $0.shape, resolver: one.part.resolver) } },
      depth: depth + 1)
  }

  /// Whether an object has all members that any of the shapes demands: each admits them, and what they are fits.
  private static func membersMeet(_ all: [Resolved], _ depth: Int) -> Bool {
    var named: [[Symbol: Resolution.Member]] = []
    var demanded: Set<Symbol> = []
    for one in all {
      var members: [Symbol: Resolution.Member] = [:]
      for member in one.shape.members {
        let field = one.part.schema.fields[member.field]
        if field.role == .pattern { return false }
        members[field.name] = member
        if member.required.any { demanded.insert(field.name) }
      }
      named.append(members)
    }
    for name in demanded {
      var shapes: [Part] = []
      for (one, members) in zip(all, named) {
        if let member = members[name] {
          shapes.append(Part(shape: one.part.schema.fields[member.field].shape, resolver: one.part.resolver))
        } else if let values = one.shape.values {
          shapes.append(Part(shape: values.shape, resolver: one.part.resolver))
        } else if one.part.isWhole || one.shape.closedBy != nil {
          return false
        }
      }
      guard exists(shapes, depth: depth + 1) else { return false }
    }
    return true
  }
}
