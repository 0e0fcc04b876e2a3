import DriftFetch
import DriftImpact
import DriftProject

/// Versions of an API: whether the one that is asked ends, and when; and whether it is deprecated, which is another matter.
enum VersionCheck: HealthCheck {
  /// Moving to another version takes longer than renewing a token.
  private static let leastNotice = 90.0 * 86_400
  /// An end that comes nearer by less is the same end.
  private static let leastMove = 30.0 * 86_400
  /// An end that is over may still be put off, by less than this.
  private static let longestDelay = 180.0 * 86_400
  /// The day by which the end is known, and the furthest one that was told since.
  private static let (fact, furthest) = ("version end", "version end at most")

  static func findings(_ sight: HealthSight) -> [Finding] {
    [ending(sight), deprecation(sight), other(sight), misnamed(sight)].compactMap { $0 }
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    guard let ends = toldEnd(sight) else {
      // What was taken back is no measure of what is told next.
      guard sight.facts.notes.whole > 0 else { return [] }
      return [fact, furthest].filter { sight.before($0) ?? "" != "" }.map { ($0, "") }
    }
    let known = day(ends, sight)
    let last = known == sight.before(fact) ? furthestEnd(sight) ?? ends : ends
    // One that moves on by a day each day is no news each day.
    let most = ends - last > leastMove ? ends : last
    return [(fact, known)] + (Spans.day(most) == known ? [] : [(furthest, Spans.day(most))])
  }

  /// When the version ends; nil where nobody knows. An end that only the project knows is told when it is near; one that
  /// the system tells, at once.
  private static func toldEnd(_ sight: HealthSight) -> Double? {
    let declared = isMisnamed(sight) ? nil : HealthSight.end(of: sight.rules.versionEnds)
    let notBefore = max(leastNotice, Double(sight.rules.warnBefore))
    let near = declared.flatMap { sight.seconds(to: $0) < notBefore ? $0 : nil }
    let isAnnounced = !sight.facts.notes.retirement.isNone
    return [sight.facts.notes.retirement.sunset, isAnnounced ? declared : near].compactMap { $0 }.min()
  }

  /// The day by which the end is known. Some systems announce one that is as far off each day as the day before: that is
  /// told once, and again where it comes nearer than it ever was put off to, by a month or by a good part of what is left.
  private static func day(_ ends: Double, _ sight: HealthSight) -> String {
    guard let known = sight.before(fact), !known.isEmpty, let last = furthestEnd(sight) else { return Spans.day(ends) }
    let left = sight.seconds(to: last)
    // Of one that is over a much later one is no delay, but the end of another version.
    let isSame = left <= 0 ? ends - last < longestDelay : last - ends < max(86_400, min(leastMove, left / 4))
    return isSame ? known : Spans.day(ends)
  }

  private static func furthestEnd(_ sight: HealthSight) -> Double? {
    sight.record.lines.last { $0.at < sight.now && [fact, furthest].contains($0.fact) && !$0.value.isEmpty }
      .flatMap { HealthSight.end(of: $0.value) }
  }

  private static func name(_ sight: HealthSight) -> String {
    let asked = asked(sight)
    return asked.isEmpty ? "the version that is asked" : "the version \(asked)"
  }

  private static func ending(_ sight: HealthSight) -> Finding? {
    guard let ends = toldEnd(sight) else { return nil }
    let left = sight.seconds(to: ends)
    let message =
      left < 0
      ? "\(name(sight)) ended on \(Spans.day(ends))" : "\(name(sight)) ends on \(Spans.day(ends))\(Spans.ahead(left))"
    // What is deprecated from that very day on is the same matter.
    let said = sooner(ends, sight) + (isOne(sight) ? words(sight) : "")
    return sight.finding(
      RuleBook.versionEnding, left < Double(sight.rules.warnBefore) ? .breaking : .warning,
      distinction: day(ends, sight),
      message + said, advice: advice(sight))
  }

  /// By when it was said to end, where people planned by a later day.
  private static func sooner(_ ends: Double, _ sight: HealthSight) -> String {
    guard let known = sight.before(fact), let before = HealthSight.end(of: known), ends < before,
      day(ends, sight) != known
    else { return "" }
    return "; so far that was \(known)"
  }

  /// Whether the end and the deprecation are of one day.
  private static func isOne(_ sight: HealthSight) -> Bool {
    guard let ends = toldEnd(sight), let from = sight.facts.notes.retirement.deprecated else { return false }
    return Spans.day(ends) == Spans.day(from)
  }

  private static func deprecation(_ sight: HealthSight) -> Finding? {
    let notice = sight.facts.notes.retirement
    guard notice.isDeprecated, !isOne(sight) else { return nil }
    let since = notice.deprecated.map { from in
      sight.seconds(to: from) > 0
        ? " from \(Spans.day(from)) on" : toldEnd(sight) == nil ? "" : " since \(Spans.day(from))"
    }
    // Its own words may have the day, in whatever form; they follow.
    let isDated = notice.said.contains(#/\b20[0-9]{2}\b/#)
    let rest = toldEnd(sight) == nil && !isDated ? ", and nobody says until when it lives" : ""
    let told = "is deprecated\(since ?? "")\(rest)\(words(sight))"
    var finding = sight.finding(
      RuleBook.versionEnding, .warning, "\(name(sight)) \(told)", advice: advice(sight))
    finding.cause = told
    return finding
  }

  private static func words(_ sight: HealthSight) -> String {
    let said = sight.facts.notes.retirement.said
    return said.isEmpty ? "" : "; it said: \(said)"
  }

  private static func advice(_ sight: HealthSight) -> String {
    let notice = sight.facts.notes.retirement
    var advice = "move to a version that stays"
    if !notice.successor.isEmpty { advice += ": \(notice.successor)" }
    if !notice.page.isEmpty { advice += " (\(notice.page))" }
    return advice
  }

  /// A vendor that falls forward answers with another version than was asked for, and the schema is that one's.
  private static func other(_ sight: HealthSight) -> Finding? {
    let all = [sight.facts.notes.retirement] + sight.facts.probes.map(\.retirement)
    let (answered, asked) = (all.first { !$0.version.isEmpty }?.version ?? "", asked(sight))
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
