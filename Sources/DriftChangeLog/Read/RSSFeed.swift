internal import DriftSyntax

/// Reads RSS 0.9x, 1.0 and 2.0.
struct RSSFeed {
  private let root: FeedElement
  private let rules: LinkRules

  init(_ root: FeedElement, _ rules: LinkRules) {
    self.root = root
    self.rules = rules
  }

  private static let content = ["http://purl.org/rss/1.0/modules/content/"]
  private static let dublinCore = ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"]
  private static let atom = ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"]

  /// The entries in the order of the document: items of the channel, and in RSS 1.0 beside it.
  func drafts() -> [EntryDraft] {
    let base = rules.base(root.base, from: rules.address)
    var out: [EntryDraft] = []
    for element in root.elements {
      switch element.name.local {
      case "item": out.append(draft(element, base))
      case "channel":
        let inner = rules.base(element.base, from: base)
        for item in element.elements where item.name.local == "item" { out.append(draft(item, inner)) }
      default: break
      }
    }
    return out
  }

  private func draft(_ item: FeedElement, _ base: String) -> EntryDraft {
    // Other modules have titles and descriptions of their own.
    let own = [String(item.name.space), ""]
    let base = rules.base(item.base, from: base)
    var draft = EntryDraft()
    draft.setTitle(html: item.first("title", in: own)?.text ?? "")
    let guid = item.first("guid", in: own)
    draft.id = PlainText.clean(
      guid?.text ?? item.attribute("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") ?? "")
    let isPermanent = guid?.attribute("isPermaLink")?.lowercased() != "false"
    for reference in [
      item.first("link", in: own)?.text, atomLink(item), isPermanent ? draft.id : nil,
    ] where draft.link.isEmpty {
      draft.link = reference.map { rules.link($0, from: base) } ?? ""
    }
    let dates = [
      item.first("pubDate", in: own), item.first("date", in: Self.dublinCore), item.first("published", in: Self.atom),
      item.first("updated", in: Self.atom), item.first("created", in: Self.dublinCore),
    ]
    draft.date = dates.lazy.compactMap { $0.flatMap { EntryDate($0.text) } }.first
    if let short = item.first("description", in: own) { draft.add(html: short.text) }
    if let long = item.first("encoded", in: Self.content) { draft.add(html: long.text) }
    return draft
  }

  private func atomLink(_ item: FeedElement) -> String? {
    item.elements.first { element in
      Self.atom.contains(String(element.name.space)) && element.name.local == "link"
        && (element.attribute("rel") ?? "alternate") == "alternate"
    }?.attribute("href")
  }
}
