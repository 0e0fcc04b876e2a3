import DriftFetch
import DriftImpact
import DriftProject

/// Versions of an API: whether the one that is asked ends, and when.
enum VersionCheck: HealthCheck {
  /// Moving to another version takes longer than renewing a token.
  private static let leastNotice = 90.0 * 86_400

  static func findings(_ sight: HealthSight) -> [Finding] { [ending(sight), other(sight)].compactMap { $0 } }

  private static func ending(_ sight: HealthSight) -> Finding? {
    let notice = sight.facts.notes.retirement
    let declared = HealthSight.end(of: sight.rules.versionEnds)
    let ends = [notice.sunset, declared].compactMap { $0 }.min()
    let notBefore = max(leastNotice, Double(sight.rules.warnBefore))
    // An end that only the project knows is told when it is near; one that the system tells, at once.
    guard !notice.isNone || declared.map({ sight.seconds(to: $0) < notBefore }) == true else { return nil }
    let name = sight.rules.version.isEmpty ? "the version that is asked" : "the version \(sight.rules.version)"
    var message = "\(name) "
    var severity = Severity.warning
    switch ends {
    case let ends? where sight.seconds(to: ends) < 0:
      message += "ended on \(Spans.day(ends))"
      severity = .breaking
    case let ends?:
      message += "ends on \(Spans.day(ends)), in \(Spans.text(Int(sight.seconds(to: ends))))"
      if sight.seconds(to: ends) < Double(sight.rules.warnBefore) { severity = .breaking }
    case nil:
      let since = notice.deprecated.map { sight.seconds(to: $0) > 0 ? " from \(Spans.day($0)) on" : "" } ?? ""
      message += "is deprecated\(since), and nobody says until when it lives"
    }
    if !notice.said.isEmpty { message += "; it said: \(notice.said)" }
    var advice = "move to a version that stays"
    if !notice.successor.isEmpty { advice += ": \(notice.successor)" }
    if !notice.page.isEmpty { advice += " (\(notice.page))" }
    return sight.finding(
      RuleBook.versionEnding, severity, distinction: ends.map { Spans.day($0) } ?? "", message, advice: advice)
  }

  /// A vendor that falls forward answers with another version than was asked for, and the schema is that one's.
  private static func other(_ sight: HealthSight) -> Finding? {
    let answered = sight.facts.notes.retirement.version
    guard !answered.isEmpty, !sight.rules.version.isEmpty, answered != sight.rules.version else { return nil }
    return sight.finding(
      RuleBook.versionOther, .warning, distinction: answered,
      "version \(sight.rules.version) is asked for, and \(answered) answers")
  }
}
