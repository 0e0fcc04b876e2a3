import DriftModel
import DriftSyntax

extension OpenAPIReader {
  /// What holds for the whole system: its servers, and how its security schemes work.
  mutating func readSystemFacts(_ root: NodeID) {
    var facts = serverFacts(tree.member(root, "servers"))
    // The one server that there is where nothing is said (OpenAPI 3.1.1, OpenAPI Object, `servers`).
    if facts.count == 1, symbols.text(facts[0].value) == "/" { facts = [] }
    if isSwagger2 { facts += swaggerServers(root) }
    let schemes =
      tree.member(root, "securityDefinitions")
      ?? tree.member(root, "components").flatMap { tree.member($0, "securitySchemes") }
    if let schemes {
      for child in tree.children(schemes) {
        let text = "\(symbols.text(tree[child].key)) = \(symbols.text(schemas.canonicalJSON(child)))"
        facts.append(Fact(.security, .text, symbols.intern(text)))
      }
    }
    schemas.builder.schema.systemFacts = schemas.builder.store(facts)
  }

  /// Servers by their address; descriptions bind nobody.
  func serverFacts(_ list: NodeID?) -> [Fact] {
    guard let list else { return [] }
    return tree.children(list).compactMap { server in
      guard let url = tree.member(server, "url") else { return nil }
      guard let variables = tree.member(server, "variables") else { return Fact(.server, .text, tree.symbol(url)) }
      return Fact(.server, .text, symbols.intern(filled(tree.string(url) ?? "", variables)))
    }
  }

  /// The address with the variables' defaults in it (OpenAPI 3.1.1, Server Variable Object).
  private func filled(_ url: String, _ variables: NodeID) -> String {
    var out = ""
    for (number, piece) in url.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard number > 0, let end = piece.firstIndex(of: "}"),
        let variable = tree.member(variables, String(piece[..<end])), let value = tree.member(variable, "default")
      else {
        out += number > 0 ? "{" + piece : piece
        continue
      }
      out += (tree.string(value) ?? "") + piece[piece.index(after: end)...]
    }
    return out
  }

  private func swaggerServers(_ root: NodeID) -> [Fact] {
    let host = tree.member(root, "host").flatMap { tree.string($0) } ?? ""
    let base = tree.member(root, "basePath").flatMap { tree.string($0) } ?? ""
    guard !host.isEmpty || !base.isEmpty else { return [] }
    let schemes = tree.member(root, "schemes").map { list in tree.children(list).compactMap { tree.string($0) } } ?? []
    let prefixes = host.isEmpty ? [""] : schemes.isEmpty ? ["//"] : schemes.map { $0 + "://" }
    return prefixes.map { Fact(.server, .text, symbols.intern($0 + host + base)) }
  }

  /// What a caller has to bring: a fact an alternative, its schemes and scopes in order (FORMATS 1.3, scopes).
  func securityFacts(_ list: NodeID?) -> [Fact] {
    guard let list else { return [] }
    // Nothing to bring is what no requirement asks for.
    let isEmpty = tree.children(list).allSatisfy { tree.count($0) == 0 }
    return isEmpty
      ? []
      : tree.children(list).map { alternative in
        let schemes = tree.children(alternative).map { scheme -> String in
          let scopes = tree.children(scheme).compactMap { tree.string($0) }.sorted()
          let name = symbols.text(tree[scheme].key)
          return scopes.isEmpty ? name : "\(name)(\(scopes.joined(separator: " ")))"
        }
        let text = schemes.isEmpty ? "nothing" : schemes.sorted().joined(separator: " and ")
        return Fact(.security, .text, symbols.intern(text))
      }
  }
}
