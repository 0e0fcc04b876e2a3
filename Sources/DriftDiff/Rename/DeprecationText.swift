/// Reads a successor out of what people write: `Deprecated. Use billing_email instead.`
public enum DeprecationText {
  /// The name that a text gives as the successor, nil where it names none.
  ///
  /// Understands `use X instead`, `replaced by X`, `superseded by X`, `renamed to X`, `in favor of X`. The
  /// name is given as it stands, without quotes; whether there is
  /// such a thing is for the caller to see: prose that only looks like a name resolves to nothing.
  public static func successor(in text: String) -> String? {
    let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
    for at in words.indices {
      let word = plain(words[at]).lowercased()
      let next = at + 1 < words.endIndex ? plain(words[at + 1]).lowercased() : ""
      let after = at + 2
      switch (word, next) {
      case ("replaced", "by"), ("replaced", "with"), ("superseded", "by"), ("renamed", "to"):
        if let name = name(words, after) { return name }
      case ("in", "favor"), ("in", "favour"):
        if after < words.endIndex, plain(words[after]) == "of", let name = name(words, after + 1) {
          return name
        }
      case ("use", _):
        let instead = words[(at + 1)...].prefix(5).contains { plain($0).lowercased() == "instead" }
        if instead, let name = name(words, at + 1) { return name }
      default: break
      }
    }
    return nil
  }

  /// The first word from a place on that can be a name; articles are skipped.
  private static func name(_ words: [Substring], _ start: Int) -> String? {
    for word in words[min(start, words.endIndex)...].prefix(3) {
      let name = plain(word)
      if ["the", "a", "an", "new", "field", "property", "attribute", "parameter"].contains(name.lowercased()) {
        continue
      }
      let isName =
        !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "_-.$[]{}/@:".contains($0) }
      return isName ? String(name) : nil
    }
    return nil
  }

  private static func plain(_ word: Substring) -> Substring {
    let marks: Set<Character> = ["`", "'", "\"", ",", ".", ";", ":", "(", ")", "*", "‘", "’", "“", "”", "!"]
    var word = word
    while let first = word.first, marks.contains(first) { word = word.dropFirst() }
    while let last = word.last, marks.contains(last) { word = word.dropLast() }
    return word
  }
}
