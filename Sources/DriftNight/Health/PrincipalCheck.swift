import DriftFetch
import DriftImpact
import DriftProject

/// Whose the credentials are: a person's end when the person goes.
enum PrincipalCheck: HealthCheck {
  private static let fact = "principal"

  static func findings(_ sight: HealthSight) -> [Finding] { [person(sight), changed(sight)].compactMap { $0 } }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    guard sight.failure == nil, let principal = sight.facts.principal, !isDrawnByLot(sight),
      !isSilent(sight)
    else { return [] }
    return [(fact, principal)]
  }

  /// Seen in a token or declared; what is declared counts.
  private static func person(_ sight: HealthSight) -> Finding? {
    let isPerson = sight.rules.principal.map { $0 == .person } ?? sight.facts.isPerson ?? false
    guard isPerson, !isSilent(sight) || sight.rules.principal != nil else { return nil }
    let who = sight.facts.principal.map { " (\($0))" } ?? ""
    return sight.finding(
      RuleBook.principalPerson, .warning, "the credentials are a person's\(who): they end, or change, with that person")
  }

  private static func changed(_ sight: HealthSight) -> Finding? {
    guard let now = sight.facts.principal, let before = sight.before(fact), now != before, !isDrawnByLot(sight),
      !isSilent(sight)
    else { return nil }
    return sight.finding(
      RuleBook.principalChanged, .info, distinction: now, "who asks is \(now) now; it was \(before)")
  }

  /// A name that is another one each night is a number of the token, and nobody's name.
  /// Whether whoever is asked who it is did not say: what stands in another answer is another name of the same one.
  private static func isSilent(_ sight: HealthSight) -> Bool {
    sight.rules.introspection != nil && sight.facts.introspection != .active
  }

  private static func isDrawnByLot(_ sight: HealthSight) -> Bool {
    Set(sight.record.all(fact, before: sight.now).map(\.value)).count >= mostNames
  }

  private static let mostNames = 5
}
