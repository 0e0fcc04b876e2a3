/// A version of a system as people see it.
public struct Version: Sendable {
  /// The system.
  public var system: String
  /// Its rank in the order of versions, from 1: `v3`.
  public var number: Int
  /// The stem of its file.
  public var stem: String
  /// What it says of itself.
  public var header: VersionHeader

  /// `v3`.
  public var name: String { "v\(number)" }
  /// The root digest as people type it.
  public var shortDigest: String { String(header.root.prefix(12)) }
}

/// A version file that cannot be used, and why.
public struct UnusableVersion: Sendable {
  /// Its rank in the order of versions, from 1.
  public var number: Int
  /// The stem of its file.
  public var stem: String
  /// What is wrong.
  public var text: String
}
