/// The CRM's tokens.
struct TokenDesk {
  private var ends: [String: Double] = [:]
  private var count = 0

  /// A new token.
  mutating func issue(now: Double, lifetime: Int) -> String {
    count += 1
    let token = "example-token-\(count)"
    ends[token] = now + Double(lifetime)
    return token
  }

  /// Whether a token was given out here and has not ended.
  func isGood(_ token: String, now: Double) -> Bool { ends[token].map { now < $0 } ?? false }

  /// Ends all tokens.
  mutating func expire() { ends.removeAll() }
}
