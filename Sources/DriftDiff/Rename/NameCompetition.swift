/// How alike the names of the pairs of one group are, and which pair of a row and a column is the likest.
struct NameCompetition {
  /// The likeness of a pair.
  struct Pair {
    /// Of the words, 0 to 1.
    var words: Float
    /// Of the letters, 0 to 1.
    var letters: Float
    /// Whether both names are like no other as much.
    var isLikest = false
  }

  private var pairs: [Pair] = []
  private var first = 0

  /// By so much the likest name leads.
  private static let lead: Float = 0.1
  /// Below this no name is like another.
  private static let least: Float = 0.25

  /// Nothing compared yet.
  init() {}

  /// Compares the names of pairs; names are looked up by the indices of the pairs.
  init(
    _ scored: ArraySlice<ScoredPair>, removed: Range<Int>, added: Range<Int>, _ similarity: NameSimilarity,
    names: (ScoredPair) -> (old: NameID, new: NameID)
  ) {
    first = scored.startIndex
    pairs.reserveCapacity(scored.count)
    var rows = Array(repeating: (best: Float(0), second: Float(0)), count: removed.count)
    var columns = Array(repeating: (best: Float(0), second: Float(0)), count: added.count)
    for pair in scored {
      let (old, new) = names(pair)
      let made = Pair(words: Float(similarity.soft(old, new)), letters: Float(similarity.dice(old, new)))
      pairs.append(made)
      Self.note(made, in: &rows[Int(pair.removed) - removed.lowerBound])
      Self.note(made, in: &columns[Int(pair.added) - added.lowerBound])
    }
    for (at, pair) in scored.enumerated() {
      let row = rows[Int(pair.removed) - removed.lowerBound]
      let column = columns[Int(pair.added) - added.lowerBound]
      let own = pairs[at].words + pairs[at].letters
      pairs[at].isLikest =
        own >= 2 * Self.least && own == row.best && own == column.best
        && own >= max(row.second, column.second) + 2 * Self.lead
    }
  }

  /// The likeness of a pair by its index.
  subscript(pair: Int) -> Pair { pairs[pair - first] }

  private static func note(_ pair: Pair, in line: inout (best: Float, second: Float)) {
    let likeness = pair.words + pair.letters
    if likeness > line.best {
      line = (likeness, line.best)
    } else if likeness > line.second {
      line.second = likeness
    }
  }
}
