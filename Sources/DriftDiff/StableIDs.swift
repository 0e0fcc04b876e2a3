import DriftModel

/// Whether the ids of two schemas can be compared at all.
enum StableIDs {
  /// From how many ids on it is no chance that none of them is left.
  private static let enough = 3

  /// Whether no field's id outlived: the schemas are of two copies of a system, which give ids of their own (a sandbox and
  /// what it was made from), so that they say nothing.
  static func areOfAnotherPlace(_ old: Schema, _ new: Schema) -> Bool {
    let (before, after) = (ids(old), ids(new))
    return before.count >= enough && after.count >= enough && before.isDisjoint(with: after)
  }

  private static func ids(_ schema: Schema) -> Set<Symbol> {
    // Most formats have none.
    guard schema.facts.contains(where: { $0.key == .stableID }) else { return [] }
    var out: Set<Symbol> = []
    for field in schema.fields {
      for fact in schema.facts[schema[field.shape].facts.indices] where fact.key == .stableID && fact.kind == .text {
        out.insert(fact.value)
      }
    }
    return out
  }
}
