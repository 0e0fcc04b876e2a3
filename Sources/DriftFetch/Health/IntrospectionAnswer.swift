internal import DriftModel
internal import DriftSyntax

/// What an introspection endpoint said of a token (RFC 7662, 2.2).
///
/// An answer that contradicts itself, or that is none, makes nothing known: a right that nobody confirmed is not a right
/// that is there.
struct IntrospectionAnswer: Sendable {
  /// Whether the token is one.
  var state: Introspection
  /// What it may do, sorted; nil where nobody said.
  var scopes: [String]?
  /// Who it is for; nil where nobody said.
  var identity: Identity?
  /// Whether that is a person; nil where it does not show.
  var isPerson: Bool?
  /// When it ends, seconds since 1970; nil where nobody said.
  var ends: Double?

  /// What it is called; nil where nobody said.
  var principal: String? { identity?.name }

  /// Nothing is known, and why.
  static func unknown(_ why: String) -> IntrospectionAnswer { IntrospectionAnswer(state: .unknown(why)) }

  /// Reads an answer.
  ///
  /// - Parameter client: to which the token was given; nil where nobody says.
  static func read(_ response: HTTPResponse, now: Double, of client: String? = nil) -> IntrospectionAnswer {
    let from = "the introspection endpoint \(response.url)"
    guard (200...299).contains(response.status) else {
      let said = VendorError(response.body).map { ": \($0.words)" } ?? ""
      return .unknown("\(from) answered with status \(response.status)\(said)")
    }
    guard response.body.count <= 1 << 20, let tree = AnswerTree.read(response.body), !tree.isXML,
      tree.kind(SyntaxTree.root) == .object, let active = tree.member(SyntaxTree.root, "active")
    else { return .unknown("\(from) sent what is no answer of RFC 7662") }
    switch tree.kind(active) {
    case .true:
      // What another one's token may do says nothing of this one.
      if let client, let told = tree.member(SyntaxTree.root, "client_id").flatMap({ tree.string($0) }), told != client {
        return .unknown("\(from) tells of a token of \(Words.clean(told, atMost: 100)), which is not the one that asks")
      }
      return Self.active(tree, from, now: now)
    case .false: return IntrospectionAnswer(state: .inactive)
    default: return .unknown("\(from) does not say whether the token is active")
    }
  }

  private static func active(_ tree: SyntaxTree, _ from: String, now: Double) -> IntrospectionAnswer {
    let root = SyntaxTree.root
    var answer = IntrospectionAnswer(state: .active)
    let said = ["scope", "scopes"].compactMap { tree.member(root, $0) }.filter { tree.kind($0) != .null }
    answer.scopes = ScopeList.read(said, in: tree)
    if answer.scopes == nil, !said.isEmpty {
      return .unknown("\(from) sent scopes that are neither a text nor a list")
    }
    answer.ends = time("exp", tree)
    if let start = time("nbf", tree), start > now + 86_400 {
      return .unknown("\(from) says that the token is active, and that it begins later")
    }
    if let ends = answer.ends, ends < now - 60 {
      return .unknown("\(from) says that the token is active, and that it ended before")
    }
    answer.identity = Identity(names: ["username", "sub", "client_id"], ids: ["sub"]) { name in
      tree.member(root, name).flatMap { tree.string($0) }
    }
    answer.isPerson = answer.principal.flatMap(Principal.isPerson)
    return answer
  }

  /// A time in seconds since 1970, also as a text or in milliseconds; nil for what is none.
  private static func time(_ name: String, _ tree: SyntaxTree) -> Double? {
    guard let node = tree.member(SyntaxTree.root, name), [.number, .string].contains(tree.kind(node)),
      let value = Double(String(decoding: tree.textBytes(node).prefix(40), as: UTF8.self))
    else { return nil }
    return [value, value / 1000].first(where: HTTPDate.isTime)
  }
}
