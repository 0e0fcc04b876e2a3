/// Tells which removed and added definitions and operations are one under another name.
public enum DefinitionMatcher {
  /// Matches what only the old version defines with what only the new one does.
  ///
  /// Equal content that nothing else on either side has is certain, as are identities and declared
  /// successors; the rest is scored by fields,
  /// names, and for operations by identifier, method and path.
  public static func solve(removed: [DefinitionCandidate], added: [DefinitionCandidate]) -> DefinitionSolution {
    var run = DefinitionRun(removed, added)
    run.pin()
    run.claim()
    return run.solution
  }

  /// The names of the features in their order.
  package static var featureNames: [String] { DefinitionFeature.allCases.map { "\($0)" } }

  /// The features of every pair that is scored, with what the shipped weights say.
  package static func features(
    removed: [DefinitionCandidate], added: [DefinitionCandidate]
  ) -> [(pair: DefinitionAlternative, values: [Double])] {
    var run = DefinitionRun(removed, added)
    run.pin()
    run.claim()
    return run.pairs.indices.map { at in
      let pair = run.pairs[at]
      return (
        DefinitionAlternative(
          removed: Int(pair.removed), added: Int(pair.added), probability: pair.probability),
        run.features(at)
      )
    }
  }
}
