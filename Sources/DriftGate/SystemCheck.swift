public import DriftDiff
public import DriftImpact
public import DriftModel
public import DriftStore

/// What a check has to say of one system: between the version that entries were accepted at and the newest.
///
/// A system whose entries were accepted at several versions has one check for each.
public struct SystemCheck {
  /// The system.
  public var system: String
  /// The older side; nil for entries as they stand.
  public var old: Side?
  /// The newest version; nil where there is none.
  public var new: Side?
  /// What is different, in the order of the addresses.
  public var changes: [Change] = []
  /// Findings; each change has exactly one.
  public var findings: [Finding] = []
  /// What could not be compared across revisions of the reader.
  public var notes: [Note] = []
  /// What the source documents hold now, where they say the same as the newest version but cannot be read as a whole.
  public var source: Schema?
  /// The kinds of value of entries that have an identity.
  public var kinds: [EntryKey: TypeSet] = [:]
  /// Whether all of the system could be looked at.
  public var isComplete = true

  /// A version and its schema.
  public struct Side {
    /// The version.
    public var version: Version
    /// What it says, as far as the check read it.
    public var schema: Schema
  }

  /// Makes a check that found nothing.
  public init(system: String) { self.system = system }
}
