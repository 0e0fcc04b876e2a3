/// The pairs of a group that are worth scoring.
struct RenameCandidates {
  /// The pairs, removed things in order.
  private(set) var pairs: [ScoredPair] = []
  /// How many removed things were not compared with everything.
  private(set) var limited = 0

  /// Up to this many pairs a group is compared in full.
  static let mostPairs = 4096

  /// Collects the candidates of a group among what is still free.
  init(
    _ group: RenameGroup, _ things: ThingTable, _ isFreeRemoved: [Bool], _ isFreeAdded: [Bool],
    isOrdered: Bool
  ) {
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
    let order = SiblingOrder(group, things, isOrdered: isOrdered)
    let lookup = RewriteLookup(removed: removed, added: added, things)
    pairs += lookup.pairs
    let neighbours = Self.neighbours(lookup.restRemoved, lookup.restAdded, order)
    let index = NameIndex(things.names, lookup.restAdded.map { things.added[$0].name })
    for r in lookup.restRemoved {
      let found = index.candidates(for: things.removed[r].name)
      if found.isCapped { limited += 1 }
      var partners = found.slots.map { lookup.restAdded[$0] }
      if let neighbour = neighbours[r], !partners.contains(neighbour) { partners.append(neighbour) }
      for a in partners { pairs.append(ScoredPair(removed: Int32(r), added: Int32(a), score: 0)) }
    }
  }

  /// The added thing that alone stands in the slot in which a removed one stood alone: found whatever its
  /// name is.
  private static func neighbours(_ removed: [Int], _ added: [Int], _ order: SiblingOrder) -> [Int: Int] {
    guard order.isMeaningful else { return [:] }
    var bySlot: [Int: Int] = [:]
    for a in added where order.crowd(order.slot(added: a)) == (1, 1) { bySlot[order.slot(added: a).gap] = a }
    var found: [Int: Int] = [:]
    for r in removed { found[r] = bySlot[order.slot(removed: r).gap] }
    return found
  }
}
