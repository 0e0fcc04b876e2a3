import DriftModel
import DriftSyntax

/// What an answer of HubSpot says of its own list: whether it is all there is.
///
/// Lists of properties come whole (FORMATS 6.1); answers of other endpoints and of proxies between come in pages, and those of a
/// batch leave out what could not be read.
struct HubSpotList {
  /// The list.
  let items: NodeID
  /// Members of the answer that drift knows nothing of.
  private(set) var others: [NodeID] = []
  /// What says that the list lacks something, and how.
  private(set) var shortage: (subject: String, text: String, node: NodeID)?

  init?(_ root: NodeID, in list: borrowing FieldListReader) {
    let tree = list.tree
    guard let items = tree.member(root, "results") else { return nil }
    self.items = items
    for child in tree.children(root) where child != items {
      let key = list.symbols.text(tree[child].key)
      switch key {
      case "paging":
        guard let next = Self.next(child, tree) else { continue }
        shortage = ("paging.next", "the list goes on, and what follows is not here", next)
      case "total":
        guard let total = Self.count(child, in: list) else {
          if tree.kind(child) != .null { others.append(child) }
          continue
        }
        guard tree.kind(items) == .array, total > tree.count(items) else { continue }
        shortage = (key, "the list has \(total) in all, and \(tree.count(items)) are here", child)
      case "numErrors":
        guard let errors = Self.count(child, in: list) else {
          if tree.kind(child) != .null { others.append(child) }
          continue
        }
        guard errors > 0 else { continue }
        shortage = (key, "\(errors) of what was asked for could not be read", child)
      case "errors":
        guard tree.kind(child) == .array, tree.count(child) > 0 else { continue }
        shortage = (key, "something of what was asked for could not be read", child)
      default: others.append(child)
      }
    }
  }

  /// A count, as a number or as its text.
  private static func count(_ node: NodeID, in list: borrowing FieldListReader) -> Int? {
    list.count(node) ?? list.tree.string(node).flatMap { Int($0) }
  }

  /// What says that another page follows: anything but nothing, null or an object of nothing.
  private static func next(_ paging: NodeID, _ tree: SyntaxTree) -> NodeID? {
    switch tree.kind(paging) {
    case .null: return nil
    case .object:
      guard let next = tree.member(paging, "next"), tree.kind(next) != .null else { return nil }
      return tree.kind(next) == .object && tree.count(next) == 0 ? nil : next
    default: return paging
    }
  }
}
