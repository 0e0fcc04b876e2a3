import DriftFetch
import DriftImpact

/// Probes: one operation can be refused while all others work, and nothing throws.
enum ProbeCheck: HealthCheck {
  static func findings(_ sight: HealthSight) -> [Finding] {
    // Where nothing is taken of whoever asks, that is one matter and not one for each probe.
    let isShutOut = sight.failure?.kind.isOfCredentials == true
    return sight.facts.probes.compactMap { probe in
      guard let failure = probe.failure, !(isShutOut && failure.kind.isOfCredentials) else { return nil }
      let said = failure.said.isEmpty ? "" : "; it said: \(failure.said)"
      guard failure.kind.isRefusal else {
        return sight.finding(
          RuleBook.probeUnknown, .info, distinction: probe.name,
          "whether \"\(probe.name)\" works is not known: \(failure.message)\(said)", advice: failure.advice)
      }
      let others = sight.facts.probes.filter { $0.failure == nil }.count
      let rest = sight.failure == nil ? "while the schema is given" : others > 0 ? "while others work" : ""
      return sight.finding(
        RuleBook.probeRefused, .breaking, distinction: probe.name,
        "\"\(probe.name)\" is refused\(rest.isEmpty ? "" : " \(rest)"): \(failure.message)\(said)",
        advice: failure.advice)
    }
  }
}

extension FetchFailure.Kind {
  /// Whether the system answered, and the answer was no.
  var isRefusal: Bool {
    switch self {
    case .credentials, .expired, .refresh, .right, .moved, .noSchema, .answer: true
    case .unreachable, .insecure, .throttled, .down, .setup, .unreached, .clock: false
    }
  }
}
