/// What a sentence announces that an agent may not survive.
public enum Announcement: String, Sendable, CaseIterable {
  /// Something will go, and the day may not be known yet.
  case deprecation
  /// Something went or goes.
  case removal
  /// Something has another name.
  case rename
  /// A version, or all of it, ends.
  case end
  /// What worked may work no more.
  case breaking = "breaking change"

  /// With its article: `a removal`.
  public var words: String { self == .end ? "an end" : "a \(rawValue)" }
}

extension Announcement {
  /// What a sentence in English announces; nil for anything else, and for every other language.
  init?(_ sentence: Sentence) {
    let words = sentence.words.map(\.folded)
    for at in words.indices {
      guard let found = Self.announced(words, at), !Self.isDenied(words, at) else { continue }
      self = found
      return
    }
    return nil
  }

  /// What the words from a place on announce.
  private static func announced(_ words: [String], _ at: Int) -> Announcement? {
    let word = words[at]
    func next(_ offset: Int = 1) -> String { at + offset < words.count ? words[at + offset] : "" }
    if word.hasPrefix("deprecat") { return isAside(words, at) ? nil : .deprecation }
    if word == "breaking", next().hasPrefix("change") { return .breaking }
    if word == "eol" || word == "end-of-life" || word == "end-of-support" { return .end }
    if word == "end", next() == "of", next(2) == "life" || next(2) == "support" { return .end }
    if word.hasPrefix("decommission") || word.hasPrefix("discontinu") { return .end }
    // The rest is said of many things: what it is said of decides.
    guard words.contains(where: isOfAPI), !isMended(words) else { return nil }
    switch word {
    case "sunset", "sunsets", "sunsetting", "sunsetted": return .end
    case "retired", "retiring", "retirement", "shutdown", "unsupported": return .end
    case "retire", "remove", "drop", "rename", "removes", "drops":
      guard isSaid(words, at) else { return nil }
      return word == "rename" ? .rename : word == "retire" ? .end : .removal
    case "shut", "shutting", "turned", "switched": return next() == "down" || next() == "off" ? .end : nil
    case "stop", "stops", "cease", "ceases": return next().hasPrefix("work") || next().hasPrefix("support") ? .end : nil
    case "no" where next() == "longer":
      let verbs = ["supported", "available", "returned", "accepted", "work", "works", "exist", "exists", "included"]
      return words[at...].prefix(7).contains(where: verbs.contains) ? .removal : nil
    case "removed", "removal", "dropped": return isAble(words, at) ? nil : .removal
    case "renamed", "renames": return isAble(words, at) ? nil : .rename
    case "removing", "dropping": return isBegun(words, at) ? .removal : nil
    case "renaming": return isBegun(words, at) ? .rename : nil
    case "replaced": return next() == "by" || next() == "with" ? .rename : nil
    default: return nil
    }
  }

  /// Whether it only says of what it speaks: "uses of the deprecated call".
  private static func isAside(_ words: [String], _ at: Int) -> Bool {
    guard words[at] == "deprecated", at > 0, at + 1 < words.count else { return false }
    let before: Set<String> = [
      "the", "of", "any", "all", "some", "older", "old", "a", "for", "removed", "remove", "using", "use", "uses",
      "from",
    ]
    return before.contains(words[at - 1]) && !["and", "in", "since", "as", "on"].contains(words[at + 1])
  }

  private static let nouns: Set<String> = [
    "api", "apis", "endpoint", "endpoints", "field", "fields", "parameter", "parameters", "param", "params", "property",
    "properties", "attribute", "attributes", "version", "versions", "method", "methods", "operation", "operations",
    "object", "objects", "resource", "resources", "scope", "scopes", "header", "headers", "webhook", "webhooks", "enum",
    "enums", "column", "columns", "schema", "schemas", "response", "responses", "request", "requests", "payload",
    "query",
    "mutation", "graphql", "soap", "rest", "tls", "sobject", "wsdl", "oauth", "definition", "element",
  ]

  private static func isOfAPI(_ word: String) -> Bool {
    if nouns.contains(word) { return true }
    // `v2`, `v3.1`, `phone_number`, `2024-10`.
    if word.first == "v", word.utf8.count > 1, word.dropFirst().allSatisfy(\.isNumber) { return true }
    return word.contains("_") && word.utf8.count > 3
  }

  /// Whether a verb in its first form is said of what happens, and not of what somebody may do.
  private static func isSaid(_ words: [String], _ at: Int) -> Bool {
    at == 0 || ["will", "we", "we'll", "shall"].contains(words[at - 1])
  }

  /// Whether it is said of what is being done, and not of what something is for.
  private static func isBegun(_ words: [String], _ at: Int) -> Bool {
    at == 0 || ["are", "re", "is", "be", "begin", "start", "now"].contains(words[at - 1])
  }

  /// Whether it is said of what somebody may do: "can be renamed".
  private static func isAble(_ words: [String], _ at: Int) -> Bool {
    words[max(0, at - 4)..<at].contains { ["can", "could", "may", "able", "when", "if", "you", "once"].contains($0) }
  }

  /// Whether a sentence tells of a fault that was mended.
  private static func isMended(_ words: [String]) -> Bool {
    words.prefix(2).contains { ["fix", "fixed", "fixes", "resolved", "bugfix"].contains($0) }
  }

  /// Whether what stands before denies it; "no longer supported" does not.
  private static func isDenied(_ words: [String], _ at: Int) -> Bool {
    guard at > 0 else { return false }
    let before = words[max(0, at - 4)..<at]
    let denials: Set<String> = [
      "no", "not", "non", "without", "never", "isn", "aren", "don", "doesn",
      "didn", "won", "undeprecated", "cannot", "none",
    ]
    return before.contains(where: denials.contains)
  }
}
