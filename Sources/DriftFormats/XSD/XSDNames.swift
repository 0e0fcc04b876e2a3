/// What global types and elements are called in addresses (DESIGN, Addresses).
///
/// The local name; where two namespaces have it, both are qualified by the document's own prefix, else by `{uri}`; an
/// element whose name a type of its namespace has too stands in angle brackets.
struct XSDNames {
  /// A global type or element.
  struct Global: Hashable {
    var space: XSDReader.Space
    var uri: String
    var local: String

    /// What it is in its own documents, whatever the prefixes.
    var identity: String { "\(space == .element ? "element" : "type") {\(uri)}\(local)" }
  }

  private let prefixes: [String: String]
  private var types: Set<Global> = []
  private var namespaces: [String: Set<String>] = [:]

  init(_ globals: [Global], prefixes: [String: String]) {
    self.prefixes = prefixes
    for global in globals {
      if global.space == .type { types.insert(global) }
      namespaces[global.local, default: []].insert(global.uri)
    }
  }

  func name(_ global: Global) -> String {
    var name = global.local
    if let all = namespaces[global.local], all.count > 1 {
      let prefix = prefixes[global.uri]
      name = global.uri.isEmpty ? name : prefix.map { "\($0).\(name)" } ?? "{\(global.uri)}\(name)"
    }
    let isType = types.contains(Global(space: .type, uri: global.uri, local: global.local))
    return global.space == .element && isType ? "<\(name)>" : name
  }
}
