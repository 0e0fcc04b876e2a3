internal import DriftModel

/// Finds the renames of a large group that one rewrite explains, by exact look-up.
///
/// Where a hundred thousand fields are renamed at once, it is one decision: a prefix, a case style, a
/// namespace. The rewrites are
/// learned from a sample; each is then applied to every removed name, and what it gives is looked up.
struct RewriteLookup {
  /// Pairs that a rewrite explains, one a removed and an added thing.
  private(set) var pairs: [ScoredPair] = []
  /// Removed things that no rewrite explains.
  private(set) var restRemoved: [Int] = []
  /// Added things that no rewrite explains.
  private(set) var restAdded: [Int] = []

  /// How many removed things the rewrites are learned from.
  private static let sample = 256
  /// The smallest number of them that have to agree.
  private static let leastSupport = 8
  /// How many rewrites are tried at most.
  private static let mostRewrites = 16

  /// A rewrite that can be applied: the words to take out and those to put in.
  private struct Rule {
    var dropped: [WordID]
    var gained: [WordID]
  }

  /// Learns and applies the rewrites of a large group.
  init(removed: [Int], added: [Int], _ things: ThingTable) {
    let names = things.names
    var targets: [UInt64: Int] = [:]
    var letters: [UInt64: Int] = [:]
    targets.reserveCapacity(added.count)
    letters.reserveCapacity(added.count)
    for a in added {
      let name = things.added[a].name
      // -1: two have the same words, so that the look-up would not be exact.
      targets[Self.hash(names.stems(of: name)), default: a] =
        targets[Self.hash(names.stems(of: name))] == nil ? a : -1
      letters[names.lettersHash(of: name), default: a] = letters[names.lettersHash(of: name)] == nil ? a : -1
    }
    let rules = Self.learn(removed, added, things)
    var taken: [Int: Int] = [:]
    var found: [(removed: Int, added: Int)] = []
    for r in removed {
      let name = things.removed[r].name
      var hit = letters[names.lettersHash(of: name)] ?? -1
      if hit < 0 { hit = targets[Self.hash(names.stems(of: name))] ?? -1 }
      for rule in rules where hit < 0 {
        if let words = Self.apply(rule, to: names.stems(of: name)) {
          hit = targets[Self.hash(words[...])] ?? -1
        }
      }
      if hit >= 0 { taken[hit, default: 0] += 1 }
      found.append((r, hit))
    }
    for pair in found {
      if pair.added >= 0 && taken[pair.added] == 1 {
        pairs.append(ScoredPair(removed: Int32(pair.removed), added: Int32(pair.added), score: 0))
      } else {
        restRemoved.append(pair.removed)
      }
    }
    restAdded = added.filter { taken[$0] != 1 }
  }

  /// The rewrites that many of a sample agree on, most support first.
  private static func learn(_ removed: [Int], _ added: [Int], _ things: ThingTable) -> [Rule] {
    let index = NameIndex(things.names, added.map { things.added[$0].name })
    let step = max(removed.count / sample, 1)
    var counts: [UInt64: Int] = [:]
    var examples: [(key: UInt64, removed: Int, added: Int)] = []
    for r in stride(from: 0, to: removed.count, by: step).map({ removed[$0] }) {
      for a in index.candidates(for: things.removed[r].name).slots.map({ added[$0] }) {
        let rewrite = Rewrite(things.removed[r].name, things.added[a].name, things.names)
        guard rewrite.isPattern, rewrite.shared > 0 else { continue }
        if counts[rewrite.key] == nil { examples.append((rewrite.key, r, a)) }
        counts[rewrite.key, default: 0] += 1
      }
    }
    let best = examples.enumerated()
      .filter { counts[$0.element.key] ?? 0 >= leastSupport }
      .sorted { (-(counts[$0.element.key] ?? 0), $0.offset) < (-(counts[$1.element.key] ?? 0), $1.offset) }
    return best.prefix(mostRewrites).map { entry in
      let old = things.names.stems(of: things.removed[entry.element.removed].name)
      let new = things.names.stems(of: things.added[entry.element.added].name)
      return Rule(dropped: old.filter { !new.contains($0) }, gained: new.filter { !old.contains($0) })
    }
  }

  /// The words of a name after a rewrite, nil where it does not apply.
  private static func apply(_ rule: Rule, to stems: ArraySlice<WordID>) -> [WordID]? {
    guard rule.dropped.allSatisfy({ stems.contains($0) }),
      !rule.gained.contains(where: { stems.contains($0) })
    else {
      return nil
    }
    return (stems.filter { !rule.dropped.contains($0) } + rule.gained).sorted()
  }

  private static func hash(_ stems: ArraySlice<WordID>) -> UInt64 {
    stems.reduce(UInt64(stems.count)) { StableHash.mix($0, UInt64($1)) }
  }
}
