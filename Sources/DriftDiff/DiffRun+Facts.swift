import DriftModel

extension DiffRun {
  /// Compares the facts of two holders, key by key.
  mutating func compareFacts(
    _ left: [Resolution.OwnedFact], _ right: [Resolution.OwnedFact], _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin), owners: (old: Set<Int>, new: Set<Int>) = ([], []), hasSameTypes: Bool = true
  ) {
    var byKey: [FactKey: (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact])] = [:]
    for one in left { byKey[one.fact.key, default: ([], [])].old.append(one) }
    for one in right { byKey[one.fact.key, default: ([], [])].new.append(one) }
    for key in FactKey.allCases {
      guard let both = byKey[key] else { continue }
      if both.old.count == both.new.count, Set(both.old.map(\.fact)) == Set(both.new.map(\.fact)) { continue }
      if both.old.contains(where: { $0.fact.kind == .unknown }) || both.new.contains(where: { $0.fact.kind == .unknown }) {
        continue
      }
      if isLeft(both.old.first?.owner, both.new.first?.owner, owners) { continue }
      // A format that goes with a type is part of that change.
      if key == .format && !hasSameTypes { continue }
      compareFact(key, both.old.map(\.fact), both.new.map(\.fact), context, subject, origins)
    }
  }

  private mutating func compareFact(
    _ key: FactKey, _ left: [Fact], _ right: [Fact], _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin)
  ) {
    let values = (
      FactValue.facts(named(key, left)), FactValue.facts(named(key, right))
    )
    switch key.rule {
    case .none: return
    case .enumeration: compareEnumeration(left, right, context, subject, origins)
    case .deprecation:
      report(left.isEmpty ? .deprecated : .undeprecated, context, subject, origins, values)
    case .constraint:
      report(
        .constraintChanged, context, subject, origins, values,
        compatibility: key.compatibility(old: left.first, new: right.first, order: order), detail: key.keyword)
    case .kind(let kind):
      report(
        kind, context, subject, origins, values,
        compatibility: key.compatibility(old: left.first, new: right.first, order: order),
        detail: key == .format || key == .description || key == .label || key == .defaultValue ? "" : key.keyword)
    }
  }

  private func order(_ a: Fact, _ b: Fact) -> Int {
    ExactDecimal.compare(symbols.bytes(a.value), symbols.bytes(b.value))
  }

  private func named(_ key: FactKey, _ facts: [Fact]) -> [FactValue.Named] {
    if facts.isEmpty { return [] }
    let values = facts.map(value)
    return [.init(key.keyword, key.isSet && key != .pattern ? .list(values) : values[0])]
  }

  /// A fact's value for a report.
  func value(_ fact: Fact) -> FactValue {
    let text = symbols.text(fact.value)
    switch fact.kind {
    case .text: return .text(text)
    case .number: return .number(text)
    case .flag: return .flag(text == "true")
    case .json: return .text(text)
    case .null, .unknown: return .null
    }
  }

  /// Values that came and went, one change each; values that only changed their spelling are renamed.
  private mutating func compareEnumeration(
    _ left: [Fact], _ right: [Fact], _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin)
  ) {
    // From any value to a list of values, or back, is one decision.
    if left.isEmpty || right.isEmpty {
      return report(
        .constraintChanged, context, subject, origins,
        (.facts(named(.enumValue, left)), .facts(named(.enumValue, right))),
        compatibility: left.isEmpty ? .narrowed : .widened, detail: "enum")
    }
    let before = Set(left)
    let after = Set(right)
    let gone = left.filter { !after.contains($0) }
    let come = right.filter { !before.contains($0) }
    let renamed = EnumRenames.match(gone.map(text), come.map(text), stayed: left.filter(after.contains).map(text))
    for claim in renamed {
      report(
        .enumValueRenamed, context, subject, origins, (value(gone[claim.old]), value(come[claim.new])),
        detail: text(gone[claim.old]), probability: claim.probability, evidence: claim.evidence)
    }
    for (index, fact) in gone.enumerated() where !renamed.contains(where: { $0.old == index }) {
      report(.enumValueRemoved, context, subject, origins, (value(fact), nil), compatibility: .narrowed, detail: text(fact))
    }
    for (index, fact) in come.enumerated() where !renamed.contains(where: { $0.new == index }) {
      report(.enumValueAdded, context, subject, origins, (nil, value(fact)), compatibility: .widened, detail: text(fact))
    }
  }

  private func text(_ fact: Fact) -> String { symbols.text(fact.value) }
}
