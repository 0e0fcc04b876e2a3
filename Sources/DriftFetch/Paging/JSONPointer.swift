internal import DriftModel
internal import DriftSyntax

/// A place in a document (RFC 6901).
struct JSONPointer: Sendable {
  /// The steps, without their escapes.
  private(set) var steps: [String]

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

  /// What speaks of the next page where this leads to it: the object called `next` on the way, which may say it in two ways
  /// (HubSpot: `after` and `link`), else what stands there.
  func findNext(in tree: SyntaxTree, beside list: NodeID) -> NodeID? {
    for count in steps.indices where steps[count].lowercased() == "next" {
      var prefix = self
      prefix.steps = Array(steps[...count])
      guard let node = prefix.find(in: tree) else { break }
      if list < node || list >= tree.next(after: node) { return node }
    }
    return find(in: tree)
  }

  /// Whether nothing stands in the way: a place that is not there is so because an object or a list does not have it, and
  /// not because a text or a number stands where one of these was to be.
  func isOpen(in tree: SyntaxTree) -> Bool {
    var prefix = self
    for count in 0..<steps.count {
      prefix.steps = Array(steps.prefix(count))
      guard let node = prefix.find(in: tree) else { return true }
      switch tree.kind(node) {
      case .object: continue
      case .array where Int(steps[count]) != nil: continue
      case .null, .false: return true
      default: return false
      }
    }
    return true
  }
}
