/// What a system says of the end of the version that was asked.
public struct Retirement: Sendable, Equatable {
  /// Whether it is, or will be, deprecated (RFC 9745).
  public private(set) var isDeprecated = false
  /// Since when, or from when on, seconds since 1970; nil where nobody says.
  public private(set) var deprecated: Double?
  /// When it ends (RFC 8594), seconds since 1970; nil where nobody says. Of several the first counts.
  public private(set) var sunset: Double?
  /// Where people read about it (`Link: rel="deprecation"`, `rel="sunset"`); empty where nobody says.
  public private(set) var page = ""
  /// What takes its place (`rel="successor-version"`, `rel="latest-version"`); empty where nobody says.
  public private(set) var successor = ""
  /// What else the system says of it: fields that go, a warning's text; on one line, empty where it says nothing.
  public private(set) var said = ""
  /// The version that answered, where it says so: a vendor that falls forward answers with another than was asked for.
  public private(set) var version = ""

  /// Makes a retirement of nothing.
  public init() {}

  /// Whether nothing was said.
  public var isNone: Bool { !isDeprecated && sunset == nil }

  /// Rewrites its texts.
  mutating func rewrite(_ rewrite: (String) -> String) {
    page = rewrite(page)
    successor = rewrite(successor)
    said = rewrite(said)
    version = rewrite(version)
  }

  /// Takes what the headers of an answer say.
  mutating func take(_ headers: HeaderList, now: Double) {
    for value in headers.all("Deprecation") { take(deprecation: value, now: now) }
    for value in headers.all("Sunset") {
      guard let date = Self.date(value, now: now) else {
        // That it ends is said, and when is not understood.
        if !Self.isNo(value) { deprecate("Sunset: \(value)") }
        continue
      }
      sunset = min(sunset ?? date, date)
    }
    for link in Link.all(in: headers) where Self.isPlace(link.target) {
      if page.isEmpty, link.isOf(["deprecation", "sunset"]) { page = Words.clean(link.target, atMost: 200) }
      // `latest-version` stands on every answer of some systems, and means nothing without the rest.
      if successor.isEmpty, link.isOf(["successor-version", "latest-version"]) {
        successor = Words.clean(link.target, atMost: 200)
      }
    }
    // RFC 7234, 5.5.7, obsolete and in use (Kubernetes, Elasticsearch): `299 - "text"`. It warns of other things too.
    for value in ["Warning", "X-API-Warn", "X-Ad-API-Version-Warning"].flatMap(headers.all) where !Self.isOfCache(value)
    {
      let text = value.split(separator: "\"", omittingEmptySubsequences: false)
      let said = text.count > 2 ? String(text[1]) : value
      let words = said.lowercased()
      if Self.ending.contains(where: words.contains) { deprecate(said) }
    }
    if let reason = headers["X-Shopify-API-Deprecated-Reason"] { deprecate(reason) }
    if let text = headers["X-API-Deprecation-Info"] { deprecate(text) }
    if let date = headers["X-API-Deprecation-Date"].flatMap({ Self.date($0, now: now) }) {
      isDeprecated = true
      deprecated = deprecated ?? date
    }
    takeOwn(headers, now: now)
    for name in ["X-Shopify-API-Version", "Stripe-Version", "X-GitHub-Api-Version-Selected", "Facebook-API-Version"] {
      if let value = headers[name] { version = Words.clean(value, atMost: 60) }
    }
  }

  private static let known: Set<String> = [
    "deprecation", "sunset", "x-shopify-api-deprecated-reason", "x-api-deprecation-info", "x-api-deprecation-date",
  ]

  /// Headers of a vendor's own that say it by their name: `X-API-Deprecated: true`, `X-Sunset-Date: 2027-06-30`.
  private mutating func takeOwn(_ headers: HeaderList, now: Double) {
    for field in headers.fields {
      let name = field.name.lowercased()
      guard !Self.known.contains(name), !Self.isNo(field.value) else { continue }
      let isEnd = name.contains("sunset") || name.contains("end-of-life")
      guard isEnd || name.contains("deprecat") else { continue }
      guard let date = Self.date(field.value, now: now) else {
        let says = ["true", "1", "yes", "?1"].contains(HTTPSyntax.trimmed(field.value).lowercased())
        deprecate(says ? "" : "\(field.name): \(field.value)")
        continue
      }
      if isEnd { sunset = min(sunset ?? date, date) } else { deprecated = min(deprecated ?? date, date) }
      isDeprecated = isDeprecated || !isEnd
    }
  }

  /// What a warning of an end has in it.
  private static let ending = [
    "deprecat", "sunset", "going away", "go away", "will be removed", "being removed", "will be retired", "is retired",
    "being retired", "end of life", "end-of-life", "end of support", "no longer supported", "no longer be supported",
    "discontinu", "obsolete", "decommission", "shut down", "shutting down", "will stop working", "phased out",
  ]

  /// Whether a warning is of a cache on the way, by its code (RFC 7234, 5.5), whatever its text.
  private static func isOfCache(_ value: String) -> Bool {
    ["110", "111", "112", "113", "214"].contains(HTTPSyntax.trimmed(value).prefix { $0 != " " })
  }

  /// Whether a header says that there is nothing to say.
  private static func isNo(_ value: String) -> Bool {
    ["", "0", "@0", "?0", "false", "no", "never", "none", "null", "nil", "n/a", "-", "undefined", "not set"].contains(
      HTTPSyntax.trimmed(value).trimmingQuotes.lowercased())
  }

  /// `@1735689600`, and what the drafts had: `true`, a date, `version="v1", date="…"`. `false` and `@0` say that it is not.
  private mutating func take(deprecation value: String, now: Double) {
    let text = HTTPSyntax.trimmed(value)
    if Self.isNo(text) { return }
    switch text.lowercased() {
    case "true", "?1", "1": isDeprecated = true
    default:
      let quoted = text.split(separator: "date=\"", maxSplits: 1).dropFirst().first.map { $0.prefix { $0 != "\"" } }
      guard let date = Self.date(quoted.map(String.init) ?? text, now: now) else {
        if text.contains("version=") { isDeprecated = true }
        return
      }
      isDeprecated = true
      deprecated = min(deprecated ?? date, date)
    }
  }

  private mutating func deprecate(_ text: String) {
    isDeprecated = true
    if said.isEmpty { said = Words.clean(text, atMost: 200) }
  }

  /// Whether a link leads to a page, and does nothing else when somebody clicks it.
  private static func isPlace(_ target: String) -> Bool {
    target.hasPrefix("https://") || target.hasPrefix("http://") || target.hasPrefix("/")
  }

  /// A date of structured fields, of HTTP, or of ISO 8601.
  private static func date(_ text: String, now: Double) -> Double? {
    let text = HTTPSyntax.trimmed(text)
    if text.hasPrefix("@") {
      guard let seconds = Double(text.dropFirst().prefix { $0 != ";" }), HTTPDate.isTime(seconds) else { return nil }
      return seconds
    }
    if let date = HTTPDate.seconds(text, now: now) ?? HTTPDate.isoSeconds(text) { return date }
    return text.utf8.count == 10 ? HTTPDate.isoSeconds("\(text)T00:00Z") : nil
  }
}

extension String {
  /// Without quotes at both ends.
  fileprivate var trimmingQuotes: Substring {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? dropFirst().dropLast() : self[...]
  }
}
