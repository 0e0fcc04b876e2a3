import DriftModel
import DriftSyntax

/// Writes a document of XML in another way that says the same: other prefixes, attributes in another order, other
/// spacing, comments.
public enum XMLRespelling {
  /// The document with its elements' prefixes numbered, its attributes turned round, and comments between elements.
  ///
  /// Prefixes that values use (`type="tns:T"`) are kept, under a second declaration, because only a reader of the format
  /// knows which values are names.
  public static func rewrite(_ bytes: [UInt8]) -> [UInt8]? {
    guard let source = try? SourceText.decode(file: "x", copying: bytes),
      let tree = try? DocumentReader.read(source, symbols: SymbolTable()), tree.isXML
    else { return nil }
    var writer = Writer(tree: tree)
    writer.out += "<?xml version=\"1.0\"?>\n<!-- another way -->\n"
    writer.element(SyntaxTree.root, depth: 0)
    return Array(writer.out.utf8)
  }

  private struct Writer {
    let tree: SyntaxTree
    var out = ""
    private var prefixes: [String: String] = [:]

    init(tree: SyntaxTree) { self.tree = tree }

    mutating func element(_ node: NodeID, depth: Int) {
      let indent = String(repeating: "   ", count: depth)
      let fresh = prefixes
      let name = self.name(tree.symbols.text(tree[node].key), isAttribute: false)
      var attributes: [String] = []
      var content: [NodeID] = []
      for child in tree.children(node) {
        let key = tree.symbols.text(tree[child].key)
        if tree.kind(child) == .string, key != "#text" {
          let text = Self.escape(tree.string(child) ?? "")
          if key.hasPrefix("@xmlns") {
            attributes.append("\(key.dropFirst()) = '\(text)'")
          } else {
            attributes.append("\(self.name(String(key.dropFirst()), isAttribute: true))='\(text)'")
          }
        } else {
          content.append(child)
        }
      }
      for (uri, prefix) in prefixes where fresh[uri] == nil {
        attributes.append("xmlns:\(prefix)='\(Self.escape(uri))'")
      }
      out += "\(indent)<\(name)\n  \(attributes.reversed().joined(separator: "\n  "))"
      guard !content.isEmpty else {
        out += " />\n"
        prefixes = fresh
        return
      }
      let isMixed = content.contains { tree.kind($0) == .string }
      out += isMixed ? ">" : " >\n"
      for child in content {
        if tree.kind(child) == .string {
          out += Self.escape(tree.string(child) ?? "")
        } else {
          if !isMixed { out += "<!-- - -->" }
          element(child, depth: depth + 1)
        }
      }
      out += isMixed ? "</\(name)>\n" : "\(indent)</\(name)>\n"
      prefixes = fresh
    }

    /// A name with a prefix of ours; one without a namespace stays as it is, which needs no default namespace around it.
    private mutating func name(_ expanded: String, isAttribute: Bool) -> String {
      guard expanded.first == "{", let end = expanded.firstIndex(of: "}") else { return expanded }
      let uri = String(expanded[expanded.index(after: expanded.startIndex)..<end])
      let local = expanded[expanded.index(after: end)...]
      if uri == "http://www.w3.org/XML/1998/namespace" { return "xml:\(local)" }
      let prefix = prefixes[uri] ?? "zz\(prefixes.count)"
      prefixes[uri] = prefix
      return "\(prefix):\(local)"
    }

    private static func escape(_ text: String) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "'": out += "&#39;"
        case "\n", "\r", "\t": out += "&#\(scalar.value);"
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }
  }
}
