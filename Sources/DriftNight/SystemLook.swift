public import DriftFetch
import DriftImpact
public import DriftStore

/// What a night saw of one system.
public struct SystemLook: Sendable {
  /// The system.
  public var system: String
  /// How it went.
  public var result: Result
  /// What the system granted; nil where nothing was fetched.
  public var facts: AccessFacts?
  /// What was told on the way: a credential over plain HTTP, a rotated token that is kept nowhere.
  public var warnings: [String] = []
  /// How long it took, seconds.
  public var seconds = 0.0

  /// How a look went.
  public enum Result: Sendable {
    /// The schema is another than before.
    case stored(Store.Outcome)
    /// The schema is what it was.
    case unchanged(Store.Outcome?)
    /// The documents did not come.
    case failed(FetchFailure)
    /// The documents came and lost too much to be believed.
    case shrunk(Shrinkage)
  }

  /// Makes a look.
  public init(system: String, result: Result) {
    self.system = system
    self.result = result
  }

  /// Why the documents did not come; nil where they did.
  public var failure: FetchFailure? { if case .failed(let failure) = result { failure } else { nil } }

  /// Whether the system was looked at.
  public var isGood: Bool {
    switch result {
    case .stored, .unchanged: true
    case .failed, .shrunk: false
    }
  }

  /// What was stored; nil where nothing is new.
  public var stored: Store.Outcome? { if case .stored(let outcome) = result { outcome } else { nil } }
}

/// How much less a document has than the version before it.
public struct Shrinkage: Sendable, Equatable {
  /// How many places it has.
  public var places: Int
  /// How many the version has.
  public var before: Int
  /// The digest of that version.
  public var root: String

  /// By how many hundredths it is less.
  public var percent: Int { before == 0 ? 0 : (before - places) * 100 / before }

  /// The id of its finding: what was accepted of one version, and of so much, is not accepted of another or of more.
  func id(_ system: String) -> String {
    FindingID.of(
      rule: RuleBook.answerShrunk, address: "", distinction: "\(root.prefix(16)) \(percent / 10)", system: system)
  }
}
