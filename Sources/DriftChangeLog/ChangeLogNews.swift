/// What a night found in the change log of a system.
public struct ChangeLogNews: Sendable {
  /// An entry that was not there before.
  public struct Item: Sendable {
    /// The entry; of a page its new lines alone.
    public var entry: ChangeLogEntry
    /// Whether it was there before and says something else now.
    public var isEdited: Bool
    /// Whether its title is new as well.
    var isTitleNew = true
  }

  /// What is new; all of it where the log was read for the first time.
  public var items: [Item]
  /// Whether it was read for the first time: then what is there is old, and only what is still to come is told.
  public var isFirst: Bool

  /// Makes news.
  public init(items: [Item], isFirst: Bool) {
    self.items = items
    self.isFirst = isFirst
  }
}

/// How reading a change log went.
public enum ChangeLogState: Sendable {
  /// It was read.
  case read(ChangeLogNews)
  /// It was not: why, in a sentence without a full stop, and what to do. `id` is the finding that says so, where accepting
  /// it has what came read; empty where there is nothing to be accepted so.
  case unread(String, advice: String, id: String = "")
}
