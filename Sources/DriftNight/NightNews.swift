import DriftDiff
import DriftImpact
public import DriftProject
public import DriftReport
public import DriftStore

/// Tells what is new in a night from what was there before, so that the tenth morning is not a wall of old news.
public struct NightNews {
  private let now: Timestamp
  private let store: Store
  /// The night before this one.
  private let last: Timestamp

  /// The first day of a week, a Monday: what stays open is told in full with the first night of each week, all of it on one
  /// day and not each finding on a day of its own.
  private static let firstMonday = 4 * 86_400
  /// What was told fewer days ago waits for the next week.
  private static let fewestDays = 3

  /// Ids that somebody accepted, and that hold tonight.
  private var acceptances: Set<String> = []

  /// Makes it for a night; `last` is the one before, nil where nobody knows: then a night ago.
  public init(
    at now: Timestamp, after last: Timestamp? = nil, in store: Store, accepted acceptances: Set<String> = []
  ) {
    self.acceptances = acceptances
    self.now = now
    self.store = store
    self.last = last ?? Timestamp(secondsSince1970: now.seconds - 86_400)
  }

  /// Says of each finding of a report since when it is there, and what ended; gives the lines to remember, by system.
  ///
  /// What is information, and not open, is counted with the version that brought it and remembered nowhere.
  public func tell(
    _ report: inout Report, _ project: Project, looks: [SystemLook], ledger: (String) -> SeenLedger,
    isGone: (_ system: String, SeenLedger.Line) -> Bool = { _, _ in true }
  ) -> [String: [SeenLedger.Line]] {
    var night = Report.Night(at: now.description, systems: looks.count)
    var lines: [String: [SeenLedger.Line]] = [:]
    let names = Set(report.systems.map(\.name)).union(looks.map(\.system)).union([""])
    for name in names.sorted() {
      let book = ledger(name)
      let before = book.known(before: now)
      var here: Set<String> = []
      var accepted: Set<String> = []
      // What is new: rules, and rules with addresses.
      var fresh: Set<String> = []
      var more: [SeenLedger.Line] = []
      let waived = Set(
        report.systems.lazy.filter { $0.name == name }.flatMap(\.findings).filter { $0.waiver != nil }.map(\.id))
      func tell(_ finding: inout Finding, _ changes: [Change]) {
        // What is folded under what somebody accepted, and came later, is told by itself.
        if waived.contains(finding.foldedUnder), finding.waiver == nil, RuleBook.isOfHealth(finding.rule) {
          finding.foldedUnder = ""
        }
        // What happens once is told once, and ends by itself.
        if RuleBook.events.contains(finding.rule), finding.waiver == nil {
          finding.firstSeen = now.description
          finding.standing = .tonight
          if finding.foldedUnder.isEmpty { night.new += 1 }
          return
        }
        guard finding.isOpen else {
          if finding.waiver != nil { accepted.insert(finding.id) }
          finding.standing = .before
          return
        }
        here.insert(finding.id)
        if before[finding.id] == nil { fresh.formUnion([finding.rule, "\(finding.rule) \(finding.address)"]) }
        let known = before[finding.id]
        let first = known?.line
        let at = known?.since ?? now
        finding.firstSeen = at.description
        let isBack = first?.state != .open
        if RuleBook.looks.contains(finding.rule),
          let swing = book.swing(of: finding.id, isBack: isBack, before: now)
        {
          finding.message += "; it comes and goes, \(swing.count) times since \(swing.since.day)"
        }
        let isWeekly = known.map { isDue($0.since) } ?? false
        let text = Self.text(finding, changes)
        // Whoever mended by what was said before would map a name that is gone again.
        let isRenamed = first.map { finding.change != nil && !$0.text.isEmpty && $0.text != text } ?? false
        // A warning that became a break is news, though it is about the same.
        let isWorse = first?.severity.map { $0 < finding.severity && RuleBook.looks.contains(finding.rule) } ?? false
        let isOther = isRenamed || isWorse
        finding.standing = first == nil || isOther ? .tonight : isWeekly ? .weekly : .before
        // What is folded under another finding is the same news in more words.
        let isFolded = !finding.foldedUnder.isEmpty
        if finding.standing == .tonight, !isFolded { night.new += 1 }
        // A feed that stays away is a line once a week, and wakes nobody in between.
        let isCounted = !isFolded && (finding.standing == .weekly || finding.rule != RuleBook.changeLogUnread)
        if isCounted, finding.standing != .tonight { night.open += 1 }
        if first != nil, !isOther, isCounted, night.oldest.isEmpty || at.day < night.oldest { night.oldest = at.day }
        guard isBack || isOther || first?.under != finding.foldedUnder else { return }
        more.append(
          .init(
            finding: finding.id, at: first == nil ? at : now, state: .open, rule: finding.rule,
            address: finding.address, text: text, under: finding.foldedUnder,
            owners: finding.owners.sorted().joined(separator: " "),
            severity: RuleBook.looks.contains(finding.rule) ? finding.severity : nil, actor: finding.actor))
      }
      if name.isEmpty {
        for index in report.own.indices { tell(&report.own[index], []) }
      } else {
        for system in report.systems.indices where report.systems[system].name == name {
          let changes = report.systems[system].changes
          for index in report.systems[system].findings.indices {
            tell(&report.systems[system].findings[index], changes)
          }
        }
      }
      // A system that cannot be looked at for another reason than yesterday is not well again.
      let isUnread = looks.contains { $0.system == name && !$0.isGood }
      for (id, known) in before.sorted(by: { $0.key < $1.key }) where !here.contains(id) {
        let line = known.line
        // What comes and goes went when it stays away for some time.
        if RuleBook.looks.contains(line.rule), !accepted.contains(id), !acceptances.contains(id),
          book.isAway(line, at: now)
        {
          if line.state == .open { more.append(line.away(at: now)) }
          continue
        }
        let isAccepted = accepted.contains(id) || acceptances.contains(id)
        // What was folded ends with the one that it was folded under.
        let isFolded = before[line.under] != nil && !here.contains(line.under)
        // An end that is another one now is told as that.
        let isReplaced =
          RuleBook.moving.contains(line.rule) && fresh.contains(line.rule)
          || [RuleBook.limitHeadroom, RuleBook.probeRefused].contains(line.rule)
            && fresh.contains("\(line.rule) \(line.address)")
        if !isFolded, !isReplaced, isAccepted || !(isUnread && RuleBook.incompleteness.contains(line.rule)) {
          night.solved.append(
            .init(
              id: id, system: name, rule: line.rule, address: line.address, since: known.since.day,
              isAccepted: isAccepted,
              owners: Set(line.owners.split(separator: " ").map(String.init))))
        }
        more.append(
          .init(
            finding: id, at: now, state: isAccepted ? .accepted : .solved, rule: line.rule, address: line.address))
      }
      // What was accepted and went is another matter when it comes again.
      for (id, line) in book.accepted(before: now).sorted(by: { $0.key < $1.key })
      where book.swing(of: id, isBack: false, before: now) == nil && !here.contains(id) && !accepted.contains(id)
        && !isUnread && RuleBook.isOfHealth(line.rule)
        && isGone(name, line)
      {
        more.append(.init(finding: id, at: now, state: .solved, rule: line.rule, address: line.address))
      }
      if !more.isEmpty { lines[name] = more }
    }
    night.solved.sort { ($0.system, $0.address, $0.rule, $0.id) < ($1.system, $1.address, $1.rule, $1.id) }
    tellLooks(&night, &report, project, looks)
    let unchecked = Set(night.unchecked.map(\.system))
    let partial = report.systems.filter { system in
      !unchecked.contains(system.name) && looks.contains { $0.system == system.name }
        && system.findings.contains {
          $0.waiver == nil && RuleBook.isOfHealth($0.rule) && RuleBook.incompleteness.contains($0.rule)
        }
    }
    night.partial = Set(partial.map(\.name)).sorted()
    let gapped = report.systems.filter { system in
      !unchecked.contains(system.name) && !night.partial.contains(system.name)
        && looks.contains { $0.system == system.name } && system.gaps.contains { !$0.isAccepted }
    }
    night.gapped = Set(gapped.map(\.name)).sorted()
    report.night = night
    return lines
  }

