import DriftModel
import DriftSyntax

extension SchemaReader {
  /// How many malformed places are told with their pointer; a document of nothing else is told enough by then.
  private static let mostPointers = 100

  /// Whether a node is of the kind that stands there by the format. What is not could not be read, which is a gap;
  /// `null` stands for nothing at all, as an empty value of YAML does.
  mutating func isKind(_ kind: SyntaxNode.Kind, _ node: NodeID) -> Bool {
    let found = tree.kind(node)
    if found == kind { return true }
    if found != .null { malformed(node, expected: kind.word) }
    return false
  }

  /// Says that something else stands where the format has its place.
  mutating func malformed(_ node: NodeID, expected: String) {
    guard tree.kind(node) != .null else { return note("null in place of \(expected)", node) }
    let isFar = builder.schema.gaps.count >= Self.mostPointers
    let subject = isFar ? symbols.text(tree[node].key) : "#" + Pointer.to(node, in: tree)
    gap(subject, "expected \(expected), found \(tree.kind(node).word)", origin(node))
  }
}

extension SyntaxNode.Kind {
  /// The kind in a message.
  var word: String {
    switch self {
    case .null: "null"
    case .false, .true: "a boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
