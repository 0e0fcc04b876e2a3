internal import DriftModel
internal import DriftSyntax

/// A place in a document (RFC 6901).
struct JSONPointer: Sendable {
  /// The steps, without their escapes.
  let steps: [String]

  /// Reads a pointer; nil where a text does not begin with a slash, the empty one apart.
  init?(_ text: String) {
    if text.isEmpty {
      steps = []
      return
    }
    guard text.hasPrefix("/") else { return nil }
    steps = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(Self.unescaped)
  }

  private static func unescaped(_ step: Substring) -> String {
    var out = ""
    var isEscape = false
    for character in step {
      if isEscape {
        out += character == "0" ? "~" : character == "1" ? "/" : "~\(character)"
        isEscape = false
      } else if character == "~" {
        isEscape = true
      } else {
        out.append(character)
      }
    }
    return isEscape ? out + "~" : out
  }

  /// What stands there.
  func find(in tree: SyntaxTree) -> NodeID? {
    var node = SyntaxTree.root
    for step in steps {
      let next: NodeID? =
        switch tree.kind(node) {
        case .object: tree.member(node, step)
        case .array:
          Int(step).flatMap { index in index < 0 ? nil : tree.children(node).dropFirst(index).first { _ in true } }
        default: nil
        }
      guard let next else { return nil }
      node = next
    }
    return node
  }
}
