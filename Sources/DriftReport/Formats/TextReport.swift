import DriftImpact

/// The report for people: what breaks first, for whom, where, and what to type next.
struct TextReport: ReportFormat {
  let id = "text"
  let title = "text for people"

  /// How many systems without a finding are named.
  private static let mostQuiet = 8

  func write(_ report: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    var screen = Screen(after: out, color: options.color, width: options.width)
    if let base = report.base { BaseText(base).write(to: &screen) }
    if let night = report.night {
      // A night of which nothing is to be said writes nothing: what writes nothing is read when it writes.
      guard !night.isQuiet else { return out = screen.bytes }
      // What merely goes on is a line.
      if report.hasNews || night.hasEvents { NightText(night).writeHead(to: &screen) }
      if report.hasNews { screen.line() }
    }
    defer { out = screen.bytes }
    writeBody(of: report, options, &screen)
    if let night = report.night {
      if report.hasNews, night.open > 0 || !night.unchecked.isEmpty { screen.line() }
      NightText(night).writeEnd(to: &screen)
    }
  }

  private func writeBody(of report: Report, _ options: ReportOptions, _ screen: inout Screen) {
    if report.night != nil, !report.hasNews { return }
    var systems = report.isAboutNews ? report.systems.filter(\.isNews) : report.systems
    // A check of fifty systems is about the two that have something.
    let quiet =
      options.showsAcceptance && report.night == nil ? systems.filter { $0.isComplete && $0.findings.isEmpty } : []
    if options.showsAcceptance { systems.removeAll { $0.isComplete && $0.findings.isEmpty } }
    if let grouping = options.grouping {
      GroupedText(report, grouping, options).write(to: &screen)
      if !quiet.isEmpty { screen.line() }
      Self.tellQuiet(Set(quiet.map(\.name)).sorted(), options, &screen)
      return
    }
    for (index, system) in systems.enumerated() {
      if index > 0 { screen.line() }
      if options.statOnly {
        StatTable(system).write(to: &screen, options)
      } else {
        SystemText(system, options).write(to: &screen)
      }
    }
    let own = report.own.filter {
      $0.standing != .before && (!report.isAboutNews || $0.severity > .info || $0.isUnlocked)
    }
    if !own.isEmpty {
      if !systems.isEmpty { screen.line() }
      OwnText(own, options).write(to: &screen)
    }
    if quiet.contains(where: { one in !systems.contains { $0.name == one.name } }) {
      if !systems.isEmpty || !own.isEmpty { screen.line() }
      let names = Set(quiet.map(\.name)).subtracting(systems.map(\.name)).sorted()
      Self.tellQuiet(names, options, &screen)
    }
  }

  private static func tellQuiet(_ names: [String], _ options: ReportOptions, _ screen: inout Screen) {
    guard !names.isEmpty else { return }
    let shown = names.prefix(mostQuiet).map { Neutral.text($0) }.joined(separator: ", ")
    let more = names.count > mostQuiet ? " and \(names.count - mostQuiet) more" : ""
    screen.wrap("Nothing in \(shown)\(more)\(options.onlyText).", indent: 2)
    screen.line()
  }
}
