import DriftImpact
public import DriftProject
public import DriftReport
import DriftSyntax

/// What is sent to those who are to hear of a night (docs/nightly.md).
public struct NightNotice {
  private let report: Report
  private let night: Report.Night
  private let owner: String

  /// How many findings a notice lists; the rest is counted.
  private static let mostListed = 100

  /// Makes the notice of a night for an owner; for all where it is empty. Nil where there is nothing new to tell.
  public init?(_ report: Report, owner: String) {
    guard let night = report.night else { return nil }
    self.report = report
    self.night = night
    self.owner = owner
    guard !listed.isEmpty || !solved.isEmpty else { return nil }
  }

  /// The findings that are news, with their systems, the worst first.
  private var listed: [(system: String, finding: Finding)] {
    let all =
      report.systems.flatMap { system in system.findings.map { (system: system.name, finding: $0) } }
      + report.own.map { (system: "", finding: $0) }
    let news = all.filter { one in
      (one.finding.standing == .tonight || one.finding.standing == .weekly) && one.finding.foldedUnder.isEmpty
        && (owner.isEmpty || one.finding.owners.contains(owner))
    }
    return Severity.allCases.reversed().flatMap { severity in news.filter { $0.finding.severity == severity } }
  }

  /// What ended; where nobody knows any more whose that was, everybody hears of it.
  private var solved: [Report.Solved] {
    night.solved.filter { owner.isEmpty || $0.owners.isEmpty || $0.owners.contains(owner) }
  }

  /// Systems that could not be looked at.
  private var unchecked: [Report.Unchecked] {
    night.unchecked.filter { owner.isEmpty || $0.owner.isEmpty || $0.owner == owner }
  }

  /// How many findings are new, and how many were there before.
  private var counts: (new: Int, open: Int) {
    guard !owner.isEmpty else { return (night.new, night.open) }
    // What is folded under another finding is the same news in more words.
    let own = (report.systems.flatMap(\.findings) + report.own).filter {
      $0.owners.contains(owner) && $0.foldedUnder.isEmpty
    }
    return (own.count { $0.standing == .tonight }, own.count { !$0.firstSeen.isEmpty && $0.standing != .tonight })
  }

  /// The body in a form.
  public func body(_ form: RunRules.Notice.Form) -> [UInt8] {
    switch form {
    case .json: json
    case .slack: slack
    }
  }

  private var json: [UInt8] {
    var writer = ObjectWriter()
    let listed = listed
    writer.object { out in
      out.member("drift", 1)
      out.member("at", night.at)
      out.member("owner", owner)
      out.member("complete", report.isComplete ? "yes" : "no")
      out.member("new", counts.new)
      out.member("open", counts.open)
      out.member("more", max(0, listed.count - Self.mostListed))
      out.list("findings", Array(listed.prefix(Self.mostListed)), kept: true) { list, one in
        list.object { out in
          out.member("id", one.finding.id)
          out.member("rule", one.finding.rule)
          out.member("severity", one.finding.severity.rawValue)
          out.member("system", one.system)
          out.member("message", one.finding.message)
          out.member("first-seen", one.finding.firstSeen)
          out.member("state", one.finding.standing?.rawValue ?? "")
          out.member("owner", one.finding.owners.sorted().joined(separator: ", "))
          out.member("acts", one.finding.party.rawValue)
          if let ended = one.finding.endedWaiver { out.member("ended", ended.ended) }
          if let fix = one.finding.fix { out.member("fix", fix.text) }
        }
      }
      out.list("solved", solved, kept: true) { list, one in
        list.object { out in
          out.member("id", one.id)
          out.member("rule", one.rule)
          out.member("system", one.system)
          out.member("address", one.address)
          out.member("since", one.since)
          out.member("end", one.isAccepted ? "accepted" : "solved")
        }
      }
      out.list("unchecked", unchecked, kept: true) { list, one in
        list.object { out in
          out.member("system", one.system)
          out.member("rule", one.rule)
          out.member("since", one.since)
          out.member("last-look", one.lastLook)
        }
      }
    }
    return writer.bytes
  }

  private var slack: [UInt8] {
    var lines = [
      "drift, night of \(night.at.prefix(10)): \(counts.new) new, \(solved.count) ended, \(counts.open) open"
        + (report.isComplete ? "" : "; not everything could be checked")
    ]
    let listed = listed
    for one in listed.prefix(Self.mostListed) {
      let again = one.finding.standing == .weekly ? " (open since \(one.finding.firstSeen.prefix(10)))" : ""
      lines.append("• \(one.finding.word): \(one.finding.told(of: one.system))\(again) [\(one.finding.id)]")
      if let ended = one.finding.endedWaiver { lines.append("    \(ended.ended)") }
      if let fix = one.finding.fix { lines.append("    \(fix.text)") }
    }
    if listed.count > Self.mostListed { lines.append("and \(listed.count - Self.mostListed) more") }
    for one in solved.prefix(Self.mostListed) {
      lines.append("• \(one.isAccepted ? "accepted" : "solved"): \(one.subject), there since \(one.since)")
    }
    var writer = ObjectWriter()
    writer.object { $0.member("text", Self.escaped(lines.joined(separator: "\n"))) }
    return writer.bytes
  }

  /// Slack's three characters of control, and what steers a screen.
  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\n": out.append(scalar)
      default:
        out.append(Self.acts(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(out)
  }
}

extension NightNotice {
  /// Whether a character is not seen, and does something: it begins a line, or turns the direction of one.
  static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension Finding {
  /// What it says, with the system that it is about.
  func told(of system: String) -> String {
    system.isEmpty || message.hasPrefix("\(system): ") || message.hasPrefix("\(system) ")
      ? message : "\(system): \(message)"
  }

  /// How bad it is, in a word for people: a system that was not checked is no mere information.
  var word: String {
    change == nil && RuleBook.incompleteness.contains(rule) ? "not checked" : severity.rawValue
  }
}
