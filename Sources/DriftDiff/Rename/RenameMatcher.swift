/// Tells which removed and added things are one thing under another name.
public enum RenameMatcher {
  /// Matches what vanished with what appeared.
  ///
  /// Nothing but the problem decides: the same problem gives the same solution, and the order in which an
  /// unordered document lists
  /// its fields does not matter.
  public static func solve(_ problem: RenameProblem) -> RenameSolution {
    // Most diffs only add.
    if problem.blocks.allSatisfy(\.removed.isEmpty) { return RenameSolution() }
    return solve(RenameRun(problem, .fields))
  }

  /// Matches the values of enumerations.
  static func solveValues(_ problem: RenameProblem) -> RenameSolution {
    solve(RenameRun(problem, .values, of: "value", knowsSynonyms: false))
  }

  private static func solve(_ run: consuming RenameRun) -> RenameSolution {
    var run = run
    run.pin()
    run.gather()
    run.claim()
    run.move()
    return run.solution()
  }
}

extension RenameMatcher {
  /// The features of a pair, for those who fit the weights.
  package struct PairFeatures {
    /// The removed thing.
    package var removed: RenamePlace
    /// The added thing.
    package var added: RenamePlace
    /// What the shipped weights say.
    package var probability: Double
    /// A value a feature, in the order of ``featureNames``.
    package var values: [Double]

    package init(removed: RenamePlace, added: RenamePlace, probability: Double, values: [Double]) {
      self.removed = removed
      self.added = added
      self.probability = probability
      self.values = values
    }
  }

  /// The names of the features in their order.
  package static var featureNames: [String] { RenameFeature.allCases.map { "\($0)" } }

  /// The features of every pair that is scored: training sees the numbers of the shipped code.
  /// `asValues` takes the model of enumeration values for the probabilities.
  package static func features(of problem: RenameProblem, asValues: Bool = false) -> [PairFeatures] {
    var run = RenameRun(problem, asValues ? .values : .fields, knowsSynonyms: !asValues)
    let things = run.things
    var rows: [PairFeatures] = []
    run.pin()
    run.gather()
    run.claim { pair, values in
      let old = things.removed[Int(pair.removed)]
      let new = things.added[Int(pair.added)]
      rows.append(
        PairFeatures(
          removed: RenamePlace(block: old.block, index: old.index),
          added: RenamePlace(block: new.block, index: new.index),
          probability: pair.probability, values: Array(values)))
    }
    return rows
  }
}
