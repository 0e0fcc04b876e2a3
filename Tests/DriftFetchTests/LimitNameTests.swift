import Testing

@testable import DriftFetch

@Suite("Names of limits") struct LimitNameTests {
  private static func read(_ headers: HeaderList) -> [String] {
    RateLimit.read(headers, now: 1_793_613_600).map { limit in
      "\(limit.name) \(Int(limit.remaining))/\(limit.limit.map { "\(Int($0))" } ?? "-")"
    }
  }

  @Test("each span of one system is a limit of its own") func spans() {
    #expect(
      Self.read([
        ("X-RateLimit-Limit-Minute", "60"), ("X-RateLimit-Remaining-Minute", "59"), ("X-RateLimit-Limit-Day", "1000"),
        ("X-RateLimit-Remaining-Day", "3"),
      ]) == ["minute 59/60", "day 3/1000"])
    #expect(
      Self.read([("X-RateLimit-Daily-Limit", "100"), ("X-RateLimit-Daily-Remaining", "2")]) == ["daily 2/100"])
  }

  @Test("a limit that says what it is of has that name") func resource() {
    #expect(
      Self.read([
        ("X-RateLimit-Limit", "30"), ("X-RateLimit-Remaining", "29"), ("X-RateLimit-Resource", "search"),
      ]) == ["search 29/30"])
  }

  @Test("a thousand is one, and a list another thing") func grouped() {
    #expect(Self.read([("X-RateLimit-Limit", "1,000"), ("X-RateLimit-Remaining", "5")]) == ["requests 5/1000"])
    #expect(Self.read([("X-RateLimit-Limit", "100, 100;w=60"), ("X-RateLimit-Remaining", "5")]) == ["requests 5/100"])
    #expect(
      Self.read([
        ("X-RateLimit-Limit", "10, 1000"), ("X-RateLimit-Remaining", "9, 4"), ("X-RateLimit-Reset", "1, 3600"),
      ]) == ["requests 9/10", "requests (2) 4/1000"])
  }

  @Test("what is below zero is over a limit, or has none") func unlimited() {
    for limit in ["unlimited", "-1", "abc", ""] {
      let headers: HeaderList =
        limit.isEmpty
        ? [("X-RateLimit-Remaining", "-1")] : [("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", "-1")]
      #expect(Self.read(headers) == [], "\(limit)")
    }
    #expect(Self.read([("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "-3")]) == ["requests 0/100"])
  }

  @Test("scopes are parted in many ways", arguments: ["a b", "a,b", "a;b", "a\tb", "\"a\" \"b\"", "[\"a\",\"b\"]"])
  func scopes(_ text: String) { #expect(ScopeList.read(text) == ["a", "b"]) }

  @Test("the same header twice is two limits, and two headers that say the same are one, of which the least counts")
  func twice() {
    #expect(
      Self.read([
        ("X-RateLimit-Limit", "1000"), ("X-RateLimit-Remaining", "4"), ("X-RateLimit-Limit", "10"),
        ("X-RateLimit-Remaining", "9"),
      ]) == ["requests 9/10", "requests (2) 4/1000"])
    #expect(
      Self.read([
        ("RateLimit-Limit", "100"), ("RateLimit-Remaining", "50"), ("X-RateLimit-Limit", "100"),
        ("X-RateLimit-Remaining", "7"),
      ]) == ["requests 7/100"])
  }

  @Test("a name is the same each night, whatever ids stand in it") func stable() {
    #expect(
      Self.read([("RateLimit", "\"user-82736455\";r=5"), ("RateLimit-Policy", "\"user-82736455\";q=10")])
        == ["user-* 5/10"])
    for (name, plain) in [
      ("daily-2026-11-24", "daily-*"), ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "*"), ("app9f8e7d6c", "*"),
      ("burst", "burst"), ("v2-contacts", "v2-contacts"), ("per-1000", "per-1000"), ("api-usage", "api-usage"),
    ] { #expect(LimitNames.stable(name) == plain) }
  }
}
