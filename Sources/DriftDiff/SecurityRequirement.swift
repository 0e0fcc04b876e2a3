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

  /// What callers that came in one of some ways lack for the nearest of those that are offered: `the scope write`.
  public static func lacking(_ ways: [SecurityRequirement], of offered: [SecurityRequirement]) -> [String] {
    let shut = ways.filter { way in !offered.contains { $0.isMet(by: way) } }
    // Where what a caller brings counts no more, more of it does not help.
    let gaps = shut.flatMap { way in
      offered.filter { Set($0.scopes.keys).isSuperset(of: way.scopes.keys) }.map { $0.lacks(way) }
    }
    return gaps.min { $0.count == $1.count ? $0.joined() < $1.joined() : $0.count < $1.count } ?? []
  }

  private func lacks(_ other: SecurityRequirement) -> [String] {
    scopes.sorted { $0.key < $1.key }.compactMap { name, wanted in
      guard let has = other.scopes[name] else {
        return "\(name)" + (wanted.isEmpty ? "" : " with " + Self.words(wanted))
      }
      let missing = wanted.subtracting(has)
      return missing.isEmpty ? nil : Self.words(missing)
    }
  }

  private static func words(_ scopes: Set<Substring>) -> String {
    (scopes.count == 1 ? "the scope " : "the scopes ") + scopes.sorted().joined(separator: ", ")
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
