/// Takes the words out of Markdown, or of text that is nothing else, a block each (CommonMark 0.31, as far as change logs
/// use it).
struct MarkdownText {
  private var blocks: [TextBlock] = []
  private var paragraph: [String] = []
  private var isFenced = false

  /// The blocks of a text.
  static func blocks(_ text: String) -> [TextBlock] {
    var reader = MarkdownText()
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { reader.take(String(line)) }
    reader.endParagraph()
    return reader.blocks
  }

  private mutating func take(_ raw: String) {
    let line = raw.drop { $0 == " " || $0 == "\t" || $0 == ">" }
    if line.hasPrefix("```") || line.hasPrefix("~~~") {
      endParagraph()
      isFenced.toggle()
      return
    }
    guard !isFenced else {
      // What an example shows is no name that the text names: it is not marked as code.
      return add(String(line).filter { $0 != "`" })
    }
    if line.isEmpty { return endParagraph() }
    if line.allSatisfy({ $0 == "=" || $0 == "-" }), paragraph.count == 1, line.count >= 2 {
      let title = paragraph[0]
      paragraph = []
      return add(title, heading: line.hasPrefix("=") ? 1 : 2)
    }
    let level = line.prefix { $0 == "#" }.count
    if (1...6).contains(level), line.dropFirst(level).first.map({ $0 == " " || $0 == "\t" }) ?? false {
      endParagraph()
      var title = line.dropFirst(level)
      while let last = title.last, last == "#" || last == " " { title.removeLast() }
      return add(String(title), heading: level)
    }
    if let item = Self.item(line) {
      endParagraph()
      paragraph.append(String(item))
      return
    }
    if line.hasPrefix("|") {
      endParagraph()
      return add(line.replacing("|", with: " "))
    }
    paragraph.append(String(line))
  }

  /// What stands behind the mark of a list's item; nil for no item.
  private static func item(_ line: Substring) -> Substring? {
    if let first = line.first, "-*+•".contains(first), line.dropFirst().first == " " { return line.dropFirst(2) }
    let digits = line.prefix(while: \.isNumber)
    let rest = line.dropFirst(digits.count)
    guard (1...4).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
    return rest.dropFirst(2)
  }

  private mutating func endParagraph() {
    guard !paragraph.isEmpty else { return }
    add(paragraph.joined(separator: " "))
    paragraph = []
  }

  private mutating func add(_ text: some StringProtocol, heading: Int = 0) {
    let words = PlainText.clean(Self.plain(Array(text)))
    guard !words.isEmpty else { return }
    let anchor = heading == 0 ? "" : Self.slug(words)
    blocks.append(TextBlock(text: words, heading: heading, anchor: anchor))
  }

  /// A line without the marks of links, of emphasis and of HTML.
  private static func plain(_ text: [Character]) -> String {
    var out = ""
    var at = 0
    var isCode = false
    while at < text.count {
      let character = text[at]
      if character == "`" {
        isCode.toggle()
        while at + 1 < text.count, text[at + 1] == "`" { at += 1 }
        out.append("`")
      } else if isCode {
        out.append(character)
      } else if character == "\\", at + 1 < text.count, text[at + 1].isPunctuation {
        at += 1
        out.append(text[at])
      } else if character == "]", at + 1 < text.count, text[at + 1] == "(" || text[at + 1] == "[" {
        let close: Character = text[at + 1] == "(" ? ")" : "]"
        if let end = text[at...].dropFirst(2).prefix(2000).firstIndex(of: close) { at = end }
      } else if character == "*" || character == "[" || character == "]" {
        // Underscores stay: they are parts of names.
      } else if character == "!", at + 1 < text.count, text[at + 1] == "[" {
        // An image's words are words.
      } else if character == "<", let end = text[at...].prefix(500).firstIndex(of: ">"), end > at + 1,
        text[at + 1].isLetter || text[at + 1] == "/" || text[at + 1] == "!"
      {
        at = end
      } else {
        out.append(character)
      }
      at += 1
    }
    return out
  }

  /// What GitHub and others make of a heading.
  private static func slug(_ title: String) -> String {
    String(
      title.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_" ? character : nil
      })
  }
}
