/// A token that a token endpoint gave out (RFC 6749, 5.1).
struct Token: Sendable {
  /// The token.
  var access: String
  /// A refresh token to use from now on; nil where the old one stays.
  var refresh: String?
  /// How long it lives, seconds; nil where nobody said.
  var lifetime: Int?
  /// The scopes that were granted; nil where nobody said, which means those that were asked for.
  var scopes: [String]?
  /// Whose it is; nil where nobody said.
  var principal: String?

  /// The longest token that is taken.
  private static let longest = 65_536

  /// Reads the answer of a token endpoint.
  ///
  /// - Throws: ``FetchFailure`` that says in its words and ours why it is no token.
  init(_ response: HTTPResponse, _ system: String) throws(FetchFailure) {
    let place = "the token endpoint \(response.url.origin)"
    guard let tree = AnswerTree(json: response.body), tree.isObject else {
      throw Self.noToken(response, place)
    }
    if let error = tree["error"] {
      let words = [
        error.text ?? error["code"]?.text ?? "", tree["errordescription"]?.text ?? error["message"]?.text ?? "",
      ]
      throw FetchFailure(
        .credentials, "\(place) refused: \(Self.meaning(of: words[0]))",
        said: Printable.text(words.filter { !$0.isEmpty }.joined(separator: ": ")),
        advice: "log in again, or look at the client and its secret; then automate the refresh")
    }
    guard (200...299).contains(response.status) else { throw Self.noToken(response, place) }
    guard let access = tree["accesstoken"]?.text, !access.isEmpty else {
      throw FetchFailure(.credentials, "\(place) answered without an access token", advice: "look at token-url")
    }
    // A line break in it would begin another header of ours.
    guard access.utf8.count <= Self.longest, access.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw FetchFailure(.credentials, "\(place) gave a token that no header can hold", advice: "look at token-url")
    }
    if let type = tree["tokentype"]?.text, type.lowercased() != "bearer" {
      throw FetchFailure(
        .credentials, "\(place) gave a token of the type \"\(Printable.text(type, most: 40))\", expected Bearer",
        advice: "ask for another type of token")
    }
    self.access = access
    refresh = tree["refreshtoken"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    lifetime = tree["expiresin"]?.number
    // RFC 6749 has one text; HubSpot gives a list.
    if let text = tree["scope"]?.text {
      scopes = Set(text.split { $0 == " " || $0 == "," }.map(String.init)).sorted()
    } else if let list = tree["scopes"] ?? tree["scope"], list.isArray {
      scopes = Set(list.members.compactMap(\.value.text)).sorted()
    }
    scopes = scopes.map { $0.map { Printable.text($0, most: 200) } }
    principal = Self.principal(tree, access)
  }

  /// Whether it is good for nothing from the beginning.
  var isSpent: Bool { lifetime.map { $0 <= 0 } ?? false }

  private static func noToken(_ response: HTTPResponse, _ place: String) -> FetchFailure {
    if let failure = AnswerCheck.failure(response, of: place), !(200...299).contains(response.status) {
      return failure.kind == .right ? FetchFailure(.credentials, failure.message, said: failure.said) : failure
    }
    return FetchFailure(
      .credentials, "\(place) answered with no token: \(AnswerCheck.shape(response))", advice: "look at token-url")
  }

  /// RFC 6749, 5.2, in words.
  private static func meaning(of code: String) -> String {
    switch AnswerTree.alike(code) {
    case "invalidgrant": "what was shown for a token is expired, revoked or wrong"
    case "invalidclient": "the client is unknown, or its secret is wrong or expired"
    case "unauthorizedclient": "the client may not ask in this way"
    case "invalidscope": "a scope that was asked for does not exist or is not given to this client"
    case "unsupportedgranttype": "it does not know this way of asking"
    default: "it reported an error"
    }
  }

  /// Whose token it is, as far as the answer, or the token itself, says so: it is shown and compared, never trusted.
  private static func principal(_ tree: AnswerTree, _ access: String) -> String? {
    for key in ["username", "userid", "sub"] {
      if let text = tree[key]?.text { return Printable.text(text, most: 100) }
    }
    // Salesforce's identity address ends with the organisation and the user.
    if let id = tree["id"]?.text, id.contains("/id/") {
      return Printable.text(id.split(separator: "/").suffix(1).joined(), most: 100)
    }
    let parts = access.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = Base64.decode(parts[1]), let claims = AnswerTree(json: bytes) else {
      return nil
    }
    for key in ["sub", "clientid", "appid"] {
      if let text = claims[key]?.text { return Printable.text(text, most: 100) }
    }
    return nil
  }
}
