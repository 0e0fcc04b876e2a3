/// From which severity on something is done about findings: fail a command, annotate a line.
public enum Threshold: String, Sendable, CaseIterable {
  case breaking, warning, info, any, none

  /// Whether a severity is at or above it. No severity is below information, so `any` counts what `info` does, and what
  /// has no severity (``countsAll``).
  public func isReached(by severity: Severity) -> Bool {
    switch self {
    case .breaking: severity >= .breaking
    case .warning: severity >= .warning
    case .info, .any: true
    case .none: false
    }
  }

  /// Whether notes and accepted gaps count too.
  public var countsAll: Bool { self == .any }
}
