public import DriftFetch
public import DriftImpact
import DriftModel
public import DriftProject

extension SystemLook {
  /// The finding that says why a system could not be looked at; nil where it could.
  public func finding(_ system: Project.System) -> Finding? {
    switch result {
    case .stored, .unchanged: return nil
    case .failed(let failure):
      let said = failure.said.isEmpty ? "" : "; it said: \(failure.said)"
      return Self.finding(
        failure.kind.rule, system, "\(system.name): \(failure.message)\(said)",
        failure.advice.isEmpty
          ? RuleBook.advice(failure.kind.rule, for: system.name) : RuleBook.commands(failure.advice, for: system.name),
        reason: failure.kind.isRefusalOfWhoAsks ? failure.reason : "")
    case .shrunk(let shrinkage):
      var finding = Self.finding(
        RuleBook.answerShrunk, system,
        "\(system.name): the document has \(shrinkage.places) fields where it had \(shrinkage.before), "
          + "\(shrinkage.percent) % less; it was held back",
        "look at it; drift accept \(shrinkage.id(system.name)) --reason TEXT takes it at the next run")
      finding.id = shrinkage.id(system.name)
      return finding
    }
  }

  /// The id of the finding of a rule: one a system, whatever it says this night. Of what who asks is refused for another
  /// reason is another matter.
  static func id(_ rule: String, _ system: Project.System, reason: String = "") -> String {
    FindingID.of(rule: rule, address: "", distinction: reason, system: system.name)
  }

  private static func finding(
    _ rule: String, _ system: Project.System, _ message: String, _ advice: String, reason: String = ""
  ) -> Finding {
    Finding(
      id: id(rule, system, reason: reason), rule: rule, severity: .info, owner: system.owner, change: nil,
      message: message,
      affects: [],
      fix: .init(text: advice), place: system.place)
  }
}

extension FetchFailure.Kind {
  /// Whether it is about who asks, and what that may see: what is down is down, however it says so.
  fileprivate var isRefusalOfWhoAsks: Bool {
    switch self {
    case .right, .credentials, .refresh: true
    case .unreachable, .insecure, .expired, .throttled, .moved, .down, .noSchema, .answer, .setup, .unreached, .clock:
      false
    }
  }

  /// The rule of its finding.
  public var rule: String {
    switch self {
    case .unreachable: RuleBook.systemUnreachable
    case .insecure: RuleBook.certificateRefused
    case .credentials: RuleBook.credentialsRefused
    case .expired: RuleBook.tokenExpired
    case .refresh: RuleBook.refreshRefused
    case .right: RuleBook.rightMissing
    case .throttled: RuleBook.rateLimited
    case .moved: RuleBook.schemaMoved
    case .down: RuleBook.systemDown
    case .noSchema: RuleBook.answerNoSchema
    case .answer: RuleBook.answerRefused
    case .setup: RuleBook.fetchSetup
    case .unreached: RuleBook.notReached
    case .clock: RuleBook.clockWrong
    }
  }
}
