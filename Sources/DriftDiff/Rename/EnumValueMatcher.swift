/// One enumeration that lost and gained values.
public struct EnumValueBlock: Sendable {
  /// The values of the old version in their order.
  public var old: [String]
  /// The values of the new version in their order.
  public var new: [String]
  /// What the values are of: named in no evidence, but it decides between equal candidates.
  public var name: String
  /// Whether the source has an order of its own.
  public var isOrdered: Bool

  /// Makes an enumeration of all its values, unchanged ones included.
  public init(name: String, old: [String], new: [String], isOrdered: Bool = true) {
    self.name = name
    self.old = old
    self.new = new
    self.isOrdered = isOrdered
  }
}

/// That a removed and an added value of one enumeration are one.
public struct EnumValueClaim: Hashable, Sendable {
  /// The index of the enumeration.
  public var block: Int
  /// The old value.
  public var old: String
  /// The new value.
  public var new: String
  /// How likely the two are one, 0.5 to 1.
  public var probability: Double
  /// The reasons, strongest first.
  public var evidence: [RenameEvidence]
}

/// Tells which values of enumerations were renamed.
///
/// Most values that vanish have no successor, and one that appears beside them usually means something else:
/// the weights are of their own, and
/// without likeness of the spelling there is no claim.
public enum EnumValueMatcher {
  /// Matches the removed and the added values of enumerations; a rewrite that several of them share counts
  /// for each.
  public static func solve(_ blocks: [EnumValueBlock]) -> [EnumValueClaim] {
    let problem = problem(blocks)
    let claims = RenameMatcher.solveValues(problem).claims
    // An only removed and an only added value are one far more often in the corpus than in a year of nights.
    return claims.filter { !$0.evidence.contains { $0.reason == "no-common-word" } }.map { claim in
      EnumValueClaim(
        block: claim.removed.block,
        old: problem.blocks[claim.removed.block].removed[claim.removed.index].name,
        new: problem.blocks[claim.added.block].added[claim.added.index].name, probability: claim.probability,
        evidence: claim.evidence.filter { !["same-type", "same-need"].contains($0.reason) })
    }
  }

  /// The same question as one about fields: values have no facts but their spelling and their place.
  package static func problem(_ blocks: [EnumValueBlock]) -> RenameProblem {
    RenameProblem(
      blocks: blocks.map { block in
        let (old, new) = (Set(block.old), Set(block.new))
        func candidates(_ values: [String], _ other: Set<String>) -> [RenameCandidate] {
          values.enumerated().filter { !other.contains($0.element) }
            .map { RenameCandidate(name: $0.element, parentName: block.name, position: $0.offset) }
        }
        func stayed(_ values: [String], _ other: Set<String>) -> [RenameSibling] {
          values.enumerated().filter { other.contains($0.element) }
            .map { RenameSibling(name: $0.element, position: $0.offset) }
        }
        return RenameBlock(
          removed: candidates(block.old, new), added: candidates(block.new, old),
          stayedOld: stayed(block.old, new),
          stayedNew: stayed(block.new, old), isOrdered: block.isOrdered)
      })
  }
}
