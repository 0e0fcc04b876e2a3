import DriftFetch
import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// Limits: whether one was hit, how much is left of each, and whether one is another than before.
enum LimitCheck: HealthCheck {
  /// A limit that moved by less than this part did not move.
  private static let leastMove = 0.1

  static func findings(_ sight: HealthSight) -> [Finding] {
    (reached(sight).map { [$0] } ?? []) + headrooms(sight) + quotas(sight)
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    sight.facts.notes.limits.compactMap { limit in
      guard let most = whole(limit.limit), !isStrange(limit, sight) else { return nil }
      let fact = fact(limit)
      // A limit that breathes, or swings, is remembered as it was.
      if let before = sight.before(fact).flatMap({ Int($0) }),
        !isMoved(most, from: before) || isSwinging(limit, to: most, sight)
      {
        return (fact, "\(before)")
      }
      return (fact, "\(most)")
    }
  }

  private static func fact(_ limit: RateLimit) -> String { "limit \(limit.name)" }

  /// More names of limits than this are no names: each request has another one.
  private static let mostNames = 20

  /// Whether a limit has a name that nobody heard before, where there were too many already.
  private static func isStrange(_ limit: RateLimit, _ sight: HealthSight) -> Bool {
    sight.before(fact(limit)) == nil && sight.record.count(of: "limit ", before: sight.now) >= mostNames
  }

  /// That the system was asked too often. One that could not be looked at because of it is told as such.
  static func reached(_ sight: HealthSight) -> Finding? {
    let silent = sight.facts.probes.filter { $0.failure?.kind == .throttled }.map { "\"\($0.name)\"" }
    guard sight.failure?.kind != .throttled, sight.failure == nil || !silent.isEmpty else { return nil }
    let count = max(sight.facts.notes.refusals, silent.count)
    guard count > 0 else { return nil }
    let times = count == 1 ? "once" : "\(count) times"
    guard !silent.isEmpty else {
      return sight.finding(
        RuleBook.limitReached, .warning,
        "it answered \(times) that it was asked too often, before it answered")
    }
    let named = silent.prefix(3).joined(separator: ", ") + (silent.count > 3 ? " and \(silent.count - 3) more" : "")
    return sight.finding(
      RuleBook.limitReached, .warning,
      "it answered \(times) that it was asked too often, and to \(named) nothing else: whether "
        + "\(silent.count == 1 ? "that works" : "those work") is not known")
  }

  private static func headrooms(_ sight: HealthSight) -> [Finding] {
    let limits = sight.facts.notes.limits
    // Of those that have another name each night the one that is nearest to its end stands for all.
    let strange = limits.filter { isStrange($0, sight) }.min { ($0.share ?? 1) < ($1.share ?? 1) }
    return limits.filter { !isStrange($0, sight) }.compactMap { headroom($0, sight) }
      + [strange.flatMap { headroom($0, sight, distinction: "*") }].compactMap { $0 }
  }

  private static func headroom(_ limit: RateLimit, _ sight: HealthSight, distinction: String? = nil) -> Finding? {
    guard let most = whole(limit.limit), most > 0 else {
      // Of how many nobody says; that none is left is told all the same.
      guard limit.limit == nil, limit.remaining <= 0 else { return nil }
      var finding = sight.finding(
        RuleBook.limitHeadroom, .warning, distinction: distinction ?? limit.name,
        "of the limit \(limit.name) nothing is left")
      finding.cause = "headroom"
      return finding
    }
    // The request that learned of it counts for nothing; what is below zero was used up before it.
    let left = limit.remaining < 0 ? 0 : min(limit.remaining + 1, Double(most))
    guard left / Double(most) < sight.rules.minHeadroom else { return nil }
    let least = Int((sight.rules.minHeadroom * 100).rounded())
    let name = distinction ?? limit.name
    let isUsedUp = limit.remaining <= 0
    let grade: HeadroomGrade =
      isUsedUp ? .usedUp : left / Double(most) < sight.rules.minHeadroom / 4 ? .nearlyUsedUp : .low
    var finding = sight.finding(
      RuleBook.limitHeadroom, .warning, distinction: grade.distinction(name),
      "of the limit \(limit.name) of \(most) there \(isUsedUp ? "was nothing" : "were \(Int(left))") left "
        + "when the night began; less than \(least) %")
    finding.address = name
    finding.cause = "headroom"
    return finding
  }

  private static func quotas(_ sight: HealthSight) -> [Finding] {
    sight.facts.notes.limits.compactMap { limit in
      guard let now = whole(limit.limit), let before = sight.before(fact(limit)).flatMap({ Int($0) }),
        isMoved(now, from: before), !isSwinging(limit, to: now, sight)
      else { return nil }
      var finding = sight.finding(
        RuleBook.quotaChanged, now < before ? .warning : .info, distinction: "\(limit.name) \(now)",
        "the limit \(limit.name) is \(now) now; it was \(before)")
      finding.cause = now < before ? "less" : "more"
      return finding
    }
  }

  /// How long a limit that became what it had become before is no news, seconds.
  private static let longestSwing = 30 * 86_400

  /// Whether a limit became so much before, not long ago, and was told then.
  private static func isSwinging(_ limit: RateLimit, to now: Int, _ sight: HealthSight) -> Bool {
    sight.record.all(fact(limit), before: sight.now).dropFirst().contains { line in
      sight.now.seconds - line.at.seconds < longestSwing && Int(line.value).map { !isMoved(now, from: $0) } ?? false
    }
  }

  private static func isMoved(_ now: Int, from before: Int) -> Bool {
    abs(Double(now) - Double(before)) >= leastMove * Double(before)
  }

  /// A number that a header can mean; nil for nonsense.
  private static func whole(_ number: Double?) -> Int? {
    guard let number, number.isFinite, number >= 1, number < 1e15 else { return nil }
    return Int(number)
  }
}
