import DriftModel

/// Alternatives of which a value may fit only one (`oneOf`).
extension DiffRun {
  /// The name of the fact in a change.
  static let exclusion = "oneOf"

  /// Tells that values which fit two of the alternatives are refused now, or no more, where there can be any among those
  /// that were admitted before. A side without alternatives is the value that stands there; what becomes of a union that
  /// is one no more is told otherwise.
  mutating func compareExclusion(
    _ before: Union?, _ after: Union?, _ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject
  ) {
    let (was, becomes) = (before?.isExclusive ?? false, after?.isExclusive ?? false)
    guard was != becomes, after != nil else { return }
    let canOverlap =
      if becomes {
        overlaps(after, b, newResolver, beside: before == nil ? (a, oldResolver) : nil)
      } else {
        overlaps(before, a, oldResolver, beside: nil)
      }
    guard canOverlap else { return }
    report(
      .constraintChanged, context, subject, (before?.origin ?? old[a].origin, after?.origin ?? new[b].origin),
      (.facts([.init(Self.exclusion, .flag(was))]), .facts([.init(Self.exclusion, .flag(becomes))])),
      compatibility: becomes ? .narrowed : .widened, detail: Self.exclusion)
  }

  /// Whether a value can fit two of a union's branches and what stands on the other side.
  private func overlaps(
    _ union: Union?, _ holder: ShapeID, _ resolver: Resolver, beside other: (shape: ShapeID, resolver: Resolver)?
  ) -> Bool {
    // A discriminator says which of the branches a value is.
    guard let union, !resolver.resolve(holder).facts.contains(where: { $0.fact.key == .discriminator }) else {
      return false
    }
    let branches = resolver.schema.branches[union.branches.indices].prefix(Self.mostBranches)
      .map { Overlap.Part(shape: $0.shape, resolver: resolver) }
    let beside = other.map { Overlap.Part(shape: $0.shape, resolver: $0.resolver, isWhole: true) }
    for (index, one) in branches.enumerated() {
      for two in branches[(index + 1)...] where Overlap.exists([one, two] + (beside.map { [$0] } ?? [])) { return true }
    }
    return false
  }

  /// Of more branches than these it is not asked which overlap: each is held against each.
  private static let mostBranches = 64
}
