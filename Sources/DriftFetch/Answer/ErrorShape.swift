internal import DriftModel
internal import DriftSyntax

/// Whether a document is an error, a list of nothing, or something else, judged by its root alone.
enum ErrorShape {
  case error, empty, other

  init(_ tree: SyntaxTree) {
    if tree.isXML {
      self = Self.isXMLError(tree) ? .error : .other
      return
    }
    switch tree.kind(SyntaxTree.root) {
    case .array: self = Self.ofList(tree)
    case .object: self = Self.ofObject(tree)
    default: self = .other
    }
  }

  /// What a schema has at its root and an error has not.
  private static let schemaKeys: Set<String> = [
    "openapi", "swagger", "asyncapi", "schema", "id", "ref", "defs", "definitions", "properties", "paths", "components",
    "allof", "oneof", "anyof", "items", "enum", "const", "info", "resources", "schemas", "tools", "tables", "fields",
    "sobjects", "namespace", "protocol", "protocols", "methods", "messages", "types", "values", "results", "records",
    "channels", "discoveryversion", "version", "file", "name", "parameters", "additionalproperties",
    "patternproperties",
    "required", "nextrecordsurl", "webhooks",
  ]
  /// Types of JSON Schema and Avro: `type` is no type of problem there.
  private static let types: Set<String> = [
    "object", "array", "string", "number", "integer", "boolean", "null", "record", "enum", "map", "fixed", "union",
  ]
  /// Under what lists of a system stand.
  private static let listKeys: Set<String> = [
    "results", "records", "value", "values", "items", "data", "fields", "tools", "tables", "sobjects", "resources",
  ]

  /// Whether a document is a schema by the keys that nothing else has at its root.
  static func isSchema(_ tree: SyntaxTree) -> Bool {
    guard !tree.isXML, tree.kind(SyntaxTree.root) == .object else { return false }
    let members = Array(tree.children(SyntaxTree.root).prefix(200))
    let own: Set<String> = ["openapi", "swagger", "asyncapi", "schema", "properties", "defs", "definitions", "paths"]
    return members.contains { own.contains(AnswerTree.name($0, in: tree)) && hasContent($0, of: tree, levels: 1) }
      && !members.contains { isSign($0, of: tree) }
  }

  private static func ofList(_ tree: SyntaxTree) -> ErrorShape {
    let items = Array(tree.children(SyntaxTree.root).prefix(50))
    if items.isEmpty { return .empty }
    let isError = items.allSatisfy { item in
      guard tree.kind(item) == .object else { return false }
      let keys = Set(tree.children(item).map { AnswerTree.name($0, in: tree) })
      guard keys.isDisjoint(with: ["name", "properties", "type", "ref", "id"]) else { return false }
      return !keys.isDisjoint(with: ["errorcode", "error", "exceptioncode"])
        || keys.isSuperset(of: ["code", "message"])
    }
    return isError ? .error : .other
  }

  private static func ofObject(_ tree: SyntaxTree) -> ErrorShape {
    let members = Array(tree.children(SyntaxTree.root).prefix(200))
    if members.isEmpty { return .empty }
    let isSchema = members.contains { member in
      let key = AnswerTree.name(member, in: tree)
      if key == "data" { return hasContent(member, of: tree, levels: 2) }
      if key == "type" {
        return tree.kind(member) == .array || tree.string(member).map { types.contains($0.lowercased()) } ?? false
      }
      return schemaKeys.contains(key) && hasContent(member, of: tree, levels: 1)
    }
    if !isSchema, members.contains(where: { isSign($0, of: tree) }) || isProblem(members, of: tree) { return .error }
    let isEmptyList =
      !isSchema
      && members.contains {
        listKeys.contains(AnswerTree.name($0, in: tree)) && tree.kind($0) == .array && tree.count($0) == 0
      }
    return isEmptyList ? .empty : .other
  }

  /// Whether anything stands there: `data: {customers: null}` is nothing.
  private static func hasContent(_ node: NodeID, of tree: SyntaxTree, levels: Int) -> Bool {
    switch tree.kind(node) {
    case .null, .false: false
    case .string: !tree.textBytes(node).isEmpty
    case .object, .array:
      levels == 0 || tree.children(node).contains { levels == 1 || hasContent($0, of: tree, levels: levels - 1) }
    case .number, .true: true
    }
  }

  /// Whether a member of the root says that something went wrong.
  private static func isSign(_ node: NodeID, of tree: SyntaxTree) -> Bool {
    switch AnswerTree.name(node, in: tree) {
    case "error", "errors", "errorcode", "errormessage", "errormessages", "fault", "faults", "exception", "faultcode",
      "errordescription", "faultstring", "violatedpolicies":
      return hasContent(node, of: tree, levels: 1)
    case "status", "statuscode", "code", "httpstatus":
      if tree.kind(node) == .number || tree.kind(node) == .string {
        let text = String(decoding: tree.textBytes(node).prefix(80), as: UTF8.self)
        if let number = Int(text) { return (400...599).contains(number) }
        return ["error", "failure", "fail", "failed"].contains(text.lowercased()) || VendorCode.meaning(of: text) != nil
      }
      return false
    case "object": return tree.string(node)?.lowercased() == "error"
    case "success", "ok": return tree.kind(node) == .false
    default: return false
    }
  }

  /// A problem of RFC 9457: its type is an address, and it has a title.
  private static func isProblem(_ members: [NodeID], of tree: SyntaxTree) -> Bool {
    func text(_ name: String) -> String? {
      members.first { AnswerTree.name($0, in: tree) == name }.flatMap { tree.string($0) }
    }
    guard text("title") != nil, let type = text("type")?.lowercased() else { return false }
    return type.hasPrefix("http") || type.hasPrefix("about:") || type.hasPrefix("urn:") || type.hasPrefix("/")
  }

  private static func isXMLError(_ tree: SyntaxTree) -> Bool {
    let names: Set<String> = [
      "error", "errors", "fault", "exception", "exceptionreport", "errorresponse", "serviceexceptionreport",
    ]
    let root = AnswerTree.name(SyntaxTree.root, in: tree)
    if names.contains(root) { return true }
    guard root == "envelope" else { return false }
    return tree.children(SyntaxTree.root).contains { body in
      AnswerTree.name(body, in: tree) == "body"
        && tree.children(body).contains { AnswerTree.name($0, in: tree) == "fault" }
    }
  }
}
