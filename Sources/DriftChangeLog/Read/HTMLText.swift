/// Takes the words out of HTML, a block each. It reads what browsers read, never fails, and looks at every byte once.
struct HTMLText {
  private let bytes: [UInt8]
  /// Whether what surrounds the text of a page is left out: its navigation, its forms, its foot.
  private let isPage: Bool
  private var at = 0
  private var blocks: [TextBlock] = []
  private var text: [UInt8] = []
  private var heading = 0
  private var anchor = ""
  private var code = 0
  /// Elements that somebody began and never ended: what comes after them is read.
  private var unended: Set<String> = []

  /// The blocks of some HTML.
  static func blocks(_ bytes: [UInt8], isPage: Bool) -> [TextBlock] {
    var reader = HTMLText(bytes: bytes, isPage: isPage)
    reader.read()
    return reader.blocks
  }

  private init(bytes: [UInt8], isPage: Bool) {
    self.bytes = bytes
    self.isPage = isPage
  }

  /// Elements whose content is no text.
  private static let hidden: Set<String> = ["script", "style", "template", "noscript", "svg", "iframe", "object"]
  /// Elements of a page that are not what it says.
  private static let around: Set<String> = [
    "nav", "footer", "aside", "form", "button", "select", "textarea", "head", "dialog", "menu",
  ]
  private static let breaks: Set<String> = [
    "p", "div", "li", "br", "tr", "section", "article", "ul", "ol", "dl", "dt", "dd", "table", "blockquote", "pre",
    "hr",
    "header", "main", "figure", "figcaption", "summary", "details", "h1", "h2", "h3", "h4", "h5", "h6", "thead",
    "tbody",
    "body", "html", "nav", "footer", "aside", "form",
  ]
  private static let marks: Set<String> = ["code", "tt", "kbd", "samp", "var"]

  private mutating func read() {
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "<"), tag() { continue }
      if byte == UInt8(ascii: "&") {
        reference()
      } else {
        text.append(byte)
        at += 1
      }
    }
    endBlock()
  }

  private mutating func endBlock() {
    while code > 0 {
      text.append(UInt8(ascii: "`"))
      code -= 1
    }
    defer { text.removeAll(keepingCapacity: true) }
    let words = PlainText.clean(String(decoding: text, as: UTF8.self))
    guard !words.isEmpty, words != "``" else { return }
    blocks.append(TextBlock(text: words, heading: heading, anchor: anchor))
  }

  /// Reads a tag, a comment or a declaration; false where the `<` begins none.
  private mutating func tag() -> Bool {
    guard at + 1 < bytes.count else { return false }
    switch bytes[at + 1] {
    case UInt8(ascii: "!"):
      let isComment = bytes[at...].starts(with: "<!--".utf8)
      let isData = bytes[at...].starts(with: "<![CDATA[".utf8)
      if isData {
        // In HTML a comment that begins otherwise; in feeds that were escaped twice the text itself.
        at += 9
        return true
      }
      skip(past: isComment ? "-->" : ">")
      return true
    case UInt8(ascii: "?"):
      skip(past: ">")
      return true
    case UInt8(ascii: "/"):
      guard at + 2 < bytes.count, Self.isLetter(bytes[at + 2]) else { return false }
      at += 2
      let name = name()
      skipAttributes()
      end(name)
      return true
    case let byte where Self.isLetter(byte):
      at += 1
      start(name())
      return true
    default: return false
    }
  }

  private mutating func start(_ name: String) {
    let level = Self.level(name)
    let id = attributes()
    if Self.hidden.contains(name) || isPage && Self.around.contains(name), !unended.contains(name) {
      endBlock()
      return skipElement(name)
    }
    if name == "td" || name == "th" || name == "img" { text.append(UInt8(ascii: " ")) }
    if Self.breaks.contains(name) { endBlock() }
    if level > 0 { (heading, anchor) = (level, "") }
    if !id.isEmpty, heading > 0 { anchor = id }
    if Self.marks.contains(name) {
      text.append(UInt8(ascii: "`"))
      code += 1
    }
  }

  private mutating func end(_ name: String) {
    if Self.marks.contains(name), code > 0 {
      text.append(UInt8(ascii: "`"))
      code -= 1
    }
    if Self.breaks.contains(name) { endBlock() }
    if Self.level(name) > 0 { (heading, anchor) = (0, "") }
  }

  private static func level(_ name: String) -> Int {
    guard name.utf8.count == 2, name.utf8.first == UInt8(ascii: "h"), let level = name.last?.wholeNumberValue,
      (1...6).contains(level)
    else { return 0 }
    return level
  }

  private mutating func name() -> String {
    let start = at
    while at < bytes.count, Self.isLetter(bytes[at]) || (0x30...0x39).contains(bytes[at]) || bytes[at] == 0x2D {
      at += 1
    }
    return String(decoding: bytes[start..<at].prefix(20), as: UTF8.self).lowercased()
  }

  private mutating func skipAttributes() { _ = attributes() }

  /// Reads to the end of a tag; gives its `id`.
  private mutating func attributes() -> String {
    var id = ""
    while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
      guard Self.isLetter(bytes[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < bytes.count, !Self.endsName.contains(bytes[at]) { at += 1 }
      let key = String(decoding: bytes[start..<at].prefix(20), as: UTF8.self).lowercased()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
      at += 1
      let value = value()
      if key == "id" { id = String(decoding: value.prefix(200), as: UTF8.self) }
    }
    if at < bytes.count { at += 1 }
    return id
  }

  private static let endsName: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0x3D, 0x3E, 0x2F]

  private mutating func value() -> ArraySlice<UInt8> {
    guard at < bytes.count else { return [] }
    let quote = bytes[at]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      at += 1
      let start = at
      while at < bytes.count, bytes[at] != quote { at += 1 }
      defer { if at < bytes.count { at += 1 } }
      return bytes[start..<at]
    }
    let start = at
    while at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: ">") { at += 1 }
    return bytes[start..<at]
  }

  /// Reads to the end of an element whose content is passed over; the same name may stand inside it.
  private mutating func skipElement(_ name: String) {
    if at >= 2, bytes[at - 2] == UInt8(ascii: "/") { return }
    let start = at
    var depth = 1
    let isText = name == "script" || name == "style"
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<"), at + 1 < bytes.count else {
        at += 1
        continue
      }
      let isEnd = bytes[at + 1] == UInt8(ascii: "/")
      if bytes[at...].starts(with: "<!--".utf8), !isText {
        skip(past: "-->")
        continue
      }
      at += isEnd ? 2 : 1
      guard at < bytes.count, Self.isLetter(bytes[at]), isEnd || !isText else { continue }
      guard self.name() == name else { continue }
      skipAttributes()
      depth += isEnd ? -1 : 1
      if depth == 0 { return }
    }
    unended.insert(name)
    at = start
  }

  private mutating func skip(past end: String) {
    let mark = Array(end.utf8)
    while at < bytes.count, !(bytes[at] == mark[0] && bytes[at...].starts(with: mark)) { at += 1 }
    at = min(bytes.count, at + mark.count)
  }

  private mutating func reference() {
    let name = bytes[(at + 1)...].prefix(CharacterNames.longest).prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }
    let end = at + 1 + name.count
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let scalar = CharacterNames.character(Substring(decoding: name, as: UTF8.self)), scalar.value != 0
    else {
      text.append(bytes[at])
      at += 1
      return
    }
    text += String(scalar).utf8
    at = end + 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
