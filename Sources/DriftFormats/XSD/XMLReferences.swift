import DriftModel
import DriftSyntax

/// Which documents a document of XML names: what it includes, imports, redefines.
enum XMLReferences {
  static func locations(_ document: SyntaxTree) -> [String] {
    var out: [String] = []
    for name in ["@schemaLocation", "@location"] {
      guard let key = document.symbols.existing(name) else { continue }
      for node in 0..<document.nodeCount where document[node].key == key && document.kind(node) == .string {
        out.append((document.string(node) ?? "").trimmed)
      }
    }
    return out
  }
}
