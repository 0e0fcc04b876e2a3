import DriftModel
import DriftSyntax

extension OpenAPIReader {
  /// How the security schemes work, a fact for each thing that a caller goes by: `key: apiKey header X-Key`,
  /// `login: oauth2 authorizationCode`, `login: authorizationCode tokenUrl https://...`,
  /// `login: authorizationCode scope read`. Words for people bind nobody (OpenAPI 3.1.1, Security Scheme Object).
  ///
  /// A part that goes, comes or changes is told apart from those that stay, and 2.0 says the same as 3.
  mutating func schemeFacts(_ root: NodeID) -> [Fact] {
    let all =
      tree.member(root, "securityDefinitions")
      ?? tree.member(root, "components").flatMap { tree.member($0, "securitySchemes") }
    guard let all else { return [] }
    let home = schemas.part
    var facts: [Fact] = []
    for child in tree.children(all) {
      let name = symbols.text(tree[child].key)
      let parts = follow(child).map { place -> [String] in
        schemas.enter(part: place.part)
        return tree.kind(place.node) == .object ? schemeParts(place.node) : []
      }
      schemas.enter(part: home)
      for part in parts ?? [] { facts.append(Fact(.security, .text, symbols.intern("\(name): \(part)"))) }
    }
    return facts
  }

  private func schemeParts(_ node: NodeID) -> [String] {
    func text(_ key: String) -> String { word(node, key) ?? "" }
    switch text("type") {
    case "apiKey": return ["apiKey \(text("in")) \(text("name"))"]
    case "basic": return ["http basic"]
    case "http":
      let format = word(node, "bearerFormat")
      // RFC 9110, 11.1: the name of a scheme is compared without case. Only a bearer's token has a format.
      let scheme = word(node, "scheme")?.lowercased() ?? (format == nil ? "" : "bearer")
      return ["http \(scheme)"] + (format.map { ["bearerFormat \($0)"] } ?? [])
    case "openIdConnect": return ["openIdConnect \(text("openIdConnectUrl"))"]
    case "oauth2":
      if let flow = word(node, "flow") { return flowParts(Self.flowNames[flow] ?? flow, node) }
      guard let flows = tree.member(node, "flows"), tree.kind(flows) == .object else { return ["oauth2"] }
      return tree.children(flows).filter { tree.kind($0) == .object && !isExtension($0) }
        .flatMap { flowParts(symbols.text(tree[$0].key), $0) }
    case let type: return [type]
    }
  }

  /// The flows of 2.0 as 3 calls them.
  private static let flowNames = ["accessCode": "authorizationCode", "application": "clientCredentials"]

  private func flowParts(_ flow: String, _ node: NodeID) -> [String] {
    var out = ["oauth2 \(flow)"]
    for key in ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"] {
      if let url = word(node, key) { out.append("\(flow) \(key) \(url)") }
    }
    if let scopes = tree.member(node, "scopes"), tree.kind(scopes) == .object {
      out += tree.children(scopes).filter { !isExtension($0) }.map { "\(flow) scope \(symbols.text(tree[$0].key))" }
    }
    return out
  }

  private func word(_ node: NodeID, _ key: String) -> String? {
    tree.member(node, key).flatMap { tree.string($0) }
  }

  private func isExtension(_ node: NodeID) -> Bool { symbols.text(tree[node].key).hasPrefix("x-") }

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
