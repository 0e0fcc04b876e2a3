internal import DriftModel
internal import DriftSyntax

/// Whether what came as data, with a status that says that all is well, says of itself that it is an error.
///
/// ``ErrorShape`` tells errors from schemas. Here they are told from data, which has errors of its own: a job that failed,
/// a list of what was logged. So the outermost members count, and those of the envelopes in use; the items of a list never
/// do, and neither does what a record says of itself.
struct DataError {
  private let tree: SyntaxTree
  /// The parts of the path that was asked for: who asks for errors is given errors.
  private let asked: [String]

  /// Makes a judge of the answer of a path.
  init(_ tree: SyntaxTree, path: String) {
    self.tree = tree
    asked = path.lowercased().split(separator: "/").flatMap { part in
      [String(part)] + part.split { "-_.".contains($0) }.map(String.init)
    }
  }

  /// Whether it is an error.
  var isError: Bool {
    if tree.isXML {
      return ErrorShape(tree) == .error && !isAsked(AnswerTree.name(SyntaxTree.root, in: tree))
    }
    switch tree.kind(SyntaxTree.root) {
    case .array: return isErrorList(SyntaxTree.root)
    case .object: return isError(SyntaxTree.root, levels: 2)
    default: return false
    }
  }

  /// What is wrong by the status that it says it has, or by the sentence that it says and nothing else; nil where neither
  /// tells.
  var kind: FetchFailure.Kind? {
    if let status { return AnswerCheck.kind(ofStatus: status) }
    guard !tree.isXML, tree.kind(SyntaxTree.root) == .object else { return nil }
    return notice(members(SyntaxTree.root))?.kind
  }

  private var status: Int? {
    guard !tree.isXML, tree.kind(SyntaxTree.root) == .object else { return nil }
    let all = members(SyntaxTree.root)
    return ["statuscode", "httpstatus", "httpstatuscode", "httpcode", "status", "code"].lazy.compactMap { name in
      all[name].flatMap { isErrorStatus($0) ? text($0).flatMap { Int($0) } : nil }
    }.first
  }

  // MARK: - One object

  private typealias Members = [String: NodeID]

  private func members(_ node: NodeID) -> Members {
    var out: Members = [:]
    for child in tree.children(node).prefix(200) {
      let name = AnswerTree.name(child, in: tree)
      if out[name] == nil { out[name] = child }
    }
    return out
  }

  private func isError(_ node: NodeID, levels: Int) -> Bool {
    let all = members(node)
    func has(_ names: Set<String>) -> Bool { all.contains { names.contains($0.key) && hasContent($0.value) } }
    // JSON-RPC has an id, and is no record.
    if all["jsonrpc"] != nil { return has(["error"]) }
    // What is known by an id, or from a day on, is a record: that it failed is what it has to say.
    guard !has(Self.recordKeys) else { return false }
    if all["object"].flatMap({ tree.string($0) })?.lowercased() == "error" { return true }
    let isTelling = has(Self.wordKeys)
    let holdsData = all.contains { Self.dataKeys.contains($0.key) && isData($0.value) }
    if isDenied(all), isTelling || all.count <= 2 { return true }
    if says(all) { return !holdsData || isOfAccess }
    if holdsData, !has(["errors", "error"]) || !isOfAccess { return nested(all, levels) }
    if has(Self.errorKeys.filter { !isAsked($0) }) { return true }
    if let errors = all["errors"], hasContent(errors), isErrors(errors, beside: all) { return true }
    return nested(all, levels)
  }

  /// Whether a member says by number or word that it went wrong, and another one why.
  private func says(_ all: Members) -> Bool {
    let isTelling = all.contains { Self.causeKeys.contains($0.key) && hasContent($0.value) }
    for (name, node) in all {
      switch name {
      case "statuscode", "httpstatus", "httpstatuscode", "httpcode":
        if isErrorStatus(node), isTelling || all.count <= 3 { return true }
      case "type", "errortype":
        // AWS: `__type`, with the name of its class.
        guard isTelling || all.count <= 2, let text = text(node) else { continue }
        let kind = AnswerTree.plain(text)
        if kind.hasSuffix("exception") || kind.hasSuffix("fault") || kind.hasSuffix("error") && kind != "error" {
          return true
        }
      case "status", "code", "errorcode", "resultcode", "responsecode", "returncode", "retcode", "rescode":
        guard isTelling, let text = text(node) else { continue }
        if isErrorStatus(node) { return true }
        // A number of a vendor's own, beside a sentence that refuses.
        if name != "status", !Self.fine.contains(text.lowercased()), isRefused(all) { return true }
        if name == "status", Self.failed.contains(text.lowercased()), all.count <= 8 { return true }
        guard name != "status" else { continue }
        if name != "code", Self.failed.contains(text.lowercased()) { return true }
        if VendorCode.meaning(of: text) != nil || Self.refusing.contains(where: text.lowercased().contains) {
          return true
        }
      case "stat", "result", "ack":
        if isTelling, let text = text(node), Self.failed.contains(text.lowercased()) { return true }
      default: continue
      }
    }
    if notice(all) != nil { return true }
    // A problem of RFC 9457.
    guard all["title"].flatMap({ tree.string($0) }) != nil, let type = all["type"].flatMap({ tree.string($0) }) else {
      return false
    }
    return ["http", "about:", "urn:", "/"].contains { type.lowercased().hasPrefix($0) }
      && (all["status"].map(isErrorStatus) ?? (all["detail"] != nil))
  }

