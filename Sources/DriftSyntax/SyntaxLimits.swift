/// How large and how deep a document may be.
public struct SyntaxLimits: Sendable {
  /// Bytes of one document.
  public var bytes: Int
  /// Containers inside one another.
  public var depth: Int
  /// Values that aliases of YAML may stand for, all together.
  public var aliasedNodes: Int

  /// Makes limits; 256 MB, 1,000 levels and a million aliased values unless said otherwise.
  public init(bytes: Int = 256_000_000, depth: Int = 1_000, aliasedNodes: Int = 1_000_000) {
    self.bytes = bytes
    self.depth = depth
    self.aliasedNodes = aliasedNodes
  }
}
