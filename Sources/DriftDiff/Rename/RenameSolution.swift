/// One reason for or against a claim.
public struct RenameEvidence: Hashable, Sendable {
  /// A kebab-case word for the reason: `same-place`, `similar-name`.
  public var reason: String
  /// How far it moves the score (natural logarithm of the odds); negative where it speaks against.
  public var weight: Double
  /// The reason in words.
  public var text: String

  /// Makes a piece of evidence.
  public init(reason: String, weight: Double, text: String) {
    self.reason = reason
    self.weight = weight
    self.text = text
  }
}

/// The place of a removed or an added thing in a ``RenameProblem``.
public struct RenamePlace: Hashable, Sendable {
  /// The index of its block.
  public var block: Int
  /// The index in the block's `removed` or `added`.
  public var index: Int

  /// Makes a place.
  public init(block: Int, index: Int) {
    self.block = block
    self.index = index
  }
}

/// What a removed thing may be now, or where an added one may have come from.
public struct RenameAlternative: Hashable, Sendable {
  /// The removed thing.
  public var removed: RenamePlace
  /// The added thing.
  public var added: RenamePlace
  /// How likely the two are one, 0 to 1.
  public var probability: Double

  /// Makes an alternative.
  public init(removed: RenamePlace, added: RenamePlace, probability: Double) {
    self.removed = removed
    self.added = added
    self.probability = probability
  }
}

/// That a removed and an added thing are one.
public struct RenameClaim: Hashable, Sendable {
  /// The removed thing.
  public var removed: RenamePlace
  /// The added thing; in another block where it moved.
  public var added: RenamePlace
  /// How likely the two are one, 0.5 to 1; exactly 1 only where the documents declare it.
  public var probability: Double
  /// The reasons, strongest first.
  public var evidence: [RenameEvidence]
  /// The best other explanations, likeliest first, 0.01 and above, three at most.
  public var runnersUp: [RenameAlternative]

  /// Whether the thing stands in another parent by now.
  public var isMove: Bool { removed.block != added.block }
}

/// A removed thing whose declared successor was there before: both stood side by side for a while.
public struct RenameSuccessor: Hashable, Sendable {
  /// The removed thing.
  public var removed: RenamePlace
  /// The name of the sibling that stayed.
  public var name: String
}

/// A removed thing without a claim, and what it may be.
public struct RenameDoubt: Hashable, Sendable {
  /// The removed thing.
  public var removed: RenamePlace
  /// What it may be, likeliest first, 0.2 and above.
  public var alternatives: [RenameAlternative]
}

/// What the matcher found.
public struct RenameSolution: Sendable {
  /// The claims, in the order of blocks and of what was removed: only those with a probability of 0.5 or more
  /// that is
  /// three times that of every other explanation.
  public var claims: [RenameClaim] = []
  /// Removed things that stay removed although something added may be them; same order.
  public var doubts: [RenameDoubt] = []
  /// Removed things whose declared successor is an unchanged sibling.
  public var successors: [RenameSuccessor] = []
  /// How many removed things were not compared with everything that could be them, because there was too much
  /// (reported as a `matching-limited` note).
  public var limited = 0
}

extension [RenameEvidence] {
  /// Reasons that hold for any two fields of one sort beside each other.
  private static let weakReasons: Set<String> = [
    "generic-word", "no-common-word", "another-word", "same-type", "same-need", "same-place", "near-place",
    "added-at-end", "both-known",
  ]

  /// Whether all that speaks for a claim would speak for another field of the same sort too. Such a claim is a choice for a
  /// person, however probable: what it would write if it were wrong reads another value, and nothing throws.
  public var isThin: Bool {
    // What people call it otherwise is perhaps something else, and what is measured otherwise is.
    if contains(where: { ["label", "other-meaning"].contains($0.reason) && $0.weight < 0 }) { return true }
    let reasons = filter { $0.weight > 0 }.map(\.reason)
    return !reasons.isEmpty && reasons.allSatisfy { Self.weakReasons.contains($0) }
  }
}
