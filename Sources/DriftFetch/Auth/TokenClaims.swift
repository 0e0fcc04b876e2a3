internal import DriftModel
internal import DriftSyntax

/// What an access token says of itself, where it is a JWT. Nobody verified it: it is told to people and decides nothing.
struct TokenClaims: Sendable {
  /// Who it is for.
  var identity: Identity?
  /// The scopes and roles in it, sorted.
  var scopes: [String]?
  /// When it was made, seconds since 1970.
  var issued: Double?
  /// When it ends, seconds since 1970.
  var expires: Double?
  /// Whether it is a person's; nil where the token does not tell.
  var isPerson: Bool?

  /// Reads a token; nil where it is no JWT.
  init?(_ token: String) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.urlBytes(parts[1]), let tree = AnswerTree.read(bytes) else { return nil }
    let root = SyntaxTree.root
    guard tree.kind(root) == .object else { return nil }
    func text(_ name: String) -> String? { tree.member(root, name).flatMap { tree.string($0) } }
    identity = Identity(
      names: ["upn", "preferred_username", "email", "sub", "azp", "appid", "client_id"], ids: ["oid", "sub"], text)
    scopes = ScopeList.read(["scp", "scope", "roles"].compactMap { tree.member(root, $0) }, in: tree)
    func time(_ name: String) -> Double? {
      tree.member(root, name).flatMap { node in
        tree.kind(node) == .number ? Double(String(decoding: tree.textBytes(node), as: UTF8.self)) : nil
      }.flatMap { HTTPDate.isTime($0) ? $0 : nil }
    }
    (issued, expires) = (time("iat"), time("exp"))
    // Microsoft: `idtyp` is `app` or `user`; a delegated token has `scp`, one of an application `roles` alone.
    switch text("idtyp")?.lowercased() {
    case "app": isPerson = false
    case "user": isPerson = true
    default: isPerson = principal.flatMap(Principal.isPerson)
    }
  }

  /// What it is called; nil where nobody said.
  var principal: String? { identity?.name }
}

/// Lists of scopes, as a text or as a list.
enum ScopeList {
  /// The scopes of a text: spaces part them, with some vendors commas or semicolons. Quotes and brackets are none of a
  /// scope (RFC 6749, 3.3).
  static func read(_ text: String) -> [String] {
    let isMark: (Character) -> Bool = { "\"'[]\\".contains($0) }
    let parts = text.split { $0.isWhitespace || $0 == "," || $0 == ";" || isMark($0) }.prefix(500).map {
      Words.clean(String($0), atMost: 200)
    }
    return Set(parts).subtracting([""]).sorted()
  }

  /// The scopes of some members; nil where none of them is there.
  static func read(_ nodes: [NodeID], in tree: SyntaxTree) -> [String]? {
    var all: Set<String> = []
    var isThere = false
    for node in nodes {
      switch tree.kind(node) {
      case .string:
        isThere = true
        all.formUnion(read(tree.string(node) ?? ""))
      case .array:
        isThere = true
        for child in tree.children(node).prefix(500) { all.formUnion(read(tree.string(child) ?? "")) }
      default: break
      }
    }
    return isThere ? all.sorted() : nil
  }
}
