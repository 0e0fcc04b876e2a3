import DriftDiff
import DriftImpact
import DriftModel

/// What the findings of a report are put together by.
public enum Grouping: String, Sendable, CaseIterable {
  /// The system.
  case system
  /// The definition or operation, in its system.
  case definition
  /// Who has to act.
  case owner
  /// The rule: a kind of change, or what a check looks at.
  case kind
}

/// The findings of a report that have something in common, as a report of their own.
struct ReportGroup {
  /// What they have in common, inert.
  var title: String
  var report: Report

  /// How many of each severity there are: `2 breaking, 1 info`.
  var counts: String { Self.counts(report) }

  static func counts(_ report: Report) -> String {
    let words = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = report.count(severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    return words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }
}

extension Report {
  /// The report in groups, the worst first; each finding is in one of them, so that their counts add up to the whole's.
  func groups(by grouping: Grouping) -> [ReportGroup] {
    var titles: [String] = []
    var seen: Set<String> = []
    func note(_ title: String) { if seen.insert(title).inserted { titles.append(title) } }
    for system in systems {
      for finding in system.findings { note(system.title(finding, grouping)) }
      for gap in system.gaps where gap.isAccepted { note(system.title(system.finding(gap), grouping)) }
      if !system.isLookedAt { note(system.home(grouping)) }
    }
    for finding in own { note(Self.title(finding, grouping)) }
    var notesTold: Set<String> = []
    let groups = titles.map { title -> ReportGroup in
      var parts: [SystemReport] = []
      for system in systems {
        var part = system.keeping { system.title($0, grouping) == title }
        part.gaps = system.gaps.filter { system.title(system.finding($0), grouping) == title }
        part.isLookedAt = system.isLookedAt || system.home(grouping) != title
        guard !part.findings.isEmpty || !part.isComplete || !part.gaps.isEmpty else { continue }
        // What has no place in the tree is of no group: it stands with the first.
        if !notesTold.insert(system.name).inserted { part.notes = [] }
        parts.append(part)
      }
      return ReportGroup(
        title: title, report: Report(systems: parts, own: own.filter { Self.title($0, grouping) == title }))
    }
    func rank(_ group: ReportGroup) -> [Int] {
      Severity.allCases.reversed().map { -min(group.report.count($0), 1) }
    }
    return groups.sorted { a, b in
      let (x, y) = (rank(a), rank(b))
      return x == y ? a.title < b.title : x.lexicographicallyPrecedes(y)
    }
  }

  private static let files = "the project's files"

  private static func title(_ finding: Finding, _ grouping: Grouping) -> String {
    switch grouping {
    case .system, .definition: files
    case .owner: SystemReport.owner(finding)
    case .kind: finding.rule
    }
  }
}

extension SystemReport {
  fileprivate static func owner(_ finding: Finding) -> String {
    finding.actors
  }

  fileprivate func title(_ finding: Finding, _ grouping: Grouping) -> String {
    switch grouping {
    case .system: return shownName
    case .definition:
      let change = finding.change.map { changes[$0] }
      // An entry that is looked at as it stands is of the definition that its address begins with.
      let step = change?.address.steps.first?.text ?? finding.affects.first.flatMap { Self.first(of: $0.key.address) }
      let name = step.map { Neutral.name($0) } ?? "as a whole"
      return name == "as a whole" || !shownName.isEmpty ? "\(shownName) \(name)" : name
    case .owner: return Self.owner(finding)
    case .kind: return finding.rule
    }
  }

  private var shownName: String { Neutral.text(name == "-" || name.isEmpty ? "the system" : name) }

  private static func first(of address: String) -> String? {
    guard case .name(let text)? = (try? Address(parsing: address))?.steps.first else { return nil }
    return text
  }

  /// The group that says that a system was not looked at as a whole.
  fileprivate func home(_ grouping: Grouping) -> String {
    let said = findings.first { $0.change == nil && $0.severity == .info && !$0.isGap }
    return title(said ?? finding(nil), grouping)
  }

  /// What says that a part could not be read.
  fileprivate func finding(_ gap: ReportedGap?) -> Finding {
    if let gap, let known = findings.first(where: { $0.isGap && $0.id == "f_" + gap.id.dropFirst(2) }) { return known }
    return Finding(
      id: "", rule: RuleBook.gap, severity: .info, owner: findings.first?.owner ?? "", change: nil, message: "",
      affects: [])
  }
}
