/// What global types and elements are called in addresses (DESIGN, Addresses).
///
/// The local name; where two namespaces have it, both are qualified by what the namespaces are called; an element whose
/// name a type of its namespace has too stands in angle brackets.
struct XSDNames {
  /// A global type or element.
  struct Global: Hashable {
    var space: XSDReader.Space
    var uri: String
    var local: String

    /// What it is in its own documents, whatever the prefixes.
    var identity: String { "\(space == .element ? "element" : "type") {\(uri)}\(local)" }
  }

  private var types: Set<Global> = []
  private var namespaces: [String: Set<String>] = [:]
  /// How namespaces are told apart, by the local name that they share.
  private var qualifiers: [String: XMLNamespaceNames] = [:]

  init(_ globals: [Global]) {
    for global in globals {
      if global.space == .type { types.insert(global) }
      namespaces[global.local, default: []].insert(global.uri)
    }
    for (local, uris) in namespaces where uris.count > 1 { qualifiers[local] = XMLNamespaceNames(uris) }
  }

  func name(_ global: Global) -> String {
    var name = global.local
    if let qualifiers = qualifiers[name] {
      name = qualifiers.qualified(name, in: global.uri) { namespaces[$0] != nil }
    }
    let isType = types.contains(Global(space: .type, uri: global.uri, local: global.local))
    return global.space == .element && isType ? "<\(name)>" : name
  }
}
