/// What an answer that reports an error says, in whatever envelope (FORMATS 10.6): its codes, its words, the scopes that
/// it asks for. Codes decide; words are in any language.
struct VendorError {
  /// The codes, as they compare.
  var codes: [String] = []
  /// The codes as they were written.
  var shown: [String] = []
  /// The words.
  var messages: [String] = []
  /// Scopes that are missing.
  var scopes: [String] = []

  private static let codeKeys: Set<String> = [
    "errorcode", "code", "error", "category", "errortype", "reason", "faultcode", "subcategory", "status", "type",
    "oerrorcode",
  ]
  private static let messageKeys: Set<String> = [
    "message", "errordescription", "description", "detail", "title", "faultstring", "errormessage", "errormessages",
    "error",
  ]
  private static let scopeKeys: Set<String> = ["requiredscopes", "missingscopes", "requiredaccess"]
  private static let deepest = 8

  /// Reads an error out of an answer; nil where there are neither codes nor words.
  init?(_ bytes: [UInt8]) {
    if let tree = AnswerTree(json: bytes) {
      collect(tree, key: "", depth: 0)
    } else if let text = Self.faultText(bytes) {
      for (key, value) in text { take(key, value) }
    }
    if codes.isEmpty && messages.isEmpty { return nil }
  }

  private mutating func collect(_ tree: AnswerTree, key: String, depth: Int) {
    guard depth < Self.deepest else { return }
    if tree.isObject || tree.isArray {
      for member in tree.members.prefix(100) {
        collect(member.value, key: member.key.isEmpty ? key : member.key, depth: depth + 1)
      }
    } else if let text = tree.text {
      take(key, text)
    }
  }

  private mutating func take(_ key: String, _ text: String) {
    if Self.codeKeys.contains(key), text.utf8.count <= 100, !text.contains(" ") {
      // `sf:INVALID_SESSION_ID` and `https://…#quota-exceeded` say at their end what they are.
      let last = text.split { $0 == ":" || $0 == "#" || $0 == "/" }.last.map(String.init) ?? text
      codes.append(AnswerTree.alike(last))
      shown.append(Printable.text(last, most: 60))
    } else if Self.messageKeys.contains(key) {
      messages.append(Printable.text(text))
    } else if Self.scopeKeys.contains(key) {
      scopes.append(Printable.text(text, most: 100))
    }
  }

  /// The elements of a SOAP fault, or of another error in XML, with the texts right behind them: enough to be told by,
  /// also where the document is cut short.
  private static func faultText(_ bytes: [UInt8]) -> [(String, String)]? {
    guard bytes.first(where: { !AnswerTree.isSpace($0) }) == UInt8(ascii: "<") else { return nil }
    var out: [(String, String)] = []
    for tag in bytes.prefix(100_000).split(separator: UInt8(ascii: "<")) {
      guard let end = tag.firstIndex(of: UInt8(ascii: ">")) else { continue }
      let name = tag[..<end].prefix { !AnswerTree.isSpace($0) }.split(separator: UInt8(ascii: ":")).last ?? []
      let text = String(decoding: tag[(end + 1)...], as: UTF8.self)
      guard !name.isEmpty, text.contains(where: { !$0.isWhitespace }) else { continue }
      out.append((AnswerTree.alike(String(decoding: name, as: UTF8.self)), text))
    }
    return out
  }

  /// What the system said, in a line.
  var words: String {
    var seen: Set<String> = []
    let code = shown.first { !$0.allSatisfy(\.isNumber) && $0.lowercased() != "error" }
    let all = [code].compactMap { $0 } + messages.prefix(2)
    return Printable.text(all.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ": "))
  }

  /// What kind of failure the codes mean; nil where none of them is known.
  var kind: FetchFailure.Kind? {
    for (kind, known) in Self.kinds where codes.contains(where: known.contains) { return kind }
    for code in codes {
      if code.hasPrefix("insufficientaccess") || code.hasPrefix("oauthscope") { return .right }
      if code.hasPrefix("aadsts") { return .credentials }
    }
    return nil
  }

  /// FORMATS 10.6, by what they mean; a limit before a right, because the one is often told as the other.
  private static let kinds: [(FetchFailure.Kind, Set<String>)] = [
    (
      .throttled,
      [
        "requestlimitexceeded", "ratelimit", "ratelimits", "toomanyrequests", "activitylimitreached",
        "applicationthrottled", "throttled", "ratelimited", "ratelimitexceeded", "userratelimitexceeded",
        "quotaexceeded", "resourceexhausted", "throttling",
      ]
    ),
    (
      .down,
      [
        "serverunavailable", "orginmaintenance", "servicenotavailable", "serviceunavailable",
        "insertupdatedeletenotallowedduringmaintenance", "unavailable",
      ]
    ),
    (
      .credentials,
      [
        "invalidsessionid", "invalidauthheader", "invalidlogin", "expiredauthentication", "invalidauthentication",
        "badrefreshtoken", "invalidauthenticationtoken", "invalidgrant", "invalidtoken", "invalidclient",
        "unauthorized", "unauthenticated", "sessionexpired", "tokenexpired", "badoauthtoken", "authenticationrequired",
        "invalidcredentials", "autherror", "authenticationfailed",
      ]
    ),
    (
      .right,
      [
        "missingscopes", "authorizationrequestdenied", "erroraccessdenied", "accessdenied", "forbidden",
        "permissiondenied", "insufficientpermissions", "accesstokenscopeinsufficient", "insufficientscope",
        "oauthscopemismatch", "nopermission", "restrictedresource", "invalidpermissionsormodelnotfound",
        "morepermissionsrequired", "0x80040220", "apidisabledfororg", "functionalitynotenabled",
        "invalidfieldforinsertupdate", "insufficientclaims",
      ]
    ),
    (
      .moved,
      [
        "unsupportedapiversion", "notfound", "objectnotfound", "requestresourcenotfound", "itemnotfound", "gone",
        "entityisdeleted",
      ]
    ),
  ]
}
