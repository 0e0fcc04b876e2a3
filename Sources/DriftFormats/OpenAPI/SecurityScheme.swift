import DriftModel
import DriftSyntax

/// How a security scheme works, in one spelling for all generations (Swagger 2.0, Security Scheme Object; OpenAPI 3.1.1,
/// 4.8.27 "Security Scheme Object"). What it is called by people and what a scope is for bind nobody.
struct SecurityScheme {
  private let tree: SyntaxTree

  init(_ tree: SyntaxTree) { self.tree = tree }

  /// The names of OAuth's flows in Swagger 2.0 that OpenAPI 3 calls otherwise.
  private static let flows = ["application": "clientCredentials", "accessCode": "authorizationCode"]

  /// The scheme as JSON text.
  func text(_ scheme: NodeID) -> String {
    let type = string(scheme, "type")
    switch type {
    case "basic": return object([("scheme", quoted("basic")), ("type", quoted("http"))])
    case "oauth2":
      if let flow = tree.member(scheme, "flow").flatMap({ tree.string($0) }) {
        let flows = object([(Self.flows[flow] ?? flow, self.flow(scheme))])
        return object([("flows", flows), ("type", quoted("oauth2"))])
      }
      let flows = tree.member(scheme, "flows").map { list in
        object(members(list).map { ($0.name, flow($0.node)) })
      }
      return object([("flows", flows ?? "{}"), ("type", quoted("oauth2"))])
    default:
      return object(
        members(scheme).filter { $0.name != "description" }.map { member in
          // The name of a scheme of HTTP is read in any case (RFC 9110, 11.1).
          member.name == "scheme" && type == "http"
            ? (member.name, quoted((tree.string(member.node) ?? "").lowercased())) : (member.name, json(member.node))
        })
    }
  }

  /// A flow of OAuth: where tokens are got, and for what.
  private func flow(_ node: NodeID) -> String {
    let urls = members(node).filter { $0.name.hasSuffix("Url") }.map { ($0.name, json($0.node)) }
    let scopes = tree.member(node, "scopes").map { members($0).map(\.name).sorted() } ?? []
    return object(urls + [("scopes", "[" + scopes.map(quoted).joined(separator: ",") + "]")])
  }

  private func members(_ node: NodeID) -> [(name: String, node: NodeID)] {
    guard tree.kind(node) == .object else { return [] }
    return tree.children(node).map { (tree.symbols.text(tree[$0].key), $0) }.filter { !$0.0.hasPrefix("x-") }
  }

  private func string(_ node: NodeID, _ key: String) -> String {
    tree.member(node, key).flatMap { tree.string($0) } ?? ""
  }

  private func json(_ node: NodeID) -> String { String(decoding: JSONWriter.bytes(of: node, in: tree), as: UTF8.self) }

  private func object(_ members: [(String, String)]) -> String {
    let sorted = members.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    return "{" + sorted.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
