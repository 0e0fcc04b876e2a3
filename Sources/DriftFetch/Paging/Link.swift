/// A link of a `Link` header (RFC 8288).
struct Link: Sendable, Equatable {
  /// Where it leads, as it is written.
  var target: String
  /// What it is, in lower case: `next`, `deprecation`.
  var relations: [String]

  /// Whether it is one of some relations.
  func isOf(_ names: Set<String>) -> Bool { !names.isDisjoint(with: relations) }

  /// The links of all lines.
  static func all(in headers: HeaderList) -> [Link] {
    headers.all("Link").flatMap { HeaderItems.split($0, at: ",") }.compactMap { read($0) }
  }

  private static func read(_ text: String) -> Link? {
    let parts = HeaderItems.split(text, at: ";")
    guard let first = parts.first, first.hasPrefix("<"), first.hasSuffix(">") else { return nil }
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let name = part[..<equals].filter { $0 != " " }.lowercased()
      guard name == "rel" else { continue }
      // Where it stands twice the first counts (3.3).
      let value = HeaderItems.unquoted(String(part[part.index(after: equals)...])).lowercased()
      return Link(
        target: String(first.dropFirst().dropLast()), relations: value.split(separator: " ").map(String.init))
    }
    return nil
  }

  /// Whether a part of the header that is no link by the rules speaks of a next one.
  static func mayHideNext(in headers: HeaderList) -> Bool {
    headers.all("Link").flatMap { HeaderItems.split($0, at: ",") }.contains { item in
      guard item.lowercased().contains("next") else { return false }
      guard let link = read(item) else { return !isWhole(item) }
      return !isWhole(item) || link.relations.contains { $0.contains("next") && !$0.contains("/") }
    }
  }

  /// Whether a part of the header has the form of a link: an address in brackets, then parameters.
  private static func isWhole(_ text: String) -> Bool {
    let parts = HeaderItems.split(text, at: ";")
    guard let first = parts.first, first.hasPrefix("<"), first.hasSuffix(">"), !first.dropFirst().contains("<") else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = HTTPSyntax.trimmed(String(pair[0]))
      guard !name.isEmpty, name.utf8.allSatisfy({ HTTPSyntax.isToken($0) }) else { return false }
      guard pair.count == 2 else { return true }
      let value = HTTPSyntax.trimmed(String(pair[1]))
      // Many leave the quotes out where the rules want them.
      return value.hasPrefix("\"") ? value.count > 1 && value.hasSuffix("\"") : !value.contains("\"")
    }
  }
}
