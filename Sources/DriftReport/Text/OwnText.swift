import DriftImpact

/// What is to be said of the project's own files: the lock, the acceptances, the mappings.
struct OwnText {
  private let findings: [Finding]
  private let options: ReportOptions

  init(_ findings: [Finding], _ options: ReportOptions) {
    self.findings = findings
    self.options = options
  }

  func write(to screen: inout Screen) {
    screen.write("The project's files", .bold)
    screen.line()
    for finding in Severity.allCases.reversed().flatMap({ rank in findings.filter { $0.severity == rank } }) {
      screen.pad(to: 2)
      switch finding.severity {
      case .breaking: screen.write("BREAKING", .red)
      case .warning: screen.write("warning", .yellow)
      case .info: screen.write("info")
      }
      screen.pad(to: 12)
      screen.wrap(Neutral.text(finding.message, limit: LineText.widestSentence), indent: 14)
      screen.line()
      let line = ListedLine(places: [[ListedChange(change: nil, finding: finding)]])
      var details = NextSteps.details(line, showsAcceptance: options.showsAcceptance)
      if let fix = finding.fix {
        details.insert(.init(lead: "fix:", text: Neutral.text(fix.text, limit: LineText.widestSentence)), at: 0)
      }
      for detail in details {
        screen.pad(to: 12)
        screen.write(detail.lead + " ", .dim)
        screen.wrap(detail.text, indent: 12 + detail.lead.count + 1)
        screen.line()
      }
    }
  }
}
