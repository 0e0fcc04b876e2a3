import DriftModel
import DriftSyntax

/// JSON Pointers (RFC 6901) and the paths of documents that refer to one another.
enum Pointer {
  /// Splits a reference at its `#`; the fragment is percent-decoded.
  static func split(_ text: String) -> (location: String, fragment: String) {
    guard let hash = text.firstIndex(of: "#") else { return (text, "") }
    return (String(text[..<hash]), percentDecoded(text[text.index(after: hash)...]))
  }

  /// The node that a pointer names, nil where nothing stands there.
  static func follow(_ pointer: String, from root: NodeID, in tree: SyntaxTree) -> NodeID? {
    var pointer = pointer
    return pointer.withUTF8 { follow(UnsafeRawBufferPointer($0), from: root, in: tree) }
  }

  /// The node that the bytes of a pointer name, nil where nothing stands there.
  static func follow(_ pointer: UnsafeRawBufferPointer, from root: NodeID, in tree: SyntaxTree) -> NodeID? {
    var node = root
    for step in pointer.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let child = child(of: node, UnsafeRawBufferPointer(rebasing: step), in: tree) else { return nil }
      node = child
    }
    return node
  }

  private static func child(of node: NodeID, _ step: UnsafeRawBufferPointer, in tree: SyntaxTree) -> NodeID? {
    switch tree.kind(node) {
    case .object:
      let isPlain = !step.contains(UInt8(ascii: "~"))
      let name =
        isPlain
        ? tree.symbols.existing(step) : tree.symbols.existing(unescaped(String(decoding: step, as: UTF8.self)[...]))
      return name.flatMap { tree.indexedMember(node, $0) }
    case .array:
      let digits = String(decoding: step, as: UTF8.self)
      guard let index = Int(digits), String(index) == digits, index >= 0 else { return nil }
      return tree.children(node).dropFirst(index).first { _ in true }
    default: return nil
    }
  }

  /// The last two steps of a pointer, the first of them empty where it has only one; nil where it has none.
  static func lastSteps(_ pointer: String) -> (container: String, name: String)? {
    let steps = pointer.split(separator: "/", omittingEmptySubsequences: false)
    guard pointer.first == "/" else { return nil }
    return (unescaped(steps[steps.count - 2]), unescaped(steps[steps.count - 1]))
  }

  /// The pointer to a node.
  static func to(_ node: NodeID, in tree: SyntaxTree) -> String {
    path(to: node, in: tree).map { "/" + escaped($0) }.joined()
  }

  /// The containers around a node, the outermost first.
  static func ancestors(of node: NodeID, in tree: SyntaxTree) -> [NodeID] {
    var around: [NodeID] = []
    var at = SyntaxTree.root
    while at < node {
      around.append(at)
      guard let child = tree.children(at).first(where: { node < tree.next(after: $0) }) else { break }
      at = child
    }
    return around
  }

  private static func path(to node: NodeID, in tree: SyntaxTree) -> [String] {
    let around = ancestors(of: node, in: tree) + [node]
    return zip(around, around.dropFirst()).map { parent, child in
      if tree.kind(parent) == .object { return tree.symbols.text(tree[child].key) }
      return String(tree.children(parent).enumerated().first { $0.element == child }?.offset ?? 0)
    }
  }

  /// `schemas/Pet.yaml` is called `Pet`.
  static func fileStem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? Substring(path)
    return String(name.split(separator: ".").first ?? name)
  }

  /// A path relative to the folder of the system; nil where it leads out of it.
  static func relativePath(_ location: String, from base: String) -> String? {
    guard !location.hasPrefix("/"), !location.contains("\\"), !location.contains("\0") else { return nil }
    let withoutQuery = location.split(separator: "?", omittingEmptySubsequences: false).first ?? ""
    // A scheme (`file:`, `urn:`) is no path.
    if let colon = withoutQuery.firstIndex(of: ":"), !withoutQuery[..<colon].contains("/") { return nil }
    var steps = base.split(separator: "/").dropLast().map(String.init)
    for step in percentDecoded(withoutQuery).split(separator: "/") {
      switch step {
      case ".": continue
      case "..":
        guard !steps.isEmpty else { return nil }
        steps.removeLast()
      default: steps.append(String(step))
      }
    }
    return steps.isEmpty ? nil : steps.joined(separator: "/")
  }

  private static func unescaped(_ step: Substring) -> String {
    guard step.contains("~") else { return String(step) }
    var out = ""
    var isEscape = false
    for character in step {
      if isEscape {
        out.append(character == "1" ? "/" : character == "0" ? "~" : character)
        isEscape = false
      } else if character == "~" {
        isEscape = true
      } else {
        out.append(character)
      }
    }
    return out
  }

  private static func escaped(_ step: String) -> String {
    var out = ""
    for character in step {
      switch character {
      case "~": out += "~0"
      case "/": out += "~1"
      default: out.append(character)
      }
    }
    return out
  }

  /// Undoes percent encoding (RFC 3986, 2.1); what is no encoding stays.
  static func percentDecoded(_ text: some StringProtocol) -> String {
    guard text.contains("%") else { return String(text) }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = digit(bytes[at + 1]),
        let low = digit(bytes[at + 2])
      {
        out.append(high << 4 | low)
        at += 3
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
