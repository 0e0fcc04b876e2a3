/// What a page or an entry says of the moment, and not of the system: how often it was read, how long ago something was,
/// by which way its reader came. It is another one each night, and no news.
enum PassingWords {
  private static let counted: Set<String> = [
    "view", "views", "read", "reads", "comment", "comments", "like", "likes", "share", "shares", "reply", "replies",
    "vote", "votes", "upvotes", "reaction", "reactions", "clap", "claps", "follower", "followers", "download",
    "downloads", "visits", "visitors", "subscribers",
  ]
  private static let spans: Set<String> = [
    "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days",
    "week", "weeks", "month", "months", "year", "years",
  ]

  /// A text with a star in place of each of them.
  static func without(_ text: String) -> String {
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) || text.contains(" ago") else { return text }
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    for at in words.indices {
      let word = plain(words[at])
      if counted.contains(word) {
        if at > 0, isCount(words[at - 1]) { words[at - 1] = "*" }
        if words[at].hasSuffix(":"), at + 1 < words.count, isCount(words[at + 1]) { words[at + 1] = "*" }
      } else if word == "ago", at > 1, spans.contains(plain(words[at - 1])) {
        (words[at - 2], words[at - 1]) = ("*", "*")
      }
    }
    return words.joined(separator: " ")
  }

  /// An address without what only says where its reader came from, or who that is.
  static func without(link: String) -> String {
    guard let mark = link.firstIndex(of: "?") else { return link }
    let end = link[mark...].firstIndex(of: "#") ?? link.endIndex
    let kept = link[link.index(after: mark)..<end].split(separator: "&").filter { part in
      let name = part.prefix { $0 != "=" }.lowercased()
      return !name.hasPrefix("utm_") && !name.hasPrefix("_ga") && !passing.contains(name)
    }
    return String(link[..<mark]) + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")) + link[end...]
  }

  private static let passing: Set<String> = [
    "gclid", "fbclid", "msclkid", "mc_cid", "mc_eid", "ref", "referrer", "source", "sessionid", "session", "sid",
    "phpsessid", "jsessionid", "token", "cb", "cachebust", "nocache", "rnd", "random", "timestamp", "_t", "ts",
  ]

  /// A word in lower case without what stands around it: `(12` and `views)`.
  private static func plain(_ word: Substring) -> String {
    word.lowercased().filter { $0.isLetter }
  }

  /// `12`, `1,234`, `3.4k`.
  private static func isCount(_ word: Substring) -> Bool {
    let digits = word.filter { !"(),.+kKmM|·•".contains($0) }
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
