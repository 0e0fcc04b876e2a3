public import DriftImpact
public import DriftProject
public import DriftStore

/// What only a night can see, for who asks between two nights: it is open still, as far as anybody knows.
public enum RememberedFindings {
  /// The findings of a system that the last nights left open, each with when it was first seen.
  public static func of(_ system: Project.System, _ ledger: SeenLedger, before now: Timestamp) -> [Finding] {
    let open = ledger.open(before: now)
    return open.sorted { $0.key < $1.key }.compactMap { id, line in
      // That many places went together shows in the versions too, and that somebody has to look in the files.
      let isSeen = line.rule == RuleBook.permissionLost || line.rule == RuleBook.changeLogCheckDue
      guard RuleBook.looks.contains(line.rule), !isSeen else { return nil }
      var finding = Finding(
        id: id, rule: line.rule, severity: line.severity ?? .info, owner: system.owner, change: nil,
        message: line.text.isEmpty ? "\(system.name): \(line.rule)" : ended(withoutSpan(line.text), on: now.day),
        affects: [],
        fix: .init(text: line.advice.isEmpty ? RuleBook.advice(line.rule, for: system.name) : line.advice),
        place: system.place, address: line.address)
      finding.firstSeen = line.at.description
      finding.isRemembered = true
      finding.foldedUnder = open[line.under] == nil ? "" : line.under
      finding.actor = line.actor
      return finding
    }
  }

  /// What was said of a day to come, after that day.
  static func ended(_ text: String, on today: String) -> String {
    guard let match = text.firstMatch(of: #/ (ends|expires) on (\d{4}-\d{2}-\d{2})/#), match.2 < today else {
      return text
    }
    let word = match.1 == "ends" ? "ended" : "expired"
    var out = text
    out.replaceSubrange(match.range, with: " \(word) on \(match.2)")
    return out
  }

  /// What was said, without how far off the day was then: `on 2026-11-20, in 10 days`.
  static func withoutSpan(_ text: String) -> String {
    guard let comma = text.lastIndex(of: ",") else { return text }
    let words = text[comma...].dropFirst().split(separator: " ")
    guard words.count == 3, words[0] == "in", Int(words[1]) != nil, words[2].allSatisfy({ $0.isLetter }) else {
      return text
    }
    return String(text[..<comma])
  }

  /// Findings of a system's access of which this night heard nothing: they are there until somebody says that they are not.
  public static func unheard(_ sight: HealthSight, besides tonight: [Finding], _ ledger: SeenLedger) -> [Finding] {
    of(sight.system, ledger, before: sight.now).map { one in
      // Tonight somebody looked, and heard nothing.
      var open = one
      open.isRemembered = false
      return open
    }.filter { one in
      // Of the same thing something else is known tonight.
      let isTold = tonight.contains { found in
        found.id == one.id || found.rule == one.rule && !one.address.isEmpty && found.address == one.address
      }
      return RuleBook.isOfHealth(one.rule) && !isTold
        && (sight.failure != nil || !HealthKnowledge.isGone(one.rule, one.address, sight))
    }
  }
}
