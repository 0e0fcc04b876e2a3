/// A run of consecutive elements in one of a schema's columns.
@frozen public struct Run: Hashable, Sendable {
  /// The first element.
  public var start: UInt32
  /// How many.
  public var count: UInt32

  /// Makes a run.
  @inlinable public init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// No elements.
  public static let empty = Run(start: 0, count: 0)

  /// The indices of the elements.
  @inlinable public var indices: Range<Int> { Int(start)..<Int(start &+ count) }
  /// Whether there are none.
  @inlinable public var isEmpty: Bool { count == 0 }
}
