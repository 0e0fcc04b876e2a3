import Testing

@testable import DriftFetch

@Suite("What systems say of their limits")
struct MannersTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT.
  static let then = 784_111_777.0

  @Test(
    "dates are read in the three forms of RFC 9110",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", then), ("Sunday, 06-Nov-94 08:49:37 GMT", then),
      ("Sun Nov  6 08:49:37 1994", then),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
      ("Thu, 26 Nov 2026 02:15:00 GMT", 1_795_659_300),
      ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
    ] as [(String, Double)])
  func dates(text: String, expected: Double) {
    #expect(HTTPDate.seconds(text, now: Self.then) == expected)
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 06 Foo 1994 08:49:37 GMT",
      "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
      "1994-11-06T08:49:37Z",
    ])
  func noDates(text: String) { #expect(HTTPDate.seconds(text, now: Self.then) == nil) }

  @Test("a year of two digits is not more than fifty years ahead")
  func shortYears() {
    let now = 1_800_000_000.0  // 2027
    #expect(
      HTTPDate.seconds("Sunday, 06-Nov-77 08:49:37 GMT", now: now)
        == HTTPDate.seconds("Sat, 06 Nov 2077 08:49:37 GMT", now: now))
    #expect(HTTPDate.seconds("Sunday, 06-Nov-94 08:49:37 GMT", now: now) == Self.then)
  }

  @Test("times of ISO 8601 are read")
  func isoDates() {
    for text in [
      "1994-11-06T08:49:37Z", "1994-11-06T08:49:37.5Z", "1994-11-06T09:49:37+01:00", "1994-11-06T00:49:37-0800",
      "1994-11-06 08:49:37Z", "1994-11-06 00:49:37 -0800", "1994-11-06 09:49:37 +0100",
    ] {
      #expect(HTTPDate.isoSeconds(text) == Self.then, "\(text)")
    }
    #expect(HTTPDate.isoSeconds("1994-11-06T08:49Z") == Self.then - 37)
    for text in [
      "", "1994-11-06", "T", "1994-13-06T08:49Z", "a-b-cT08:49Z", "1994-11-06T08:49+1", "2027-02-29T08:49Z",
      "2027-04-31T08:49Z",
    ] {
      #expect(HTTPDate.isoSeconds(text) == nil, "\(text)")
    }
  }

  @Test("Retry-After is seconds or a date, and nothing else")
  func retryAfter() {
    let rows: [([String], Double?)] = [
      ([], nil), (["2"], 2), (["0"], 0), (["1.5"], 1.5), (["-5"], nil), (["soon"], nil), ([""], nil), (["2, 4"], 4),
      (["2", "7"], 7),
      (["Sun, 06 Nov 1994 08:49:47 GMT"], 10), (["Sun, 06 Nov 1994 08:49:27 GMT"], 0),
      (["99999999999"], 99_999_999_999),
      (["0x10"], nil), (["1e3"], nil), (["inf"], nil), (["nan"], nil), (["+2"], nil), (["soon", "3"], 3),
    ]
    for (values, expected) in rows {
      var headers: HeaderList = []
      for value in values { headers.append("Retry-After", value) }
      #expect(RetryAfter.seconds(headers, now: Self.then) == expected, "\(values)")
    }
  }

  @Test("limits are read in every spelling that is in use")
  func limits() {
    let now = 1_800_000_000.0
    let rows: [(HeaderList, [RateLimit])] = [
      ([], []),
      (
        [("RateLimit", "\"burst\";r=50;t=30"), ("RateLimit-Policy", "\"burst\";q=100;w=60,\"daily\";q=1000;w=86400")],
        [.init(remaining: 50, limit: 100, reset: 30)]
      ),
      (
        [("RateLimit", "\"a;b,c\";r=1;t=2, \"d\";r=3")],
        [.init(remaining: 1, limit: nil, reset: 2), .init(remaining: 3, limit: nil, reset: nil)]
      ),
      ([("RateLimit", "default;r=1;t=7")], [.init(remaining: 1, limit: nil, reset: 7)]),
      ([("RateLimit", "limit=10, remaining=5, reset=3")], [.init(remaining: 5, limit: 10, reset: 3)]),
      ([("RateLimit", "\"burst"), ("RateLimit-Policy", ";;")], []),
      (
        [("RateLimit-Limit", "100, 100;w=60"), ("RateLimit-Remaining", "9"), ("RateLimit-Reset", "5")],
        [.init(remaining: 9, limit: 100, reset: 5)]
      ),
      (
        [("X-RateLimit-Limit", "60"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1800000090")],
        [.init(remaining: 0, limit: 60, reset: 90)]
      ),
      (
        [("x-rate-limit-limit", "60"), ("x-rate-limit-remaining", "7"), ("x-rate-limit-reset", "90")],
        [.init(remaining: 7, limit: 60, reset: 90)]
      ),
      (
        [("X-RateLimit-Remaining", "7"), ("X-RateLimit-Reset", "1800000090000")],
        [.init(remaining: 7, limit: nil, reset: 90)]
      ),
      (
        [("X-RateLimit-Remaining", "7"), ("X-RateLimit-Reset", "2027-01-15T08:01Z")],
        [.init(remaining: 7, limit: nil, reset: 60)]
      ),
      ([("X-RateLimit-NearLimit", "true")], [.init(remaining: 1, limit: 20, reset: nil)]),
      ([("X-RateLimit-Remaining", "x"), ("X-RateLimit-Reset", "-")], []),
      ([("Sforce-Limit-Info", "api-usage=18/5000")], [.init(remaining: 4982, limit: 5000, reset: nil)]),
      (
        [("Sforce-Limit-Info", "api-usage=25/5000; per-app-api-usage=17/250(appName=x)")],
        [.init(remaining: 4975, limit: 5000, reset: nil), .init(remaining: 233, limit: 250, reset: nil)]
      ),
      (
        [
          ("X-HubSpot-RateLimit-Max", "100"), ("X-HubSpot-RateLimit-Remaining", "3"),
          ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"), ("X-HubSpot-RateLimit-Daily", "1000"),
          ("X-HubSpot-RateLimit-Daily-Remaining", "2"),
        ], [.init(remaining: 3, limit: 100, reset: 10), .init(remaining: 2, limit: 1000, reset: nil)]
      ),
      ([("x-ms-ratelimit-burst-remaining-xrm-requests", "5999")], [.init(remaining: 5999, limit: 6000, reset: 300)]),
      ([("X-Shopify-Shop-Api-Call-Limit", "32/40")], [.init(remaining: 8, limit: 40, reset: 16)]),
      ([("X-API-CREDITS-REMAINING", "0")], [.init(remaining: 0, limit: nil, reset: nil)]),
    ]
    for (headers, expected) in rows {
      let read = RateLimit.read(headers, now: now).map {
        RateLimit(remaining: $0.remaining, limit: $0.limit, reset: $0.reset)
      }
      #expect(read == expected, "\(headers.fields)")
    }
    let named: [HeaderList] = [
      [("RateLimit-Policy", "\"daily\";q=1000;w=86400"), ("RateLimit", "\"daily\";r=50;t=30")],
      [("Sforce-Limit-Info", "api-usage=25/5000; per-app-api-usage=17/250(appName=x)")],
      [("X-HubSpot-RateLimit-Daily", "1000"), ("X-HubSpot-RateLimit-Daily-Remaining", "2")],
      [("X-RateLimit-Limit", "60"), ("X-RateLimit-Remaining", "0")],
    ]
    #expect(
      named.flatMap { RateLimit.read($0, now: now).map(\.name) } == [
        "daily", "api-usage", "per-app-api-usage", "daily", "requests",
      ])
  }

  @Test("with a tenth left requests are spread, with nothing left they wait")
  func spacing() {
    #expect(RateLimit(remaining: 10, limit: 100, reset: 60).spacing == nil)
    #expect(RateLimit(remaining: 9, limit: 100, reset: 63).spacing == 7)
    #expect(RateLimit(remaining: 0, limit: 100, reset: 60).spacing == 60)
    #expect(RateLimit(remaining: 0, limit: nil, reset: 60).spacing == 60)
    #expect(RateLimit(remaining: 1, limit: nil, reset: 60).spacing == nil)
    #expect(RateLimit(remaining: 1, limit: 5000, reset: nil).spacing == 1)
  }

  @Test("waits double, up to a longest, and are random in full")
  func backoff() {
    let backoff = Backoff(first: 1, longest: 30)
    #expect((1...7).map { backoff.seconds(after: $0, random: 1) } == [1, 2, 4, 8, 16, 30, 30])
    #expect(backoff.seconds(after: 3, random: 0.25) == 1)
    #expect(backoff.seconds(after: 100_000, random: 0) == 0)
  }

  @Test("a budget ends with its time, the run's or its tries")
  func budget() {
    let world = World()
    let budget = Budget(retries: 2, seconds: 10, deadline: world.now + 100, now: { world.now })
    #expect(budget.left == 10)
    #expect([budget.takeRetry(), budget.takeRetry(), budget.takeRetry()] == [true, true, false])
    world.pass(20)
    #expect(budget.left == 0)
    #expect(Budget(seconds: 500, deadline: world.now + 5, now: { world.now }).left == 5)
  }
}
