public import DriftImpact

/// Judges one side of a system's access. A new one is a file, and a line in ``HealthChecks``.
protocol HealthCheck: SendableMetatype {
  /// What there is to tell of it.
  static func findings(_ sight: HealthSight) -> [Finding]
  /// What is to be remembered of it, by name; only what changes seldom.
  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)]
}

extension HealthCheck {
  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] { [] }
}

/// All that a night judges beside the schema.
public enum HealthChecks {
  private static let all: [any HealthCheck.Type] = [
    TokenCheck.self, ScopeCheck.self, PrincipalCheck.self, LimitCheck.self, ProbeCheck.self, ProbeEndCheck.self,
    VersionCheck.self,
  ]

  /// What there is to tell of a system.
  public static func findings(_ sight: HealthSight) -> [Finding] { all.flatMap { $0.findings(sight) } }

  /// What is to be remembered of a system.
  public static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    let told = sight.warnings.joined(separator: "\n")
    return all.flatMap { $0.facts(sight) } + (told == sight.before(warnings) ?? "" ? [] : [(warnings, told)])
  }

  /// What was told on the way, where it was not told the night before.
  public static func news(_ sight: HealthSight) -> [String] {
    let before = sight.before(warnings)?.split(separator: "\n").map(String.init) ?? []
    return sight.warnings.filter { !before.contains($0) }
  }

  private static let warnings = "warnings"
}
