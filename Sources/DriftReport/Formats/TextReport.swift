import DriftImpact

/// The report for people: what breaks first, for whom, where, and what to type next.
struct TextReport: ReportFormat {
  let id = "text"
  let title = "text for people"

  func write(_ report: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    var screen = Screen(after: out, color: options.color, width: options.width)
    for (index, system) in report.systems.enumerated() {
      if index > 0 { screen.line() }
      if options.statOnly {
        StatTable(system).write(to: &screen, options)
      } else {
        SystemText(system, options).write(to: &screen)
      }
    }
    if !report.own.isEmpty {
      if !report.systems.isEmpty { screen.line() }
      OwnText(report.own, options).write(to: &screen)
    }
    out = screen.bytes
  }
}
