/// What a reader of a feed found of one entry, before it is known whether its id is its own.
struct EntryDraft {
  var id = ""
  var link = ""
  var date: EntryDate?
  /// The title in plain text.
  var title = ""
  /// What it says in short and at length; one of both is enough.
  var paragraphs: [String] = []
  /// Whether it is longer than what was read of it.
  var isCut = false

  /// Takes the text of a summary or a content, unless it says nothing new.
  mutating func add(_ blocks: [TextBlock]) {
    var size = paragraphs.reduce(0) { $0 + $1.utf8.count }
    let known = Set(paragraphs)
    for block in blocks where !known.contains(block.text) {
      guard size < ChangeLogEntry.longestText else {
        isCut = true
        return
      }
      paragraphs.append(block.text)
      size += block.text.utf8.count
    }
  }

  /// Takes HTML.
  mutating func add(html: String) {
    let longest = ChangeLogEntry.longestText * 4
    if html.utf8.count > longest { isCut = true }
    add(HTMLText.blocks(Array(html.utf8.prefix(longest)), isPage: false))
  }

  /// Takes text without markup.
  mutating func add(plain: String) {
    add(plain.split(whereSeparator: \.isNewline).map { TextBlock(text: PlainText.clean(String($0))) })
  }

  /// Takes a title, which many write as HTML.
  mutating func setTitle(html: String) {
    title = HTMLText.blocks(Array(html.utf8.prefix(4_000)), isPage: false).map(\.text).joined(separator: " ")
  }

  /// What it is known by: its id, else its address, else its words.
  private var identity: String {
    if !id.isEmpty { return "id " + id }
    return link.isEmpty ? "words " + ([title] + paragraphs).joined(separator: "\n") : "link " + link
  }

  /// The entries of drafts. Where several share an id each is known by more than that; the same entry twice is one.
  static func entries(_ drafts: [EntryDraft]) -> [ChangeLogEntry] {
    var counts: [String: Int] = [:]
    for draft in drafts { counts[draft.identity, default: 0] += 1 }
    var seen: Set<String> = []
    return drafts.compactMap { draft in
      let isOwn = counts[draft.identity] == 1
      let identity = isOwn ? draft.identity : [draft.identity, draft.link, draft.title].joined(separator: "\n")
      var entry = ChangeLogEntry(
        identity: identity, title: draft.title, link: draft.link, date: draft.date, paragraphs: draft.paragraphs)
      entry.isCut = draft.isCut
      return seen.insert(entry.key + entry.digest).inserted ? entry : nil
    }
  }
}
