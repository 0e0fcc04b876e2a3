import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// What a project makes of findings: cells of the severity table that it judges otherwise, acceptances, suppressions.
struct Verdicts {
  private let input: GateInput
  private let acceptances: [String: [Acceptance]]
  private let cover: AcceptanceCover

  init(_ input: GateInput) {
    self.input = input
    acceptances = Dictionary(grouping: input.acceptances, by: \.id)
    cover = AcceptanceCover(input.acceptances)
  }

  /// Judges all findings; then tells which acceptances ended and which match nothing.
  func apply(to result: inout GateResult) {
    var seen: [String: Set<EntryKey>] = [:]
    for check in result.checks.indices {
      let system = result.checks[check].system
      let successors = Successors(result.checks[check])
      let base = result.checks[check].old?.version
      for index in result.checks[check].findings.indices {
        let finding = result.checks[check].findings[index]
        // What is there still, but hits no entry that it was accepted for, is nothing that it matches.
        let hit = finding.affects.map(\.key)
        seen[finding.id, default: []].formUnion(hit)
        for one in cover.of(finding, in: system) { seen[one.id, default: []].formUnion(hit) }
        apply(to: &result.checks[check].findings[index], system, successors, since: base)
      }
      for gap in result.checks[check].new?.schema.gaps ?? [] { seen[gap.id] = [] }
    }
    for check in result.checks.indices { acceptHeads(&result.checks[check]) }
    for index in result.own.indices {
      seen[result.own[index].id] = []
      apply(to: &result.own[index], "", nil, since: nil)
    }
    let renewed = Set(input.acceptances.map(\.id))
    result.own += input.spent.filter { !renewed.contains($0.id) }.map(spent)
    // Of a system that could not be looked at nothing is known: neither is whether an acceptance still matches.
    let unread = Set(result.checks.filter { $0.new == nil }.map(\.system))
    for acceptance in input.acceptances where !unread.contains(acceptance.system) {
      // That somebody looked at a change log is history, and starts the time anew: ChangeLogChecks.
      if acceptance.rule == RuleBook.changeLogCheckDue { continue }
      let hit = seen[acceptance.id]
      if hit == nil, RuleBook.looks.contains(acceptance.rule) {
        // Nothing of it is open: there is nothing to mend or to accept anew.
        if acceptance.isExpired(on: input.today), !isRenewed(acceptance) { result.own.append(stale(acceptance)) }
        continue
      }
      if hit == nil || !acceptance.entries.isEmpty && acceptance.entries.allSatisfy({ hit?.contains($0) != true }) {
        // One that moved lines is history: that nothing is open any more is what it is there for.
        if acceptance.movedTo.isEmpty { result.own.append(stale(acceptance)) }
      } else if acceptance.isExpired(on: input.today), !isRenewed(acceptance) {
        result.own.append(expired(acceptance))
      }
    }
  }

  /// What tells several as one is accepted where each of them is.
  private func acceptHeads(_ check: inout SystemCheck) {
    let parts = Dictionary(grouping: check.findings.filter { !$0.foldedUnder.isEmpty }, by: \.foldedUnder)
    for index in check.findings.indices where check.findings[index].waiver == nil {
      guard let own = parts[check.findings[index].id], own.allSatisfy({ $0.waiver != nil }), let one = own.first?.waiver
      else { continue }
      waive(
        &check.findings[index], check.findings[index].severity, reason: one.reason, by: one.by, until: one.until)
    }
  }

  /// Whether what somebody accepted was over when a version came, and its entries were locked at that: a field that went,
  /// came back and goes again is lost anew.
  private func isOfEarlier(_ one: Acceptance, _ base: Version?) -> Bool {
    guard let base, !one.on.isEmpty else { return false }
    let day = base.header.time.day
    guard day == one.on, !one.movedTo.isEmpty else { return day > one.on }
    // Of one day: the lines stood at a version since, and stand at a later one now.
    guard let name = VersionName(one.movedTo) else { return false }
    return (try? input.history(one.system).version(named: name)).map { $0.number < base.number } ?? false
  }

  private func isRenewed(_ old: Acceptance) -> Bool {
    acceptances[old.id]?.contains { !$0.isExpired(on: input.today) && Set($0.entries).isSuperset(of: old.entries) }
      ?? false
  }

