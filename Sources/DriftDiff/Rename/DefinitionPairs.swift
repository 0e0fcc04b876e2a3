/// The pairs of definitions or operations that are worth scoring.
struct DefinitionPairs {
  /// The pairs, removed ones in order.
  private(set) var pairs: [ScoredPair] = []
  /// How many removed ones were not compared with everything.
  private(set) var limited = 0

  /// Up to this many pairs everything is compared with everything.
  private static let mostPairs = 1024
  /// How many candidates one gets by its name, and as many by its fields.
  static let most = 8

  /// Collects the pairs among what is still free.
  init(
    _ removed: [DefinitionShape], _ added: [DefinitionShape], free: (removed: [Int], added: [Int]), _ names: NameTable,
    _ fields: DefinitionFields
  ) {
    guard free.removed.count * free.added.count > Self.mostPairs else {
      for r in free.removed {
        for a in free.added where removed[r].sort == added[a].sort { append(r, a) }
      }
      return
    }
    let partners = Self.partners(removed, added, free)
    let index = NameIndex(names, free.added.map { added[$0].name }, most: Self.most)
    let isFree = Set(free.added)
    for r in free.removed {
      if let a = partners[r] {
        append(r, a)
        continue
      }
      let byName = index.candidates(for: removed[r].name)
      if byName.isCapped { limited += 1 }
      let found = byName.slots.map { free.added[$0] } + fields.candidates(for: r).filter { isFree.contains($0) }
      var last = -1
      for a in found.sorted() where a != last && removed[r].sort == added[a].sort {
        append(r, a)
        last = a
      }
    }
  }

  private mutating func append(_ r: Int, _ a: Int) {
    pairs.append(ScoredPair(removed: Int32(r), added: Int32(a), score: 0))
  }

  /// The operations that keep an identifier which nothing else has: nothing else is looked for.
  private static func partners(
    _ removed: [DefinitionShape], _ added: [DefinitionShape], _ free: (removed: [Int], added: [Int])
  ) -> [Int: Int] {
    func places(_ shapes: [DefinitionShape], _ free: [Int]) -> [UInt64: Int] {
      var places: [UInt64: Int] = [:]
      for at in free where shapes[at].operationKey != 0 {
        // -1: two have it.
        places[shapes[at].operationKey] = places[shapes[at].operationKey] == nil ? at : -1
      }
      return places
    }
    let (old, new) = (places(removed, free.removed), places(added, free.added))
    var partners: [Int: Int] = [:]
    for (key, r) in old where r >= 0 {
      if let a = new[key], a >= 0 { partners[r] = a }
    }
    return partners
  }
}