  private func tellLooks(
    _ night: inout Report.Night, _ report: inout Report, _ project: Project, _ looks: [SystemLook]
  ) {
    for look in looks {
      guard let system = project.system(look.system) else { continue }
      night.warnings += look.warnings.map { "\(look.system): \($0)" }
      let known = [(try? store.lastLook(look.system)) ?? nil, Timestamp(LookMemory(of: look.system, in: store).looked)]
      let last = look.isGood ? now : known.compactMap { $0 }.filter { $0 < now }.max()
      for index in report.systems.indices where report.systems[index].name == look.system && system.isFetched {
        report.systems[index].lastLook = last?.day ?? ""
      }
      if let stored = look.stored {
        night.stored.append(
          .init(
            system: look.system, version: stored.version.name, parent: stored.parent.map { "v\($0)" } ?? "",
            changed: stored.changed ?? 0, hasOtherGaps: stored.hasOtherGaps))
      }
      guard let finding = look.finding(system) else { continue }
      let told = report.systems.lazy.flatMap(\.findings).first { $0.id == finding.id }
      night.unchecked.append(
        .init(
          system: look.system, rule: finding.rule, since: String((told?.firstSeen ?? now.description).prefix(10)),
          lastLook: last?.day ?? "", isListed: told?.standing != .before || told?.waiver != nil, owner: finding.owner))
    }
  }

  /// What is to be remembered of what a finding says: of one that only a night can see all, of a rename the new place.
  private static func text(_ finding: Finding, _ changes: [Change]) -> String {
    if RuleBook.looks.contains(finding.rule) {
      return finding.rule == RuleBook.permissionLost ? finding.consequence : finding.message
    }
    guard let change = finding.change, changes.indices.contains(change), changes[change].kind.isRenaming else {
      return ""
    }
    return changes[change].new?.addressText ?? ""
  }

  /// Whether a week began since the last night, for what was not told just now.
  private func isDue(_ first: Timestamp) -> Bool {
    func week(_ time: Timestamp) -> Int {
      Int((Double(time.seconds - Self.firstMonday) / (7 * 86_400)).rounded(.down))
    }
    guard week(now) > week(last), let from = Timestamp(endOf: first.day), let to = Timestamp(endOf: now.day) else {
      return false
    }
    return to.seconds - from.seconds >= Self.fewestDays * 86_400
  }
}

extension Finding {
  /// Whether it asks somebody to act: it is more than information, or says that something was not checked.
  fileprivate var isOpen: Bool {
    guard waiver == nil || severity > .info else { return false }
    return severity > .info || change == nil && RuleBook.incompleteness.union(RuleBook.reminders).contains(rule)
  }
}
