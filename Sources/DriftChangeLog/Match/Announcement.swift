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
  /// What a sentence announces; nil for anything else. English is understood best, of other languages what says so plainly.
  init?(_ sentence: Sentence) {
    let words = sentence.words.map(\.folded)
    // What is written as code is a name of the API's.
    let isOfAPI = words.contains(where: Self.isOfAPI) || sentence.text.contains("`")
    let isOfService = isOfAPI || words.contains(where: Self.services.contains)
    for at in words.indices {
      guard let found = Self.announced(sentence, words, at, isOfAPI, isOfService), !Self.isDenied(words, at),
        !Self.isTakenBack(words, at)
      else {
        continue
      }
      self = found
      return
    }
    guard let found = Self.announcedElsewhere(words) else { return nil }
    self = found
  }

  /// What the words from a place on announce.
  private static func announced(
    _ sentence: Sentence, _ words: [String], _ at: Int, _ isOfAPI: Bool, _ isOfService: Bool
  ) -> Announcement? {
    let word = words[at]
    func next(_ offset: Int = 1) -> String { at + offset < words.count ? words[at + offset] : "" }
    if word.hasPrefix("deprecat") { return isAside(words, at) ? nil : .deprecation }
    let following = words[at...].dropFirst().prefix(3)
    if word == "breaking", following.contains(where: { $0.hasPrefix("change") }) || isLoud(sentence, at) {
      return .breaking
    }
    if word == "action", next() == "required" { return .breaking }
    if ["incompatible", "backward-incompatible", "backwards-incompatible"].contains(word), next().hasPrefix("change") {
      return .breaking
    }
    if word == "backwards" || word == "backward", next() == "incompatible" { return .breaking }
    if word == "eol" || word == "end-of-life" || word == "end-of-support" { return .end }
    if word == "end", next() == "of", ["life", "support", "service"].contains(next(2)) { return .end }
    if word.hasPrefix("decommission") || word.hasPrefix("discontinu") { return .end }
    guard !isMended(words) else { return nil }
    // What a service does to itself is said of more than what an API consists of.
    if isOfService, let end = end(words, at, isOfAPI: isOfAPI) { return end }
    // The rest is said of many things: what it is said of decides.
    guard isOfAPI else { return nil }
    switch word {
    case "retire", "remove", "drop", "rename", "removes", "drops", "withdraw":
      guard isSaid(words, at) else { return nil }
      return word == "rename" ? .rename : word == "retire" ? .end : .removal
    case "no" where next() == "longer": return isLost(words, at + 2) ? .removal : nil
    case "not", "won", "isn", "aren", "don", "doesn", "cannot":
      let rest = words[at...].prefix(9)
      let isOver =
        rest.contains("anymore")
        || zip(rest, rest.dropFirst()).contains { $0 == "any" && ["more", "longer"].contains($1) }
      return isOver && isLost(words, at + 1) ? .removal : nil
    case "removed", "removal", "dropped", "withdrawn": return isAble(words, at) || isRelief(words, at) ? nil : .removal
    case "called", "named": return at > 0 && words[at - 1] == "now" ? .rename : nil
    case "now": return ["a", "an"].contains(next()) && kinds.contains(next(2)) ? .breaking : nil
    case "changed", "changes": return isRetyped(words, at) ? .breaking : nil
    case "disappear", "disappears": return isAble(words, at) ? nil : .removal
    case "renamed", "renames": return isAble(words, at) ? nil : .rename
    case "removing", "dropping", "withdrawing": return isBegun(words, at) ? .removal : nil
    case "renaming": return isBegun(words, at) ? .rename : nil
    case "replaced", "superseded": return next() == "by" || next() == "with" ? .rename : nil
    case "obsolete", "obsoleted": return isCalled(words, at) && !isAble(words, at) ? .deprecation : nil
    case "required", "mandatory", "compulsory": return isFromNow(words, at) ? .breaking : nil
    default: return nil
    }
  }

  /// What ends as a whole: an API, a version, a service.
  private static func end(_ words: [String], _ at: Int, isOfAPI: Bool) -> Announcement? {
    let word = words[at]
    func next(_ offset: Int = 1) -> String { at + offset < words.count ? words[at + offset] : "" }
    switch word {
    case "sunset", "sunsets", "sunsetting", "sunsetted": return isOfAPI ? .end : nil
    case "retired", "retiring", "retirement", "shutdown", "unsupported":
      return isOfAPI ? .end : nil
    case "shut", "shuts", "shutting", "turned", "turning", "switched", "switching":
      return (next() == "down" || next() == "off") && !isAble(words, at) ? .end : nil
    case "phased", "phasing": return next() == "out" ? .end : nil
    case "taken": return next() == "offline" ? .end : nil
    case "go": return next() == "away" && at > 0 && isSaid(words, at) ? .removal : nil
    case "going", "goes", "went", "gone":
      return next() == "away" && !isAble(words, at) ? .removal : nil
    case "stop", "stops", "stopped", "stopping", "cease", "ceases", "ceased":
      guard !isAble(words, at) else { return nil }
      let after = next() == "to" ? next(2) : next()
      // Something that stopped working for a while was a fault; it has stopped, where it ended.
      if word == "stopped", after.hasPrefix("work"), at == 0 || !["has", "have"].contains(words[at - 1]) { return nil }
      return ceasing.contains(where: after.hasPrefix) ? .end : nil
    case "ends", "ended", "ending", "expires", "end":
      guard next() == "support" || isOfSupport(words[max(0, at - 8)..<at]), !isAble(words, at) else { return nil }
      return word != "end" || isSaid(words, at) ? .end : nil
    default: return nil
    }
  }

  /// Whether it is the support for something that is spoken of, and not who gives support.
  private static func isOfSupport(_ before: ArraySlice<String>) -> Bool {
    guard let at = before.lastIndex(of: "support") else { return false }
    return at + 1 == before.endIndex || ["for", "of", "will", "is", "has", "was"].contains(before[at + 1])
  }

  /// What something does that will do it no more.
  private static let ceasing = [
    "work", "support", "function", "return", "accept", "respond", "send", "exist", "answer",
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

  /// What is done no longer: "returned", "works", "will no longer be sent". What nobody misses is none of it.
  private static func isLost(_ words: [String], _ from: Int) -> Bool {
    let rest = words[min(from, words.count)...].prefix(6)
    guard !rest.prefix(3).contains(where: unmissed.contains), !isRelief(words, from) else { return false }
    if rest.contains(where: lost.contains) { return true }
    let isToBe = from >= 3 && rest.first == "be" && ["will", "would", "shall"].contains(words[from - 3])
    return isToBe
  }

  private static let lost: Set<String> = [
    "supported", "available", "returned", "accepted", "work", "works", "exist", "exists", "included", "support",
    "supports", "return", "returns", "accept", "accepts", "include", "includes", "provide", "provides", "provided",
    "populated", "allowed", "valid", "maintained", "exposed", "functional", "offered", "sent", "send", "sends",
    "emitted", "usable", "function", "functions", "possible", "able", "respond", "responds", "contain", "contains",
  ]

  private static let unmissed: Set<String> = [
    "deprecated", "required", "needed", "necessary", "limited", "throttled", "slow", "delayed", "blocked", "charged",
    "mandatory", "rejected", "ignored", "duplicated", "truncated", "lost", "affected", "beta", "experimental",
  ]

  /// Whether "breaking" stands for a breaking change: in capitals, or before a colon.
  private static func isLoud(_ sentence: Sentence, _ at: Int) -> Bool {
    guard at + 1 >= sentence.words.count || sentence.words[at + 1].folded != "news" else { return false }
    return sentence.words[at].text == "BREAKING"
      || at == 0 && sentence.text.prefix(20).lowercased().contains("breaking:")
  }

  /// Whether it is said of something, and does not only name it: "is obsolete", and not "an obsolete example".
  private static func isCalled(_ words: [String], _ at: Int) -> Bool {
    let verbs: Set<String> = [
      "is", "are", "was", "were", "been", "be", "now", "becomes", "become", "became", "made", "marked", "as",
      "considered",
    ]
    return at > 0 && verbs.contains(words[at - 1])
  }

  /// Whether something has to be there that did not: "is now required", "becomes mandatory", "required from May on".
  private static func isFromNow(_ words: [String], _ at: Int) -> Bool {
    let before = words[max(0, at - 3)..<at]
    // "May" is a month here more often than a verb.
    guard !words[max(0, at - 4)..<at].contains(where: { ["can", "could", "if", "when", "you"].contains($0) }) else {
      return false
    }
    if before.contains(where: { ["now", "becomes", "become", "becoming", "became"].contains($0) }) { return true }
    if at > 1, words[at - 1] == "be", words[at - 2] == "will" { return true }
    guard at > 0, ["is", "are"].contains(words[at - 1]), at + 1 < words.count else { return false }
    return ["from", "starting", "as", "since", "beginning"].contains(words[at + 1])
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
    "authentication",
  ]

  /// What ends as an API does, and is said to lose this or that each week.
  private static let services: Set<String> = [
    "service", "services", "integration", "integrations", "connector", "connectors", "sdk", "sdks", "call", "calls",
    "authentication", "token", "tokens", "route", "routes", "support",
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

  /// Whether it is said not to come after all: "the removal has been cancelled".
  private static func isTakenBack(_ words: [String], _ at: Int) -> Bool {
    let ends: Set<String> = [
      "cancelled", "canceled", "reverted", "abandoned", "scrapped", "rescinded", "reversed", "undone",
    ]
    let after = words[at...].dropFirst().prefix(10)
    guard let end = after.firstIndex(where: ends.contains) else { return false }
    return words[max(at, end - 3)..<end].contains { ["is", "are", "was", "were", "been", "be"].contains($0) }
  }

  /// Whether what stands before denies it; "no longer supported" does not.
  private static func isDenied(_ words: [String], _ at: Int) -> Bool {
    guard at > 0 else { return false }
    let before = words[max(0, at - 4)..<at]
    let denials: Set<String> = [
      "no", "not", "non", "without", "never", "isn", "aren", "don", "doesn",
      "didn", "won", "undeprecated", "cannot", "none", "nothing", "nobody", "neither", "nor",
    ]
    // "No fields were renamed or removed": what the sentence begins with holds for all that it lists.
    let isOfAll = ["no", "nothing", "none", "neither"].contains(words[0]) && words[1] != "longer" && at < 9
    return isOfAll || before.contains(where: denials.contains)
  }
}
