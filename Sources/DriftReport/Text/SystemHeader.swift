import DriftDiff
import DriftImpact

/// The first line of a system's report: `crm v1 -> v2: 1 breaking, 1 warning, 3 info`.
enum SystemHeader {
  /// The system and its two sides: versions, or the names of the documents where they are no versions.
  static func sides(_ system: SystemReport) -> String {
    let sides = [system.old, system.new].compactMap { $0 }.map(name).joined(separator: " -> ")
    if sides.isEmpty { return Neutral.text(system.name) }
    return system.name == "-" || system.name.isEmpty ? sides : "\(Neutral.text(system.name)) \(sides)"
  }

  private static func name(_ side: SystemReport.Side) -> String {
    if side.version.isEmpty, side.source == "-" { return "standard input" }
    return Neutral.text(side.version.isEmpty ? side.source : side.version, limit: .max)
  }

  /// How much of each severity there is, gaps apart; of what, where only some kinds are listed.
  static func counts(_ system: SystemReport, _ options: ReportOptions) -> String {
    var counts = Severity.allCases.reversed().compactMap { severity in
      let count = system.findings.count {
        $0.severity == severity && !$0.isGap && $0.standing != .before && !$0.isUnchecked
          && $0.foldedUnder.isEmpty
      }
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    let unchecked = system.findings.filter { $0.isUnchecked && $0.standing != .before }
    // A system whose rights are not known was looked at all the same.
    if !unchecked.isEmpty {
      counts.append(unchecked.allSatisfy { RuleBook.leavesPart($0.rule) } ? "checked in part" : "not checked")
    }
    if counts.isEmpty, !system.isLookedAt { counts = ["not checked"] }
    if counts.isEmpty { counts = [system.isComplete ? "no change" : "no change in what could be read"] }
    let open = system.openGaps
    let accepted = system.gaps.count - open
    if open > 0 { counts.append(open == 1 ? "1 gap" : "\(open) gaps") }
    if accepted > 0 { counts.append(accepted == 1 ? "1 accepted gap" : "\(accepted) accepted gaps") }
    let said = counts.joined(separator: ", ")
    return said + options.onlyText
  }
}

extension ReportOptions {
  /// Which rules alone are listed, to stand behind a count; empty for all.
  var onlyText: String {
    onlyRules.isEmpty ? "" : " (only \(onlyRules.sorted().joined(separator: ", ")))"
  }
}
