/// The directions in which something matters: a set of ``Usage``.
@frozen public struct UsageSet: OptionSet, Hashable, Sendable {
  /// The packed form.
  public let rawValue: UInt8
  /// Makes a set of its packed form.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The agent reads it.
  public static let read = UsageSet(rawValue: 1)
  /// The agent sends it to make a record.
  public static let create = UsageSet(rawValue: 2)
  /// The agent sends it to change a record.
  public static let update = UsageSet(rawValue: 4)
  /// The agent sends it.
  public static let write: UsageSet = [.create, .update]
  /// Both ways.
  public static let all: UsageSet = [.read, .create, .update]

  /// The set of one.
  public init(_ usage: Usage) { self.init(rawValue: 1 << usage.rawValue) }
}
