public import DriftStore
import DriftSyntax

/// What one night leaves to the next, beside the store where git does not see it: when it was, and notices that did not
/// arrive.
public struct NightMemory: Sendable {
  /// When the last night was; nil where nobody knows.
  public var last: Timestamp?
  /// When what stays open was listed last; nil where nobody knows.
  public var listed: Timestamp?
  /// Notices that nobody took, the oldest first.
  public var unsent: [Unsent]

  /// What nights found whose commit failed, a line each, the oldest first: for the message of the one that holds it.
  public var uncommitted: [String] = []

  /// A notice that nobody took.
  public struct Unsent: Sendable, Equatable {
    /// Whom it is for and in which form, as the project file has it: the address itself may be a secret.
    public var key: String
    /// The body.
    public var body: String

    /// Makes one.
    public init(key: String, body: String) {
      self.key = key
      self.body = body
    }
  }

  private static let name = "night"
  /// More than this is old news.
  private static let mostUnsent = 30
  private static let mostUncommitted = 200

  /// What the last night of a store left.
  public init(in store: Store) {
    (last, unsent) = (nil, [])
    guard let record = store.kept(Self.name).flatMap({ KeptRecord($0) }) else { return }
    last = record.text("last").flatMap { Timestamp($0) }
    listed = record.text("listed").flatMap { Timestamp($0) }
    uncommitted = record.texts("uncommitted")
    unsent = record.records("unsent").compactMap { one in
      guard let key = one.text("key"), let body = one.text("body") else { return nil }
      return Unsent(key: key, body: body)
    }
  }

  /// Keeps it.
  public func keep(in store: Store) {
    var writer = ObjectWriter()
    writer.object { out in
      if let last { out.member("last", last.description) }
      if let listed { out.member("listed", listed.description) }
      if !uncommitted.isEmpty { out.list("uncommitted", Array(uncommitted.suffix(Self.mostUncommitted))) }
      out.list("unsent", unsent.suffix(Self.mostUnsent)) { list, one in
        list.object { out in
          out.member("key", one.key)
          out.member("body", one.body)
        }
      }
    }
    store.keep(writer.bytes, Self.name)
  }
}
