import DriftModel
import DriftSyntax

/// XPath in schemas: what keys select, what assertions test.
extension XSDReader {
  /// A path that an attribute holds, in one spelling whatever the document's prefixes are: names of the definition's own
  /// namespace are plain, those of XSD keep `xs`, others carry theirs as `{uri}`.
  mutating func path(_ node: NodeID, _ attribute: Symbol) -> String {
    guard let text = text(node, attribute) else { return "" }
    guard text.utf8.contains(UInt8(ascii: ":")) else { return text }
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    var out = ""
    var rest = Substring(text)
    while let first = rest.first {
      if first == "\"" || first == "'" {
        // What is quoted is no name.
        let end = rest.dropFirst().firstIndex(of: first).map { rest.index(after: $0) } ?? rest.endIndex
        out += rest[..<end]
        rest = rest[end...]
      } else if first.isNameStart {
        let name = rest.prefix { $0.isNameStart || $0.isNumber || $0 == "-" || $0 == "." }
        rest = rest[name.endIndex...]
        // `child::order` names an axis.
        if rest.first == ":", let next = rest.dropFirst().first, next.isNameStart || next == "*" {
          out += spelling(ofPrefix: String(name))
          rest = rest.dropFirst()
        } else {
          out += name
        }
      } else {
        out.append(first)
        rest = rest.dropFirst()
      }
    }
    return out
  }

  private func spelling(ofPrefix prefix: String) -> String {
    guard let uri = scope.namespace(prefix) else { return "\(prefix):" }
    return uri == home ? "" : uri == XMLNamespace.xsd ? "xs:" : "{\(uri)}"
  }
}

extension Character {
  fileprivate var isNameStart: Bool { isLetter || self == "_" }
}
