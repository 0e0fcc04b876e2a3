/// What the answers of one look say beside their documents: limits, refusals for them, ends of versions and of tokens.
public struct AnswerNotes: Sendable, Equatable {
  /// Each limit as it stood when the look began, so that what the look itself used up counts for nothing.
  public private(set) var limits: [RateLimit] = []
  /// How many answers said that they were asked too often.
  public private(set) var refusals = 0
  /// What the answers say of the version that was asked.
  public private(set) var retirement = Retirement()
  /// How many answers were whole: one that says that nothing changed leaves out what stands beside a document too.
  public private(set) var whole = 0
  /// When the token ends, seconds since 1970; nil where no answer says.
  public private(set) var tokenEnds: Double?

  /// Makes notes of nothing.
  public init() {}

  /// Rewrites what the system said in its own words.
  mutating func rewrite(_ rewrite: (String) -> String) {
    retirement.rewrite(rewrite)
    for index in limits.indices { limits[index].name = rewrite(limits[index].name) }
  }

  /// A limit that comes under more names than this is none of interest.
  private static let mostLimits = 20

  /// Takes an answer. What one to a probe says of an end is of that operation, and no end of the version.
  mutating func take(_ response: HTTPResponse, now: Double, isProbe: Bool = false) {
    refusals += response.refusals
    if (200...299).contains(response.status) { whole += 1 }
    for limit in RateLimit.read(response.headers, now: now)
    where limits.count < Self.mostLimits && !limits.contains(where: { $0.name == limit.name }) {
      limits.append(limit)
    }
    if !isProbe { retirement.take(response.headers, now: now) }
    // GitHub, of personal tokens: `2027-01-31 11:00:00 UTC`.
    if let text = response.headers["GitHub-Authentication-Token-Expiration"] {
      tokenEnds = HTTPDate.isoSeconds(text.replacing(" UTC", with: "Z")) ?? tokenEnds
    }
  }
}
