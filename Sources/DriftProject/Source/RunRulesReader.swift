import DriftModel
import DriftSyntax

/// Reads what `drift.yaml` says under `run`.
struct RunRulesReader {
  let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  init(_ reader: StrictReader) { self.reader = reader }

  /// Reads the rules.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  func rules(_ node: NodeID) throws(DriftError) -> RunRules {
    try reader.object(node, "what there is to say of a night under \"run\"")
    try reader.checkKeys(
      node, ["concurrency", "per-host", "budget", "commit", "push", "notify", "text-file", "ping"], of: "run")
    var rules = RunRules()
    let amounts = Amounts(reader)
    rules.concurrency = try amounts.count(node, "concurrency", 1...256) ?? rules.concurrency
    rules.perHost = try amounts.count(node, "per-host", 1...256) ?? rules.perHost
    rules.budget = try amounts.seconds(node, "budget") ?? rules.budget
    rules.commits = try reader.flag(node, "commit") ?? false
    rules.pushes = try reader.flag(node, "push") ?? false
    if rules.pushes, !rules.commits, let word = tree.member(node, "push") {
      throw reader.fail("expected \"commit: true\" beside \"push: true\"", word)
    }
    rules.textFile = try URLWords(reader).path(node, "text-file")
    if let list = tree.member(node, "notify") { rules.notices = try notices(list) }
    if let ping = tree.member(node, "ping") { rules.ping = try self.ping(ping) }
    return rules
  }

  private func notices(_ list: NodeID) throws(DriftError) -> [RunRules.Notice] {
    guard tree.kind(list) == .array else {
      throw reader.fail("expected a list under \"notify\", found \(reader.found(list))", list)
    }
    var out: [RunRules.Notice] = []
    for node in tree.children(list) {
      try reader.object(node, "{ url: ..., format: json } in \"notify\"")
      try reader.checkKeys(node, ["url", "format", "owner"], of: "a notice")
      var notice = RunRules.Notice(url: try address(node, "url"))
      notice.form = try reader.word(node, "format", RunRules.Notice.Form.self) ?? notice.form
      notice.owner = try reader.text(node, "owner") ?? ""
      out.append(notice)
    }
    return out
  }

  private func ping(_ node: NodeID) throws(DriftError) -> RunRules.Ping {
    try reader.object(node, "{ url: ... } under \"ping\"")
    try reader.checkKeys(node, ["url", "fail"], of: "ping")
    var ping = RunRules.Ping(url: try address(node, "url"))
    if tree.member(node, "fail") != nil { ping.failure = try address(node, "fail") }
    return ping
  }

  /// An address, or where one stands that nobody should read.
  private func address(_ node: NodeID, _ key: String) throws(DriftError) -> Credentials.Secret {
    guard let value = tree.member(node, key), tree.kind(value) == .object else {
      let url = try URLWords(reader).url(node, key)
      return .init(.literal(url.text), place: url.place)
    }
    return try CredentialsReader(reader).secret(value, of: key)
  }
}
