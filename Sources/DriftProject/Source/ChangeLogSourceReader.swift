import DriftModel
import DriftSyntax

/// Reads what `drift.yaml` says under `change-log`.
struct ChangeLogSourceReader {
  let reader: StrictReader
  private var tree: SyntaxTree { reader.tree }

  init(_ reader: StrictReader) { self.reader = reader }

  private static let kinds = ["feed", "page", "file", "command", "manual", "none"]
  /// What may stand beside each.
  private static let beside = [
    "feed": ["auth", "ca-file", "timeout", "max-bytes"], "page": ["auth", "ca-file", "timeout", "max-bytes"],
    "command": ["timeout", "max-bytes"], "manual": ["every"],
  ]

  /// Reads a change log; `patterns` reads paths under a key.
  ///
  /// - Throws: ``DriftError`` at the place of the first mistake.
  func changeLog(
    _ node: NodeID, patterns: (NodeID, String) throws(DriftError) -> [Project.Pattern]?
  ) throws(DriftError) -> ChangeLogSource {
    try reader.object(
      node, "{ feed: ADDRESS }, { page: ADDRESS }, { manual: ADDRESS } or { none: REASON } under \"change-log\"")
    let all = Self.kinds + ["auth", "ca-file", "timeout", "max-bytes", "every"]
    try reader.checkKeys(node, all, of: "a change log")
    let found = Self.kinds.filter { tree.member(node, $0) != nil }
    guard found.count == 1, let kind = found.first else {
      throw reader.fail("expected one of \(Self.kinds.joined(separator: ", ")) under \"change-log\"", node)
    }
    for child in tree.children(node) {
      let key = tree.symbols.text(tree[child].key)
      guard key == kind || Self.beside[kind]?.contains(key) == true else {
        throw reader.fail("\"\(key)\" does not stand beside \"\(kind)\"", child)
      }
    }
    switch kind {
    case "feed": return .feed(try http(node, kind))
    case "page": return .page(try http(node, kind))
    case "file":
      guard let path = try patterns(node, kind)?.first else {
        throw reader.fail("expected a path under \"file\"", node)
      }
      return .file(path)
    case "command": return .command(try command(node))
    case "manual":
      return .manual(try URLWords(reader).url(node, kind), every: try every(node) ?? ChangeLogSource.month)
    default: return .none(reason: try reader.requiredText(node, kind))
    }
  }

  private func http(_ node: NodeID, _ kind: String) throws(DriftError) -> HTTPSource {
    var source = HTTPSource(urls: [try URLWords(reader).url(node, kind)], place: tree.place(node))
    if let auth = tree.member(node, "auth") { source.credentials = try CredentialsReader(reader).credentials(auth) }
    source.caFile = try URLWords(reader).path(node, "ca-file")
    let amounts = Amounts(reader)
    source.timeout = try amounts.seconds(node, "timeout") ?? source.timeout
    source.maxBytes = try amounts.bytes(node, "max-bytes") ?? ChangeLogSource.mostBytes
    // What it says is news, and no reason to ask for long.
    (source.attempts, source.budget) = (3, 60)
    return source
  }

  private func command(_ node: NodeID) throws(DriftError) -> CommandSource {
    let arguments = try reader.texts(node, "command") ?? []
    guard let first = arguments.first, !first.isEmpty else {
      throw reader.fail("expected a program and its arguments under \"command\": [tool, changes]", node)
    }
    var source = CommandSource(arguments: arguments, place: tree.place(node))
    source.timeout = try Amounts(reader).seconds(node, "timeout") ?? source.timeout
    source.maxBytes = try Amounts(reader).bytes(node, "max-bytes") ?? ChangeLogSource.mostBytes
    return source
  }

  /// `30d`, or `1mo` for as many.
  private func every(_ node: NodeID) throws(DriftError) -> Int? {
    guard let value = tree.member(node, "every") else { return nil }
    let text = try reader.text(value, under: "every")
    if text.hasSuffix("mo"), let months = Int(text.dropLast(2)), (1...120).contains(months) {
      return months * ChangeLogSource.month
    }
    guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...3_650).contains(days) else {
      throw reader.fail("expected a number of days or months such as 30d or 1mo under \"every\"", value)
    }
    return days * 86_400
  }
}
