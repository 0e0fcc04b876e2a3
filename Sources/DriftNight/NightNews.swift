import DriftImpact
public import DriftProject
public import DriftReport
public import DriftStore

/// Tells what is new in a night from what was there before, so that the tenth morning is not a wall of old news.
public struct NightNews {
  private let now: Timestamp
  private let store: Store

  /// After how many days a finding that stays open is told in full once more.
  private static let reminder = 7

  /// Makes it for a night.
  public init(at now: Timestamp, in store: Store) {
    self.now = now
    self.store = store
  }

  /// Says of each finding of a report since when it is there, and what ended; gives the lines to remember, by system.
  ///
  /// What is information, and not open, is counted with the version that brought it and remembered nowhere.
  public func tell(
    _ report: inout Report, _ project: Project, looks: [SystemLook], ledger: (String) -> SeenLedger
  ) -> [String: [SeenLedger.Line]] {
    var night = Report.Night(at: now.description, systems: looks.count)
    var lines: [String: [SeenLedger.Line]] = [:]
    let names = Set(report.systems.map(\.name)).union(looks.map(\.system)).union([""])
    for name in names.sorted() {
      let before = ledger(name).open(before: now)
      var here: Set<String> = []
      var accepted: Set<String> = []
      var more: [SeenLedger.Line] = []
      func tell(_ finding: inout Finding) {
        // What happens once is told once, and ends by itself.
        if RuleBook.events.contains(finding.rule), finding.waiver == nil {
          finding.firstSeen = now.description
          finding.standing = .tonight
          night.new += 1
          return
        }
        guard finding.isOpen else {
          if finding.waiver != nil { accepted.insert(finding.id) }
          finding.standing = .before
          return
        }
        here.insert(finding.id)
        let first = before[finding.id]
        let at = first?.at ?? now
        finding.firstSeen = at.description
        let isDue = first.map { Self.isDue($0.at, now) } ?? false
        finding.standing = first == nil ? .tonight : isDue ? .weekly : .before
        if first == nil { night.new += 1 } else { night.open += 1 }
        if let first, night.oldest.isEmpty || first.at.day < night.oldest { night.oldest = first.at.day }
        guard first == nil || first?.under != finding.foldedUnder else { return }
        more.append(
          .init(
            finding: finding.id, at: at, state: .open, rule: finding.rule, address: finding.address,
            text: finding.change == nil ? finding.consequence : "", under: finding.foldedUnder))
      }
      if name.isEmpty {
        for index in report.own.indices { tell(&report.own[index]) }
      } else {
        for system in report.systems.indices where report.systems[system].name == name {
          for index in report.systems[system].findings.indices { tell(&report.systems[system].findings[index]) }
        }
      }
      for (id, line) in before.sorted(by: { $0.key < $1.key }) where !here.contains(id) {
        let isAccepted = accepted.contains(id)
        night.solved.append(
          .init(
            id: id, system: name, rule: line.rule, address: line.address, since: line.at.day, isAccepted: isAccepted))
        more.append(
          .init(
            finding: id, at: now, state: isAccepted ? .accepted : .solved, rule: line.rule, address: line.address))
      }
      if !more.isEmpty { lines[name] = more }
    }
    tellLooks(&night, &report, project, looks)
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
            changed: stored.changed ?? 0))
      }
      guard let finding = look.finding(system) else { continue }
      let told = report.systems.lazy.flatMap(\.findings).first { $0.id == finding.id }
      night.unchecked.append(
        .init(
          system: look.system, rule: finding.rule, since: String((told?.firstSeen ?? now.description).prefix(10)),
          lastLook: last?.day ?? "", isListed: told?.standing != .before || told?.waiver != nil))
    }
  }

  /// Whether a week, or several, have passed to the day.
  private static func isDue(_ first: Timestamp, _ now: Timestamp) -> Bool {
    guard let from = Timestamp(endOf: first.day), let to = Timestamp(endOf: now.day) else { return false }
    let days = (to.seconds - from.seconds) / 86_400
    return days > 0 && days % reminder == 0
  }
}

extension Finding {
  /// Whether it asks somebody to act: it is more than information, or says that something was not checked.
  fileprivate var isOpen: Bool {
    guard waiver == nil || severity > .info else { return false }
    return severity > .info || RuleBook.incompleteness.contains(rule) && change == nil
  }
}
