/// The pairs of a group that are worth scoring.
struct RenameCandidates {
  /// The pairs, removed things in order.
  private(set) var pairs: [ScoredPair] = []
  /// How many removed things were not compared with everything.
  private(set) var limited = 0

  /// Up to this many pairs a group is compared in full.
  static let mostPairs = 4096

  /// Collects the candidates of a group among what is still free.
  init(_ group: RenameGroup, _ things: ThingTable, _ isFreeRemoved: [Bool], _ isFreeAdded: [Bool]) {
    let removed = group.removed.filter { isFreeRemoved[$0] }
    let added = group.added.filter { isFreeAdded[$0] }
    guard !removed.isEmpty, !added.isEmpty else { return }
    if removed.count * added.count <= Self.mostPairs {
      pairs.reserveCapacity(removed.count * added.count)
      for r in removed {
        for a in added { pairs.append(ScoredPair(removed: Int32(r), added: Int32(a), score: 0)) }
      }
      return
    }
    let lookup = RewriteLookup(removed: removed, added: added, things)
    pairs += lookup.pairs
    let index = CandidateIndex(added: lookup.restAdded, things)
    for r in lookup.restRemoved {
      let found = index.candidates(for: r)
      if found.isCapped { limited += 1 }
      for a in found.added { pairs.append(ScoredPair(removed: Int32(r), added: Int32(a), score: 0)) }
    }
  }
}
