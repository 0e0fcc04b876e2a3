/// What a page for people shows before any of its programs run.
struct PageWords {
  private let text: String
  private let hasScript: Bool

  /// Fewer letters than this are no content.
  private static let fewest = 200

  /// Takes the start of a page, in lower case.
  init(_ content: String) {
    var out: [UInt8] = []
    let bytes = Array(content.utf8)
    var at = 0
    var isScripted = false
    func skip(past mark: String) {
      let mark = Array(mark.utf8)
      while at < bytes.count, !bytes[at...].starts(with: mark) { at += 1 }
      at = min(bytes.count, at + mark.count)
    }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        out.append(bytes[at])
        at += 1
        continue
      }
      out.append(0x20)
      if bytes[at...].starts(with: "<script".utf8) {
        isScripted = true
        skip(past: "</script>")
      } else if bytes[at...].starts(with: "<style".utf8) {
        skip(past: "</style>")
      } else if bytes[at...].starts(with: "<noscript".utf8) {
        skip(past: "</noscript>")
      } else if bytes[at...].starts(with: "<title".utf8) {
        skip(past: "</title>")
      } else if bytes[at...].starts(with: "<!--".utf8) {
        skip(past: "-->")
      } else {
        skip(past: ">")
      }
    }
    text = String(decoding: out, as: UTF8.self)
    hasScript = isScripted
  }

  /// How many letters it has.
  var letters: Int { text.unicodeScalars.count { $0.properties.isAlphabetic } }

  /// Whether it is the frame of an application whose programs ask for what is to be shown.
  var isShell: Bool { hasScript && letters < Self.fewest }

  /// Whether it says that one has to log in, and next to nothing beside: no day, no version.
  var asksForLogin: Bool {
    ["sign in", "log in", "login", "log-in", "sign-in", "enter your email", "anmelden", "connexion"].contains {
      text.contains($0)
    } && !text.contains(where: \.isNumber)
  }

  /// Whether it says that it is down, and next to nothing beside.
  var saysDown: Bool {
    letters < 3 * Self.fewest
      && [
        "under maintenance", "down for maintenance", "scheduled maintenance", "temporarily unavailable", "be back soon",
        "be back shortly", "service is unavailable", "service unavailable", "currently unavailable",
      ].contains { text.contains($0) }
  }

  /// Whether a title, in lower case, is that of an error.
  static func isError(title: String) -> Bool {
    let words = title.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words.count <= 6, words.contains(where: { ["error", "forbidden", "unauthorized", "exception"].contains($0) }) {
      return true
    }
    let phrases = [
      "not found", "bad gateway", "bad request", "gateway timeout", "gateway time-out", "internal server error",
      "too many requests", "access denied", "permission denied",
    ]
    return phrases.contains { title.hasPrefix($0) || title.hasSuffix($0) }
      || words.first.map { ["400", "401", "403", "404", "410", "429", "500", "502", "503", "504"].contains($0) }
        ?? false
        && words.count <= 6
  }
}
