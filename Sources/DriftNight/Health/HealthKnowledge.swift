import DriftFetch
import DriftImpact
import DriftProject

/// What a night can say of findings of nights before: one of which nothing was heard is neither there nor gone.
public enum HealthKnowledge {
  /// Whether a finding that this night did not make is gone, and not only unheard of.
  ///
  /// - Parameter address: What the finding was about: a scope, a probe, a limit.
  public static func isGone(_ rule: String, _ address: String, _ sight: HealthSight) -> Bool {
    let facts = sight.facts
    switch rule {
    case RuleBook.versionEnding, RuleBook.versionOther: return facts.notes.whole > 0
    // An answer that nothing changed may tell its limits all the same.
    case RuleBook.limitHeadroom:
      // Where nothing is said of limits at all, nobody knows how much is left.
      return facts.notes.limits.contains { $0.name == address } || facts.notes.whole > 0 && !facts.notes.limits.isEmpty
    case RuleBook.scopeLost, RuleBook.scopeMissing:
      // One that the project does not ask for any more is gone with that.
      return facts.scopes != nil || sight.rules.scopes.isEmpty && rule == RuleBook.scopeMissing
    case RuleBook.tokenLifetime: return facts.lifetime != nil
    case RuleBook.tokenExpiring: return facts.ends != nil || facts.notes.whole > 0 || !sight.rules.expires.isEmpty
    case RuleBook.principalPerson: return facts.principal != nil || sight.rules.principal != nil
    case RuleBook.probeRefused:
      // Without a name it stands for several.
      if address.isEmpty { return facts.probes.allSatisfy { $0.failure == nil } }
      guard let probe = facts.probes.first(where: { $0.name == address }) else { return true }
      return probe.failure == nil
    case RuleBook.probeEnding:
      return facts.probes.first { $0.name == address }.map { $0.failure == nil } ?? true
    default: return true
    }
  }
}
