import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// Adds what is known of the looks at a system: what a night could not look at, and a last good look that is too old.
struct LookChecks {
  private let input: GateInput

  init(_ input: GateInput) { self.input = input }

  func apply(to checks: inout [SystemCheck]) {
    var told: Set<String> = []
    for index in checks.indices where told.insert(checks[index].system).inserted {
      guard let system = input.project.system(checks[index].system) else { continue }
      checks[index].findings += (input.health[system.name] ?? []) + (input.remembered[system.name] ?? [])
      let looks = (input.looks[system.name] ?? []) + (isTold(system) ? [] : stale(system).map { [$0] } ?? [])
      guard !looks.isEmpty else { continue }
      // That there is no version yet is the same news in other words.
      checks[index].findings.removeAll { $0.rule == RuleBook.versionMissing }
      checks[index].findings += looks
    }
  }

  /// Whether this very run says why the system was not looked at, and nobody accepted that: that it was not looked at for
  /// long is the same news. What was accepted for a time does not hide for how long nobody looked.
  private func isTold(_ system: Project.System) -> Bool {
    (input.looks[system.name] ?? []).contains { finding in
      !input.acceptances.contains { $0.id == finding.id && !$0.isExpired(on: input.today) }
    }
  }

  private func stale(_ system: Project.System) -> Finding? {
    guard system.isFetched, let last = input.lastLook(system.name), let now = Timestamp(endOf: input.today) else {
      return nil
    }
    let day = String(last.description.prefix(10))
    guard let then = Timestamp(endOf: day), now.seconds - then.seconds > system.maxAge else { return nil }
    let days = (now.seconds - then.seconds) / 86_400
    // A night that looked, and could not, says why.
    let look = input.looks[system.name]?.first
    let why = look.map { ": \($0.rule), \($0.message)" } ?? ""
    return Finding(
      id: FindingID.of(rule: RuleBook.snapshotStale, address: "", distinction: "", system: system.name),
      rule: RuleBook.snapshotStale, severity: .info, owner: system.owner, change: nil,
      message: "\(system.name) was last looked at on \(day), \(days) \(days == 1 ? "day" : "days") ago\(why)",
      affects: [],
      fix: look?.fix ?? .init(text: "drift run looks; is the nightly job still running?"), place: system.place)
  }
}
