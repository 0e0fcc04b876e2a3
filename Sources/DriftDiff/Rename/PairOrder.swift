/// The order of pairs: likelier ones first, then by old and new name, never by where they stand.
struct PairOrder {
  private let names: NameTable
  private let removed: [NameID]
  private let added: [NameID]

  /// Orders pairs by the names of what they hold.
  init(_ names: NameTable, removed: [NameID], added: [NameID]) {
    self.names = names
    self.removed = removed
    self.added = added
  }

  /// Whether a pair comes before another.
  func precedes(_ a: ScoredPair, _ b: ScoredPair) -> Bool {
    if a.probability != b.probability { return a.probability > b.probability }
    let (oldA, oldB) = (removed[Int(a.removed)], removed[Int(b.removed)])
    if oldA != oldB { return names.text(of: oldA, precedes: oldB) }
    let (newA, newB) = (added[Int(a.added)], added[Int(b.added)])
    if newA != newB { return names.text(of: newA, precedes: newB) }
    return (a.removed, a.added) < (b.removed, b.added)
  }
}
