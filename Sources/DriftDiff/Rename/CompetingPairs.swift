/// Which pairs share the removed or the added thing of another one, without looking at all of them.
struct CompetingPairs {
  private let start: Int
  private var lastOfRow: [Int32: Int] = [:]
  private var lastOfColumn: [Int32: Int] = [:]
  /// For each pair the one before it in its row and in its column, -1 for the first.
  private var before: [(row: Int, column: Int)] = []

  /// Indexes a range of pairs.
  init(_ pairs: [ScoredPair], _ range: Range<Int>) {
    start = range.lowerBound
    before.reserveCapacity(range.count)
    for at in range {
      before.append(
        (
          lastOfRow.updateValue(at, forKey: pairs[at].removed) ?? -1,
          lastOfColumn.updateValue(at, forKey: pairs[at].added) ?? -1
        ))
    }
  }

  /// The indices of the pairs that explain one side of a pair in another way.
  func others(than pair: ScoredPair, in pairs: [ScoredPair]) -> [Int] {
    var others: [Int] = []
    var at = lastOfRow[pair.removed] ?? -1
    while at >= 0 {
      if pairs[at].added != pair.added { others.append(at) }
      at = before[at - start].row
    }
    at = lastOfColumn[pair.added] ?? -1
    while at >= 0 {
      if pairs[at].removed != pair.removed { others.append(at) }
      at = before[at - start].column
    }
    return others
  }
}
