public import DriftModel

/// The number of a node in a ``SyntaxTree``.
public typealias NodeID = Int

/// One value of a document: 20 bytes, in document order, a container before its children.
@frozen public struct SyntaxNode: Sendable {
  /// What the value is.
  @frozen public enum Kind: UInt8, Sendable {
    case null, `false`, `true`, number, string, array, object
  }

  /// What the value is.
  public var kind: Kind
  /// A scalar whose text is ``SyntaxTree`` symbol `extent`, because the source spells it differently: a string
  /// with escapes or folds, a number such as `0o12`.
  public var isInterned: Bool
  /// The key under which it stands in an object; ``Symbol/none`` elsewhere.
  public var key: Symbol
  /// The byte offset of the key, or of the value where there is none.
  public var keyStart: UInt32
  /// The byte offset of the value; of a string in quotes that is not interned its first byte after the quote.
  public var start: UInt32
  /// Scalars: the length in bytes, or the symbol where ``isInterned``. Containers: the node after the last child.
  public var extent: UInt32

  /// Makes a node.
  @inlinable public init(
    kind: Kind, isInterned: Bool = false, key: Symbol = .none, keyStart: UInt32, start: UInt32, extent: UInt32
  ) {
    self.kind = kind
    self.isInterned = isInterned
    self.key = key
    self.keyStart = keyStart
    self.start = start
    self.extent = extent
  }
}

/// A document as an ordered, located array of nodes: what JSON and YAML both become.
///
/// The root is node 0. Keys are symbols; texts of values become symbols when somebody asks.
public final class SyntaxTree {
  /// The document.
  public let source: SourceText
  /// The table that keys and texts are in.
  public let symbols: SymbolTable
  /// The notation, for people: `JSON`, `YAML`.
  public let notation: String
  /// All values, valid as long as the tree.
  public let nodes: UnsafePointer<SyntaxNode>
  /// How many values there are.
  public let nodeCount: Int
  private var indexes: [NodeID: NumberTable] = [:]

  /// Makes a tree of finished nodes; `nodes` is not empty.
  public init(source: SourceText, symbols: SymbolTable, notation: String, nodes: [SyntaxNode]) {
    self.source = source
    self.symbols = symbols
    self.notation = notation
    nodeCount = nodes.count
    let column = UnsafeMutablePointer<SyntaxNode>.allocate(capacity: max(1, nodes.count))
    nodes.withUnsafeBufferPointer { all in
      if let first = all.baseAddress { column.initialize(from: first, count: all.count) }
    }
    self.nodes = UnsafePointer(column)
    symbols.keepAlive(source)
  }

  /// A value of the document as a document of its own, with the places that it has in this one: a schema inside of an
  /// answer, whose references count from its own root.
  public func document(at node: NodeID) -> SyntaxTree {
    var own = (node..<next(after: node)).map { self[$0] }
    for index in own.indices where own[index].kind == .array || own[index].kind == .object {
      own[index].extent -= UInt32(node)
    }
    own[0].key = .none
    return SyntaxTree(source: source, symbols: symbols, notation: notation, nodes: own)
  }

  deinit { nodes.deallocate() }

  /// The root's number.
  public static let root: NodeID = 0

  /// A node by its number.
  @inlinable public subscript(node: NodeID) -> SyntaxNode { nodes[node] }

  /// What a node is.
  @inlinable public func kind(_ node: NodeID) -> SyntaxNode.Kind { nodes[node].kind }

  /// The node after a node and all below it.
  @inlinable public func next(after node: NodeID) -> NodeID {
    switch nodes[node].kind {
    case .array, .object: Int(nodes[node].extent)
    default: node &+ 1
    }
  }

  /// The children of a container in document order; nothing for a scalar.
  @inlinable public func children(_ node: NodeID) -> Children { Children(tree: self, node: node) }

  /// The number of children; walks them.
  public func count(_ node: NodeID) -> Int { children(node).reduce(into: 0) { n, _ in n += 1 } }

  /// The value under a key of an object.
  @inlinable public func member(_ node: NodeID, _ key: Symbol) -> NodeID? {
    guard nodes[node].kind == .object else { return nil }
    for child in children(node) where nodes[child].key == key { return child }
    return nil
  }

  /// The value under a key of an object.
  public func member(_ node: NodeID, _ key: String) -> NodeID? {
    symbols.existing(key).flatMap { member(node, $0) }
  }

  /// The value under a key of an object that is asked often: objects with many members get an index.
  public func indexedMember(_ node: NodeID, _ symbol: Symbol) -> NodeID? {
    if let index = indexes[node] { return index[symbol] }
    guard nodes[node].kind == .object, Int(nodes[node].extent) - node > 64 else { return member(node, symbol) }
    var index = NumberTable()
    for child in children(node) { index.set(nodes[child].key, child) }
    indexes[node] = index
    return index[symbol]
  }

  /// The text of a string, or the digits of a number as they are written.
  @inlinable public func symbol(_ node: NodeID) -> Symbol {
    let value = nodes[node]
    return value.isInterned ? Symbol(id: value.extent) : symbols.intern(inPlace: rawBytes(value))
  }

  /// The text of a string as a `String`, nil for anything else.
  public func string(_ node: NodeID) -> String? {
    guard nodes[node].kind == .string else { return nil }
    return String(decoding: textBytes(node), as: UTF8.self)
  }

  /// The bytes of a scalar's text, without a copy.
  @inlinable public func textBytes(_ node: NodeID) -> UnsafeRawBufferPointer {
    let value = nodes[node]
    return value.isInterned ? symbols.bytes(Symbol(id: value.extent)) : rawBytes(value)
  }

  @usableFromInline @inline(__always) func rawBytes(_ value: SyntaxNode) -> UnsafeRawBufferPointer {
    // A container has no text: who asks for it has met something else than the format wants there.
    guard value.kind != .array, value.kind != .object else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = Int(value.start)
    return UnsafeRawBufferPointer(rebasing: source.bytes[start..<start &+ Int(value.extent)])
  }

  /// Where a node's key stands, or the node itself where it has none.
  public func place(_ node: NodeID) -> SourcePlace { source.place(at: nodes[node].keyStart) }

  /// Where a node's value stands.
  public func valuePlace(_ node: NodeID) -> SourcePlace {
    let value = nodes[node]
    var start = value.start
    // The text of a string begins after its quote; a plain text of YAML has none.
    if value.kind == .string, !value.isInterned, start > 0 {
      let before = source.bytes[Int(start) - 1]
      if before == UInt8(ascii: "\"") || before == UInt8(ascii: "'") { start -= 1 }
    }
    return source.place(at: start)
  }

  /// The children of a container.
  @frozen public struct Children: Sequence, IteratorProtocol {
    @usableFromInline let tree: SyntaxTree
    @usableFromInline var at: NodeID
    @usableFromInline let end: NodeID

    @inlinable init(tree: SyntaxTree, node: NodeID) {
      self.tree = tree
      let value = tree.nodes[node]
      at = node &+ 1
      switch value.kind {
      case .array, .object: end = Int(value.extent)
      default: end = node &+ 1
      }
    }

    /// The next child.
    @inlinable public mutating func next() -> NodeID? {
      guard at < end else { return nil }
      let here = at
      at = tree.next(after: here)
      return here
    }
  }
}
