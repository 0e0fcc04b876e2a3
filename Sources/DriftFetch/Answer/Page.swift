/// A page for people, told by its content: its media type says what the server believes.
struct Page {
  /// What stands between `<title>` and its end.
  var title = ""
  /// Whether somebody is to log in.
  var isLogin = false
  /// Whether somebody else stands in front of the system and asks whether a person is there.
  var isGate = false
  /// Whether the system says that it is being worked on.
  var isMaintenance = false

  private static let mostBytes = 65_536

  /// Recognises a page; nil for anything else.
  init?(_ bytes: [UInt8]) {
    var rest = bytes.prefix(Self.mostBytes)[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop(while: AnswerTree.isSpace)
    // A comment or a declaration of XML may stand before the page.
    while rest.starts(with: "<!--".utf8) || rest.starts(with: "<?xml".utf8) {
      let end: [UInt8] = rest.starts(with: "<!--".utf8) ? Array("-->".utf8) : Array("?>".utf8)
      guard let at = Self.find(end, in: rest) else { return nil }
      rest = rest[(at + end.count)...].drop(while: AnswerTree.isSpace)
    }
    let head = String(decoding: rest.prefix(20), as: UTF8.self).lowercased()
    guard
      head.hasPrefix("<!doctype html") || head.hasPrefix("<html") || head.hasPrefix("<head") || head.hasPrefix("<body")
    else { return nil }
    let text = String(decoding: rest, as: UTF8.self)
    let lower = text.lowercased()
    title = Printable.text(Self.between("<title", "</title", lower, text), most: 120)
    let name = title.lowercased()
    let words = ["login", "log in", "sign in", "signin", "sign-in", "sso", "anmelden"]
    isLogin =
      words.contains { name.contains($0) } || lower.contains("type=\"password\"") || lower.contains("samlrequest")
    isGate = name.contains("just a moment") || name.contains("access denied") || lower.contains("captcha")
    isMaintenance = name.contains("maintenance")
  }

  /// What it is, in a few words.
  var kind: String {
    if isGate { return "a page that asks whether a person is there" }
    if isLogin { return "a login page" }
    return isMaintenance ? "a page about maintenance" : "a web page"
  }

  /// The text of the first element of a name.
  private static func between(_ open: String, _ close: String, _ lower: String, _ text: String) -> String {
    // Lower case may be longer than the text, so places are looked for in it and shown from it where they differ.
    let shown = lower.utf8.count == text.utf8.count ? Array(text.utf8) : Array(lower.utf8)
    let bytes = Array(lower.utf8)
    guard let start = find(Array(open.utf8), in: bytes[...]),
      let begin = bytes[start...].firstIndex(of: UInt8(ascii: ">")),
      let end = find(Array(close.utf8), in: bytes[begin...])
    else { return "" }
    return String(decoding: shown[(begin + 1)..<end], as: UTF8.self)
  }

  private static func find(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = part.first, bytes.count >= part.count else { return nil }
    var at = bytes.startIndex
    while let next = bytes[at...].firstIndex(of: first) {
      if bytes[next...].starts(with: part) { return next }
      at = next + 1
    }
    return nil
  }
}
