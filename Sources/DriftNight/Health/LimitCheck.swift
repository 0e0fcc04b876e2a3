import DriftFetch
import DriftImpact
import DriftModel
import DriftProject

/// Limits: whether one was hit, how much is left of each, and whether one is another than before.
enum LimitCheck: HealthCheck {
  /// A limit that moved by less than this part did not move.
  private static let leastMove = 0.1

  static func findings(_ sight: HealthSight) -> [Finding] {
    (hit(sight).map { [$0] } ?? []) + sight.facts.notes.limits.compactMap { headroom($0, sight) } + quotas(sight)
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    sight.facts.notes.limits.compactMap { limit in
      guard let most = whole(limit.limit) else { return nil }
      let fact = fact(limit)
      // A limit that breathes is remembered as it was.
      if let before = sight.before(fact).flatMap({ Int($0) }), !isMoved(most, from: before) {
        return (fact, "\(before)")
      }
      return (fact, "\(most)")
    }
  }

  private static func fact(_ limit: RateLimit) -> String { "limit \(limit.name)" }

  /// A system that could not be looked at because of it is told as such.
  private static func hit(_ sight: HealthSight) -> Finding? {
    let count = sight.facts.notes.refusals
    guard count > 0, sight.failure == nil else { return nil }
    return sight.finding(
      RuleBook.limitReached, .warning,
      "it answered \(count == 1 ? "once" : "\(count) times") that it was asked too often, before it answered")
  }

  private static func headroom(_ limit: RateLimit, _ sight: HealthSight) -> Finding? {
    guard let most = whole(limit.limit), most > 0, limit.remaining >= 0 else { return nil }
    // The request that learned of it counts for nothing.
    let left = min(limit.remaining + 1, Double(most))
    guard left / Double(most) < sight.rules.minHeadroom else { return nil }
    let least = Int((sight.rules.minHeadroom * 100).rounded())
    return sight.finding(
      RuleBook.limitHeadroom, .warning, distinction: limit.name,
      "of the limit \(limit.name) of \(most) there were \(Int(left)) left when the night began; less than \(least) %")
  }

  private static func quotas(_ sight: HealthSight) -> [Finding] {
    sight.facts.notes.limits.compactMap { limit in
      guard let now = whole(limit.limit), let before = sight.before(fact(limit)).flatMap({ Int($0) }),
        isMoved(now, from: before)
      else { return nil }
      return sight.finding(
        RuleBook.quotaChanged, now < before ? .warning : .info, distinction: "\(limit.name) \(now)",
        "the limit \(limit.name) is \(now) now; it was \(before)")
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
