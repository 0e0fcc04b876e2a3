public import DriftFetch
public import DriftStore

/// Whether a night's time can be that. Versions are ordered by time: one of a wrong clock would stand before, or after, all
/// that comes, and nothing would be new any more.
public enum Clock {
  /// How far this machine's clock and a system's may be apart, seconds.
  private static let mostSkew = 86_400.0

  /// - Throws: ``FetchFailure`` where a version is of a time to come.
  public static func check(_ history: SystemHistory, at now: Timestamp) throws(FetchFailure) {
    guard let newest = (try? history.latest()) ?? nil, newest.header.time > now else { return }
    throw FetchFailure(
      .clock, "its newest version is of \(newest.header.time), and this night of \(now): one of the clocks was wrong",
      advice: "set the clock; if the version is the one that is wrong, remove its file: \(newest.stem).jsonl")
  }

  /// - Throws: ``FetchFailure`` where a system's clock says another day.
  static func check(_ date: Double, of system: String, at now: Timestamp) throws(FetchFailure) {
    guard abs(date - Double(now.seconds)) > mostSkew else { return }
    throw FetchFailure(
      .clock, "the clock of this machine says \(now), and that of \(system) \(Timestamp(secondsSince1970: Int(date)))",
      advice: "set the clock: versions are ordered, and tokens expire, by it")
  }
}
