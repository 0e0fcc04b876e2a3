import DriftImpact

/// The head of a report that holds a branch against its base.
struct BaseText {
  private let base: Report.Base

  init(_ base: Report.Base) { self.base = base }

  func write(to screen: inout Screen) {
    screen.write("against \(Neutral.text(base.revision)): ", .bold)
    screen.write("\(base.new) new, \(base.solved.count) solved, \(base.before) there before\(base.passed)")
    screen.line()
    if !base.nights.isEmpty {
      screen.pad(to: 2)
      screen.wrap(base.nights, indent: 2)
      screen.line()
    }
    for finding in base.solved {
      screen.pad(to: 2)
      screen.write("solved")
      screen.pad(to: 12)
      screen.wrap(Neutral.text(finding.message, limit: LineText.widestSentence), indent: 14)
      screen.line()
    }
    screen.line()
  }
}

extension SystemReport {
  /// Whether there is something to say that the base, or the night before, did not say.
  var isNews: Bool {
    findings.contains { $0.isNew || $0.standing == .weekly } || !isComplete && !findings.contains { $0.isOfNight }
  }
}

extension Finding {
  /// Whether a night says when it was first seen.
  var isOfNight: Bool { !firstSeen.isEmpty }

  /// Whether it says that a night could not look at something.
  var isUnchecked: Bool { isUntrusted && !isRemembered }

  /// Whether something could not be looked at, in this night or in the last.
  var isUntrusted: Bool { isOfNight && isOfTrust && waiver == nil }

  /// Whether somebody has to act on it.
  var isOpenOfNight: Bool {
    severity > .info || isUntrusted || RuleBook.events.union(RuleBook.reminders).contains(rule)
  }

  /// Whether it is said whose it is to act: of what a night tells, and of what a project's check finds.
  func isToAct(in system: SystemReport) -> Bool {
    guard isOfNight || system.isOfProject, waiver == nil || severity > .info else { return false }
    return isOpenOfNight
  }

  /// Who has to act, inert: `crm@example.com`.
  var actors: String {
    let owners = owners.sorted()
    return owners.isEmpty ? "nobody named" : Neutral.text(owners.joined(separator: ", "))
  }
}

extension Finding {
  /// Whether it says that a branch adds entries without a line in the lock: nothing is broken by that, and nobody hears of
  /// what will be.
  var isUnlocked: Bool { rule == RuleBook.lockMissing && standing != .before }
}

extension Report {
  /// Whether anything is to be listed.
  var hasNews: Bool {
    systems.contains(where: \.isNews) || own.contains { $0.isNew || $0.standing == .weekly || $0.isUnlocked }
  }
}
