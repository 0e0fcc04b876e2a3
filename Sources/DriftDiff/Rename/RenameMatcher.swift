/// Tells which removed and added things are one thing under another name.
public enum RenameMatcher {
  /// Matches what vanished with what appeared.
  ///
  /// Nothing but the problem decides: the same problem gives the same solution, and the order in which an unordered document lists
  /// its fields does not matter.
  public static func solve(_ problem: RenameProblem) -> RenameSolution {
    var run = RenameRun(problem)
    run.pin()
    run.score()
    run.claim()
    run.move()
    return run.solution()
  }
}
