public import DriftImpact

/// What a check found.
public struct GateResult {
  /// What there is to say of the systems.
  public var checks: [SystemCheck]
  /// Findings of the project's own files: the lock, the acceptances, the mappings.
  public var own: [Finding]
  /// Makes a result.
  public init(checks: [SystemCheck], own: [Finding]) {
    self.checks = checks
    self.own = own
  }

  /// Whether everything was looked at.
  public var isComplete: Bool { checks.allSatisfy(\.isComplete) }
}
