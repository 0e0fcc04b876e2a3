/// Tells an answer that may be a schema from one that is none (FORMATS 10.7 and 10.8). Whether a document is a schema is
/// for its reader to say; here is told what a person would see at once: a login page, an error, nothing.
enum AnswerCheck {
  /// Why an answer cannot be a schema; nil where it may be one. `what` names the place in a sentence.
  static func failure(_ response: HTTPResponse, of what: String) -> FetchFailure? {
    switch response.status {
    case 200, 201, 203: return body(response.body, what)
    case 204, 205:
      return FetchFailure(.noSchema, "\(what) answered that there is nothing (\(response.status))", advice: look)
    case 206: return FetchFailure(.answer, "\(what) sent a part alone (206)", advice: "ask its owner")
    case 200..<300: return FetchFailure(.noSchema, "\(what) answered \(response.status)", advice: look)
    default: return refusal(response, what)
    }
  }

  /// Why what a program wrote cannot be a schema; nil where it may be one.
  static func failure(ofOutput bytes: [UInt8], of what: String) -> FetchFailure? { body(bytes, what) }

  private static let look = "look at where it comes from"

  private static func refusal(_ response: HTTPResponse, _ what: String) -> FetchFailure {
    let error = VendorError(response.body)
    let challenge = Challenge(response.headers)
    let kind = kind(response, error, challenge)
    var said = error?.words ?? ""
    if said.isEmpty { said = challenge.words }
    if said.isEmpty, let title = Page(response.body)?.title { said = title }
    let scopes = Set((error?.scopes ?? []) + challenge.scopes).sorted().joined(separator: ", ")
    let status = response.status
    switch kind {
    case .credentials:
      return FetchFailure(
        .credentials, "\(what) refused the credentials (\(status))", said: said,
        advice: "renew them, and automate the refresh: oauth2 and jwt ask for tokens by themselves")
    case .right:
      return FetchFailure(
        .right, "\(what) refuses to show the schema (\(status))\(scopes.isEmpty ? "" : ": it asks for \(scopes)")",
        said: said,
        advice: scopes.isEmpty ? "grant the right, to a service account" : "grant \(scopes), to a service account")
    case .throttled:
      return FetchFailure(
        .throttled, "\(what) was asked too often (\(status))\(wait(response))", said: said,
        advice: "back off and batch: lower run.per-host, or run at another hour")
    case .moved:
      let gone = status == 410 ? "is gone for good" : "is not there"
      return FetchFailure(
        .moved, "the schema \(gone) at \(response.url) (\(status))", said: said,
        advice: "write the new address into drift.yaml; some systems say so where a right is missing")
    case .down:
      return FetchFailure(
        .down, "\(what) is down (\(status))\(wait(response))", said: said, advice: "wait for the next night")
    default:
      return FetchFailure(
        .answer, "\(what) answered \(status)", said: said, advice: "look at the address, or ask its owner")
    }
  }

  private static func kind(
    _ response: HTTPResponse, _ error: VendorError?, _ challenge: Challenge
  ) -> FetchFailure.Kind {
    switch response.status {
    case 401: return .credentials
    case 403:
      if let known = error?.kind, known != .moved { return known }
      return challenge.code == "invalidtoken" ? .credentials : .right
    case 404: return error?.kind == .right ? .right : .moved
    case 410: return .moved
    case 429: return .throttled
    case 503: return error?.kind == .throttled ? .throttled : .down
    case 500...599: return error?.kind == .throttled ? .throttled : .down
    case 400..<500: return error?.kind ?? .answer
    default: return .answer
    }
  }

  private static func wait(_ response: HTTPResponse) -> String {
    guard let text = response.headers["Retry-After"], !text.isEmpty else { return "" }
    return ", and asks to wait: \(Printable.text(text, most: 40))"
  }

  private static func body(_ bytes: [UInt8], _ what: String) -> FetchFailure? {
    guard let first = bytes.firstIndex(where: { !AnswerTree.isSpace($0) }) else {
      return FetchFailure(.noSchema, "\(what) answered with nothing at all", advice: look)
    }
    if let page = Page(bytes) {
      let title = page.title.isEmpty ? "" : ": \"\(page.title)\""
      return FetchFailure(
        .noSchema, "\(what) answered with \(page.kind) instead of a schema\(title)", said: page.title,
        advice: page.isLogin ? "the session is over, or the address is one for people: look at auth" : look)
    }
    let rest = bytes[first...]
    if rest.starts(with: ")]}'".utf8) {
      return FetchFailure(.noSchema, "\(what) answered with data for a browser, behind )]}'", advice: look)
    }
    if rest.starts(with: [0x1F, 0x8B]) {
      return FetchFailure(
        .answer, "\(what) sent something packed with gzip, and did not say so",
        advice: "ask its owner for Content-Encoding")
    }
    if rest.starts(with: "version https://git-lfs".utf8) {
      return FetchFailure(.noSchema, "\(what) sent a pointer of Git LFS instead of the file", advice: look)
    }
    return error(bytes, what)
  }

