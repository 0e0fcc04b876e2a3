import DriftFetch
import DriftImpact
import DriftProject

/// Versions of an API: whether the one that is asked ends, and when.
enum VersionCheck: HealthCheck {
  /// Moving to another version takes longer than renewing a token.
  private static let leastNotice = 90.0 * 86_400

  static func findings(_ sight: HealthSight) -> [Finding] {
    [ending(sight), other(sight), misnamed(sight)].compactMap { $0 }
  }

  private static func ending(_ sight: HealthSight) -> Finding? {
    let notice = sight.facts.notes.retirement
    let declared = isMisnamed(sight) ? nil : HealthSight.end(of: sight.rules.versionEnds)
    let ends = [notice.sunset, declared].compactMap { $0 }.min()
    let notBefore = max(leastNotice, Double(sight.rules.warnBefore))
    // An end that only the project knows is told when it is near; one that the system tells, at once.
    guard !notice.isNone || declared.map({ sight.seconds(to: $0) < notBefore }) == true else { return nil }
    let asked = asked(sight)
    let name = asked.isEmpty ? "the version that is asked" : "the version \(asked)"
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
    let (answered, asked) = (sight.facts.notes.retirement.version, asked(sight))
    guard !answered.isEmpty, !asked.isEmpty, plain(answered) != plain(asked) else { return nil }
    return sight.finding(
      RuleBook.versionOther, .warning, distinction: answered, "version \(asked) is asked for, and \(answered) answers")
  }

  /// The project file names one version in the source and another one as that whose end it knows.
  private static func misnamed(_ sight: HealthSight) -> Finding? {
    guard isMisnamed(sight) else { return nil }
    let (pinned, named) = (sight.system.source.pinnedVersion, sight.rules.version)
    return sight.finding(
      RuleBook.versionOther, .warning, distinction: "\(pinned) \(named)",
      "the source asks for \(pinned), and api-version names \(named): when \(pinned) ends is not known",
      advice: "name the same version in the source and under api-version")
  }

  private static func isMisnamed(_ sight: HealthSight) -> Bool {
    let (pinned, named) = (sight.system.source.pinnedVersion, sight.rules.version)
    return !pinned.isEmpty && !named.isEmpty && plain(pinned) != plain(named)
  }

  /// The version that is asked for: the one in the addresses, else the one that the project file names; empty where neither
  /// is known.
  private static func asked(_ sight: HealthSight) -> String {
    let pinned = sight.system.source.pinnedVersion
    return pinned.isEmpty ? sight.rules.version : pinned
  }

  /// A version as it is compared: `v66.0` and `66.0` are one.
  private static func plain(_ version: String) -> String {
    let text = version.lowercased()
    return text.hasPrefix("v") && text.dropFirst().first?.isNumber == true ? String(text.dropFirst()) : text
  }
}
