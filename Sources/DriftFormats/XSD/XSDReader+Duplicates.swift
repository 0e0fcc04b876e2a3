import DriftModel
import DriftSyntax

/// Components that are declared twice (FORMATS 3.6).
extension XSDReader {
  /// Whether a component has the same text as one that is known, so that it says nothing new.
  func isSame(_ node: NodeID, _ tree: SyntaxTree, as index: Int) -> Bool {
    let other = components[index]
    let otherTree = trees[documents[other.document].part]
    let (parts, otherParts) = (declared(node, tree), declared(other.node, otherTree))
    guard parts.count == otherParts.count else { return false }
    return zip(parts, otherParts).allSatisfy { one, two in
      one.key == two.key && one.level == two.level
        && one.attributes.count == two.attributes.count
        && one.attributes.allSatisfy { two.attributes[$0.key] == $0.value }
    }
  }

  /// The elements of a declaration, each with its attributes in any order; what is said to people is none of it.
  private func declared(
    _ node: NodeID, _ tree: SyntaxTree
  ) -> [(key: Symbol, level: Int, attributes: [Symbol: String])] {
    var out: [(key: Symbol, level: Int, attributes: [Symbol: String])] = []
    var ends: [NodeID] = []
    var at = node
    let end = tree.next(after: node)
    while at < end {
      let key = tree[at].key
      while let last = ends.last, last <= at { ends.removeLast() }
      if tree.kind(at) == .object, words[key] == .annotation {
        at = tree.next(after: at)
        continue
      }
      if tree.kind(at) == .object {
        out.append((key, ends.count, [:]))
        ends.append(tree.next(after: at))
      } else if !symbols.bytes(key).starts(with: "@xmlns".utf8), !out.isEmpty {
        out[out.count - 1].attributes[key] = (tree.string(at) ?? "").trimmed
      }
      at += 1
    }
    return out
  }
}
