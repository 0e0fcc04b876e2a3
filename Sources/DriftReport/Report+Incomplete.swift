import DriftImpact
import DriftModel

extension SystemReport {
  /// Something that was not checked, and what to do about it.
  struct Omission {
    var text: String
    var advice: String
    var place: SourcePlace?
    /// Whether a night found it, which lists it where it is news and counts it where it is not.
    var isOfNight = false
  }

  /// All that could not be checked, gaps apart.
  var omissions: [Omission] {
    findings.filter { $0.isOfTrust && !$0.isGap && $0.waiver == nil }.map { finding in
      // The line names the system already.
      Omission(
        text: finding.message.hasPrefix("\(name): ")
          ? String(finding.message.dropFirst(name.count + 2)) : finding.message, advice: finding.fix?.text ?? "",
        place: finding.place ?? finding.affects.first?.place, isOfNight: finding.isOfNight)
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
