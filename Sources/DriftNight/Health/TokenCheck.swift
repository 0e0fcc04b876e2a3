import DriftFetch
import DriftImpact
import DriftProject
import DriftStore

/// Tokens: when they end, and whether they live as long as is documented.
enum TokenCheck: HealthCheck {
  private static let fact = "lifetime"
  private static let unknown = "unknown"
  private static let known = "ends"

  static func findings(_ sight: HealthSight) -> [Finding] {
    [ending(sight), lifetime(sight), undocumented(sight)].compactMap { $0 }
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    lifetimeFact(sight) + (nearEnd(sight).map { [(endFact, day($0, sight))] } ?? [])
  }

  private static let endFact = "token end"
  /// Before the night after next nobody hears of it again.
  private static let lastNights = 2.0 * 86_400

  private static func lifetimeFact(_ sight: HealthSight) -> [(fact: String, value: String)] {
    if let lifetime = settled(sight) { return [(fact, "\(lifetime)")] }
    // That it was known once is enough: a night in which nobody says is no news.
    return sight.facts.ends != nil || isUndocumented(sight) ? [(fact, sight.facts.ends == nil ? unknown : known)] : []
  }

  /// When what drift cannot renew by itself ends; nil where that is far off.
  private static func nearEnd(_ sight: HealthSight) -> Double? {
    let said = [sight.facts.ends, HealthSight.end(of: sight.rules.expires)].compactMap { $0 }
    // What was refused is told as such.
    guard let ends = said.min(), sight.failure?.kind.isOfCredentials != true else { return nil }
    return sight.seconds(to: ends) < Double(sight.rules.warnBefore) ? ends : nil
  }

  /// The day by which it is known. An end that moves on with each use is one matter, and the end of the next token another.
  private static func day(_ ends: Double, _ sight: HealthSight) -> String {
    sight.knownDay(endFact, of: ends) { known, ends in
      sight.seconds(to: known) >= 0 && ends >= known - 2 * 86_400 && ends <= known + Double(sight.rules.warnBefore)
    }
  }

  private static func ending(_ sight: HealthSight) -> Finding? {
    guard let ends = nearEnd(sight) else { return nil }
    let left = sight.seconds(to: ends)
    let message =
      left < 0
      ? "the token is said to have ended on \(Spans.day(ends)), and was taken all the same"
      : "the token expires on \(Spans.day(ends))\(Spans.ahead(left))"
    // That it ended is news of its own, and so is that this night or the next is the last one to do something.
    // One that somebody gives anew each night ends on another day each night.
    let isLast = (0..<lastNights).contains(left) && sight.before(endFact) == Spans.day(ends)
    let known = day(ends, sight) + (left < 0 ? " ended" : isLast ? " last" : "")
    return sight.finding(
      RuleBook.tokenExpiring, isLast ? .breaking : .warning, distinction: known, message,
      advice: left < 0 ? "say under health.token when it ends, if that is another day; else renew it at once" : nil)
  }

  /// A lifetime that is not the documented one; where none is documented, one that was cut.
  private static func lifetime(_ sight: HealthSight) -> Finding? {
    guard let now = settled(sight) else { return nil }
    switch sight.rules.lifetime {
    case .endless:
      return sight.finding(
        RuleBook.tokenLifetime, .warning, distinction: "\(now)",
        "tokens live for \(Spans.text(now)), and are documented not to end")
    case .seconds(let documented):
      // Some endpoints draw lifetimes by lot: Microsoft's live for 60 to 90 minutes.
      guard Double(now) < 0.9 * Double(documented) || now > 2 * documented else { return nil }
      return sight.finding(
        RuleBook.tokenLifetime, .warning, distinction: "\(now)",
        "tokens live for \(Spans.text(now)), and are documented to live for \(Spans.text(documented))")
    case nil:
      let before = sight.record.all(fact, before: sight.now).compactMap { line in
        Int(line.value).map { (seconds: $0, day: line.at.day) }
      }
      guard let longest = before.max(by: { $0.seconds < $1.seconds }), isCut(now, from: longest.seconds),
        !isDrawnByLot(now, before.map(\.seconds))
      else { return nil }
      return sight.finding(
        RuleBook.tokenLifetime, .warning, distinction: "\(now)",
        "tokens live for \(Spans.text(now)) now; they lived for \(Spans.text(longest.seconds))")
    }
  }

  /// Nobody knows when the token ends: it will end some night, unannounced. Told once.
  private static func undocumented(_ sight: HealthSight) -> Finding? {
    guard isUndocumented(sight), sight.before(fact) == nil else { return nil }
    return sight.finding(
      RuleBook.lifetimeUndocumented, .info, "nobody says when the token ends, neither the system nor drift.yaml")
  }

  private static func isUndocumented(_ sight: HealthSight) -> Bool {
    guard sight.failure == nil, sight.facts.lifetime == nil, sight.facts.ends == nil, sight.rules.lifetime == nil,
      sight.rules.expires.isEmpty
    else { return false }
    return sight.system.source.credentials?.isToken == true
  }

  /// The lifetime of this night; the one before where it is about the same, so that a lot that is drawn anew each night is
  /// no news.
  private static func settled(_ sight: HealthSight) -> Int? {
    guard let now = sight.facts.lifetime, now > 0 else { return nil }
    guard let before = sight.before(fact).flatMap({ Int($0) }) else { return now }
    return isCut(now, from: before) || isCut(before, from: now) ? now : before
  }

  /// Whether tokens lived for so long before, and for longer again after that.
  private static func isDrawnByLot(_ now: Int, _ before: [Int]) -> Bool {
    guard let first = before.firstIndex(where: { !isCut(now, from: $0) && !isCut($0, from: now) }) else { return false }
    return before[first...].contains { isCut(now, from: $0) }
  }

  private static func isCut(_ now: Int, from before: Int) -> Bool { now <= before / 2 }
}

extension SystemSource {
  /// Who asks; nil where nobody is asked who it is.
  var credentials: Credentials? { http?.credentials }
}

extension Credentials {
  /// Whether it is a token or a key that somebody made, and not a password.
  var isToken: Bool {
    switch self {
    case .apiKeyHeader, .apiKeyQuery, .bearer: true
    case .basic, .oauth2, .jwt: false
    }
  }
}
