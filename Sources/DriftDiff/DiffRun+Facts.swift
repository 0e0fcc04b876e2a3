import DriftModel

extension DiffRun {
  /// Compares the facts of two holders, key by key.
  mutating func compareFacts(
    _ left: [Resolution.OwnedFact], _ right: [Resolution.OwnedFact], _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin), holders: (old: Set<Resolution.Owner>, new: Set<Resolution.Owner>) = ([], []),
    hasSameTypes: Bool = true, scalars: (old: ScalarKind, new: ScalarKind) = (.none, .none)
  ) {
    // Mostly nothing differs.
    if left.elementsEqual(right, by: { $0.fact == $1.fact }) { return }
    let byKey = FactsByKey(left, right)
    // What members are to each other is told with them.
    for key in FactKey.allCases where key != .exclusive {
      guard var both = byKey[key] else { continue }
      // How an attribute is written is nothing that an element could keep.
      if key == .xmlForm || key == .namespace, isOtherForm(subject) { continue }
      if key == .discriminatorMapping { both.old = both.old.map(carriedOver) }
      if key == .server { both = (spelledAlike(both.old, both.new), spelledAlike(both.new, both.new)) }
      if !namespaceMoves.isEmpty {
        if key.namesNamespaces { both.old = both.old.map(inMovedNamespace) }
        if key == .xmlForm { both = formsBesideMove(both.old, both.new) }
      }
      if key == .format || key == .wire, old.isOfElements, new.isOfElements {
        both = (both.old.filter(isMoreThanWhiteSpace), both.new.filter(isMoreThanWhiteSpace))
      }
      if key == .enumLabel || key == .valuesUnder {
        both = labelsOfCommonValues(both, byKey[.enumValue] ?? ([], []))
      }
      if key == .inactive || key == .hidden { both = commonValues(both, byKey[.enumValue] ?? ([], [])) }
      if both.old.count == both.new.count, Set(both.old.map(\.fact)) == Set(both.new.map(\.fact)) { continue }
      if both.old.contains(where: { $0.fact.kind == .unknown })
        || both.new.contains(where: { $0.fact.kind == .unknown })
      {
        continue
      }
      // No id is an unknown one; what was made anew under another name has another id.
      if key == .stableID,
        both.old.isEmpty || both.new.isEmpty || hasOtherIDs || context.old.steps.last != context.new.steps.last
      {
        continue
      }
      if isLeft(both.old.first?.owner, both.new.first?.owner, holders) { continue }
      // What follows a deprecation, or goes with it, is part of that change.
      if key == .replacedBy || key == .sunset, byKey[.deprecated].map({ $0.old.isEmpty != $0.new.isEmpty }) ?? false {
        continue
      }
      // A format that goes with a type is part of that change, and so is the source's own word for it.
      if key == .format || key == .sourceType, !hasSameTypes { continue }
      // A length or a scale that only one of two types has goes with it.
      if key == .maxLength || key == .precision || key == .scale, both.old.isEmpty != both.new.isEmpty,
        scalars.old != scalars.new, byKey[.sourceType] != nil
      {
        continue
      }
      let facts = (old: both.old.map(\.fact), new: both.new.map(\.fact))
      if key == .sourceType {
        compareSourceTypes(facts, scalars, context, subject, origins)
        continue
      }
      switch key.rule {
      case .promise:
        comparePromise(
          key, facts.old.first, facts.new.first, isDeprecated: byKey[.deprecated] != nil, context, subject, origins)
      case .deprecation where facts.old.isEmpty:
        reportDeprecation(facts.new, sunset: byKey[.sunset]?.new.first?.fact, context, subject, origins)
      default: compareFact(key, facts.old, facts.new, context, subject, origins)
      }
    }
  }

  /// What a value of a discriminator leads to, by the name that the definition has on the new side.
  private func carriedOver(_ one: Resolution.OwnedFact) -> Resolution.OwnedFact {
    let text = symbols.text(one.fact.value)
    guard let equals = text.lastIndex(of: "="),
      let name = symbols.existing(String(text[text.index(after: equals)...])),
      let index = old.definitions.firstIndex(where: { $0.name == name }), let same = pairing.newDefinition[index],
      new.definitions[same].name != name
    else { return one }
    var out = one
    out.fact.value = symbols.intern(text[...equals] + symbols.text(new.definitions[same].name))
    return out
  }

  /// The addresses of servers, each once, as the newer side spells them where it has the same ones.
  private func spelledAlike(
    _ servers: [Resolution.OwnedFact], _ newer: [Resolution.OwnedFact]
  ) -> [Resolution.OwnedFact] {
    var known: [ServerAddress: Symbol] = [:]
    for one in newer.reversed() { known[ServerAddress(symbols.text(one.fact.value))] = one.fact.value }
    var seen: Set<ServerAddress> = []
    return servers.compactMap { one in
      let address = ServerAddress(symbols.text(one.fact.value))
      guard seen.insert(address).inserted else { return nil }
      var out = one
      out.fact.value = known[address] ?? one.fact.value
      return out
    }
  }

  /// Whether a fact of a text says more than what becomes of its white space: nobody's text is refused for that, and one
  /// without it is the same (XSD 1.0 part 2, 4.3.6).
  private func isMoreThanWhiteSpace(_ one: Resolution.OwnedFact) -> Bool {
    let text = symbols.text(one.fact.value)
    return one.fact.key == .format
      ? text != "token" && text != "normalizedString" : !text.hasPrefix("whiteSpace ")
  }

  /// The names of values that both sides have: the others came and went with their values.
  private func labelsOfCommonValues(
    _ labels: (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact]),
    _ values: (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact])
  ) -> (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact]) {
    let common = Set(values.old.map(\.fact)).intersection(values.new.map(\.fact))
    let prefixes = Set(common.map { symbols.text($0.value) + "=" })
    func named(_ one: Resolution.OwnedFact) -> Bool {
      let text = symbols.text(one.fact.value)
      return text.indices.contains { text[$0] == "=" && prefixes.contains(String(text[...$0])) }
    }
    return (labels.old.filter(named), labels.new.filter(named))
  }

  /// What is said of values that both sides have: of the others it came and went with them.
  private func commonValues(
    _ said: (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact]),
    _ values: (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact])
  ) -> (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact]) {
    let common = Set(values.old.map(\.fact.value)).intersection(values.new.map(\.fact.value))
    return (said.old.filter { common.contains($0.fact.value) }, said.new.filter { common.contains($0.fact.value) })
  }

  /// Another word of the source's own for values of one type: words alone, unless the values are of another kind.
  private mutating func compareSourceTypes(
    _ facts: (old: [Fact], new: [Fact]), _ scalars: (old: ScalarKind, new: ScalarKind), _ context: DiffContext,
    _ subject: Change.Subject, _ origins: (old: Origin, new: Origin)
  ) {
    let values = (FactValue.facts(named(.sourceType, facts.old)), FactValue.facts(named(.sourceType, facts.new)))
    // Any text may stand where mail addresses or links stood; not the other way round.
    let isSame = scalars.old == scalars.new || scalars.old.isText && scalars.new == .string
    if isSame {
      report(.documentationChanged, context, subject, origins, values, detail: FactKey.sourceType.keyword)
    } else {
      report(
        .typeChanged, context, subject, origins, values,
        compatibility: scalars.old == .string && scalars.new.isText ? .narrowed : .incompatible,
        detail: FactKey.sourceType.keyword)
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
    case .promise, .none: return
    case .enumeration: compareEnumeration(left, right, context, subject, origins)
    case .constraint where key == .wildcard: compareWildcards(left, right, context, subject, origins)
    case .deprecation: report(.undeprecated, context, subject, origins, values)
    case .constraint:
      report(
        .constraintChanged, context, subject, origins, values,
        compatibility: compatibility(key, left, right),
        detail: key.keyword)
    case .kind(let kind):
      // What a model reads is what it acts by.
      let isBehaviour =
        key == .description && old.isReadByModels && new.isReadByModels
        || key == .operationID && right.isEmpty && isCalled(subject)
      report(
        isBehaviour ? .behaviourChanged : kind, context, subject, origins, values,
        compatibility: compatibility(key, left, right), detail: key.isItsKind ? "" : key.keyword)
    }
  }

  /// Whether it is an operation that callers call, and no webhook or callback.
  private func isCalled(_ subject: Change.Subject) -> Bool {
    guard case .operation(let before?, _?) = subject else { return false }
    return !old.operations[before].isReversed
  }

  /// What a change of a fact that has a kind of its own does to the values that are admitted.
  private func compatibility(_ key: FactKey, _ left: [Fact], _ right: [Fact]) -> Compatibility? {
    let (before, after) = (Set(left), Set(right))
    // Ways to call an operation: one more takes none away. Nor does one more value that goes with another.
    if key == .wire && !left.isEmpty && !right.isEmpty || key == .valuesUnder {
      return before.isSubset(of: after) ? .widened : after.isSubset(of: before) ? .narrowed : .incompatible
    }
    // One more value that is not taken any more is one less that is.
    if key == .inactive {
      return before.isSubset(of: after) ? .narrowed : after.isSubset(of: before) ? .widened : .incompatible
    }
    return key.compatibility(
      old: left.first, new: right.first, order: order, isMultiple: isMultiple,
      format: { FormatOrder.compatibility(symbols.text($0.value), symbols.text($1.value)) })
  }

  private func order(_ a: Fact, _ b: Fact) -> Int {
    ExactDecimal.compare(symbols.bytes(a.value), symbols.bytes(b.value))
  }

  private func isMultiple(_ a: Fact, _ b: Fact) -> Bool {
    ExactDecimal.isMultiple(symbols.bytes(a.value), of: symbols.bytes(b.value))
  }

  func named(_ key: FactKey, _ facts: [Fact]) -> [FactValue.Named] {
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
}

/// The facts of two holders by their keys. There are a handful: a table of all keys is filled faster than a hash table.
private struct FactsByKey {
  typealias Both = (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact])

  private var all: [Both?] = Array(repeating: nil, count: FactKey.allCases.count)

  init(_ left: [Resolution.OwnedFact], _ right: [Resolution.OwnedFact]) {
    for one in left + right where all[Int(one.fact.key.rawValue)] == nil {
      all[Int(one.fact.key.rawValue)] = ([], [])
    }
    for one in left { all[Int(one.fact.key.rawValue)]?.old.append(one) }
    for one in right { all[Int(one.fact.key.rawValue)]?.new.append(one) }
  }

  /// What both say of a key; nil where neither says anything.
  subscript(key: FactKey) -> Both? { all[Int(key.rawValue)] }
}
