import DriftDiff
import DriftImpact
import DriftModel

/// A comment for a pull request: a table that sums up, then the findings, folded, the worst first.
///
/// GitHub takes at most 65,536 characters; what does not fit is counted.
struct MarkdownReport: ReportFormat {
  let id = "markdown"
  let title = "Markdown for a pull request's comment"

  /// How long the findings may be together, in characters: room is left for the table and the last line.
  private static let limit = 56_000
  /// How many systems the table lists.
  private static let mostSystems = 40

  func write(_ whole: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    let report = whole.news.unfolded
    var text = "### drift: \(Self.counts(report))\n\n"
    if let night = report.night { text += MarkdownNight(night).text }
    if let base = report.base {
      text += "Against \(Markdown.code(base.revision)): **\(base.new) new**, \(base.solved.count) solved, "
      text += "\(base.before) there before\(base.passed).\n\n"
      if !base.nights.isEmpty { text += "\(base.nights).\n\n" }
    }
    let groups = options.grouping.map { report.groups(by: $0) }
    text += groups.map { Self.table($0, options.grouping?.rawValue ?? "") } ?? Self.table(report)
    if !report.isComplete, report.night == nil { text += Self.omissions(report) }
    var room = Self.limit
    var left = 0
    for (title, isOpen, items) in Self.parts(report, groups, options) where !items.isEmpty {
      var shown: [String] = []
      for item in items {
        let written = Self.text(item, showsCommands: options.showsAcceptance)
        guard room >= written.count else { break }
        room -= written.count
        shown.append(written)
      }
      left += items.count - shown.count
      guard !shown.isEmpty else { continue }
      text += "<details\(isOpen ? " open" : "")><summary>\(title) (\(items.count))</summary>\n\n"
      text += shown.joined() + "\n</details>\n\n"
    }
    let unmapped = options.showUnmapped ? 0 : report.systems.reduce(0) { $0 + Self.unmapped($1) }
    if unmapped > 0 { text += "\(unmapped) more that touch no mapping (--unmapped lists them).\n\n" }
    if left > 0 { text += "**\(left) more** did not fit here; `drift check --format json` has them all.\n" }
    out += text.utf8
  }

  /// What is folded together: findings of one severity, or of one group with the worst first.
  private static func parts(
    _ report: Report, _ groups: [ReportGroup]?, _ options: ReportOptions
  ) -> [(title: String, isOpen: Bool, items: [Item])] {
    let severities = Array(Severity.allCases.reversed())
    guard let groups else {
      let all = severities.map { severity in
        let title = severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst()
        return (title, severity == .breaking, items(report, severity, options).filter { !$0.finding.isUnchecked })
      }
      let unchecked = severities.flatMap { items(report, $0, options) }.filter(\.finding.isUnchecked)
      return [("Not checked", true, unchecked)] + all
    }
    return groups.map { group in
      let all = severities.flatMap { items(group.report, $0, options) }
      return (Markdown.escaped(group.title), group.report.count(.breaking) > 0, all)
    }
  }

  private static func table(_ groups: [ReportGroup], _ name: String) -> String {
    guard !groups.isEmpty else { return "" }
    var text = "| \(name) | breaking | warning | info |\n| --- | ---: | ---: | ---: |\n"
    func row(_ title: String, _ reports: [Report]) -> String {
      let counts = Severity.allCases.reversed().map { rank in String(reports.reduce(0) { $0 + $1.count(rank) }) }
      return "| \(([Markdown.escaped(title)] + counts).joined(separator: " | ")) |\n"
    }
    for group in groups.prefix(mostSystems) { text += row(group.title, [group.report]) }
    if groups.count > mostSystems {
      text += row("\(groups.count - mostSystems) more", groups.dropFirst(mostSystems).map(\.report))
    }
    return text + "\n"
  }

  // MARK: The head

  private static func counts(_ report: Report) -> String {
    let unchecked = report.count(where: \.isUnchecked)
    let all =
      Severity.allCases.reversed().compactMap { severity -> String? in
        let count = report.count { $0.severity == severity && !$0.isUnchecked }
        return count == 0 ? nil : "\(count) \(severity.rawValue)"
      } + (unchecked == 0 ? [] : ["\(unchecked) not checked"])
    return all.isEmpty ? report.night == nil ? "nothing found" : "nothing new" : all.joined(separator: ", ")
  }

  private static func table(_ report: Report) -> String {
    let told = report.systems.filter { !$0.findings.isEmpty || !$0.isComplete && report.night == nil }
    guard !told.isEmpty || !report.own.isEmpty else { return "" }
    var text = "| system | from | to | breaking | warning | info |\n| --- | --- | --- | ---: | ---: | ---: |\n"
    func row(_ cells: [String], _ findings: [Finding]) -> String {
      let counts = Severity.allCases.reversed().map { rank in String(findings.count { $0.severity == rank }) }
      return "| \((cells.map(Markdown.escaped) + counts).joined(separator: " | ")) |\n"
    }
    for system in told.prefix(mostSystems) {
      text += row([system.name, side(system.old), side(system.new)], system.findings)
    }
    if told.count > mostSystems {
      text += row(["\(told.count - mostSystems) more", "", ""], told.dropFirst(mostSystems).flatMap(\.findings))
    }
    if !report.own.isEmpty { text += row(["the project's files", "", ""], report.own) }
    return text + "\n"
  }

