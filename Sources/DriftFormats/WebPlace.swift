/// Where the documents of a system were fetched from. Their paths count from a folder of one host, and no reference leads
/// to another host.
public struct WebPlace: Sendable {
  /// `https://crm.example.com`.
  public var origin: String
  /// `/v1/`, from which paths count.
  public var folder: String

  /// Makes a place.
  public init(origin: String, folder: String) {
    self.origin = origin
    self.folder = folder
  }

  /// The path of the document that a reference in another one leads to (RFC 3986, 5); nil where it leads to another host.
  ///
  /// `base` is the path of the document that has the reference. A path that stands above the folder begins with `..`.
  func path(_ reference: String, from base: String) -> String? {
    let (target, query) = Self.split(reference)
    var steps: [Substring]
    if target.hasPrefix(origin + "/") {
      steps = target.dropFirst(origin.count).split(separator: "/")
    } else if target.contains("://") || target.hasPrefix("//") || Self.hasScheme(target) {
      return nil
    } else if target.hasPrefix("/") {
      steps = target.split(separator: "/")
    } else {
      let own = Self.split(base).path.split(separator: "/")
      // A reference that is a query alone asks the same address for something else.
      steps = folder.split(separator: "/") + (target.isEmpty ? own : own.dropLast() + target.split(separator: "/"))
    }
    steps = Self.withoutDots(steps)
    guard !steps.isEmpty else { return nil }
    let here = folder.split(separator: "/")
    let common = zip(here, steps.dropLast()).prefix { $0 == $1 }.count
    let up = Array(repeating: ".."[...], count: here.count - common)
    return (up + steps.dropFirst(common)).joined(separator: "/") + query
  }

  private static func withoutDots(_ steps: [Substring]) -> [Substring] {
    var out: [Substring] = []
    for step in steps where step != "." {
      if step == ".." { _ = out.popLast() } else { out.append(step) }
    }
    return out
  }

  /// Path and query, with its mark.
  private static func split(_ text: String) -> (path: String, query: String) {
    guard let mark = text.firstIndex(of: "?") else { return (text, "") }
    return (String(text[..<mark]), String(text[mark...]))
  }

  /// Whether something such as `urn:` stands at its beginning.
  private static func hasScheme(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    return !text[..<colon].contains("/")
  }
}
