import DriftDiff
import DriftImpact
import DriftModel

/// Workflow commands for GitHub Actions, and nothing else: a line a finding and place.
///
/// A finding stands on the line of each mapping entry that it hits, without a mapping on the document's line. Data is
/// escaped as GitHub's toolkit does: `%`, CR and LF everywhere, `:` and `,` in properties too.
struct GitHubReport: ReportFormat {
  let id = "github"
  let title = "annotations for GitHub Actions"

  func write(_ report: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    for system in report.systems {
      for finding in system.findings where Self.isTold(finding, options) {
        write(finding, in: system, options, to: &out)
      }
    }
    for finding in report.own where Self.isTold(finding, options) {
      command(finding.severity, finding.place, finding.rule, finding.message, to: &out)
    }
    if !report.isComplete {
      command(.warning, nil, "incomplete", "not everything could be checked", to: &out)
    }
  }

  /// How much of an advice an annotation holds, in characters.
  private static let mostAdvice = 600

  /// What a branch found there is no news on it.
  private static func isTold(_ finding: Finding, _ options: ReportOptions) -> Bool {
    finding.standing != .before && options.annotateAt.isReached(by: finding.severity)
  }

  private func write(_ finding: Finding, in system: SystemReport, _ options: ReportOptions, to out: inout [UInt8]) {
    let name = system.name == "-" || system.name.isEmpty ? "" : "\(system.name): "
    guard !finding.affects.isEmpty else {
      let place = finding.place ?? finding.change.flatMap { system.place(system.changes[$0]) }
      return command(finding.severity, place, finding.rule, name + finding.message, to: &out)
    }
    // The advice names all entries; on the line of one its own address is enough.
    var addresses: [SourcePlace: String] = [:]
    for edit in finding.fix?.edits ?? [] { addresses[edit.place] = edit.address.description }
    let advice = finding.fix.map { String($0.text.prefix(Self.mostAdvice)) } ?? ""
    let what = finding.change.map { system.changes[$0].addressText } ?? ""
    for one in finding.affects where !one.isWaived && options.annotateAt.isReached(by: one.severity) {
      let clause = finding.change == nil ? finding.message : "\(what) \(finding.rule): \(one.consequence)"
      var message = "\(name)\(one.agent) \(one.field): \(clause)"
      if let address = addresses[one.place] {
        message += "\nfix: map \(address) instead"
      } else if !advice.isEmpty {
        message += "\nfix: \(advice)"
      }
      message += "\naccept: drift accept \(finding.id) --reason \"...\""
      command(one.severity, one.place, finding.rule, message, to: &out)
    }
  }

  private func command(
    _ severity: Severity, _ place: SourcePlace?, _ title: String, _ message: String, to out: inout [UInt8]
  ) {
    let word =
      switch severity {
      case .breaking: "error"
      case .warning: "warning"
      case .info: "notice"
      }
    var properties: [String] = []
    if let place, place.file != "-" {
      properties = ["file=\(Self.property(place.file))", "line=\(place.line)", "col=\(place.column)"]
    }
    properties.append("title=\(Self.property("drift: \(title)"))")
    let lines = message.split(separator: "\n").map { Self.data(Neutral.text(String($0), limit: 600)) }
    out += "::\(word) \(properties.joined(separator: ","))::\(lines.joined(separator: "%0A"))\n".utf8
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(Neutral.text(text, limit: 400)).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