  /// A sentence that refuses, where nothing is said beside it: `{"message": "Forbidden"}`.
  private func notice(_ all: Members) -> FetchFailure? {
    guard Set(all.keys).isSubset(of: Self.noticeKeys) else { return nil }
    return ["message", "msg", "detail"].lazy.compactMap { name in
      all[name].flatMap { text($0) }.flatMap { TextError(Array($0.utf8)).failure(from: "") }
    }.first
  }

  /// Whether what says why is a sentence that refuses: `Access token is incorrect or has been revoked.`
  private func isRefused(_ all: Members) -> Bool {
    all.contains { name, node in
      Self.causeKeys.contains(name)
        && text(node).map { TextError(Array($0.utf8)).failure(from: "") != nil } ?? false
    }
  }

  private func isDenied(_ all: Members) -> Bool {
    ["success", "ok", "issuccess", "successful", "succeeded", "issucceeded"].contains { name in
      all[name].map { tree.kind($0) == .false || text($0)?.lowercased() == "false" } ?? false
    }
  }

  /// What stands in an envelope, one inside another.
  private func nested(_ all: Members, _ levels: Int) -> Bool {
    guard levels > 0 else { return false }
    return all.contains { name, node in
      guard tree.kind(node) == .object, Self.envelopes.contains(name) else { return false }
      // What is said of an answer counts where there is no data in it.
      if ["meta", "status", "header"].contains(name),
        all.contains(where: { Self.dataKeys.contains($0.key) && isData($0.value) })
      {
        return false
      }
      return isError(node, levels: levels - 1)
    }
  }

  /// A list under `errors`: of this request, or of what was logged.
  private func isErrors(_ node: NodeID, beside all: Members) -> Bool {
    guard tree.kind(node) == .array else { return !isAsked("errors") || isOfAccess }
    let items = Array(tree.children(node).prefix(50))
    let isLog = items.contains { item in
      guard tree.kind(item) == .object else { return false }
      let own = members(item)
      if own.keys.contains(where: Self.timeKeys.contains) { return true }
      return own["id"] != nil && own["title"] == nil && own["status"] == nil && own["code"] == nil
    }
    if isLog { return false }
    let isList = isAsked("errors") || all.keys.contains(where: Self.pageKeys.contains)
    return !isList || isOfAccess
  }

  // MARK: - A list

  /// Salesforce answers with a list of its errors, and nothing else in it.
  private func isErrorList(_ node: NodeID) -> Bool {
    let items = Array(tree.children(node).prefix(21))
    guard !items.isEmpty, items.count <= 20 else { return false }
    return items.allSatisfy { item in
      guard tree.kind(item) == .object else { return false }
      let own = members(item)
      guard own["message"] != nil, Set(own.keys).isSubset(of: Self.listedKeys) else { return false }
      guard let code = (own["errorcode"] ?? own["code"]).flatMap({ text($0) }) else { return false }
      if VendorCode.meaning(of: code) != nil { return true }
      return own["errorcode"] != nil && !isAsked("errors")
        && code.utf8.allSatisfy { $0 == 0x5F || $0 < 0x5B && $0 > 0x2F }
    }
  }

  // MARK: - Words

  /// Whether the codes in it are of who asks, or how often.
  private var isOfAccess: Bool {
    switch VendorError(tree)?.means {
    case .limit, .expired, .refused, .scope, .right, .field: true
    case .retired, .down, .notFound, .duplicate, .invalid, nil: false
    }
  }

  /// Whether the address is one where such things are listed.
  private func isAsked(_ name: String) -> Bool {
    let one = name.hasSuffix("s") ? String(name.dropLast()) : name
    return asked.contains { $0 == one || $0 == one + "s" }
  }

