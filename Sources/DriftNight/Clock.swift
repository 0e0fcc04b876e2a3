public import DriftFetch
public import DriftModel
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

  /// How far the clocks of two machines that look at one store may be apart, seconds.
  private static let mostApart = 3_600

  /// Nights are in the order of time: one that is before another would find nothing of what that one wrote, and tell all
  /// of it as new.
  ///
  /// - Parameter ledgers: What the nights before wrote, each with the path of its file.
  /// - Throws: `DriftError` where a night was later than this one.
  public static func check(_ ledgers: [(path: String, ledger: SeenLedger)], at now: Timestamp) throws(DriftError) {
    for (path, ledger) in ledgers {
      guard let last = ledger.lines.last?.at, last.seconds - now.seconds > mostApart else { continue }
      throw DriftError(
        "a run of \(last) is on record, and this one is of \(now): one of the clocks was wrong", file: path,
        help: [
          "Set the clock, or give a later --now.",
          "If the other run's time was the wrong one, take back what it wrote (with git), or remove its lines from that "
            + "file.",
        ])
    }
  }
}