  /// How many reasons stand below the table.
  private static let mostOmissions = 20

  /// What could not be checked, and of which system.
  private static func omissions(_ report: Report) -> String {
    var text = "**Not everything could be checked.** What is said of the rest holds.\n\n"
    let all = report.systems.filter { !$0.isComplete }.flatMap { system in system.allOmissions.map { (system.name, $0) }
    }
    for (name, one) in all.prefix(mostOmissions) {
      let system = name == "-" || name.isEmpty ? "" : "**\(Markdown.escaped(name))** "
      let advice = one.advice.isEmpty ? "" : " (\(Markdown.escaped(one.advice)))"
      text += "* \(system)\(Markdown.escaped(one.text))\(advice)\n"
    }
    if all.count > mostOmissions { text += "* and \(all.count - mostOmissions) more\n" }
    return text + "\n"
  }

  private static func side(_ side: SystemReport.Side?) -> String {
    guard let side else { return "" }
    return side.version.isEmpty ? side.source : side.version
  }

  // MARK: Findings

  /// A finding with what it is about.
  private struct Item {
    var finding: Finding
    var system: String
    var change: Change?
    var place: SourcePlace?
    /// Whether it is said whose it is to act.
    var isToAct = false
  }

  private static func isUnmapped(_ finding: Finding, _ system: SystemReport) -> Bool {
    system.hasMapping && finding.change != nil && finding.severity == .info && finding.affects.isEmpty
  }

  private static func unmapped(_ system: SystemReport) -> Int { system.findings.count { isUnmapped($0, system) } }

  private static func items(_ report: Report, _ severity: Severity, _ options: ReportOptions) -> [Item] {
    var out: [Item] = []
    for system in report.systems {
      for finding in system.findings where finding.severity == severity {
        guard options.showUnmapped || !isUnmapped(finding, system) else { continue }
        let change = finding.change.map { system.changes[$0] }
        out.append(
          Item(
            finding: finding, system: system.name, change: change, place: change.flatMap(system.place),
            isToAct: finding.isToAct(in: system)))
      }
    }
    out += report.own.filter { $0.severity == severity }.map { Item(finding: $0, system: "", place: $0.place) }
    return out
  }

  /// - Parameter showsCommands: Whether there is a project in which they mean something.
  private static func text(_ item: Item, showsCommands: Bool) -> String {
    let finding = item.finding
    let system = item.system == "-" || item.system.isEmpty ? "" : "**\(Markdown.escaped(item.system))** "
    let place = item.place.map { " (\(Markdown.code("\($0.file):\($0.line)")))" } ?? ""
    var text = "- \(system)\(Markdown.escaped(finding.message))\(place)\n"
    for one in finding.affects.prefix(8) {
      let at = Markdown.code("\(one.place.file):\(one.place.line)")
      text +=
        "  - \(Markdown.escaped(one.agent)) \(Markdown.code(one.field)) (\(at)): \(Markdown.escaped(one.consequence))"
      text += one.isWaived ? " (\(finding.waiver?.word ?? "accepted"))\n" : "\n"
    }
    if finding.affects.count > 8 { text += "  - and \(finding.affects.count - 8) more agent fields\n" }
    if let waiver = finding.waiver {
      let end = waiver.until.isEmpty ? "" : "until \(waiver.until)"
      let who = [waiver.by, end].filter { !$0.isEmpty }.joined(separator: ", ")
      let aside = who.isEmpty ? "" : " (\(Markdown.escaped(who)))"
      text += "  - \(waiver.word): \(Markdown.escaped(waiver.reason))\(aside)\n"
    }
    if finding.standing == .bySystems { text += "  - the system changed; this branch did not touch the mapping\n" }
    if item.isToAct {
      let acts = finding.party == .ours ? "ours" : "theirs"
      let owners = finding.owners.isEmpty ? "nobody named" : finding.owners.sorted().joined(separator: ", ")
      text += "  - whose: \(Markdown.escaped(owners)), \(acts) to act\n"
    }
    if finding.isOfNight, let ended = finding.endedWaiver { text += "  - ended: \(Markdown.escaped(ended.ended))\n" }
    if let fix = finding.fix, !fix.text.isEmpty { text += "  - fix: \(Markdown.escaped(fix.text))\n" }
    guard showsCommands else { return text }
    if finding.isMendable { text += "  - mend: \(Markdown.code("drift fix \(finding.id) --write"))\n" }
    if finding.isGap {
      text += "  - accept: \(Markdown.code("drift accept \(finding.id) --reason \"...\""))\n"
    }
    for command in NextSteps.acceptances(of: [finding]) { text += "  - accept: \(Markdown.code(command))\n" }
    return text
  }
}

/// Text of others in Markdown: no markup, no HTML, no mention and no link comes out of it.
enum Markdown {
  /// As running text.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in Neutral.text(text, limit: 600).unicodeScalars {
      if isActive(scalar) { out += "&#\(scalar.value);" } else { out.unicodeScalars.append(scalar) }
    }
    return out
  }

  /// As code; entities count in HTML, where a span of backticks would end at a backtick.
  static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

  /// What begins markup, a mention or a reference somewhere.
  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    "&<>\"'`*_[]()|\\#@~!{}$^=".unicodeScalars.contains(scalar)
  }
}
