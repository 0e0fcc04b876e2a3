import DriftFetch
public import DriftGate
import DriftImpact
import DriftModel
public import DriftProject
public import DriftStore

/// Tells a lost permission from fields that went: many at once, or several together with a change of what was granted.
/// Nearly every vendor hides what the caller may not see.
public struct PermissionLoss {
  private let now: Timestamp
  private let store: Store

  /// From how many losses on they are many, and which share of the system that must be.
  private static let many = 10
  private static let manyShare = 0.1
  /// From how many losses on a change of what was granted explains them.
  private static let several = 3
  private static let rules: Set<String> = ["field-removed", "definition-removed", "operation-removed"]

  /// Makes it for a night.
  public init(at now: Timestamp, in store: Store) {
    self.now = now
    self.store = store
  }

  /// Adds a finding for each system that lost much, and folds the single ones under it; what was folded in an earlier
  /// night stays so.
  public func fold(
    _ result: inout GateResult, _ project: Project, looks: [SystemLook], ledger: (String) -> SeenLedger,
    record: (String) -> HealthRecord
  ) {
    for system in project.systems where system.isFetched {
      let open = ledger(system.name).open(before: now)
      let indices = result.checks.indices.filter { result.checks[$0].system == system.name }
      guard let first = indices.first else { continue }
      let id = SystemLook.id(RuleBook.permissionLost, system)
      let losses = indices.flatMap { check in
        result.checks[check].findings.indices.filter { index in
          let finding = result.checks[check].findings[index]
          return Self.rules.contains(finding.rule) && finding.change != nil && finding.waiver == nil
        }.map { (check, $0) }
      }
      let known = losses.filter { open[result.checks[$0.0].findings[$0.1].id]?.under == id }
      let fresh = losses.filter { open[result.checks[$0.0].findings[$0.1].id] == nil }
      let change = change(looks.first { $0.system == system.name }, record(system.name))
      let isFresh =
        change != nil && fresh.count >= Self.several || fresh.count >= Self.many && isMuch(fresh.count, result, indices)
      let folded = known + (isFresh ? fresh : [])
      guard !folded.isEmpty else { continue }
      var severity = Severity.info
      for (check, index) in folded {
        result.checks[check].findings[index].foldedUnder = id
        severity = max(severity, result.checks[check].findings[index].severity)
      }
      result.checks[first].findings.append(finding(system, id, folded.count, severity, change ?? open[id]?.text ?? ""))
    }
  }

  private func finding(
    _ system: Project.System, _ id: String, _ count: Int, _ severity: Severity, _ change: String
  ) -> Finding {
    let cause = change.isEmpty ? "" : ", and \(change)"
    var finding = Finding(
      id: id, rule: RuleBook.permissionLost, severity: severity, owner: system.owner, change: nil,
      message:
        "\(system.name): \(count) places went together\(cause): probably a lost permission. Either they are hidden "
        + "from who asks, or they are gone", affects: [],
      fix: .init(
        text: "ask whether another account sees them: if so, have the right given back; if not, mend the mappings"),
      place: system.place)
    finding.consequence = change
    return finding
  }

  /// What was granted before and is not now, in words; nil where nothing is known to have changed.
  private func change(_ look: SystemLook?, _ record: HealthRecord) -> String? {
    guard let facts = look?.facts else { return nil }
    if let old = record.last("scopes", before: now)?.value, let new = facts.scopes {
      let lost = old.split(separator: " ").map(String.init).filter { !new.contains($0) }
      if !lost.isEmpty { return "the scope \(lost.joined(separator: " ")) is not granted any more" }
    }
    if let old = record.last("principal", before: now)?.value, let new = facts.principal, old != new {
      return "who asks is \(new) now, not \(old)"
    }
    return nil
  }

  /// Whether so many losses are a part of the system that one notices.
  private func isMuch(_ count: Int, _ result: GateResult, _ checks: [Int]) -> Bool {
    guard let old = checks.lazy.compactMap({ result.checks[$0].old }).first,
      let places = store.history(result.checks[checks[0]].system).places(old.version)
    else { return false }
    return Double(count) >= Self.manyShare * Double(places)
  }
}
