internal import DriftModel
internal import DriftSyntax

/// What a token endpoint granted (RFC 6749, 5.1).
struct TokenAnswer: Sendable {
  /// The token.
  var token: String
  /// How long it lives, seconds; nil where nobody said, or said what cannot be.
  var lifetime: Int?
  /// The scopes; nil where nobody said.
  var saidScopes: [String]?
  /// The same, else what the token itself says, or what was asked for.
  var scopes: [String]?
  /// Who it is for; nil where nobody said.
  var identity: Identity?
  /// Whether that is a person; nil where nobody said.
  var isPerson: Bool?
  /// A new refresh token in place of the one that was shown.
  var refreshToken: String?
  /// What is odd about the answer, and was put up with.
  var warnings: [String] = []

  /// The longest token: what is longer fits in no header that a server takes.
  static let maxLength = 32_768
  /// A lifetime beyond ten years says nothing.
  private static let maxLifetime = 315_360_000.0

  /// Reads an answer.
  ///
  /// - Parameter learn: Takes each token that is in it, before anything is said of the answer.
  /// - Throws: ``FetchFailure`` for a refusal and for what is no token; it says nothing of a token.
  init(_ response: HTTPResponse, now: Double, learn: (String) -> Void = { _ in }) throws(FetchFailure) {
    let from = "the token endpoint \(response.url)"
    guard (200...299).contains(response.status) else { throw Self.refusal(response, from) }
    guard response.body.count <= 4 * Self.maxLength, let tree = AnswerTree.read(response.body), !tree.isXML,
      tree.kind(SyntaxTree.root) == .object
    else { throw Self.noToken(response, from) }
    func member(_ name: String) -> NodeID? {
      tree.member(SyntaxTree.root, name).flatMap { tree.kind($0) == .null ? nil : $0 }
    }
    for name in ["access_token", "refresh_token", "id_token"] {
      if let token = member(name).flatMap({ tree.string($0) }), !token.isEmpty { learn(token) }
    }
    if member("error") != nil { throw Self.refusal(response, from) }
    guard let node = member("access_token"), let token = tree.string(node), !token.isEmpty else {
      throw FetchFailure(.answer, "\(from) sent no token", advice: "see whether it is the right address: token-url")
    }
    guard Self.isFit(token) else {
      throw FetchFailure(
        .answer, "\(from) sent a token that fits in no header: too long, or with characters that no token has",
        advice: Advice.answer)
    }
    let type = member("token_type").map { tree.string($0) ?? "" } ?? "bearer"
    guard type.isEmpty || type.lowercased() == "bearer" else {
      throw FetchFailure(
        .answer,
        "\(from) sent a token of type \"\(Words.clean(type, atMost: 40))\", and drift shows bearer tokens alone",
        advice: "have the client set up for bearer tokens")
    }
    self.token = token
    let claims = TokenClaims(token)
    saidScopes = ScopeList.read(["scope", "scopes"].compactMap { member($0) }, in: tree)
    scopes = saidScopes ?? claims?.scopes
    identity = Self.identity(tree) ?? claims?.identity
    isPerson = claims?.isPerson ?? principal.flatMap(Principal.isPerson)
    // An empty one is none.
    refreshToken = member("refresh_token").flatMap { tree.string($0) }.flatMap { $0.isEmpty ? nil : $0 }
    if let fresh = refreshToken, !Self.isFit(fresh) {
      refreshToken = nil
      let why =
        fresh.utf8.count > Self.maxLength
        ? "that is longer than \(Self.maxLength) bytes" : "with characters that no token has"
      warnings.append(
        "\(from) sent a refresh token \(why); it was not taken, and the one that was shown is perhaps used up: log in anew"
      )
    }
    if let node = member("expires_in") {
      lifetime = Self.seconds(tree, node)
      if lifetime == nil {
        warnings.append(
          "\(from) sent a token whose lifetime is none: no time to come, or one beyond all tokens; it is used until it is "
            + "refused")
      }
    } else if let end = claims?.expires, end > now, end - now <= Self.maxLifetime {
      lifetime = Int(end - now)
    }
  }

  /// Whether a text is a token of RFC 6749, A.12, without spaces.
  private static func isFit(_ token: String) -> Bool {
    token.utf8.count <= maxLength && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// A number, or a number in quotes.
  private static func seconds(_ tree: SyntaxTree, _ node: NodeID) -> Int? {
    guard tree.kind(node) == .number || tree.kind(node) == .string else { return nil }
    let text = String(decoding: tree.textBytes(node).prefix(40), as: UTF8.self)
    // Decimal digits alone: "0x10" and "inf" are numbers elsewhere.
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || ".+-eE".utf8.contains($0) }),
      let number = Double(text), number >= 1, number <= maxLifetime
    else { return nil }
    return Int(number)
  }

  /// Who the token is for, as vendors say it beside the token: Salesforce by an address, HubSpot by numbers.
  private static func identity(_ tree: SyntaxTree) -> Identity? {
    Identity(names: ["sub", "id", "username", "user_id", "hub_id"], ids: ["sub", "id", "user_id"]) { name in
      guard let node = tree.member(SyntaxTree.root, name), tree.kind(node) == .string || tree.kind(node) == .number
      else { return nil }
      return String(decoding: tree.textBytes(node).prefix(800), as: UTF8.self)
    }
  }

  /// What it is called; nil where nobody said.
  var principal: String? { identity?.name }

  /// What came with 200, and is no answer of a token endpoint.
  private static func noToken(_ response: HTTPResponse, _ from: String) -> FetchFailure {
    let start = BodyStart(response.body)
    if start.content.hasPrefix("access_token=") || start.content.contains("&access_token=") {
      return FetchFailure(
        .answer, "\(from) sent its answer as a form, and not as JSON (RFC 6749, 5.1)",
        advice: "have it answer in JSON: some do for Accept: application/json, some by a setting of the client")
    }
    if let failure = BodyCheck.failure(of: response.body, from: from) { return failure }
    return FetchFailure(.answer, "\(from) sent what is no answer of a token endpoint", advice: Advice.answer)
  }

  /// A refusal in the endpoint's own words.
  private static func refusal(_ response: HTTPResponse, _ from: String) -> FetchFailure {
    let error = VendorError(response.body)
    if (300...399).contains(response.status) {
      return FetchFailure(
        .answer, "\(from) leads elsewhere, and secrets are not sent after it",
        advice: "name the address that it leads to")
    }
    guard error != nil || (200...299).contains(response.status) || response.status == 400 else {
      // Not in the words of OAuth: what the status says.
      return AnswerCheck.failure(of: response) ?? FetchFailure(.answer, "\(from) refused")
    }
    let kind = error?.kind ?? AnswerCheck.kind(ofStatus: response.status)
    let message = "\(from) gave no token (status \(response.status))"
    return FetchFailure(
      kind, message, said: error?.words ?? "", advice: advice(error, kind), reason: error?.reason ?? "")
  }

  private static func advice(_ error: VendorError?, _ kind: FetchFailure.Kind) -> String {
    switch error?.means {
    case .refused, .expired:
      "the grant is gone or the client's secret is wrong: log in anew, renew the secret, or move to a service account"
    case .scope:
      "have the scopes that are asked for granted to the client again, or ask for those alone that it may have: scopes"
    case .invalid: "see token-url, refresh-token and how the client shows its secret: client-auth"
    default: kind == .credentials ? Advice.refused : error?.means == nil ? Advice.unknownCode : Advice.text(error)
    }
  }
}
