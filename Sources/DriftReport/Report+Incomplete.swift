import DriftImpact
import DriftModel

extension SystemReport {
  /// Something that was not checked, and what to do about it.
  struct Omission {
    var text: String
    var advice: String
    var place: SourcePlace?
  }

  /// All that could not be checked, gaps apart.
  var omissions: [Omission] {
    findings.filter { $0.isOfTrust && !$0.isGap && $0.waiver == nil && !($0.isOfNight && $0.standing == .before) }.map {
      finding in
      // The line names the system already.
      Omission(
        text: finding.message.hasPrefix("\(name): ")
          ? String(finding.message.dropFirst(name.count + 2)) : finding.message, advice: finding.fix?.text ?? "",
        place: finding.place ?? finding.affects.first?.place)
    }
  }

  /// The same with the gaps.
  var allOmissions: [Omission] {
    omissions
      + gaps.filter { !$0.isAccepted }.map { gap in
        Omission(
          text: "\(gap.gap.subject) could not be read: \(gap.gap.text)",
          advice: "make it readable, or accept \(gap.id)",
          place: gap.place)
      }
  }
}
