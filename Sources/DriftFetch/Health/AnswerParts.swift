internal import DriftModel
internal import DriftSyntax

/// The parts of an answer that has a status for each of them (207, RFC 4918, 13): JSON has them in a list, XML as
/// `response`.
struct AnswerParts {
  /// How many parts there are.
  private(set) var count = 0
  /// How many of them failed.
  private(set) var failed = 0
  /// The statuses of those that failed, as far as they have one.
  private(set) var statuses: [Int] = []

  private static let lists: Set<String> = [
    "responses", "results", "data", "value", "items", "operations", "parts", "response", "multistatus", "records",
  ]

  /// Reads the parts; nil where there are none.
  init?(_ tree: SyntaxTree) {
    if tree.isXML {
      for part in tree.children(SyntaxTree.root).prefix(10_000) where AnswerTree.name(part, in: tree) == "response" {
        take(ofXML: part, tree)
      }
    } else {
      takeJSON(tree)
    }
    if count == 0 { return nil }
  }

  private mutating func take(_ status: Int?, isFailed: Bool) {
    count += 1
    guard isFailed || status.map({ $0 >= 400 }) ?? false else { return }
    failed += 1
    if let status { statuses.append(status) }
  }

  private mutating func takeJSON(_ tree: SyntaxTree) {
    let root = SyntaxTree.root
    var items: [NodeID] = []
    switch tree.kind(root) {
    case .array: items = Array(tree.children(root).prefix(10_000))
    case .object:
      for member in tree.children(root) where tree.kind(member) == .array {
        let name = AnswerTree.name(member, in: tree)
        // HubSpot lists beside what came what did not.
        if name == "errors" { for _ in tree.children(member).prefix(10_000) { take(nil, isFailed: true) } }
        if Self.lists.contains(name) { items += tree.children(member).prefix(10_000) }
      }
    default: return
    }
    for item in items where tree.kind(item) == .object {
      var status: Int?
      var isFailed = false
      for member in tree.children(item) {
        switch AnswerTree.name(member, in: tree) {
        case "status", "statuscode", "httpstatus", "httpstatuscode", "code":
          guard tree.kind(member) == .number || tree.kind(member) == .string else { continue }
          let text = String(decoding: tree.textBytes(member).prefix(80), as: UTF8.self)
          status = status ?? Self.number(text)
          if ["error", "failure", "fail", "failed"].contains(text.lowercased()) { isFailed = true }
        case "error", "errors":
          if tree.kind(member) == .object || tree.kind(member) == .array {
            isFailed = isFailed || tree.children(member).contains { _ in true }
          } else if tree.kind(member) == .string {
            isFailed = isFailed || !tree.textBytes(member).isEmpty
          }
        case "success", "ok": isFailed = isFailed || tree.kind(member) == .false
        default: continue
        }
      }
      take(status, isFailed: isFailed)
    }
  }

  /// One resource: its own status, or one for each group of its properties, where one that it has not is no failure.
  private mutating func take(ofXML part: NodeID, _ tree: SyntaxTree) {
    var all: [Int] = []
    for child in tree.children(part) {
      switch AnswerTree.name(child, in: tree) {
      case "status": all += Self.status(of: child, tree).map { [$0] } ?? []
      case "propstat":
        for inner in tree.children(child) where AnswerTree.name(inner, in: tree) == "status" {
          if let status = Self.status(of: inner, tree), status != 404 { all.append(status) }
        }
      default: continue
      }
    }
    take(all.max(), isFailed: false)
  }

  private static func status(of node: NodeID, _ tree: SyntaxTree) -> Int? {
    if tree.kind(node) == .string { return number(tree.string(node) ?? "") }
    return tree.children(node).lazy.compactMap { tree.string($0).flatMap(number) }.first
  }

  /// `403`, `HTTP/1.1 403 Forbidden`.
  private static func number(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    let word = words.first?.lowercased().hasPrefix("http/") == true ? words.dropFirst().first : words.first
    return word.flatMap { Int($0) }.flatMap { (100...599).contains($0) ? $0 : nil }
  }
}
