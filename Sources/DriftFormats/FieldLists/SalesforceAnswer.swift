import DriftSyntax

/// What an answer of the API is; a document holds one, or a batch of them.
enum SalesforceAnswer {
  /// An object with its fields.
  case object(NodeID)
  /// The list of all objects, without fields.
  case global(NodeID)
  /// Rows of a query, by what they are about.
  case rows(of: String, NodeID)
  /// A part of a batch that was refused.
  case refused(NodeID, status: String, name: String?)

  static func all(in tree: SyntaxTree) -> [SalesforceAnswer] {
    let root = SyntaxTree.root
    if tree.kind(root) == .array { return tree.children(root).compactMap { one($0, tree) } }
    if let answer = one(root, tree) { return [answer] }
    if let results = tree.member(root, "results"), tree.kind(results) == .array {
      return tree.children(results).compactMap { part($0, tree, body: "result", status: "statusCode") }
    }
    if let results = tree.member(root, "compositeResponse"), tree.kind(results) == .array {
      return tree.children(results).compactMap { part($0, tree, body: "body", status: "httpStatusCode") }
    }
    return []
  }

  private static func part(_ node: NodeID, _ tree: SyntaxTree, body: String, status: String) -> SalesforceAnswer? {
    guard let code = tree.member(node, status) else { return nil }
    if let body = tree.member(node, body), let answer = one(body, tree) { return answer }
    let name = tree.member(node, "referenceId").flatMap { tree.string($0) }
    return .refused(node, status: String(decoding: tree.textBytes(code), as: UTF8.self), name: name)
  }

  private static func one(_ node: NodeID, _ tree: SyntaxTree) -> SalesforceAnswer? {
    guard tree.kind(node) == .object else { return nil }
    func has(_ key: String) -> Bool { tree.member(node, key) != nil }
    if has("name"), let fields = tree.member(node, "fields"), tree.kind(fields) == .array {
      let isField = tree.children(fields).contains { field in
        ["createable", "nillable", "soapType"].allSatisfy { tree.member(field, $0) != nil }
      }
      if isField || has("keyPrefix") && has("queryable") { return .object(node) }
    }
    if let list = tree.member(node, "sobjects"), tree.kind(list) == .array, has("encoding") || has("maxBatchSize") {
      return .global(node)
    }
    if let records = tree.member(node, "records"), tree.kind(records) == .array {
      let first = tree.children(records).first { _ in true }
      let attributes = first.flatMap { tree.member($0, "attributes") }.flatMap { tree.member($0, "type") }
      let type = (attributes ?? tree.member(node, "entityTypeName")).flatMap { tree.string($0) } ?? ""
      if ["FieldDefinition", "EntityDefinition", "SetupAuditTrail"].contains(type) { return .rows(of: type, node) }
    }
    return nil
  }
}
