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

  /// When what stays open was listed last.
  private let listed: Timestamp?
  /// Ids that somebody accepted, and that hold tonight.
  private var acceptances: Set<String> = []

  /// Makes it for a night; `last` is the one before, nil where nobody knows: then a night ago.
  public init(
    at now: Timestamp, after last: Timestamp? = nil, listed: Timestamp? = nil, in store: Store,
    accepted acceptances: Set<String> = []
  ) {
    self.listed = listed
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
      let waived = report.systems.lazy.filter { $0.name == name }.flatMap(\.findings).filter { $0.waiver != nil }
      var news = SystemNews(
        name, ledger(name), at: now, weekly: { isDue($0) }, accepted: acceptances, waived: Set(waived.map(\.id)))
      if name.isEmpty {
        for index in report.own.indices { news.tell(&report.own[index], [], in: &night) }
      } else {
        for system in report.systems.indices where report.systems[system].name == name {
          let changes = report.systems[system].changes
          for index in report.systems[system].findings.indices {
            news.tell(&report.systems[system].findings[index], changes, in: &night)
          }
        }
      }
      news.tellEnds(in: &night, isUnread: looks.contains { $0.system == name && !$0.isGood }) { isGone(name, $0) }
      if !news.lines.isEmpty { lines[name] = news.lines }
    }
    night.solved.sort { ($0.system, $0.address, $0.rule, $0.id) < ($1.system, $1.address, $1.rule, $1.id) }
    tellLooks(&night, &report, project, looks)
    let unchecked = Set(night.unchecked.map(\.system))
    let partial = report.systems.filter { system in
      !unchecked.contains(system.name) && looks.contains { $0.system == system.name }
        && system.findings.contains {
          $0.waiver == nil && RuleBook.leavesPart($0.rule) && RuleBook.incompleteness.contains($0.rule)
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
      let known = store.lastGoodLook(at: look.system).flatMap { $0.at < now ? $0 : nil }
      let last = look.isGood ? now : known?.at
      for index in report.systems.indices where report.systems[index].name == look.system && system.isFetched {
        report.systems[index].lastLook = last?.day ?? ""
        report.systems[index].isLastLookLeast = !look.isGood && known?.isLeast == true
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

  /// Whether a week began since the last night, for what was not told just now.
  private func isDue(_ first: Timestamp) -> Bool {
    func week(_ time: Timestamp) -> Int {
      Int((Double(time.seconds - Self.firstMonday) / (7 * 86_400)).rounded(.down))
    }
    // What came late, because the night of its day was missed, is not told again at once.
    if let listed, listed < now, now.seconds - listed.seconds < Self.fewestDays * 86_400 { return false }
    guard week(now) > week(last), let from = Timestamp(endOf: first.day), let to = Timestamp(endOf: now.day) else {
      return false
    }
    return to.seconds - from.seconds >= Self.fewestDays * 86_400
  }
}
