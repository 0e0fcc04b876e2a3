public import DriftImpact

/// What a check found.
public struct GateResult {
  /// What there is to say of the systems.
  public var checks: [SystemCheck]
  /// Findings of the project's own files: the lock, the acceptances, the mappings.
  public var own: [Finding]
  /// How many findings somebody accepted.
  public private(set) var acceptedCount = 0
  /// How many findings the project suppresses.
  public private(set) var suppressedCount = 0

  /// Why a finding does not count.
  enum Waived {
    case accepted, suppressed
  }

  /// Makes a result.
  public init(checks: [SystemCheck], own: [Finding]) {
    self.checks = checks
    self.own = own
  }

  mutating func count(_ waived: Waived?) {
    switch waived {
    case .accepted?: acceptedCount += 1
    case .suppressed?: suppressedCount += 1
    case nil: return
    }
  }

  /// Whether everything was looked at.
  public var isComplete: Bool { checks.allSatisfy(\.isComplete) }
}
