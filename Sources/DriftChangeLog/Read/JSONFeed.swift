internal import DriftModel
internal import DriftSyntax

/// Reads JSON Feed 1.0 and 1.1.
struct JSONFeed {
  private let tree: SyntaxTree
  private let rules: LinkRules

  init(_ tree: SyntaxTree, _ rules: LinkRules) {
    self.tree = tree
    self.rules = rules
  }

  /// Whether a document is one.
  var isFeed: Bool {
    tree.kind(SyntaxTree.root) == .object && text(SyntaxTree.root, "version").contains("jsonfeed.org/version/1")
      && tree.member(SyntaxTree.root, "items").map { tree.kind($0) == .array } ?? false
  }

  /// The entries in the order of the document.
  func drafts() -> [EntryDraft] {
    guard let items = tree.member(SyntaxTree.root, "items") else { return [] }
    return tree.children(items).filter { tree.kind($0) == .object }.map(draft)
  }

  private func draft(_ item: NodeID) -> EntryDraft {
    var draft = EntryDraft()
    draft.id = PlainText.clean(text(item, "id"))
    for key in ["url", "external_url"] where draft.link.isEmpty {
      draft.link = rules.link(text(item, key), from: rules.address)
    }
    draft.title = PlainText.clean(String(text(item, "title").prefix(4_000)))
    draft.date = EntryDate(text(item, "date_published")) ?? EntryDate(text(item, "date_modified"))
    draft.add(plain: text(item, "summary"))
    draft.add(html: text(item, "content_html"))
    draft.add(plain: text(item, "content_text"))
    return draft
  }

  /// A text, or a number as it is written: the first version allowed ids that are numbers.
  private func text(_ node: NodeID, _ key: String) -> String {
    guard let value = tree.member(node, key) else { return "" }
    switch tree.kind(value) {
    case .string: return tree.string(value) ?? ""
    case .number: return String(decoding: tree.textBytes(value), as: UTF8.self)
    default: return ""
    }
  }
}
