/// What the first bytes of a body say of it, whatever its type is called.
struct BodyStart {
  /// How much is looked at.
  static let length = 16_384

  /// The text without a byte order mark and space before it.
  private let written: String
  /// The same in lower case.
  let text: String
  /// The same after declarations and comments of XML and HTML.
  let content: String
  /// Whether a comment stood before the content.
  let hasComment: Bool

  init(_ bytes: [UInt8]) {
    // In UTF-16 and UTF-32 every other byte of what matters here is zero.
    let plain = bytes.prefix(Self.length).filter { $0 != 0 }
    var start = plain[...]
    while let marks = [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]].first(where: { start.starts(with: $0) }) {
      start = start.dropFirst(marks.count)
    }
    written = String(decoding: start.drop { $0 <= 0x20 }, as: UTF8.self)
    text = written.lowercased()
    var rest = text[...]
    var isCommented = false
    while true {
      let end: String.Index?
      if rest.hasPrefix("<!--") {
        isCommented = true
        end = BodyStart.end(of: "-->", in: rest)
      } else if rest.hasPrefix("<?") {
        end = BodyStart.end(of: "?>", in: rest)
      } else {
        break
      }
      guard let end else {
        rest = ""
        break
      }
      rest = rest[end...].drop(while: \.isWhitespace)
    }
    content = String(rest)
    hasComment = isCommented
  }

  private static func end(of mark: String, in text: Substring) -> String.Index? {
    var at = text.startIndex
    while at < text.endIndex {
      if text[at...].hasPrefix(mark) { return text.index(at, offsetBy: mark.count) }
      at = text.index(after: at)
    }
    return nil
  }

  /// Whether it is a page for people.
  var isHTML: Bool {
    let marks = [
      "<!doctype html", "<html", "<head", "<body", "<title", "<form", "<meta", "<script", "<div", "<h1", "<p>",
    ]
    return marks.contains { content.hasPrefix($0) }
  }

  /// The text of `<title>`, as it came: a secret in it is known by its letters.
  var title: String? {
    let bytes = Array(written.utf8)
    func find(_ mark: String, from start: Int) -> Int? {
      let mark = Array(mark.utf8)
      guard bytes.count >= start + mark.count else { return nil }
      return (start...bytes.count - mark.count).first { at in
        bytes[at..<at + mark.count].elementsEqual(mark) { $0 | 0x20 == $1 | 0x20 }
      }
    }
    guard let open = find("<title", from: 0), let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    let text = bytes[(close + 1)...].prefix { $0 != UInt8(ascii: "<") }
    let clean = Words.clean(String(decoding: text, as: UTF8.self), atMost: 80)
    return clean.isEmpty ? nil : clean
  }

  /// Whether a text stands anywhere in what was looked at.
  func holds(_ text: String) -> Bool { find(text) != nil }

  private func find(_ needle: String) -> String.Index? {
    let bytes = Array(needle.utf8)
    let all = content.utf8
    var at = all.startIndex
    while let next = all[at...].firstIndex(of: bytes[0]) {
      if all[next...].starts(with: bytes) { return next }
      at = all.index(after: next)
    }
    return nil
  }

  /// What a page is, as far as its title and its forms say.
  enum Page { case login, maintenance, guarded, other }

  /// What the page is.
  var page: Page {
    let title = title?.lowercased() ?? ""
    func isTitled(_ words: String...) -> Bool { words.contains { title.contains($0) } }
    if isTitled("just a moment", "attention required", "access denied", "captcha", "are you human") { return .guarded }
    if isTitled("maintenance", "unavailable", "back soon", "service is down") { return .maintenance }
    if isTitled(
      "login", "log in", "log-in", "sign in", "sign-in", "signin", "sso", "single sign", "anmeld", "connexion")
    {
      return .login
    }
    if holds("samlrequest") || holds("samlresponse") || holds("type=\"password\"") || holds("type='password'")
      || holds("type=password")
    {
      return .login
    }
    if PageWords(content).saysDown { return .maintenance }
    return .other
  }
}
