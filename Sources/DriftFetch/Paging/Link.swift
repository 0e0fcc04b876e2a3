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
}
