public import DriftModel

/// A cell of the severity table that a team judges otherwise.
public struct SeverityOverride: Sendable {
  /// The rule.
  public var rule: String
  /// The column; nil for the whole row.
  public var column: Column?
  /// What counts in place of the table's own.
  public var severity: Severity
  /// Where it is written.
  public var place: SourcePlace

  /// Makes an override.
  public init(rule: String, column: Column?, severity: Severity, place: SourcePlace) {
    self.rule = rule
    self.column = column
    self.severity = severity
    self.place = place
  }

  /// How an agent uses a place: a column of the table.
  public enum Column: String, Sendable, CaseIterable {
    /// It reads it and nothing else.
    case read
    /// It writes it and nothing else.
    case write
    /// It does both.
    case readWrite = "read+write"
    /// It finds records by it, whatever else it does.
    case lookup
    /// No mapping names it.
    case unmapped

    /// All of them, for a message.
    public static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The column of an entry that a finding hits.
    public init(_ affected: Finding.Affected) {
      let reads = affected.access.contains(.read)
      let writes = !affected.access.isDisjoint(with: .write)
      self = affected.isLookup ? .lookup : reads && writes ? .readWrite : writes ? .write : .read
    }
  }
}

extension [SeverityOverride] {
  /// What counts for a rule in a column; the cell before the row, the last one written first. Nil for the table's own.
  public func severity(_ rule: String, _ column: SeverityOverride.Column) -> Severity? {
    last { $0.rule == rule && $0.column == column }?.severity ?? last { $0.rule == rule && $0.column == nil }?.severity
  }
}
