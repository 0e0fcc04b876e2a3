import DriftImpact

/// The report for people: what breaks first, for whom, where, and what to type next.
struct TextReport: ReportFormat {
  let id = "text"
  let title = "text for people"

  func write(_ report: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    var screen = Screen(after: out, color: options.color, width: options.width)
    if let base = report.base { BaseText(base).write(to: &screen) }
    let systems = report.base == nil ? report.systems : report.systems.filter(\.isNews)
    for (index, system) in systems.enumerated() {
      if index > 0 { screen.line() }
      if options.statOnly {
        StatTable(system).write(to: &screen, options)
      } else {
        SystemText(system, options).write(to: &screen)
      }
    }
    let own = report.own.filter { $0.standing != .before && (report.base == nil || $0.severity > .info) }
    if !own.isEmpty {
      if !systems.isEmpty { screen.line() }
      OwnText(own, options).write(to: &screen)
    }
    out = screen.bytes
  }
}
