import DriftModel
import DriftSyntax

/// The answer of a query to the tooling API, and whether its rows are all that it found.
struct SalesforceRows {
  /// What drift reads rows of.
  static let types: Set<String> = ["FieldDefinition", "EntityDefinition", "SetupAuditTrail"]

  let type: String
  let part: Int
  /// The answer.
  let node: NodeID
  /// How many rows are here, and how many there are in all where the answer says so.
  let count: Int
  let total: Int?
  /// What says that more rows follow.
  let goesOn: NodeID?
  /// What stands in place of the rows; nil where they are there.
  let strange: (text: String, node: NodeID)?

  init(_ node: NodeID, of type: String, part: Int, in list: borrowing FieldListReader) {
    let tree = list.tree
    self.type = type
    self.part = part
    self.node = node
    let records = tree.member(node, "records")
    let isList = records.map { tree.kind($0) == .array } ?? false
    strange =
      isList ? nil : ("expected rows, found \(records.map { tree.kind($0).word } ?? "none")", records ?? node)
    let count = isList ? records.map { tree.count($0) } ?? 0 : 0
    let total = list.count(tree.member(node, "totalSize"))
    self.count = count
    self.total = total
    let next = tree.member(node, "nextRecordsUrl").flatMap { tree.kind($0) == .null ? nil : $0 }
    // A list whose pages were put together says what its first page said.
    let isUndone = tree.member(node, "done").flatMap { done in
      tree.kind(done) == .true || tree.kind(done) == .null || total.map { count >= $0 } ?? false ? nil : done
    }
    goesOn = next ?? isUndone
  }

  /// Whether the answer has all that it found by itself.
  private var isWhole: Bool { goesOn == nil && strange == nil && (total.map { count >= $0 } ?? true) }

  /// The answers that are not all there is, each with what it lacks: alone, and together with the answers of its type that
  /// found as many, which are its further pages.
  static func short(_ answers: [SalesforceRows]) -> [(answer: SalesforceRows, text: String, node: NodeID)] {
    var out: [(answer: SalesforceRows, text: String, node: NodeID)] = []
    for answer in answers {
      if let strange = answer.strange {
        out.append((answer, strange.text, strange.node))
      } else if answer.isWhole {
        // An object without fields is none: whoever may not look at the set-up is shown no row.
        guard answer.count == 0, answer.type == "FieldDefinition" else { continue }
        out.append((answer, "no row came: let who asks see the set-up, or leave out field-ids", answer.node))
      } else {
        let pages = answers.filter { $0.type == answer.type && $0.total == answer.total && !$0.isWhole }
        let here = pages.reduce(0) { $0 + $1.count }
        if let total = answer.total, here >= total, pages.contains(where: { $0.goesOn == nil }) { continue }
        let found = answer.total.map { ": \(here) of \($0) are here" } ?? ", and what follows is not here"
        out.append((answer, "the rows go on\(found)", answer.goesOn ?? answer.node))
      }
    }
    return out
  }
}
