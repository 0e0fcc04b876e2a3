/// How long to wait before another try: a random part of a span that doubles each time ("full jitter"), so that clients
/// that failed together do not come back together.
public struct Backoff: Sendable {
  /// The span before the second try, seconds.
  public var first: Double
  /// The longest span, seconds.
  public var longest: Double

  /// Makes a rule.
  public init(first: Double = 1, longest: Double = 30) {
    self.first = first
    self.longest = longest
  }

  /// The wait after a number of tries.
  public func seconds(after tries: Int, random: Double) -> Double {
    var span = first
    for _ in 1..<max(min(tries, 64), 1) where span < longest { span *= 2 }
    return min(span, longest) * min(max(random, 0), 1)
  }
}
