/// Makes entries of the text of a page: one for each line, under its heading, from the day that the heading names.
struct PageLines {
  private let rules: LinkRules

  init(_ rules: LinkRules) { self.rules = rules }

  /// The entries of some blocks. What has no word is none: rulers, counts, dates by themselves.
  func entries(_ blocks: [TextBlock]) -> [ChangeLogEntry] {
    var heading = TextBlock(text: "")
    var date: EntryDate?
    var dateLevel = 0
    var out: [ChangeLogEntry] = []
    for block in blocks {
      if block.heading > 0 {
        heading = block
        if let found = DateWords.first(in: block.text) {
          (date, dateLevel) = (found.date, block.heading)
        } else if block.heading <= dateLevel {
          date = nil
        }
      } else if block.text.utf8.count < 60, let found = DateWords.first(in: block.text), found.isAlone {
        // A date in a line of its own is the date of what follows it.
        (date, dateLevel) = (found.date, heading.heading + 1)
        continue
      }
      guard Self.hasWords(block.text), !Self.isClock(block.text) else { continue }
      let words = PlainText.cut(block.text, 4_000)
      // What it is known by are its words alone: a heading becomes "1.2.0", and what is under it stays what it was.
      out.append(
        ChangeLogEntry(
          identity: "line " + PassingWords.without(words), title: PlainText.cut(heading.text, 200),
          link: link(heading.anchor), date: date,
          paragraphs: [words]))
    }
    return out
  }

  private func link(_ anchor: String) -> String {
    anchor.isEmpty ? rules.link(rules.address, from: rules.address) : rules.link("#" + anchor, from: rules.address)
  }

  /// Whether a line only says when the page was made: it is another each night, and no news.
  private static func isClock(_ text: String) -> Bool {
    guard text.utf8.count < 100, text.contains(where: \.isNumber) else { return false }
    let lower = text.lowercased()
    let starts = ["last updated", "updated", "last modified", "generated", "page generated", "copyright", "©", "(c)"]
    return starts.contains(where: lower.hasPrefix) || lower.hasSuffix(" ago")
  }

  private static func hasWords(_ text: String) -> Bool {
    text.unicodeScalars.count { $0.properties.isAlphabetic } >= 3
  }
}
