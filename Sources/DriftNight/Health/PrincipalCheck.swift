import DriftFetch
import DriftImpact
import DriftProject
import DriftStore

/// Whose the credentials are: a person's end when the person goes.
enum PrincipalCheck: HealthCheck {
  private static let fact = "principal"
  private static let idFact = "principal id"

  static func findings(_ sight: HealthSight) -> [Finding] { [person(sight), changed(sight)].compactMap { $0 } }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    guard sight.failure == nil, let principal = sight.facts.principal, !isDrawnByLot(sight),
      !isSilent(sight)
    else { return [] }
    return [(fact, principal)] + (sight.facts.principalID.map { [(idFact, $0)] } ?? [])
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
    guard let (now, before) = other(sight.facts, sight.record, before: sight.now), !isDrawnByLot(sight),
      !isSilent(sight)
    else { return nil }
    // A service account is declared, and a person came in its place.
    let isPerson = sight.rules.principal == .service && sight.facts.isPerson == true
    return sight.finding(
      RuleBook.principalChanged, isPerson ? .warning : .info, distinction: now,
      "who asks is \(now) now; it was \(before)"
        + (isPerson ? "; drift.yaml says that it is a service account, and this looks like a person" : ""))
  }

  /// Who asks, and who asked before; nil where that is the same one, or nobody knows. What stays where names change counts
  /// first; without it, one of the names that the same answer has.
  static func other(
    _ facts: AccessFacts, _ record: HealthRecord, before time: Timestamp
  ) -> (now: String, before: String)? {
    guard let now = facts.principal, let before = record.last(fact, before: time) else { return nil }
    // An id counts where it is no older than the name: from then on it was said beside it.
    let known = record.last(idFact, before: time)
    if let id = facts.principalID, let known {
      return id == known.value ? nil : now == before.value ? (id, known.value) : (now, before.value)
    }
    return now == before.value || facts.principalNames.contains(before.value) ? nil : (now, before.value)
  }

  /// Whether whoever is asked who it is did not say: what stands in another answer is another name of the same one.
  private static func isSilent(_ sight: HealthSight) -> Bool {
    sight.rules.introspection != nil && sight.facts.introspection != .active
  }

  /// A name that is another one each night is a number of the token, and nobody's name.
  private static func isDrawnByLot(_ sight: HealthSight) -> Bool {
    [fact, idFact].contains { fact in
      Set(sight.record.all(fact, before: sight.now).map(\.value)).count >= mostNames
    }
  }

  private static let mostNames = 5
}
