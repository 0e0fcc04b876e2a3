import DriftModel
import DriftSyntax

extension OpenAPIReader {
  /// What holds for the whole system: its servers, and how its security schemes work.
  mutating func readSystemFacts(_ root: NodeID) {
    var facts = serverFacts(tree.member(root, "servers"))
    // The one server that there is where nothing is said (OpenAPI 3.1.1, OpenAPI Object, `servers`).
    if facts.count == 1, symbols.text(facts[0].value) == "/" { facts = [] }
    if isSwagger2 { facts += swaggerServers(root) }
    facts += schemeFacts(root)
    schemas.builder.schema.systemFacts = schemas.builder.store(facts)
  }

  /// Servers by their address; descriptions bind nobody.
  mutating func serverFacts(_ list: NodeID?) -> [Fact] {
    guard let list else { return [] }
    var facts: [Fact] = []
    var seen: Set<Symbol> = []
    for server in tree.children(list) {
      guard let url = tree.member(server, "url") else { continue }
      guard let variables = tree.member(server, "variables") else {
        facts.append(Fact(.server, .text, tree.symbol(url)))
        continue
      }
      for address in addresses(tree.string(url) ?? "", variables) {
        let symbol = symbols.intern(address)
        if seen.insert(symbol).inserted { facts.append(Fact(.server, .text, symbol)) }
      }
    }
    return facts
  }

  /// The address with the variables' defaults in it, then with each other value that a variable may have, one
  /// variable at a time (OpenAPI 3.1.1, Server Variable Object, `enum`).
  private mutating func addresses(_ url: String, _ variables: NodeID) -> [String] {
    var out = [filled(url, variables)]
    for variable in tree.children(variables) {
      let name = symbols.text(tree[variable].key)
      guard url.contains("{\(name)}"), let values = tree.member(variable, "enum"), tree.kind(values) == .array else {
        continue
      }
      guard tree.count(values) <= Self.mostValues, url.utf8.count <= Self.longestURL else {
        schemas.note("long server variable", values)
        continue
      }
      for value in tree.children(values).compactMap({ tree.string($0) }) {
        out.append(filled(url, variables, name, value))
      }
    }
    return out
  }

  /// What is written out of a server's variables: each value brings the whole address once more.
  private static let mostValues = 1000
  private static let longestURL = 2000

  /// The address with the variables' defaults in it, but one variable as it is given.
  private func filled(_ url: String, _ variables: NodeID, _ name: String? = nil, _ given: String = "") -> String {
    var out = ""
    for (number, piece) in url.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      if number > 0, let end = piece.firstIndex(of: "}"), let name, piece[..<end] == name {
        out += given + piece[piece.index(after: end)...]
        continue
      }
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
}
