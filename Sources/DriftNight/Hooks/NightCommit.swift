import DriftImpact
public import DriftReport

/// The message under which a night's snapshots are committed: it lists what changed, so that `git log` is the history of
/// the systems.
public enum NightCommit {
  private static let mostListed = 50
  private static let widest = 200

  /// The message; nil where the night has nothing to say.
  ///
  /// - Parameter earlier: What nights found whose snapshots the commit holds too (``lines(_:)``).
  public static func message(_ report: Report, earlier: [String] = []) -> String? {
    guard let night = report.night else { return nil }
    let moved = night.stored.map { one in
      one.parent.isEmpty ? "\(one.system) \(one.version)" : "\(one.system) \(one.parent) -> \(one.version)"
    }
    var lines = [subject(moved, night)]
    var body = Self.body(report, night)
    body = earlier.filter { !body.contains($0) } + body
    if body.count > mostListed { body = body.prefix(mostListed) + ["and \(body.count - mostListed) more"] }
    if !body.isEmpty { lines += [""] + body }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a night found, for the message of a later commit.
  public static func lines(_ report: Report) -> [String] {
    guard let night = report.night else { return [] }
    let first = night.stored.filter(\.parent.isEmpty).map { "\($0.system) \($0.version): its first version" }
    return (first + body(report, night)).prefix(mostListed).map { $0 }
  }

  private static func body(_ report: Report, _ night: Report.Night) -> [String] {
    var body = night.stored.filter { !$0.parent.isEmpty }.map { one in
      "\(one.system) \(one.parent) -> \(one.version): \(one.changed) changed"
    }
    for system in report.systems {
      for finding in system.findings where finding.standing == .tonight && finding.foldedUnder.isEmpty {
        body.append("- \(finding.word): \(plain(finding.told(of: system.name))) [\(finding.id)]")
      }
    }
    body += night.solved.map {
      "- \($0.isAccepted ? "accepted" : "solved"): \(plain($0.subject)), there since \($0.since)"
    }
    return body
  }

  private static func subject(_ moved: [String], _ night: Report.Night) -> String {
    guard !moved.isEmpty else {
      let isQuiet = night.new == 0 && night.solved.isEmpty
      let what = isQuiet ? "nothing new" : "\(night.new) new, \(night.solved.count) ended"
      return "drift: night of \(night.at.prefix(10)), \(what)"
    }
    let named = moved.prefix(3).joined(separator: ", ")
    return "drift: \(named)\(moved.count > 3 ? " and \(moved.count - 3) more" : "")"
  }

  /// One line without what steers a screen, and none that git would take for a comment.
  private static func plain(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(widest) {
      out.append(NightNotice.acts(scalar) ? " " : scalar)
    }
    return String(out)
  }
}
