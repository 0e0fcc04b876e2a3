/// What a caller has to bring, in one of the ways that an operation names: schemes, each with its scopes.
///
/// Reads what the reader writes: `key and oauth(read write)`, or `nothing`.
public struct SecurityRequirement {
  private let scopes: [Substring: Set<Substring>]

  /// Reads a requirement.
  public init(_ text: String) {
    var found: [Substring: Set<Substring>] = [:]
    for part in text == "nothing" ? [] : Self.split(text) {
      let name = part.prefix { $0 != "(" }
      found[name] = Set(part.dropFirst(name.count).dropFirst().dropLast().split(separator: " "))
    }
    scopes = found
  }

  /// Whether who brings `other` brings all that this asks for.
  public func isMet(by other: SecurityRequirement) -> Bool {
    scopes.allSatisfy { name, wanted in other.scopes[name]?.isSuperset(of: wanted) ?? false }
  }

  /// Whether it asks for what a line of the catalogue of schemes says: the scheme, or one of its scopes.
  ///
  /// A line is `NAME: what it says`, and of a scope `NAME: FLOW scope SCOPE`.
  public func needs(_ line: String) -> Bool {
    scopes.contains { name, wanted in
      guard line.hasPrefix(name + ": ") else { return false }
      let words = line.dropFirst(name.count + 2).split(separator: " ")
      return words.count != 3 || words[1] != "scope" || wanted.contains(words[2])
    }
  }

  private static func split(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var words: [Substring] = []
    for word in text.split(separator: " ") {
      if word == "and", let first = words.first, let last = words.last {
        parts.append(text[first.startIndex..<last.endIndex])
        words = []
      } else {
        words.append(word)
      }
    }
    if let first = words.first, let last = words.last { parts.append(text[first.startIndex..<last.endIndex]) }
    return parts
  }
}