  /// Judges one finding: of a change, one since a version.
  private func apply(
    to finding: inout Finding, _ system: String, _ successors: Successors?, since base: Version?
  ) {
    override(&finding)
    let before = finding.severity
    let all = ((acceptances[finding.id] ?? []) + cover.of(finding, in: system)).filter { one in
      one.rule != RuleBook.changeLogCheckDue && successors?.lacks(one.newAddress, finding) != true
        && !(finding.change != nil && isOfEarlier(one, base))
    }
    let own = all.filter { !$0.isExpired(on: input.today) }
    if let ended = all.filter({ $0.isExpired(on: input.today) }).max(by: { $0.until < $1.until }) {
      finding.endedWaiver = .init(reason: ended.reason, by: ended.by, until: ended.until, severity: before)
    }
    if let suppression = suppression(of: finding, system) {
      waive(&finding, before, reason: suppression.reason, by: "", until: suppression.until)
      finding.waiver?.isSuppression = true
      for index in finding.affects.indices { finding.affects[index].isWaived = true }
      return
    }
    accept(&finding, before, own)
  }

  /// The project's own cells, before anything is accepted.
  private func override(_ finding: inout Finding) {
    guard !input.project.overrides.isEmpty else { return }
    if finding.affects.isEmpty {
      finding.severity = input.project.overrides.severity(finding.rule, .unmapped) ?? finding.severity
      return
    }
    for index in finding.affects.indices {
      let column = SeverityOverride.Column(finding.affects[index])
      guard let severity = input.project.overrides.severity(finding.rule, column) else { continue }
      finding.affects[index].severity = severity
    }
    finding.severity = finding.affects.map(\.severity).max() ?? finding.severity
  }

  private func accept(_ finding: inout Finding, _ before: Severity, _ own: [Acceptance]) {
    guard let last = own.last else { return }
    if finding.affects.isEmpty {
      guard let one = own.last(where: { $0.entries.isEmpty }) else { return }
      finding.endedWaiver = nil
      return waive(&finding, before, reason: one.reason, by: one.by, until: one.until)
    }
    for index in finding.affects.indices where own.contains(where: { $0.covers(finding.affects[index].key) }) {
      finding.affects[index].isWaived = true
    }
    guard finding.affects.contains(where: \.isWaived) else { return }
    finding.endedWaiver = nil
    waive(&finding, before, reason: last.reason, by: last.by, until: last.until)
    // Another entry on the same place stays open.
    finding.severity = finding.affects.filter { !$0.isWaived }.map(\.severity).max() ?? .info
  }

  private func waive(_ finding: inout Finding, _ before: Severity, reason: String, by: String, until: String) {
    finding.waiver = .init(reason: reason, by: by, until: until, severity: before)
    finding.severity = .info
  }

  private func suppression(of finding: Finding, _ system: String) -> Project.Suppression? {
    input.project.suppressions.first { one in
      (one.rule.isEmpty || one.rule == finding.rule) && (one.system.isEmpty || Wildcard.matches(system, one.system))
        && (one.address.isEmpty || Wildcard.matches(finding.address, one.address))
        && (one.until.isEmpty || input.today <= one.until)
    }
  }

  private func stale(_ one: Acceptance) -> Finding {
    let what = one.address.isEmpty ? one.id : "\(one.address) (\(one.rule))"
    return own(
      one, RuleBook.acceptanceStale, "the acceptance of \(what) matches nothing any more",
      "take line \(one.line) out of \(input.project.acceptanceFile)")
  }

  private func spent(_ one: Acceptance) -> Finding {
    let what = one.address.isEmpty ? one.id : "\(one.address) (\(one.rule))"
    return own(
      one, RuleBook.acceptanceStale,
      "what the acceptance of \(what) was for went since: it counts for nothing when that comes again",
      "take line \(one.line) out of \(input.project.acceptanceFile)")
  }

  private func expired(_ one: Acceptance) -> Finding {
    let what = one.address.isEmpty ? one.id : "\(one.address) (\(one.rule))"
    return own(
      one, RuleBook.acceptanceExpired, "the acceptance of \(what) ended on \(one.until): \(one.reason)",
      "mend it, or drift accept \(one.id) --reason TEXT --until DATE")
  }

  private func own(_ one: Acceptance, _ rule: String, _ message: String, _ advice: String) -> Finding {
    Finding(
      id: FindingID.of(rule: rule, address: one.address, distinction: one.id, system: one.system), rule: rule,
      severity: .info, owner: "", change: nil,
      message: "\(input.project.acceptanceFile):\(one.line): \(message)", affects: [], fix: .init(text: advice))
  }
}
