/// What one system may cost: how often it is asked again, and until when. The end of the whole run is part of it.
public final class Budget: Sendable {
  private let retries: Locked<Int>
  /// When it is used up, seconds since 1970.
  public let end: Double
  /// What it is and what it is called in the project file; empty where it stands in none.
  let name: String
  private let now: @Sendable () -> Double

  /// Makes a budget that begins now.
  ///
  /// - Parameters:
  ///   - retries: how often all of a system's requests together are sent again.
  ///   - seconds: how long the system may take.
  ///   - deadline: when the whole run ends, seconds since 1970.
  ///   - isOfSource: whether the project file has it, for a source.
  public init(
    retries: Int = 12, seconds: Double, deadline: Double = .infinity, isOfSource: Bool = true,
    now: @escaping @Sendable () -> Double
  ) {
    self.retries = Locked(retries)
    self.now = now
    let own = now() + seconds
    end = min(own, deadline)
    name = deadline < own ? "run.budget" : isOfSource ? "budget of the source (\(Words.seconds(seconds)))" : ""
  }

  /// The seconds that are left; never less than 0.
  public var left: Double { max(0, end - now()) }

  /// Takes one more try; false where there is none.
  func takeRetry() -> Bool {
    retries.with { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
  }
}
