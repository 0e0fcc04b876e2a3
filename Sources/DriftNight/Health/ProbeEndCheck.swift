import DriftFetch
import DriftImpact
import DriftProject

/// Operations that end: an answer's `Deprecation` and `Sunset` are of what was asked (RFC 9745, 2; RFC 8594, 3), and not of
/// the version. What the documents' own answer says is told as the end of that.
enum ProbeEndCheck: HealthCheck {
  static func findings(_ sight: HealthSight) -> [Finding] {
    sight.facts.probes.compactMap { probe in isOwn(probe, sight) ? finding(probe, sight) : nil }
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    sight.facts.probes.compactMap { probe in
      guard isOwn(probe, sight), let ends = probe.retirement.sunset else {
        return probe.failure == nil && sight.before(fact(probe)) ?? "" != "" ? (fact(probe), "") : nil
      }
      return (fact(probe), day(ends, probe, sight))
    }
  }

  private static func fact(_ probe: ProbeOutcome) -> String { "probe end \(probe.name)" }

  /// Whether an answer says more than that of the documents.
  private static func isOwn(_ probe: ProbeOutcome, _ sight: HealthSight) -> Bool {
    let (own, version) = (probe.retirement, sight.facts.notes.retirement)
    return !own.isNone && (own.sunset != version.sunset || own.isDeprecated && !version.isDeprecated)
  }

  /// The day by which the end is known: one that moves on by a day each day is no news each day.
  private static func day(_ ends: Double, _ probe: ProbeOutcome, _ sight: HealthSight) -> String {
    sight.knownDay(fact(probe), of: ends) { known, ends in ends >= known || known - ends < 86_400 }
  }

  private static func finding(_ probe: ProbeOutcome, _ sight: HealthSight) -> Finding {
    let notice = probe.retirement
    var told = "is deprecated, and nobody says until when it lives"
    var severity = Severity.warning
    var distinction = probe.name
    if let ends = notice.sunset {
      let left = sight.seconds(to: ends)
      told = left < 0 ? "ended on \(Spans.day(ends))" : "ends on \(Spans.day(ends))\(Spans.ahead(left))"
      if left < Double(sight.rules.warnBefore) { severity = .breaking }
      distinction += " \(day(ends, probe, sight))"
    } else if let from = notice.deprecated, sight.seconds(to: from) > 0 {
      told = "is deprecated from \(Spans.day(from)) on"
    }
    if !notice.said.isEmpty { told += "; it said: \(notice.said)" }
    var advice = "move to what takes its place"
    if !notice.successor.isEmpty { advice += ": \(notice.successor)" }
    if !notice.page.isEmpty { advice += " (\(notice.page))" }
    var finding = sight.finding(
      RuleBook.probeEnding, severity, distinction: distinction, "what \"\(probe.name)\" asks for \(told)",
      advice: advice)
    finding.address = probe.name
    finding.cause = told
    return finding
  }
}
