import DriftModel

/// Which branches of two unions are one where no name tells.
extension DiffRun {
  /// Pairs branches that have no name by what they hold: the most alike first.
  func pairByLikeness(_ left: [ShapeID], _ right: [ShapeID]) -> [(old: Int, new: Int)] {
    guard !left.isEmpty, !right.isEmpty else { return [] }
    var scored: [(score: Double, old: Int, new: Int)] = []
    let before = left.map { oldResolver.resolve($0) }
    let after = right.map { newResolver.resolve($0) }
    let namesBefore = before.map { Set($0.members.map { old.fields[$0.field].name }) }
    let namesAfter = after.map { Set($0.members.map { new.fields[$0.field].name }) }
    let holders = left.count * right.count > Self.mostPairs ? Self.holders(namesAfter) : nil
    for i in left.indices {
      for j in holders.map({ Self.sharing(namesBefore[i], $0) }) ?? Array(right.indices) {
        let score = likeness(before[i], after[j], namesBefore[i], namesAfter[j])
        if score > 0.3 { scored.append((score, i, j)) }
      }
    }
    scored.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    var takenOld: Set<Int> = []
    var takenNew: Set<Int> = []
    var out: [(old: Int, new: Int)] = []
    for pair in scored where !takenOld.contains(pair.old) && !takenNew.contains(pair.new) {
      takenOld.insert(pair.old)
      takenNew.insert(pair.new)
      out.append((pair.old, pair.new))
    }
    return out
  }

  /// Up to this many pairs every branch is held against every other; beyond, against those that share a rare member.
  private static let mostPairs = 10_000
  /// Names that more branches have tell too little to be followed.
  private static let mostHolders = 16

  /// Which branches have a name.
  private static func holders(_ names: [Set<Symbol>]) -> [Symbol: [Int]] {
    var out: [Symbol: [Int]] = [:]
    for (index, own) in names.enumerated() {
      for name in own { out[name, default: []].append(index) }
    }
    return out
  }

  /// The branches that share a rare name, in order.
  private static func sharing(_ names: Set<Symbol>, _ holders: [Symbol: [Int]]) -> [Int] {
    var found: Set<Int> = []
    for name in names {
      if let some = holders[name], some.count <= mostHolders { found.formUnion(some) }
    }
    return found.sorted()
  }

  private func likeness(_ a: Resolution, _ b: Resolution, _ namesA: Set<Symbol>, _ namesB: Set<Symbol>) -> Double {
    guard a.types == b.types else { return a.types.isDisjoint(with: b.types) ? 0 : 0.35 }
    if namesA.isEmpty && namesB.isEmpty {
      // Two lists, or two texts: alike enough to be one, more so where they are restricted to common values.
      let values = { (r: Resolution) in Set(r.facts.filter { $0.fact.key == .enumValue }.map(\.fact)) }
      let (x, y) = (values(a), values(b))
      if x.isEmpty != y.isEmpty { return 0.4 }
      return x.isEmpty ? 0.6 : x.isDisjoint(with: y) ? 0.1 : 0.9
    }
    return Double(namesA.intersection(namesB).count) / Double(namesA.union(namesB).count)
  }
}
