internal import DriftModel
internal import DriftSyntax

/// An element of a feed in XML.
struct FeedElement {
  let tree: SyntaxTree
  let node: NodeID

  /// The namespace, empty for none, and the name in it.
  var name: (space: Substring, local: Substring) { Self.parts(tree.symbols.text(tree[node].key)[...]) }

  private static func parts(_ key: Substring) -> (Substring, Substring) {
    guard key.first == "{", let end = key.firstIndex(of: "}") else { return ("", key) }
    return (key[key.index(after: key.startIndex)..<end], key[key.index(after: end)...])
  }

  /// The elements inside.
  var elements: [FeedElement] {
    tree.children(node).compactMap { tree.kind($0) == .object ? FeedElement(tree: tree, node: $0) : nil }
  }

  /// The first element inside with a name, in one of some namespaces; in any where none is named.
  func first(_ local: String, in spaces: [String] = []) -> FeedElement? {
    elements.first { element in
      let name = element.name
      return name.local == local && (spaces.isEmpty || spaces.contains(String(name.space)))
    }
  }

  /// The value of an attribute without a namespace, or of one of XML's own (`xml:base`).
  func attribute(_ local: String) -> String? {
    tree.member(node, "@" + local).flatMap { tree.string($0) }
  }

  /// `xml:base` (XML Base); nil where it says nothing.
  var base: String? { attribute("{http://www.w3.org/XML/1998/namespace}base") }

  /// All character data inside, in the order of the document.
  var text: String { markup(isMarked: false) }

  /// The content as HTML: elements as tags, and what was text written so that it stays text.
  var html: String { markup(isMarked: true) }

  private func markup(isMarked: Bool) -> String {
    var out = ""
    // The nodes of an element follow it, each with its own behind it, so that no depth is a matter here.
    var open: [(end: NodeID, tag: String)] = []
    let end = tree.next(after: node)
    var at = node + 1
    while at < end {
      while let last = open.last, last.end <= at {
        out += last.tag
        open.removeLast()
      }
      let key = tree.symbols.text(tree[at].key)
      if tree.kind(at) == .object {
        if isMarked {
          let tag = String(Self.parts(key[...]).1)
          out += "<\(tag)>"
          open.append((tree.next(after: at), "</\(tag)>"))
        }
      } else if key == "#text", let text = tree.string(at) {
        out += isMarked ? Self.escaped(text) : text
      }
      if out.utf8.count > ChangeLogEntry.longestText * 4 { break }
      at += 1
    }
    while let last = open.popLast() { out += last.tag }
    return out
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
