import DriftDiff
import DriftImpact

/// The first line of a system's report: `crm v1 -> v2: 1 breaking, 1 warning, 3 info`.
enum SystemHeader {
  /// The system and its two sides: versions, or the names of the documents where they are no versions.
  static func sides(_ system: SystemReport) -> String {
    let sides = "\(name(system.old)) -> \(name(system.new))"
    return system.name == "-" || system.name.isEmpty ? sides : "\(Neutral.text(system.name)) \(sides)"
  }

  private static func name(_ side: SystemReport.Side) -> String {
    if side.version.isEmpty, side.source == "-" { return "standard input" }
    return Neutral.text(side.version.isEmpty ? side.source : side.version, limit: 120)
  }

  /// How much of each severity there is; of what, where only some kinds are listed.
  static func counts(_ system: SystemReport, _ options: ReportOptions) -> String {
    let counts = Severity.allCases.reversed().compactMap { severity in
      let count = system.findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    let nothing = system.isComplete ? "no change" : "no change in what could be read"
    let said = counts.isEmpty ? nothing : counts.joined(separator: ", ")
    guard !options.onlyKinds.isEmpty else { return said }
    return "\(said) (only \(options.onlyKinds.map(\.rawValue).sorted().joined(separator: ", ")))"
  }
}
