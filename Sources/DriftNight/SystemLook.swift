public import DriftFetch
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
    case shrunk(places: Int, before: Int)
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