  /// An error with 200: an object or a list that is nothing else.
  private static func error(_ bytes: [UInt8], _ what: String) -> FetchFailure? {
    let isError: Bool
    // A document of megabytes is no error message.
    if bytes.count > 1_000_000 { return nil }
    if let tree = AnswerTree(json: bytes) {
      isError = isOnlyError(tree)
      if tree.isArray, tree.members.isEmpty || tree.isObject && tree.members.isEmpty {
        return FetchFailure(.noSchema, "\(what) answered with an empty list", advice: look)
      }
    } else {
      let text = bytes.drop(while: AnswerTree.isSpace)
      if text.elementsEqual("null".utf8) || text.starts(with: "null".utf8) && text.count < 8 {
        return FetchFailure(.noSchema, "\(what) answered with null", advice: look)
      }
      isError = isFault(text)
    }
    guard isError else { return nil }
    let error = VendorError(bytes)
    let kind = error?.kind ?? .noSchema
    let said = error?.words ?? ""
    switch kind {
    case .credentials, .right, .throttled, .down:
      return FetchFailure(
        kind, "\(what) answered 200 with an error instead of a schema", said: said,
        advice: kind == .credentials ? "renew the credentials, and automate the refresh" : "see what it says")
    default:
      return FetchFailure(
        .noSchema, "\(what) answered 200 with an error instead of a schema", said: said, advice: "see what it says")
    }
  }

  /// What only schemas, and lists of them, have at their root.
  private static let schemaKeys: Set<String> = [
    "openapi", "swagger", "paths", "components", "$schema", "$id", "$ref", "$defs", "definitions", "properties",
    "allof",
    "anyof", "oneof", "enum", "fields", "records", "results", "items", "value", "tools", "asyncapi", "info", "schema",
    "data", "type", "sobjects", "entities",
  ]
  private static let errorKeys: Set<String> = [
    "error", "errors", "errorcode", "errordescription", "errormessages", "fault", "errortype",
  ]
  private static let plainKeys: Set<String> = [
    "status", "statuscode", "code", "message", "detail", "details", "title", "type", "instance", "requestid", "success",
    "ok", "timestamp", "path",
  ]

  private static func isOnlyError(_ tree: AnswerTree) -> Bool {
    if tree.isArray {
      let all = tree.members
      return !all.isEmpty && all.allSatisfy { $0.value["errorcode"] != nil || $0.value["duplicateresut"] != nil }
    }
    let members = tree.members
    let keys = Set(members.map(\.key))
    let hasData = tree["data"].map { !$0.isNull } ?? false
    if !keys.isDisjoint(with: errorKeys) {
      // GraphQL sends what it could not give as null beside its errors.
      let rest = keys.intersection(schemaKeys).subtracting(hasData ? [] : ["data"]).subtracting(["type", "info"])
      if rest == ["data"], keys.contains("errors") { return true }
      return rest.isEmpty
    }
    let isFailure = (tree["status"]?.number ?? tree["statuscode"]?.number ?? tree["code"]?.number ?? 0) >= 400
    let word = tree["status"]?.text?.lowercased()
    return (isFailure || word == "error" || word == "failure" || word == "fail")
      && keys.subtracting(plainKeys).count <= 2
      && keys.isDisjoint(with: schemaKeys.subtracting(["type"]))
  }

  /// A SOAP fault, or a root element that is called an error.
  private static func isFault(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "<") else { return false }
    var names: [String] = []
    for tag in text.prefix(20_000).split(separator: UInt8(ascii: "<")).prefix(6) where tag.first.map(isLetter) ?? false
    {
      let name = tag.prefix { !AnswerTree.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
      names.append(String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? [], as: UTF8.self).lowercased())
    }
    guard let root = names.first else { return false }
    return ["error", "errors", "fault", "errorresponse", "exception"].contains(root)
      || root == "envelope" && names.contains("fault")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// What came, in two or three words.
  static func shape(_ response: HTTPResponse) -> String {
    if let page = Page(response.body) { return page.kind }
    guard let first = response.body.first(where: { !AnswerTree.isSpace($0) }) else { return "nothing at all" }
    switch first {
    case UInt8(ascii: "{"): return "an object"
    case UInt8(ascii: "["): return "a list"
    case UInt8(ascii: "<"): return "XML"
    default: return "a text"
    }
  }
}
