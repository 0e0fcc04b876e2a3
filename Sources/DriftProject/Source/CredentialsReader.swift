import DriftModel
import DriftSyntax

/// Reads what `drift.yaml` says under `auth`. A secret that stands in the file itself is refused.
struct CredentialsReader {
  let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }
  private var words: URLWords { URLWords(reader) }

  init(_ reader: StrictReader) { self.reader = reader }

  private static let kinds = ["api-key", "basic", "bearer", "oauth2", "jwt"]
  private static let secretKeys = ["env", "file", "command"]

  /// Reads credentials.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  func credentials(_ node: NodeID) throws(DriftError) -> Credentials {
    try reader.object(node, "one of api-key, basic, bearer, oauth2 and jwt under \"auth\"")
    try reader.checkKeys(node, Self.kinds, of: "auth")
    let children = Array(tree.children(node))
    guard children.count == 1, let child = children.first else {
      throw reader.fail("expected one of \(Self.kinds.joined(separator: ", ")) under \"auth\"", node)
    }
    switch tree.symbols.text(tree[child].key) {
    case "api-key": return try apiKey(child)
    case "basic":
      try reader.object(child, "{ user: ..., password: { env: NAME } } under \"basic\"")
      try reader.checkKeys(child, ["user", "password"], of: "basic")
      return .basic(user: try plainOrSecret(child, "user"), password: try secret(child, "password"))
    case "bearer": return .bearer(try secret(child, of: "bearer"))
    case "oauth2": return .oauth2(try oauth2(child))
    default: return .jwt(try jwt(child))
    }
  }

  private func apiKey(_ node: NodeID) throws(DriftError) -> Credentials {
    try reader.object(node, "{ header: X-Api-Key, env: NAME } under \"api-key\"")
    try reader.checkKeys(node, ["header", "query"] + Self.secretKeys, of: "an api-key")
    let (header, query) = (try reader.text(node, "header"), try reader.text(node, "query"))
    let secret = try secretIn(node)
    switch (header, query) {
    case (let name?, nil):
      guard URLWords.isToken(name) else { throw reader.fail("\"\(name)\" cannot be a header's name", node) }
      return .apiKeyHeader(name: name, secret)
    case (nil, let name?):
      guard !name.isEmpty, !URLWords.hasControls(name) else {
        throw reader.fail("expected the name of a parameter under \"query\"", node)
      }
      return .apiKeyQuery(name: name, secret)
    default: throw reader.fail("expected either \"header\" or \"query\" under \"api-key\"", node)
    }
  }

  private func oauth2(_ node: NodeID) throws(DriftError) -> Credentials.OAuth2 {
    try reader.object(node, "{ token-url: ..., client-id: ..., client-secret: ... } under \"oauth2\"")
    try reader.checkKeys(
      node,
      [
        "token-url", "client-id", "client-secret", "client-auth", "refresh-token", "write-back", "scopes", "audience",
      ], of: "oauth2")
    let writesBack = try reader.flag(node, "write-back") ?? false
    let grant: Credentials.OAuth2.Grant
    if tree.member(node, "refresh-token") != nil {
      let token = try secret(node, "refresh-token")
      if writesBack, case .file = token.origin {
      } else if writesBack, let word = tree.member(node, "write-back") {
        throw reader.fail("a refresh token can be written back to a file alone: refresh-token: { file: PATH }", word)
      }
      grant = .refreshToken(token, writesBack: writesBack)
    } else {
      if let word = tree.member(node, "write-back") {
        throw reader.fail("\"write-back\" is for a \"refresh-token\"", word)
      }
      grant = .clientCredentials
    }
    var out = Credentials.OAuth2(
      grant: grant, tokenURL: try words.url(node, "token-url"), clientID: try plainOrSecret(node, "client-id"))
    if tree.member(node, "client-secret") != nil { out.clientSecret = try secret(node, "client-secret") }
    if out.clientSecret == nil, case .clientCredentials = grant {
      throw reader.fail("expected \"client-secret\" or \"refresh-token\" under \"oauth2\"", node)
    }
    out.authentication =
      try reader.word(node, "client-auth", Credentials.OAuth2.ClientAuthentication.self) ?? out.authentication
    out.scopes = try scopes(node)
    out.audience = try reader.text(node, "audience")
    return out
  }

  private func jwt(_ node: NodeID) throws(DriftError) -> Credentials.JWTBearer {
    try reader.object(node, "{ token-url: ..., issuer: ..., key: { file: PATH } } under \"jwt\"")
    try reader.checkKeys(
      node, ["token-url", "issuer", "subject", "audience", "key", "key-id", "algorithm", "scopes"], of: "jwt")
    var out = Credentials.JWTBearer(
      key: try secret(node, "key"), tokenURL: try words.url(node, "token-url"),
      issuer: try reader.requiredText(node, "issuer"))
    out.algorithm = try reader.word(node, "algorithm", Credentials.JWTBearer.Algorithm.self) ?? out.algorithm
    out.subject = try reader.text(node, "subject")
    out.audience = try reader.text(node, "audience")
    out.keyID = try reader.text(node, "key-id")
    out.scopes = try scopes(node)
    return out
  }

  private func scopes(_ node: NodeID) throws(DriftError) -> [String] {
    let scopes = try reader.texts(node, "scopes") ?? []
    // RFC 6749, 3.3: printable, without space, quote and backslash.
    for scope in scopes {
      let isToken = !scope.isEmpty && scope.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
      guard isToken else {
        throw reader.fail(
          "\"\(scope)\" cannot be a scope: a list has one word each", tree.member(node, "scopes") ?? node)
      }
    }
    return scopes
  }

  /// A secret under a key that has to be there.
  private func secret(_ node: NodeID, _ key: String) throws(DriftError) -> Credentials.Secret {
    guard let value = tree.member(node, key) else { throw reader.fail("expected \"\(key)\"", node) }
    return try secret(value, of: key)
  }

  /// A secret that stands elsewhere.
  func secret(_ node: NodeID, of key: String) throws(DriftError) -> Credentials.Secret {
    guard tree.kind(node) == .object else {
      // What was written there may be the secret: it is not repeated.
      throw reader.fail(
        "a secret does not stand in this file: \"\(key)\"", node,
        ["\(key): { env: NAME } takes it from the environment, { file: PATH } and { command: [...] } from elsewhere."])
    }
    try reader.checkKeys(node, Self.secretKeys, of: "a secret")
    return try secretIn(node)
  }

  private func secretIn(_ node: NodeID) throws(DriftError) -> Credentials.Secret {
    let kinds = Self.secretKeys.filter { tree.member(node, $0) != nil }
    guard kinds.count == 1 else { throw reader.fail("expected one of \"env\", \"file\" and \"command\"", node) }
    switch kinds[0] {
    case "env":
      let name = try reader.requiredText(node, "env")
      guard !name.contains("="), !URLWords.hasControls(name) else {
        throw reader.fail("\"\(name)\" cannot be a variable's name", node)
      }
      return .init(.environment(name), place: tree.place(node))
    case "file":
      guard let path = try words.path(node, "file") else { throw reader.fail("expected a path under \"file\"", node) }
      return .init(.file(path), place: tree.place(node))
    default:
      let arguments = try reader.texts(node, "command") ?? []
      guard let first = arguments.first, !first.isEmpty else {
        throw reader.fail("expected a program and its arguments under \"command\"", node)
      }
      return .init(.command(arguments), place: tree.place(node))
    }
  }

  /// What need not be secret, such as a user's name, may stand in the file.
  private func plainOrSecret(_ node: NodeID, _ key: String) throws(DriftError) -> Credentials.Secret {
    guard let value = tree.member(node, key) else { throw reader.fail("expected \"\(key)\"", node) }
    guard tree.kind(value) != .object else { return try secret(value, of: key) }
    let text = try reader.text(value, under: key)
    guard !text.isEmpty, !URLWords.hasControls(text) else {
      throw reader.fail("expected a text under \"\(key)\", found \(reader.found(value))", value)
    }
    return .init(.literal(text), place: tree.place(value))
  }
}
