/// Which definitions lead to which, and which of them operations send and answer, where it is known without the shapes.
public struct ReachOutline: Sendable {
  /// An operation's ends.
  public struct Operation: Sendable {
    /// The definitions that are sent.
    public var sent: [Int]
    /// The definitions that are answered.
    public var answered: [Int]

    /// Makes an operation's ends.
    public init(sent: [Int], answered: [Int]) {
      self.sent = sent
      self.answered = answered
    }
  }

  /// For each definition those that it leads to in one step, extensions of a told-apart base included.
  public var edges: [[Int]]
  /// For each operation its ends, in the order of ``Schema/operations``.
  public var operations: [Operation]

  /// Makes an outline.
  public init(edges: [[Int]], operations: [Operation]) {
    self.edges = edges
    self.operations = operations
  }
}

/// The stubs that somebody tried to look into.
public final class StubRequests {
  /// The shapes, by number.
  public var wanted: Set<ShapeID> = []
  /// Whether something was asked of the schema as a whole, which only all of it can answer.
  public var wantsAll = false

  /// Makes an empty set.
  public init() {}
}
