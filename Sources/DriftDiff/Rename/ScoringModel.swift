#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A removed and an added thing that may be one.
struct ScoredPair {
  /// Index in ``ThingTable/removed``.
  var removed: Int32
  /// Index in ``ThingTable/added``.
  var added: Int32
  /// The logarithm of the odds against "none of these".
  var score: Double
  /// How likely the two are one, rounded to nine places so that a last bit never decides.
  var probability: Double = 0
}

/// A fitted model: features into scores, scores into probabilities.
struct ScoringModel: Sendable {
  /// A weight a feature.
  let weights: [Double]
  /// Platt's slope on the logit of the geometric mean of row and column.
  let slope: Double
  /// Platt's intercept.
  let intercept: Double

  /// A probability that no amount of evidence exceeds: only a declaration is certain.
  static let highest = 0.999

  /// The weighted sum of features, in their order.
  func score(_ x: [Double]) -> Double {
    var sum = 0.0
    for at in x.indices { sum += x[at] * weights[at] }
    return sum
  }

  /// Fills in the probabilities of pairs that compete with each other.
  ///
  /// A pair competes over its row (what else could the removed thing be?) and over its column (where else
  /// could the added
  /// thing come from?), each time against "none" with score 0. The geometric mean of both is calibrated by
  /// Platt's method.
  func rate(_ pairs: inout ArraySlice<ScoredPair>, removed: Range<Int>, added: Range<Int>) {
    var rows = Array(repeating: LogSum(), count: removed.count)
    var columns = Array(repeating: LogSum(), count: added.count)
    for pair in pairs {
      rows[Int(pair.removed) - removed.lowerBound].raise(to: pair.score)
      columns[Int(pair.added) - added.lowerBound].raise(to: pair.score)
    }
    for pair in pairs {
      rows[Int(pair.removed) - removed.lowerBound].add(pair.score)
      columns[Int(pair.added) - added.lowerBound].add(pair.score)
    }
    for at in pairs.indices {
      let row = rows[Int(pairs[at].removed) - removed.lowerBound].value
      let column = columns[Int(pairs[at].added) - added.lowerBound].value
      pairs[at].probability = calibrated(pairs[at].score - (row + column) / 2)
    }
  }

  /// The probability that belongs to the logarithm of the geometric mean of row and column.
  func calibrated(_ logMean: Double) -> Double {
    let mean = min(exp(logMean), 1 - 1e-12)
    guard mean > 1e-12 else { return 0 }
    let logit = log(mean / (1 - mean))
    let probability = 1 / (1 + exp(-(slope * logit + intercept)))
    return (min(probability, Self.highest) * 1e9).rounded() / 1e9
  }

  /// log(1 + sum of exp), without overflow: the largest term first, then the rest.
  private struct LogSum {
    private var largest = 0.0
    private var sum = 0.0

    mutating func raise(to term: Double) { largest = max(largest, term) }
    mutating func add(_ term: Double) { sum += exp(term - largest) }
    var value: Double { largest + log(sum + exp(-largest)) }
  }
}
