import DriftModel

/// An enumeration whose values differ, kept until all of them are matched at once.
struct EnumerationBlock {
  var old: [Fact]
  var new: [Fact]
  var context: DiffContext
  var subject: Change.Subject
  var origins: (old: Origin, new: Origin)
}

extension DiffRun {
  /// Compares the values of two enumerations. From any value to a list of values, or back, is one decision.
  mutating func compareEnumeration(
    _ left: [Fact], _ right: [Fact], _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin)
  ) {
    if left.isEmpty || right.isEmpty {
      return report(
        .constraintChanged, context, subject, origins,
        (.facts(named(.enumValue, left)), .facts(named(.enumValue, right))),
        compatibility: left.isEmpty ? .narrowed : .widened, detail: "enum")
    }
    enumerations.append(
      EnumerationBlock(old: left, new: right, context: context, subject: subject, origins: origins))
  }

  /// One change a value that came or went; a value that only changed its spelling is renamed.
  mutating func matchValues() {
    let matched = enumerations.filter { !Set($0.old).isSubset(of: $0.new) && !Set($0.new).isSubset(of: $0.old) }
    var claims: [Int: [EnumValueClaim]] = [:]
    let found = EnumValueMatcher.solve(matched.map(valueBlock))
    for claim in found { claims[claim.block, default: []].append(claim) }
    for (index, block) in matched.enumerated() { reportValues(block, claims[index] ?? []) }
    for block in enumerations where Set(block.old).isSubset(of: block.new) || Set(block.new).isSubset(of: block.old) {
      reportValues(block, [])
    }
    enumerations = []
  }

  private func valueBlock(_ block: EnumerationBlock) -> EnumValueBlock {
    EnumValueBlock(
      name: block.context.old.steps.last?.text ?? "", old: block.old.map { symbols.text($0.value) },
      new: block.new.map { symbols.text($0.value) })
  }

  /// The first value of each spelling.
  private func byText(_ values: [Fact]) -> [String: Fact] {
    Dictionary(values.map { (symbols.text($0.value), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func reportValues(_ block: EnumerationBlock, _ claims: [EnumValueClaim]) {
    let before = Set(block.old)
    let after = Set(block.new)
    let (oldByText, newByText) = claims.isEmpty ? ([:], [:]) : (byText(block.old), byText(block.new))
    var renamedOld: Set<String> = []
    var renamedNew: Set<String> = []
    for claim in claims {
      guard let from = oldByText[claim.old], let to = newByText[claim.new] else { continue }
      renamedOld.insert(claim.old)
      renamedNew.insert(claim.new)
      report(
        .enumValueRenamed, block.context, block.subject, block.origins, (value(from), value(to)), detail: claim.old,
        probability: claim.probability, evidence: claim.evidence)
    }
    for fact in block.old where !after.contains(fact) && !renamedOld.contains(symbols.text(fact.value)) {
      report(
        .enumValueRemoved, block.context, block.subject, block.origins, (value(fact), nil), compatibility: .narrowed,
        detail: symbols.text(fact.value))
    }
    // Where no value stayed, whoever knows the old ones will know none that comes.
    let isReplaced = before.isDisjoint(with: after)
    for fact in block.new where !before.contains(fact) && !renamedNew.contains(symbols.text(fact.value)) {
      report(
        .enumValueAdded, block.context, block.subject, block.origins, (nil, value(fact)),
        compatibility: isReplaced ? .incompatible : .widened,
        detail: symbols.text(fact.value))
    }
  }
}
