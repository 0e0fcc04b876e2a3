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
    // Who writes it so means it, and says no more: `BREAKING: ids are texts`.
    if words != ["breaking"],
      sentence.words.prefix(3).contains(where: { $0.text == "BREAKING" })
        || sentence.text.prefix(40).lowercased().contains("breaking:")
    {
      self = .breaking
      return
    }
    // What is written as code is a name of the API's.
    let isOfAPI = words.contains(where: Self.isOfAPI) || sentence.text.contains("`")
    for at in words.indices {
      guard let found = Self.announced(words, at, isOfAPI: isOfAPI), !Self.isDenied(words, at) else { continue }
      self = found
      return
    }
    return nil
  }

  /// What the words from a place on announce.
  private static func announced(_ words: [String], _ at: Int, isOfAPI: Bool) -> Announcement? {
    let word = words[at]
    func next(_ offset: Int = 1) -> String { at + offset < words.count ? words[at + offset] : "" }
    if word.hasPrefix("deprecat") { return isAside(words, at) ? nil : .deprecation }
    if word == "breaking", words[at...].dropFirst().prefix(3).contains(where: { $0.hasPrefix("change") }) {
      return .breaking
    }
    if word == "action", next() == "required" { return .breaking }
    if word == "backwards" || word == "backward", next() == "incompatible" { return .breaking }
    if word == "eol" || word == "end-of-life" || word == "end-of-support" { return .end }
    if word == "end", next() == "of", next(2) == "life" || next(2) == "support" { return .end }
    if word.hasPrefix("decommission") || word.hasPrefix("discontinu") { return .end }
    // The rest is said of many things: what it is said of decides.
    guard isOfAPI, !isMended(words) else { return nil }
    switch word {
    case "sunset", "sunsets", "sunsetting": return .end
    case "retired", "retiring", "retirement", "shutdown", "unsupported": return .end
    case "retire", "remove", "drop", "rename", "removes", "drops":
      guard isSaid(words, at) else { return nil }
      return word == "rename" ? .rename : word == "retire" ? .end : .removal
    case "shut", "shutting", "turned", "turning", "switched", "switching":
      return next() == "down" || next() == "off" ? .end : nil
    case "stop", "stops", "stopped", "stopping", "cease", "ceases", "ceased":
      return ending.contains(where: next().hasPrefix) ? .end : nil
    case "going", "goes": return next() == "away" && !isAble(words, at) ? .removal : nil
    case "go": return next() == "away" && at > 0 && isSaid(words, at) ? .removal : nil
    case "phased", "phasing", "phase": return next() == "out" && !isAble(words, at) ? .end : nil
    case "ends", "ending", "end", "ended":
      // "Support for v1 ends in May."
      return words.contains("support") && !isAble(words, at) && next() != "user" && next() != "users" ? .end : nil
    case "obsolete", "obsoleted", "superseded": return isStated(words, at) ? .deprecation : nil
    case "withdrawn": return isAble(words, at) ? nil : .removal
    case "required", "mandatory", "compulsory": return isNewDemand(words, at) ? .breaking : nil
    case "no" where next() == "longer":
      return words[at...].prefix(7).contains(where: given.contains) && !isRelief(words, at) ? .removal : nil
    case "removed", "removal", "dropped": return isAble(words, at) || isRelief(words, at) ? nil : .removal
    case "called", "named": return at > 0 && words[at - 1] == "now" ? .rename : nil
    case "now": return ["a", "an"].contains(next()) && kinds.contains(next(2)) ? .breaking : nil
    case "changed", "changes": return isRetyped(words, at) ? .breaking : nil
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
    "mutation", "graphql", "soap", "rest", "tls", "sobject", "wsdl", "oauth", "definition", "element", "authentication",
  ]

  private static func isOfAPI(_ word: String) -> Bool {
    if nouns.contains(word) { return true }
    // `v2`, `v3.1`, `phone_number`, `2024-10`.
    if word.first == "v", word.utf8.count > 1, word.dropFirst().allSatisfy(\.isNumber) { return true }
    return word.contains("_") && word.utf8.count > 3
  }

  /// What a call does not do any more.
  private static let given: Set<String> = [
    "supported", "available", "returned", "accepted", "work", "works", "exist", "exists", "included", "support",
    "return", "returns", "accept", "accepts", "include", "includes", "contain", "contains", "provided", "provide",
    "allowed", "possible", "able", "sent", "populated", "present", "valid", "maintained", "writable", "updatable",
    "readable",
    "editable", "visible", "exposed",
  ]
  /// What a value is.
  private static let kinds: Set<String> = [
    "string", "text", "integer", "int", "number", "float", "decimal", "boolean", "bool", "array", "list", "object",
    "enum", "date", "timestamp", "map", "uuid", "long",
  ]

  /// Whether what changes is of what kind a value is: "the type changed", "changed from integer to string".
  private static func isRetyped(_ words: [String], _ at: Int) -> Bool {
    guard !isAble(words, at) else { return false }
    let after = Array(words[at...].dropFirst().prefix(6))
    if words[max(0, at - 6)..<at].contains(where: ["type", "datatype"].contains) { return true }
    if after.contains("type") || after.contains("datatype") { return true }
    return after.first == "from" && after.contains(where: kinds.contains)
  }

  /// Whether what goes is missed by nobody: a limit, an error.
  private static func isRelief(_ words: [String], _ at: Int) -> Bool {
    let burdens: Set<String> = [
      "limit", "limits", "limitation", "limitations", "restriction", "restrictions", "requirement", "requirements",
      "need", "cap", "caps", "error", "errors", "bug", "bugs", "exception", "exceptions", "duplicate", "duplicates",
      "throttling", "delay", "delays", "warning", "warnings",
    ]
    return words[at...].dropFirst().prefix(5).contains(where: burdens.contains)
  }

  private static let ending = ["work", "support", "return", "accept", "send", "serv", "function", "includ", "respond"]

  /// Whether something is demanded from now on, and not told of as demanded: "is now required", "will be required".
  private static func isNewDemand(_ words: [String], _ at: Int) -> Bool {
    let before = words[max(0, at - 4)..<at]
    let isNew = before.contains { ["now", "become", "becomes", "became", "becoming", "will", "made"].contains($0) }
    // "No action is required", "no code is required": nothing of the system.
    return isNew && !isAble(words, at) && !before.contains("action")
  }

  /// Whether it is said of something that it is so: "is now obsolete", and not "obsolete formats".
  private static func isStated(_ words: [String], _ at: Int) -> Bool {
    let verbs: Set<String> = ["is", "are", "was", "were", "be", "been", "become", "becomes", "became", "made", "now"]
    return words[max(0, at - 3)..<at].contains(where: verbs.contains) && !isAble(words, at)
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
