import DriftStore

extension SeenLedger {
  /// That a finding comes and goes: whoever was told so is not told each time.
  struct Swing {
    /// How often it came.
    var count: Int
    /// Since when.
    var since: Timestamp
  }

  /// From how many times on within how many days it comes and goes.
  private static let fewest = 3
  private static let span = 14
  /// After how many days without it, it went for good.
  private static let longestAbsence = 7

  /// How a finding comes and goes; nil where it does not.
  ///
  /// - Parameter isBack: Whether it is there at that time, and was not just before: that counts too.
  func swing(of finding: String, isBack: Bool, before time: Timestamp) -> Swing? {
    let first = Timestamp(secondsSince1970: time.seconds - Self.span * 86_400)
    var isThere = false
    var swing = Swing(count: 0, since: time)
    for line in lines where line.finding == finding && line.at < time {
      if line.state == .open, !isThere, line.at >= first {
        if swing.count == 0 { swing.since = line.at }
        swing.count += 1
      }
      // What was accepted was there, and did not come when that ended.
      isThere = line.state == .open || line.state == .accepted
    }
    swing.count += isBack ? 1 : 0
    return swing.count >= Self.fewest ? swing : nil
  }

  /// Whether a finding that is not there is one that comes and goes, and did not stay away for long.
  func isAway(_ line: Line, at time: Timestamp) -> Bool {
    guard swing(of: line.finding, isBack: false, before: time) != nil else { return false }
    return line.state == .open || time.seconds - line.at.seconds < Self.longestAbsence * 86_400
  }
}

extension SeenLedger.Line {
  /// The same, and that it is not there.
  func away(at time: Timestamp) -> Self {
    var line = self
    (line.at, line.state) = (time, .away)
    return line
  }
}
