import DriftSyntax

/// What an answer of the API is; a document holds one, or a batch of them.
enum SalesforceAnswer {
  /// An object with its fields.
  case object(NodeID)
  /// The list of all objects, without fields.
  case global(NodeID)
  /// Rows of a query, by what they are about.
  case rows(of: String, NodeID)
  /// A part of a batch or a list that says nothing of an object, and why.
  case unread(NodeID, why: String, name: String?)

  static func all(in tree: SyntaxTree) -> [SalesforceAnswer] {
    let root = SyntaxTree.root
    if tree.kind(root) == .array {
      return tree.children(root).map { one($0, tree) ?? .unread($0, why: "neither an object nor rows", name: nil) }
    }
    if let answer = one(root, tree) ?? rowless(root, tree) { return [answer] }
    if let results = tree.member(root, "results"), tree.kind(results) == .array {
      return tree.children(results).compactMap { part($0, tree, body: "result", status: "statusCode") }
    }
    if let results = tree.member(root, "compositeResponse"), tree.kind(results) == .array {
      return tree.children(results).compactMap { part($0, tree, body: "body", status: "httpStatusCode") }
    }
    return []
  }

  /// The answer of a query without a row, which says nothing of what it was about: its address does, where there is one.
  private static func rowless(_ root: NodeID, _ tree: SyntaxTree) -> SalesforceAnswer? {
    guard tree.kind(root) == .object, tree.member(root, "totalSize") != nil || tree.member(root, "done") != nil,
      tree.member(root, "records") != nil
    else { return nil }
    let words = tree.source.file.replacing("%20", with: " ").split { $0 == " " || $0 == "+" }.map(String.init)
    guard let from = words.lastIndex(where: { $0.uppercased() == "FROM" }), from + 1 < words.count else { return nil }
    let type = words[from + 1].prefix { $0.isLetter }
    return SalesforceRows.types.contains(String(type)) ? .rows(of: String(type), root) : nil
  }

  /// The object whose description an address or a path asks for: what stands between `sobjects` and `describe`.
  static func object(askedFor path: String) -> String? {
    let steps = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
    guard let at = steps.lastIndex(of: "sobjects"), at + 2 < steps.count, steps[at + 2].hasPrefix("describe") else {
      return nil
    }
    return steps[at + 1]
  }

  private static func part(_ node: NodeID, _ tree: SyntaxTree, body: String, status: String) -> SalesforceAnswer? {
    guard let code = tree.member(node, status) else { return nil }
    if let body = tree.member(node, body), let answer = one(body, tree) { return answer }
    let name = tree.member(node, "referenceId").flatMap { tree.string($0) }
    let status = String(decoding: tree.textBytes(code).prefix(20), as: UTF8.self)
    let why = status.hasPrefix("2") ? "neither an object nor rows (status \(status))" : "refused with status \(status)"
    return .unread(node, why: why, name: name)
  }

  private static func one(_ node: NodeID, _ tree: SyntaxTree) -> SalesforceAnswer? {
    guard tree.kind(node) == .object else { return nil }
    func has(_ key: String) -> Bool { tree.member(node, key) != nil }
    if has("name"), let fields = tree.member(node, "fields"), tree.kind(fields) == .array {
      let isField = tree.children(fields).contains { field in
        ["name", "type", "createable", "updateable", "nillable"].allSatisfy { tree.member(field, $0) != nil }
      }
      if isField || has("keyPrefix") && has("queryable") { return .object(node) }
    }
    if let list = tree.member(node, "sobjects"), tree.kind(list) == .array, has("encoding") || has("maxBatchSize") {
      return .global(node)
    }
    let records = tree.member(node, "records")
    let first = records.flatMap { tree.kind($0) == .array ? tree.children($0).first { _ in true } : nil }
    let attributes = first.flatMap { tree.member($0, "attributes") }.flatMap { tree.member($0, "type") }
    let type = (attributes ?? tree.member(node, "entityTypeName")).flatMap { tree.string($0) } ?? ""
    return SalesforceRows.types.contains(type) ? .rows(of: type, node) : nil
  }
}
