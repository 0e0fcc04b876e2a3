public import DriftImpact

/// What somebody accepted: a finding for the entries that it hit then, or a gap.
public struct Acceptance: Sendable, Equatable {
  /// The id of the finding or the gap: `f_3a91c07b2e`.
  public var id: String
  /// The system.
  public var system: String
  /// The rule at that time, for people.
  public var rule: String
  /// The place at that time, for people.
  public var address: String
  /// Of a rename or a move the new place at that time; empty for anything else.
  public var newAddress = ""
  /// The entries that it covers; empty for what no mapping names.
  public var entries: [EntryKey]
  /// Why.
  public var reason: String
  /// Who; empty where nobody said.
  public var by: String
  /// When: a day.
  public var on: String
  /// The last day on which it holds; empty where it holds for ever.
  public var until: String
  /// The version at which the lines of its entries stand since, where accepting moved them; empty where it moved none.
  public var movedTo = ""
  /// The line in the file; 0 for one that is not written yet.
  public var line = 0

  /// Makes an acceptance.
  public init(
    id: String, system: String, rule: String, address: String, entries: [EntryKey], reason: String, by: String,
    on: String, until: String
  ) {
    self.id = id
    self.system = system
    self.rule = rule
    self.address = address
    self.entries = entries
    self.reason = reason
    self.by = by
    self.on = on
    self.until = until
  }

  /// Whether its day is over.
  public func isExpired(on day: String) -> Bool { !until.isEmpty && day > until }

  /// Whether it covers an entry of a finding.
  public func covers(_ key: EntryKey) -> Bool { entries.contains(key) }
}
