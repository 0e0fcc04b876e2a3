/// What a system says that one may still ask, read from the headers that are in use.
public struct RateLimit: Sendable, Equatable {
  /// What the system calls it, `daily`; `requests` where it has no name.
  public var name: String
  /// How many requests are left.
  public var remaining: Double
  /// Of how many; nil where nobody said.
  public var limit: Double?
  /// In how many seconds there are more; nil where nobody said.
  public var reset: Double?

  /// Makes a limit.
  public init(_ name: String = "requests", remaining: Double, limit: Double?, reset: Double?) {
    self.name = name
    self.remaining = remaining
    self.limit = limit
    self.reset = reset
  }

  /// The part that is left, from 0 to 1; nil where it cannot be told.
  public var share: Double? {
    if remaining <= 0 { return 0 }
    guard let limit, limit > 0 else { return nil }
    return min(remaining / limit, 1)
  }

  /// How long to wait between requests so that what is left lasts; nil where enough is left. With a tenth left the rest is
  /// spread over the time until there is more.
  public var spacing: Double? {
    guard let share, share < 0.1 else { return nil }
    guard let reset else { return 1 }
    return max(0, reset) / max(remaining, 1)
  }
}

extension RateLimit {
  /// All limits that an answer names.
  public static func read(_ headers: HeaderList, now: Double) -> [RateLimit] {
    LimitNames.distinct(structured(headers) + named(headers, now: now) + vendors(headers, now: now))
  }

  /// `RateLimit` and `RateLimit-Policy` of the IETF's draft, and what `RateLimit` was before.
  private static func structured(_ headers: HeaderList) -> [RateLimit] {
    let policies = headers.all("RateLimit-Policy").flatMap(StructuredItem.list)
    return headers.all("RateLimit").flatMap(StructuredItem.list).compactMap { item in
      if let remaining = item.number("r") {
        let policy = policies.first { $0.name == item.name }
        return RateLimit(
          Words.clean(item.name, atMost: 60), remaining: remaining, limit: policy?.number("q"), reset: item.number("t"))
      }
      return nil
    } + older(headers.all("RateLimit"))
  }

  /// `limit=10, remaining=5, reset=3`.
  private static func older(_ values: [String]) -> [RateLimit] {
    values.compactMap { value in
      var parts: [String: Double] = [:]
      for part in value.split(separator: ",") {
        let pair = part.split(separator: "=", maxSplits: 1).map { HTTPSyntax.trimmed($0) }
        if pair.count == 2 { parts[pair[0].lowercased()] = number(pair[1]) }
      }
      return parts["remaining"].map { RateLimit(remaining: $0, limit: parts["limit"], reset: parts["reset"]) }
    }
  }

  /// One header for each of limit, remaining and reset, and one such group for each span where a system has several:
  /// `X-RateLimit-Remaining-Minute` beside `X-RateLimit-Limit-Minute`. The same header twice is two limits, and so is a
  /// header of two numbers, which whatever stands between may have made of them (RFC 9110, 5.3).
  private static func named(_ headers: HeaderList, now: Double) -> [RateLimit] {
    var out: [RateLimit] = []
    var seen: Set<String> = []
    for name in headers.fields.map({ $0.name.lowercased() }) where seen.insert(name).inserted {
      guard let prefix = prefixes.first(where: name.hasPrefix) else { continue }
      let words = name.dropFirst(prefix.count).split(separator: "-")
      guard words.contains("remaining") else { continue }
      func values(_ word: Substring) -> [String] {
        headers.all(prefix + words.map { $0 == "remaining" ? word : $0 }.joined(separator: "-"))
      }
      let lefts = headers.all(name).flatMap(apart)
      func each(_ values: [String]) -> [String] { values.count < lefts.count ? values.flatMap(apart) : values }
      let (limits, resets) = (each(values("limit")), each(values("reset")))
      let span = words.filter { $0 != "remaining" }.joined(separator: " ")
      // GitHub has several limits under the same headers, and says of which these are.
      let resource = headers["\(prefix)resource"].map { Words.clean($0, atMost: 60) } ?? ""
      let unnamed = resource.isEmpty ? "requests" : resource
      for (index, value) in lefts.enumerated() {
        guard let remaining = number(value) else { continue }
        func own(_ values: [String]) -> String? { values.count > index ? values[index] : values.first }
        // Below zero is who is over a limit, where there is one.
        if value.hasPrefix("-"), own(limits).flatMap(number) ?? 0 <= 0 { continue }
        out.append(
          RateLimit(
            span.isEmpty ? unnamed : span, remaining: remaining, limit: own(limits).flatMap(number),
            reset: own(resets).flatMap { seconds($0, now: now) }))
      }
    }
    // Only the warning came: a twentieth is as good a guess as any that slows down.
    for prefix in prefixes
    where headers["\(prefix)nearlimit"]?.lowercased() == "true" && headers["\(prefix)remaining"] == nil {
      out.append(
        RateLimit(remaining: 1, limit: 20, reset: headers["\(prefix)reset"].flatMap { seconds($0, now: now) }))
    }
    return out
  }

  private static let prefixes = ["ratelimit-", "x-ratelimit-", "x-rate-limit-"]

