internal import DriftSyntax

/// Reads Atom 1.0 (RFC 4287) and its draft 0.3.
struct AtomFeed {
  private let root: FeedElement
  private let rules: LinkRules

  init(_ root: FeedElement, _ rules: LinkRules) {
    self.root = root
    self.rules = rules
  }

  /// The entries in the order of the document.
  func drafts() -> [EntryDraft] {
    let base = rules.base(root.base, from: rules.address)
    return root.elements.filter { $0.name.local == "entry" }.map { draft($0, base) }
  }

  private func draft(_ entry: FeedElement, _ base: String) -> EntryDraft {
    let own = [String(entry.name.space)]
    let base = rules.base(entry.base, from: base)
    var draft = EntryDraft()
    draft.id = PlainText.clean(entry.first("id", in: own)?.text ?? "")
    draft.link = link(entry, own, base)
    let dates = ["published", "issued", "updated", "modified", "created"]
    draft.date = dates.lazy.compactMap { entry.first($0, in: own).flatMap { EntryDate($0.text) } }.first
    if let title = entry.first("title", in: own) {
      switch Self.form(title) {
      case .plain: draft.title = PlainText.clean(title.text)
      case .html: draft.setTitle(html: title.text)
      case .inline: draft.setTitle(html: title.html)
      case .other: break
      }
    }
    for name in ["summary", "content"] {
      guard let text = entry.first(name, in: own) else { continue }
      switch Self.form(text) {
      case .plain: draft.add(plain: text.text)
      case .html: draft.add(html: text.text)
      case .inline: draft.add(html: text.html)
      case .other: break
      }
    }
    return draft
  }

  private func link(_ entry: FeedElement, _ own: [String], _ base: String) -> String {
    let links = entry.elements.filter { $0.name.local == "link" && own.contains(String($0.name.space)) }
    let chosen =
      links.first { ($0.attribute("rel") ?? "alternate") == "alternate" }
      ?? links.first { $0.attribute("rel") == "via" || $0.attribute("rel") == "related" }
    guard let chosen, let reference = chosen.attribute("href") else { return "" }
    return rules.link(reference, from: rules.base(chosen.base, from: base))
  }

  /// How a text is written.
  private enum Form { case plain, html, inline, other }

  private static func form(_ text: FeedElement) -> Form {
    // 0.3 says how the content is put into the document beside what it is.
    if let mode = text.attribute("mode") {
      switch mode {
      case "escaped": return text.attribute("type")?.contains("plain") == true ? .plain : .html
      case "xml": return .inline
      default: return .other
      }
    }
    switch text.attribute("type")?.lowercased() {
    case nil, "text", "text/plain": return text.elements.isEmpty ? .plain : .inline
    case "html", "text/html": return .html
    case "xhtml", "application/xhtml+xml": return .inline
    default: return .other
    }
  }
}
