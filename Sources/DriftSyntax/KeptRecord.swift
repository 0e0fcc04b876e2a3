internal import DriftModel

/// A JSON object that drift wrote for itself: what is missing in it, or is of another kind, is nothing.
public struct KeptRecord {
  private let tree: SyntaxTree
  private let node: NodeID

  /// Reads an object; nil where the bytes are none, as a merge by hand may leave them.
  public init?(_ bytes: some Collection<UInt8>) {
    let source = SourceText(file: "record", copying: bytes)
    guard let tree = try? DocumentReader.read(source, symbols: SymbolTable(), limits: SyntaxLimits()),
      tree.kind(SyntaxTree.root) == .object
    else { return nil }
    (self.tree, node) = (tree, SyntaxTree.root)
  }

  private init(_ tree: SyntaxTree, _ node: NodeID) { (self.tree, self.node) = (tree, node) }

  /// The objects of a file that has one a line; a line that is none is passed over.
  public static func lines(_ bytes: [UInt8]) -> [KeptRecord] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { KeptRecord($0) }
  }

  /// A member that is a text.
  public func text(_ key: String) -> String? { tree.member(node, key).flatMap { tree.string($0) } }

  /// The texts of a member that is a list.
  public func texts(_ key: String) -> [String] { items(key).compactMap { tree.string($0) } }

  /// The objects of a member that is a list.
  public func records(_ key: String) -> [KeptRecord] {
    items(key).filter { tree.kind($0) == .object }.map { KeptRecord(tree, $0) }
  }

  private func items(_ key: String) -> [NodeID] {
    guard let list = tree.member(node, key), tree.kind(list) == .array else { return [] }
    return Array(tree.children(list))
  }
}