  private func text(_ node: NodeID) -> String? {
    switch tree.kind(node) {
    case .string, .number: String(decoding: tree.textBytes(node).prefix(200), as: UTF8.self)
    default: nil
    }
  }

  private func isErrorStatus(_ node: NodeID) -> Bool {
    text(node).flatMap { Int($0) }.map { (400...599).contains($0) } ?? false
  }

  private func hasContent(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .null, .false: false
    case .true: true
    case .array: tree.children(node).contains { tree.kind($0) != .null }
    case .object: tree.children(node).contains { _ in true } && !saysOK(node)
    case .string, .number: !Self.nothing.contains((text(node) ?? "").lowercased())
    }
  }

  /// Whether it says by its own code that nothing is wrong: `{"code": 0, "message": "OK"}`.
  private func saysOK(_ node: NodeID) -> Bool {
    let all = members(node)
    let codes = ["code", "errorcode", "status", "statuscode", "resultcode"].compactMap { all[$0].flatMap { text($0) } }
    return !codes.isEmpty && codes.allSatisfy { Self.nothing.contains($0.lowercased()) || $0 == "200" }
  }

  /// Whether there is data: `{contacts: null}` is none.
  private func isData(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .object: tree.children(node).contains { hasContent($0) } && !isError(node, levels: 0)
    case .array: tree.children(node).contains { _ in true }
    default: false
    }
  }

  private static let nothing: Set<String> = [
    "", "0", "00", "000", "none", "null", "false", "ok", "no error", "success",
  ]
  /// Codes by which vendors say that all is well.
  private static let fine = nothing.union(["1", "200", "10000", "s", "y", "true", "successful", "succeed", "00000"])
  private static let failed: Set<String> = [
    "error", "failure", "fail", "failed", "denied", "unauthorized", "unauthorised", "forbidden", "refused",
  ]
  private static let recordKeys: Set<String> = [
    "id", "uuid", "guid", "sid", "gid", "sysid", "oid", "recordid", "objectid", "createdat", "updatedat", "createddate",
    "createdon", "modifiedon", "datecreated", "dateupdated", "lastmodified", "etag", "done",
  ]
  /// What a code has in it that says no, in whatever words of a vendor.
  private static let refusing = [
    "invalid", "unauth", "forbid", "denied", "expired", "missing", "error", "fail", "notfound", "not_found",
    "exception",
  ]
  private static let noticeKeys: Set<String> = [
    "message", "msg", "detail", "code", "status", "statuscode", "requestid", "correlationid", "traceid", "timestamp",
    "path", "documentationurl",
  ]
  private static let timeKeys: Set<String> = [
    "createdat", "created", "timestamp", "time", "date", "occurredat", "loggedat", "lastseen", "firstseen", "count",
  ]
  /// What says why; a title and a description have records too.
  private static let causeKeys: Set<String> = [
    "message", "msg", "detail", "reason", "error", "errors", "errormessage", "errormessages", "errordescription",
    "faultstring", "errortext", "errormsg", "errmsg", "errordesc", "errordetail", "errordetails", "resultmessage",
    "resultmsg", "resulttext", "resultdescription", "responsemessage", "responsetext", "statusmessage", "statustext",
    "retmsg", "retmessage", "returnmessage", "returnmsg", "resmsg", "mensaje", "mensajes",
  ]
  private static let wordKeys = causeKeys.union(["details", "title", "description"])
  private static let errorKeys: Set<String> = [
    "error", "fehler", "erreur", "erreurs", "errores", "errori", "erros", "errorresponse", "odataerror", "errorcode",
    "errcode", "errormessage", "errormessages",
    "errordescription", "fault",
    "faults", "faultcode",
    "faultstring", "exception", "violatedpolicies",
  ]
  private static let dataKeys: Set<String> = [
    "data", "results", "records", "items", "value", "values", "rows", "entries", "list", "result", "response",
    "members", "resources",
  ]
  private static let envelopes: Set<String> = [
    "data", "result", "response", "body", "payload", "content", "d", "meta", "status", "header", "envelope", "output",
    "messages", "responsestatus", "resultstatus",
  ]
  private static let pageKeys: Set<String> = [
    "total", "count", "page", "pagesize", "perpage", "limit", "offset", "next", "hasmore", "totalcount", "paging",
    "pagination", "cursor", "nextcursor", "size",
  ]
  private static let listedKeys: Set<String> = [
    "message", "errorcode", "code", "fields", "statuscode", "target", "details", "extendederrordetails",
  ]
}
