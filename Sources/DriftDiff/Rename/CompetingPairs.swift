/// Which pairs share the removed or the added thing of another one, without looking at all of them.
struct CompetingPairs {
  private var rows: [Int32: [Int]] = [:]
  private var columns: [Int32: [Int]] = [:]

  /// Indexes a range of pairs.
  init(_ pairs: [ScoredPair], _ range: Range<Int>) {
    for at in range {
      rows[pairs[at].removed, default: []].append(at)
      columns[pairs[at].added, default: []].append(at)
    }
  }

  /// The indices of the pairs that explain one side of a pair in another way.
  func others(than pair: ScoredPair) -> [Int] {
    let row = rows[pair.removed] ?? []
    let column = columns[pair.added] ?? []
    // The pair itself is in both.
    return (row + column).filter { !(row.contains($0) && column.contains($0)) }
  }
}
