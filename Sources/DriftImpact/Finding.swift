public import DriftModel

/// How much a finding matters to the agents that it concerns.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Good to know; nothing fails.
  case info
  /// Something may fail, or already fails in rare cases.
  case warning
  /// Something fails: the agent reads null, or its write is refused.
  case breaking

  /// Breaking is the greatest.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .breaking: 2
    }
  }
}

/// A change with its impact: whom it hits, how badly, and what to do.
public struct Finding: Sendable {
  /// Outlives the night: `f_` and ten hexadecimal digits.
  public var id: String
  /// The rule that judged: a kind of change.
  public var rule: String
  /// The worst of what it affects.
  public var severity: Severity
  /// Who has to act; empty where nobody is named.
  public var owner: String
  /// The change, as an index into the list that was judged; nil for what is no change.
  public var change: Int?
  /// What changed and what will happen, in a sentence.
  public var message: String
  /// What will happen alone: `will read null`; empty where nobody is hit.
  public var consequence: String
  /// The agent fields that it hits; empty without a mapping.
  public var affects: [Affected]
  /// What to do.
  public var fix: Fix?

  /// An agent field that a finding hits.
  public struct Affected: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// The agent's name for the field.
    public var field: String
    /// What the agent does with it.
    public var access: UsageSet
    /// Whether the agent finds records by it.
    public var isLookup: Bool
    /// The line of the mapping.
    public var place: SourcePlace
    /// How badly it is hit.
    public var severity: Severity
    /// What will happen to it, in a few words: `will read null`.
    public var consequence: String

    /// Makes an affected field.
    public init(
      agent: String, field: String, access: UsageSet, isLookup: Bool, place: SourcePlace, severity: Severity,
      consequence: String
    ) {
      self.agent = agent
      self.field = field
      self.access = access
      self.isLookup = isLookup
      self.place = place
      self.severity = severity
      self.consequence = consequence
    }
  }

  /// What to do about a finding.
  public struct Fix: Hashable, Sendable {
    /// In words.
    public var text: String
    /// As a unified diff; empty where there is none.
    public var patch: String

    /// Makes a fix.
    public init(text: String, patch: String = "") {
      self.text = text
      self.patch = patch
    }
  }

  /// Makes a finding.
  public init(
    id: String, rule: String, severity: Severity, owner: String, change: Int?, message: String,
    consequence: String = "", affects: [Affected], fix: Fix? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.owner = owner
    self.change = change
    self.message = message
    self.consequence = consequence
    self.affects = affects
    self.fix = fix
  }
}
