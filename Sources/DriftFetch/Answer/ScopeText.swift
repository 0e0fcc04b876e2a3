/// The scopes that an error names: as a list, or in a sentence.
enum ScopeText {
  /// Words of sentences, and of no scope.
  private static let words: Set<String> = [
    "access", "scope", "scopes", "the", "for", "requires", "required", "require", "permission", "permissions", "and",
    "or",
    "also", "must", "needs", "of", "to", "is", "are", "one", "this", "action", "any", "all",
  ]

  /// The scopes of a text. HubSpot has the address of its documentation under the same name; Google's scopes, and some of
  /// Microsoft's, are addresses. Shopify has a sentence: `` `read_orders` access scope. ``
  static func scopes(_ text: String) -> [String] {
    let parts = text.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == ";" }
    let isSentence = parts.count > 1 && parts.contains { words.contains(plain($0).lowercased()) }
    let scopes = isSentence ? named(text, parts) : parts
    return scopes.filter(isScope).map { Words.clean(String($0), atMost: 100) }
  }

  /// What a sentence puts in quotes; where it has none, what no word of a language looks like.
  private static func named(_ text: String, _ parts: [Substring]) -> [Substring] {
    for quote in ["`", "\"", "'"] as [Character] where text.contains(quote) {
      let quoted = text.split(separator: quote, omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map(\.element)
      let scopes = quoted.filter { !$0.isEmpty && !$0.contains(" ") }
      if !scopes.isEmpty { return scopes }
    }
    return parts.map(plain).filter { part in part.contains { "_:./".contains($0) } }
  }

  /// A word without what a sentence puts around it.
  private static func plain(_ word: Substring) -> Substring {
    let isMark: (Character) -> Bool = { "`\"'.:()[]!?".contains($0) }
    var word = word.drop(while: isMark)
    while let last = word.last, isMark(last) { word.removeLast() }
    return word
  }

  private static func isScope(_ scope: Substring) -> Bool {
    guard scope.contains("://") else { return true }
    let host = scope.split(separator: "/").dropFirst().first ?? ""
    return ["google.com", "googleapis.com", "microsoft.com", "office.com", "azure.com"].contains { name in
      host == name || host.hasSuffix(".\(name)")
    } && !["developers.", "learn.", "docs.", "support."].contains { host.hasPrefix($0) }
  }
}
