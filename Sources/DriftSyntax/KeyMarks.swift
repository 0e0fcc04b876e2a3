internal import DriftModel

/// Finds a key that stands twice in one object, without a set an object.
///
/// An object's keys are looked at when it ends: inside it other objects may have the same keys.
struct KeyMarks {
  /// For each symbol the number of the object that had it last as a key.
  private var holder: ContiguousArray<UInt32> = []
  private var object: UInt32 = 0

  /// Begins with the keys of another object.
  @inline(__always) mutating func begin() { object &+= 1 }

  /// Marks a key; says whether the object had it already.
  @inline(__always) mutating func isRepeated(_ key: Symbol) -> Bool {
    let id = Int(key.id)
    if id >= holder.count { grow(to: id) }
    if holder[id] == object { return true }
    holder[id] = object
    return false
  }

  private mutating func grow(to id: Int) {
    let size = max(id + 1, holder.count * 2, 1024)
    holder.append(contentsOf: repeatElement(0, count: size - holder.count))
  }

  /// The first and the second of two children with one key, nil where all differ.
  ///
  /// `parent` is the last container among the nodes, and its children are all there.
  @inline(__always) mutating func repetition(
    under parent: Int, in nodes: [SyntaxNode]
  ) -> (first: Int, second: Int)? {
    begin()
    var child = parent &+ 1
    while child < nodes.count {
      let node = nodes[child]
      if node.key.id != .max, isRepeated(node.key) { return (first(node.key, parent, nodes), child) }
      child = node.kind.rawValue >= SyntaxNode.Kind.array.rawValue ? Int(node.extent) : child &+ 1
    }
    return nil
  }

  private func first(_ key: Symbol, _ parent: Int, _ nodes: [SyntaxNode]) -> Int {
    var child = parent + 1
    while nodes[child].key != key {
      let kind = nodes[child].kind
      child = kind == .array || kind == .object ? Int(nodes[child].extent) : child + 1
    }
    return child
  }
}
