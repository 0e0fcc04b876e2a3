import DriftFetch
import DriftImpact

/// Probes: one operation can be refused while all others work, and nothing throws.
enum ProbeCheck: HealthCheck {
  static func findings(_ sight: HealthSight) -> [Finding] {
    // Where nothing is taken of whoever asks, or no more requests, that is one matter and not one for each probe.
    let isShutOut = sight.failure?.kind.isOfCredentials == true
    let isThrottled = sight.failure?.kind == .throttled
    let isDown = sight.failure?.kind == .down || sight.failure?.kind == .unreachable
    return sight.facts.probes.compactMap { probe in
      guard let failure = probe.failure else { return changed(probe, sight) }
      if isShutOut && failure.kind.isOfCredentials || isThrottled && failure.kind == .throttled
        || isDown && failure.kind == sight.failure?.kind
      {
        return nil
      }
      // A secret that is not set keeps all of it from being asked: what the look says of it stands for the probes.
      if let own = sight.failure, own.kind == failure.kind, own.message == failure.message { return nil }
      return failure.kind.isRefusal && !probe.isUnclear
        ? refused(probe, failure, sight) : unknown(probe, failure, sight)
    }
  }

  static func facts(_ sight: HealthSight) -> [(fact: String, value: String)] {
    sight.facts.probes.compactMap { probe in
      guard probe.failure == nil, let form = probe.form, !isLess(form, than: before(probe, sight)) else { return nil }
      return (fact(probe), form.rawValue)
    }
  }

  private static func fact(_ probe: ProbeOutcome) -> String { "probe \(probe.name)" }

  /// What the probe gave when it last gave something; nil where it never did.
  private static func before(_ probe: ProbeOutcome, _ sight: HealthSight) -> ProbeOutcome.Form? {
    sight.before(fact(probe)).flatMap { ProbeOutcome.Form(rawValue: $0) }
  }

  private static func refused(_ probe: ProbeOutcome, _ failure: FetchFailure, _ sight: HealthSight) -> Finding {
    let others = sight.facts.probes.filter { $0.failure == nil }.count
    let rest = sight.failure == nil ? "while the schema is given" : others > 0 ? "while others work" : ""
    // What never was there was not taken away by anybody: the address is as drift.yaml has it.
    let isOurs = failure.kind.isOfAddress && before(probe, sight) == nil
    // What is refused for another reason is another matter: whoever knows of a missing right did not hear of a dead token.
    var finding = sight.finding(
      RuleBook.probeRefused, .breaking,
      distinction: "\(probe.name) \(failure.kind.rawValue)" + (failure.reason.isEmpty ? "" : " \(failure.reason)"),
      "\"\(probe.name)\" is refused\(rest.isEmpty ? "" : " \(rest)"): \(text(failure))"
        + (isOurs ? "; it never was given so far" : ""),
      advice: advice(failure, isOurs: isOurs))
    finding.address = probe.name
    finding.cause = cause(failure) + (isOurs ? " ours" : "")
    // Whose credentials are dead renews them, as where the documents are refused.
    if isOurs || failure.kind.isOfCredentials { finding.actor = .ours }
    return finding
  }

  private static func advice(_ failure: FetchFailure, isOurs: Bool) -> String {
    guard failure.kind != .moved else {
      return
        "see under health.probes whether the address is \(isOurs ? "" : "still ")right: nothing stands there, or the "
        + "credentials may not see it (some systems answer so)"
    }
    return isOurs ? "see whether the address under health.probes is right; \(failure.advice)" : failure.advice
  }

  private static func unknown(_ probe: ProbeOutcome, _ failure: FetchFailure, _ sight: HealthSight) -> Finding {
    var finding = sight.finding(
      RuleBook.probeUnknown, .info, distinction: probe.name,
      "whether \"\(probe.name)\" works is not known: \(text(failure))", advice: failure.advice)
    finding.cause = cause(failure)
    if failure.kind == .down || failure.kind == .unreachable { finding.actor = .theirs }
    // That nobody may ask more is told by the limit.
    if failure.kind == .throttled { finding.foldedUnder = LimitCheck.reached(sight).map(\.id) ?? "" }
    return finding
  }

  /// Data that ceased to be data.
  private static func changed(_ probe: ProbeOutcome, _ sight: HealthSight) -> Finding? {
    guard let form = probe.form, let before = before(probe, sight), isLess(form, than: before) else { return nil }
    var finding = sight.finding(
      RuleBook.probeUnknown, .info, distinction: probe.name,
      "whether \"\(probe.name)\" works is not known: it sends \(form.words), where it sent \(before.words)",
      advice: "ask for it by hand, and see what comes; if it is to be so, give the probe another name")
    finding.cause = "\(before) \(form)"
    return finding
  }

  private static func isLess(_ form: ProbeOutcome.Form, than before: ProbeOutcome.Form?) -> Bool {
    guard before == .json || before == .xml else { return false }
    return form != .json && form != .xml
  }

  private static func text(_ failure: FetchFailure) -> String {
    failure.message + (failure.said.isEmpty ? "" : "; it said: \(failure.said)")
  }

  /// What is the same where several are refused for one reason: all but the address.
  private static func cause(_ failure: FetchFailure) -> String {
    let words = failure.message.split(separator: " ").filter { !$0.contains("://") }
    return "\(failure.kind.rawValue) \(words.joined(separator: " ")) \(failure.said)"
  }
}

extension ProbeOutcome.Form {
  fileprivate var words: String {
    switch self {
    case .json: "JSON"
    case .xml: "XML"
    case .html: "a web page"
    case .text: "text"
    case .empty: "nothing"
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

  /// Whether an address that was never right is refused so.
  fileprivate var isOfAddress: Bool {
    switch self {
    case .moved, .noSchema, .answer: true
    case .credentials, .expired, .refresh, .right, .unreachable, .insecure, .throttled, .down, .setup, .unreached,
      .clock:
      false
    }
  }
}
