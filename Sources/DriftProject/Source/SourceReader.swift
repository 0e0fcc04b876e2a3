import DriftModel
import DriftSyntax

/// Reads what `drift.yaml` says under `source`.
struct SourceReader {
  let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  init(_ reader: StrictReader) { self.reader = reader }

  /// Reads a source; `patterns` reads a list of patterns under a key.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  func source(
    _ node: NodeID, patterns: (NodeID, String) throws(DriftError) -> [Project.Pattern]?
  ) throws(DriftError) -> SystemSource {
    try reader.object(node, "{ files: [...] }, { http: ... } or { command: [...] } under \"source\"")
    let all = ["files", "url", "http", "command"] + VendorSource.Vendor.allCases.map(\.rawValue) + ["mcp"]
    try reader.checkKeys(node, all + ["timeout", "max-bytes"], of: "a source")
    let kinds = all.filter { tree.member(node, $0) != nil }
    guard kinds.count == 1 else {
      throw reader.fail(
        "expected one of \"files\", \"http\" and \"command\" under \"source\"", node,
        ["Or one of the systems that drift knows: salesforce, hubspot, mcp."])
    }
    if kinds[0] != "command", let stray = ["timeout", "max-bytes"].lazy.compactMap({ tree.member(node, $0) }).first {
      throw reader.fail("\"\(tree.symbols.text(tree[stray].key))\" stands under \"http\" or beside \"command\"", stray)
    }
    switch kinds[0] {
    case "files":
      let files = try patterns(node, "files") ?? []
      guard !files.isEmpty else { throw reader.fail("expected a path under \"files\", found none", node) }
      return .files(files)
    case "command": return .command(try command(node))
    case "url":
      // The short form of an address that anybody may read.
      return .http(HTTPSource(urls: [try URLWords(reader).url(node, "url")], place: tree.place(node)))
    case "mcp":
      guard let server = tree.member(node, "mcp") else { return .none }
      return try ToolServerReader(self).source(server)
    case let name:
      guard let inner = tree.member(node, name) else { return .none }
      guard let vendor = VendorSource.Vendor(rawValue: name) else { return .http(try http(inner)) }
      return .vendor(try VendorSourceReader(self).source(inner, of: vendor))
    }
  }

  func command(_ node: NodeID) throws(DriftError) -> CommandSource {
    let arguments = try reader.texts(node, "command") ?? []
    guard let first = arguments.first, !first.isEmpty else {
      throw reader.fail("expected a program and its arguments under \"command\": [tool, schema]", node)
    }
    var source = CommandSource(arguments: arguments, place: tree.place(node))
    source.timeout = try Amounts(reader).seconds(node, "timeout") ?? source.timeout
    source.maxBytes = try Amounts(reader).bytes(node, "max-bytes") ?? source.maxBytes
    return source
  }

  private func http(_ node: NodeID) throws(DriftError) -> HTTPSource {
    try reader.object(node, "an object with \"url\" or \"urls\" under \"http\"")
    try reader.checkKeys(node, ["url", "urls", "paging"] + Self.settings, of: "an http source")
    var source = HTTPSource(urls: try URLWords(reader).urls(node), place: tree.place(node))
    try readSettings(node, into: &source)
    if let paging = tree.member(node, "paging") { source.paging = try self.paging(paging) }
    return source
  }

  /// The keys that say how a system is asked, whatever is asked for.
  static let settings = [
    "auth", "headers", "ca-file", "client-certificate", "client-key", "timeout", "max-bytes", "attempts", "budget",
  ]

  /// Reads how a system is asked.
  func readSettings(_ node: NodeID, into source: inout HTTPSource) throws(DriftError) {
    let words = URLWords(reader)
    if let auth = tree.member(node, "auth") { source.credentials = try CredentialsReader(reader).credentials(auth) }
    source.headers = try headers(node)
    source.caFile = try words.path(node, "ca-file")
    source.clientCertificate = try words.path(node, "client-certificate")
    source.clientKey = try words.path(node, "client-key")
    if source.clientKey != nil, source.clientCertificate == nil {
      throw reader.fail("expected \"client-certificate\" beside \"client-key\"", node)
    }
    let amounts = Amounts(reader)
    source.timeout = try amounts.seconds(node, "timeout") ?? source.timeout
    source.budget = try amounts.seconds(node, "budget") ?? source.budget
    source.maxBytes = try amounts.bytes(node, "max-bytes") ?? source.maxBytes
    source.attempts = try amounts.count(node, "attempts", 1...20) ?? source.attempts
  }

  /// Headers that say who asks are refused: that is what `auth` is for, which keeps them to their origin.
  private func headers(_ node: NodeID) throws(DriftError) -> [HTTPSource.Header] {
    guard let all = tree.member(node, "headers") else { return [] }
    try reader.object(all, "names of headers and their values under \"headers\"")
    var out: [HTTPSource.Header] = []
    for child in tree.children(all) {
      let name = tree.symbols.text(tree[child].key)
      guard URLWords.isToken(name) else { throw reader.fail("\"\(name)\" cannot be a header's name", child) }
      let refused = ["authorization", "cookie", "proxy-authorization", "x-api-key", "host", "content-length"]
      guard !refused.contains(name.lowercased()) else {
        throw reader.fail(
          "\"\(name)\" cannot be set here", child,
          ["What proves who asks stands under \"auth\", so that it goes to its own origin alone."])
      }
      let value = try reader.text(child, under: name)
      guard !URLWords.hasControls(value) else {
        throw reader.fail("a header's value cannot hold control characters: \"\(name)\"", child)
      }
      out.append(.init(name: name, value: value))
    }
    return out
  }

  private func paging(_ node: NodeID) throws(DriftError) -> HTTPSource.Paging {
    try reader.object(node, "{ next: ..., items: ... } under \"paging\"")
    try reader.checkKeys(node, ["next", "items", "parameter", "total", "max-pages"], of: "paging")
    let next = try reader.requiredText(node, "next")
    let parameter = try reader.text(node, "parameter")
    let rule: HTTPSource.Paging.Next
    switch next {
    case "link": rule = .link
    case "offset":
      guard let parameter else { throw reader.fail("expected \"parameter\", the one that counts items", node) }
      rule = .offset(parameter: parameter, total: try pointer(node, "total"))
    default:
      guard next.hasPrefix("/") else {
        throw reader.fail(
          "expected link, offset or a JSON pointer such as /paging/next under \"next\", found \"\(next)\"",
          tree.member(node, "next") ?? node)
      }
      rule = .pointer(next, parameter: parameter)
    }
    var paging = HTTPSource.Paging(next: rule, items: try pointer(node, "items") ?? "")
    paging.limit = try Amounts(reader).count(node, "max-pages", 1...100_000) ?? paging.limit
    return paging
  }

  private func pointer(_ node: NodeID, _ key: String) throws(DriftError) -> String? {
    guard let value = tree.member(node, key) else { return nil }
    let text = try reader.text(value, under: key)
    guard text.isEmpty || text.hasPrefix("/") else {
      throw reader.fail("expected a JSON pointer such as /results under \"\(key)\", found \"\(text)\"", value)
    }
    return text
  }
}
