import DriftImpact

/// The report for people, in groups: each with its counts, then as any report of what is in it.
struct GroupedText {
  private let report: Report
  private let grouping: Grouping
  private let options: ReportOptions

  init(_ report: Report, _ grouping: Grouping, _ options: ReportOptions) {
    self.report = report.unfolded
    self.grouping = grouping
    self.options = options
  }

  func write(to screen: inout Screen) {
    let groups = news.groups(by: grouping)
    screen.write("By \(grouping.rawValue): \(ReportGroup.counts(news))", .bold)
    screen.line()
    for group in groups {
      if !options.statOnly { screen.line() }
      screen.write(group.title, .bold)
      screen.write(": \(group.counts)\(group.report.isComplete ? "" : ", not everything could be checked")")
      screen.line()
      guard !options.statOnly, isListed(group) else { continue }
      for system in group.report.systems {
        screen.line()
        SystemText(system, options).write(to: &screen)
      }
      guard !group.report.own.isEmpty else { continue }
      screen.line()
      OwnText(group.report.own, options).write(to: &screen)
    }
  }

  /// Whether there is more to say of a group than how many changes of it touch no mapping.
  private func isListed(_ group: ReportGroup) -> Bool {
    guard !options.showUnmapped, group.report.own.isEmpty else { return true }
    return !group.report.systems.allSatisfy { system in
      system.hasMapping && system.isComplete && system.gaps.isEmpty && system.listed().allSatisfy(\.isUnmapped)
    }
  }

  /// What a base did not say: all of it where there is none.
  private var news: Report {
    guard report.isAboutNews else { return report }
    var out = report
    out.systems = report.systems.filter(\.isNews).map { system in system.keeping { $0.standing != .before } }
    out.own = report.own.filter { $0.standing != .before && $0.severity > .info }
    return out
  }
}
