import DriftModel
import DriftSyntax

/// What to say of a document that no format knows (FORMATS 0.2, J0 and N1): most often it is no schema at all.
enum NotASchema {
  static func error(_ document: SyntaxTree, formats: [any SchemaFormat]) -> DriftError {
    let root = SyntaxTree.root
    let known = "drift reads " + formats.map(\.title).joined(separator: "; ") + "."
    func refuse(_ found: String, _ help: String? = nil) -> DriftError {
      DriftError(
        "expected a schema, found \(found)", at: document.valuePlace(root), help: [help, known].compactMap { $0 })
    }
    if document.isXML {
      let (uri, local) = ExpandedName.parts(document.symbols.text(document[root].key))
      let isFault = local == "Envelope" || local == "Fault" || local.lowercased().hasPrefix("error")
      return refuse(
        "the element \"\(local.prefix(40))\"\(uri.isEmpty ? "" : " of \(uri.prefix(120))")",
        isFault ? "Was it saved from a request that failed?" : nil)
    }
    switch document.kind(root) {
    case .object:
      let keys = document.children(root).map { document.symbols.text(document[$0].key) }
      if keys.isEmpty { return refuse("an empty object") }
      let isError = keys.contains { ["error", "errors", "fault", "message", "errorCode"].contains($0) }
      if isError {
        return refuse(
          "an answer that reports an error (key \"\(keys.first { $0 != "status" } ?? "error")\")",
          "Was it saved from a request that failed?")
      }
      let shown = keys.prefix(5).map { "\"\($0.prefix(40))\"" }.joined(separator: ", ")
      return refuse("an object with the keys \(shown)\(keys.count > 5 ? ", …" : "")")
    case .array: return refuse("a list")
    case .string: return refuse("a text", "Is it a page or a message instead of a document?")
    case .number: return refuse("a number")
    case .true, .false: return refuse("a boolean")
    case .null: return refuse("null")
    }
  }
}
