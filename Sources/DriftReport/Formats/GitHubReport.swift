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

  func write(_ whole: Report, _ options: ReportOptions, to out: inout [UInt8]) {
    let report = whole.unfolded
    for system in report.systems {
      // What could not be checked is told below, whatever its severity.
      for finding in system.findings where Self.isTold(finding, options) && !finding.isOfTrust {
        write(finding, in: system, options, to: &out)
      }
    }
    for finding in report.own where Self.isTold(finding, options) {
      let said = Self.standing(finding, finding.severity, options)
      command(said.word, finding.place, finding.rule, finding.message + said.reason, options, to: &out)
    }
    for system in report.systems where !system.isComplete {
      for one in system.allOmissions {
        let advice = one.advice.isEmpty ? "" : "\nfix: \(one.advice)"
        let text = "\(Self.name(system))not everything could be checked: \(one.text)\(advice)"
        command("warning", one.place, "incomplete", text, options, to: &out)
      }
    }
  }

  /// How much of an advice an annotation holds, in characters.
  private static let mostAdvice = 600

  /// What a branch found there is no news on it.
  private static func isTold(_ finding: Finding, _ options: ReportOptions) -> Bool {
    finding.standing != .before && options.annotateAt.isReached(by: finding.severity)
  }

  private static func name(_ system: SystemReport) -> String {
    system.name == "-" || system.name.isEmpty ? "" : "\(system.name): "
  }

  /// How loud an annotation is: an error fails the job. One that does not says why.
  private static func standing(
    _ finding: Finding, _ severity: Severity, _ options: ReportOptions
  ) -> (word: String, reason: String) {
    let word = severity == .breaking ? "error" : severity == .warning ? "warning" : "notice"
    guard severity == .breaking else { return (word, "") }
    if finding.standing == .bySystems, !options.isStrict {
      return ("warning", "\nthe system changed; this branch did not touch the mapping: it does not fail for that")
    }
    if !options.failOn.isReached(by: severity) { return ("warning", "\nfail-on is \(options.failOn.rawValue)") }
    return (word, "")
  }

  private func write(_ finding: Finding, in system: SystemReport, _ options: ReportOptions, to out: inout [UInt8]) {
    let name = Self.name(system)
    guard !finding.affects.isEmpty else {
      let place = finding.place ?? finding.change.flatMap { system.place(system.changes[$0]) }
      let said = Self.standing(finding, finding.severity, options)
      return command(said.word, place, finding.rule, name + finding.message + said.reason, options, to: &out)
    }
    let change = finding.change.map { system.changes[$0] }
    // The advice names all entries; on the line of one its own address is enough, where it is sure.
    var addresses: [SourcePlace: String] = [:]
    for edit in finding.fix?.edits ?? [] where edit.isSure { addresses[edit.place] = edit.address.description }
    let advice = finding.fix.map { String($0.text.prefix(Self.mostAdvice)) } ?? ""
    for one in finding.affects where !one.isWaived && options.annotateAt.isReached(by: one.severity) {
      let what = change.map { AffectedWords.address($0, for: one) } ?? ""
      // Which words a model reads now is to be judged by whoever reads this.
      let isWhole = finding.change == nil || change?.kind == .behaviourChanged
      let clause = isWhole ? finding.message : "\(what) \(finding.rule): \(one.consequence)"
      let said = Self.standing(finding, one.severity, options)
      var message = "\(name)\(one.agent) \(one.field): \(clause)\(said.reason)"
      if let address = addresses[one.place] {
        message += "\nfix: map \(address) instead"
      } else if !advice.isEmpty {
        message += "\nfix: \(advice)"
      }
      if options.showsAcceptance {
        if finding.isMendable { message += "\nmend: drift fix \(finding.id) --write" }
        for accept in NextSteps.acceptances(of: [finding]) { message += "\naccept: \(accept)" }
      }
      command(said.word, one.place, finding.rule, message, options, to: &out)
    }
  }

  private func command(
    _ word: String, _ place: SourcePlace?, _ title: String, _ message: String, _ options: ReportOptions,
    to out: inout [UInt8]
  ) {
    var properties: [String] = []
    if let place, place.file != "-" {
      let file = options.repositoryPath(place.file)
      properties = ["file=\(Self.property(file))", "line=\(place.line)", "col=\(place.column)"]
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
