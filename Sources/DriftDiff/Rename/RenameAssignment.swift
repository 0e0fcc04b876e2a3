/// Which pairs become claims: greedily by probability.
///
/// An optimal assignment was measured and gives the same claims; greedy ones can be explained.
struct RenameAssignment {
  /// A removed thing's or an added thing's best pairs.
  private struct Best {
    var first: Int32 = -1
    var second: Int32 = -1
  }

  /// Claims need at least this.
  static let leastProbability = 0.5
  /// And this many times the probability of every other explanation.
  static let leastLead = 3.0
  /// What is listed as an alternative.
  static let leastAlternative = 0.2

  /// The indices of the pairs that are claims.
  private(set) var claims: [Int] = []

  /// Assigns pairs that compete with each other.
  ///
  /// - Parameters:
  ///   - pairs: All pairs, rated.
  ///   - range: Those that compete.
  ///   - order: Likelier pairs first; between equal ones names decide, never where they stand.
  init(_ pairs: [ScoredPair], in range: Range<Int>, _ order: PairOrder) {
    let sorted = range.filter { pairs[$0].probability >= Self.leastAlternative / Self.leastLead }.sorted {
      order.precedes(pairs[$0], pairs[$1])
    }
    guard let likeliest = sorted.first, pairs[likeliest].probability >= Self.leastProbability else { return }
    var bestOfRemoved: [Int32: Best] = [:]
    var bestOfAdded: [Int32: Best] = [:]
    for at in sorted {
      Self.note(at, in: &bestOfRemoved[pairs[at].removed, default: Best()])
      Self.note(at, in: &bestOfAdded[pairs[at].added, default: Best()])
    }
    for at in sorted where pairs[at].probability >= Self.leastProbability {
      let pair = pairs[at]
      guard let row = bestOfRemoved[pair.removed], let column = bestOfAdded[pair.added], row.first == at,
        column.first == at
      else { continue }
      let rival = max(
        row.second < 0 ? 0 : pairs[Int(row.second)].probability,
        column.second < 0 ? 0 : pairs[Int(column.second)].probability)
      // A calibrated probability leaves the rest to all others together.
      if pair.probability >= Self.leastLead * min(rival, 1 - pair.probability) { claims.append(at) }
    }
  }

  private static func note(_ at: Int, in best: inout Best) {
    if best.first < 0 { best.first = Int32(at) } else if best.second < 0 { best.second = Int32(at) }
  }
}