  private static func vendors(_ headers: HeaderList, now: Double) -> [RateLimit] {
    var out: [RateLimit] = []
    func pair(_ name: String, _ remaining: String, _ limit: String?, reset: Double?) {
      guard let left = headers[remaining].flatMap(number) else { return }
      out.append(.init(name, remaining: left, limit: limit.flatMap { headers[$0] }.flatMap(number), reset: reset))
    }
    func used(_ name: String, _ text: Substring, reset: Double?) {
      let parts = text.split(separator: "/")
      guard parts.count == 2, let used = number(parts[0]), let limit = number(parts[1]) else { return }
      out.append(.init(name, remaining: limit - used, limit: limit, reset: reset))
    }
    // Salesforce: api-usage=18/5000; per-app-api-usage=17/250(appName=x). It counts over a day that slides.
    for value in headers.all("Sforce-Limit-Info") {
      for part in value.split(whereSeparator: { ";,".contains($0) }) {
        let sides = part.split(separator: "=", maxSplits: 1)
        if sides.count == 2, sides[0].hasSuffix("api-usage") {
          used(HTTPSyntax.trimmed(sides[0]), sides[1].prefix { $0 != "(" }, reset: nil)
        }
      }
    }
    let interval = headers["X-HubSpot-RateLimit-Interval-Milliseconds"].flatMap(number).map { $0 / 1000 }
    pair("burst", "X-HubSpot-RateLimit-Remaining", "X-HubSpot-RateLimit-Max", reset: interval)
    pair("secondly", "X-HubSpot-RateLimit-Secondly-Remaining", "X-HubSpot-RateLimit-Secondly", reset: 1)
    pair("daily", "X-HubSpot-RateLimit-Daily-Remaining", "X-HubSpot-RateLimit-Daily", reset: nil)
    // Dataverse: 6,000 requests in five minutes.
    if let left = headers["x-ms-ratelimit-burst-remaining-xrm-requests"].flatMap(number) {
      out.append(.init("burst", remaining: left, limit: 6000, reset: 300))
    }
    // Shopify: a bucket that loses two a second.
    if let value = headers["X-Shopify-Shop-Api-Call-Limit"] {
      let inUse = value.split(separator: "/").first.flatMap(number)
      used("calls", value[...], reset: inUse.map { $0 / 2 })
    }
    pair("daily tokens", "X-Daily-RateLimit-Token-Remaining", nil, reset: nil)
    pair("credits", "X-API-Credits-Remaining", nil, reset: nil)
    return out
  }

  /// The number at the start: `100`, `100;w=60`, `100, 100;w=60`.
  private static func number(_ text: some StringProtocol) -> Double? {
    let text = HTTPSyntax.trimmed(text)
    // Whoever is over a limit is told so by some with a number below zero.
    if text.hasPrefix("-"), Double(text) != nil { return 0 }
    if let grouped = grouped(text) { return grouped }
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    if let next = text.dropFirst(digits.count).first, !" ;,(".contains(next) { return nil }
    return Double(digits).flatMap { $0.isFinite ? $0 : nil }
  }

  /// A number whose thousands are set apart: `1,000` is a thousand, and no list.
  private static func grouped(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count > 1, (1...3).contains(parts[0].count), parts.dropFirst().allSatisfy({ $0.count == 3 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    return Double(parts.joined())
  }

  /// The numbers of a list; what is none stays whole, as a date does.
  private static func apart(_ text: String) -> [String] {
    guard grouped(text) == nil else { return [text] }
    let parts = text.split(separator: ",").map { HTTPSyntax.trimmed($0) }
    return parts.allSatisfy { number($0) != nil } ? parts : [text]
  }

  /// When there is more, as seconds from now: a date, milliseconds or seconds since 1970, else seconds from now.
  private static func seconds(_ text: String, now: Double) -> Double? {
    if let date = HTTPDate.isoSeconds(text) ?? HTTPDate.seconds(text, now: now) { return max(0, date - now) }
    guard let value = number(text) else { return nil }
    if value > 1e11 { return max(0, value / 1000 - now) }
    return value > 1e9 ? max(0, value - now) : value
  }
}

/// An item of a structured list with its parameters (RFC 9651): `"burst";r=50;t=30`.
struct StructuredItem: Equatable {
  var name: String
  var parameters: [String: String] = [:]

  func number(_ key: String) -> Double? { parameters[key].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

  /// The items of a list; none where the text is no list, as the draft asks.
  static func list(_ text: String) -> [StructuredItem] {
    var out: [StructuredItem] = []
    for part in pieces(of: text, at: ",") {
      let pieces = pieces(of: part, at: ";")
      guard let first = pieces.first, let name = bare(first) else { return [] }
      var item = StructuredItem(name: name)
      for piece in pieces.dropFirst() {
        let pair = piece.split(separator: "=", maxSplits: 1).map { HTTPSyntax.trimmed($0) }
        if pair.count == 2 { item.parameters[pair[0]] = pair[1] }
      }
      out.append(item)
    }
    return out
  }

  /// The name of a string or token.
  private static func bare(_ text: String) -> String? {
    if text.hasPrefix("\"") {
      return text.count > 1 && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : nil
    }
    return !text.isEmpty && text.utf8.allSatisfy(HTTPSyntax.isToken) ? text : nil
  }

  /// The parts between separators that stand in no string.
  private static func pieces(of text: String, at separator: Character) -> [String] {
    var out = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == separator, !isQuoted { out.append("") } else { out[out.count - 1].append(character) }
    }
    return out.map { HTTPSyntax.trimmed($0) }
  }
}
