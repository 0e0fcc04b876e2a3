import DriftImpact

/// What to type next about a line: how to mend it, how to accept it, or who accepted it already.
enum NextSteps {
  /// How many ids one command names.
  private static let mostIDs = 8

  static func details(_ line: ListedLine, showsAcceptance: Bool) -> [LineText.Detail] {
    let findings = line.items.compactMap(\.finding)
    var out: [LineText.Detail] = []
    var seen: Set<Finding.Waiver> = []
    for waiver in findings.compactMap(\.waiver) where seen.insert(waiver).inserted {
      let who = [waiver.by, waiver.until.isEmpty ? "" : "until \(waiver.until)"].filter { !$0.isEmpty }
      let aside = who.isEmpty ? "" : " (\(Neutral.text(who.joined(separator: ", "))))"
      out.append(
        .init(lead: "\(waiver.word):", text: Neutral.text(waiver.reason, limit: LineText.widestSentence) + aside))
    }
    if findings.contains(where: { $0.standing == .bySystems }) {
      out.append(.init(text: "the system changed; this branch did not touch the mapping"))
    }
    guard showsAcceptance else { return out }
    let sure = findings.filter(\.isMendable)
    if !sure.isEmpty { out.append(.init(lead: "mend:", text: "drift fix \(ids(sure))--write\(rest(sure))")) }
    return out + acceptances(of: findings).map { .init(lead: "accept:", text: $0) }
  }

  /// The commands that accept findings, gaps apart; none where nothing is to be accepted.
  static func acceptances(of findings: [Finding]) -> [String] {
    let unread = findings.filter { $0.rule == RuleBook.changeLogUnread && $0.waiver == nil }
    // What is told once ends by itself, and what the lock went past is accepted once its line is back.
    let open =
      findings.filter { $0.severity > .info && !RuleBook.events.contains($0.rule) && $0.rule != RuleBook.lockMoved }
      + unread
    // What was not looked at is known for a time, and not for ever.
    let untrusted = findings.filter(\.isUntrusted)
    let held = untrusted.filter { $0.rule == RuleBook.answerShrunk }
    let unchecked = untrusted.filter { $0.rule != RuleBook.answerShrunk }
    return [open, held].filter { !$0.isEmpty }.map { "drift accept \(ids($0))--reason \"...\"\(rest($0))" }
      + (unchecked.isEmpty ? [] : ["drift accept \(ids(unchecked))--reason \"...\" --until DAY\(rest(unchecked))"])
  }

  private static func ids(_ findings: [Finding]) -> String { findings.prefix(mostIDs).map { $0.id + " " }.joined() }

  /// How many a command leaves out, as a comment of the shell: it can be typed as it stands.
  private static func rest(_ findings: [Finding]) -> String {
    findings.count > mostIDs ? "  # the first \(mostIDs) of \(findings.count)" : ""
  }
}

extension Finding {
  /// Whether drift can write the mapping anew by itself.
  var isMendable: Bool { waiver == nil && fix?.edits.contains(where: \.isWritable) ?? false }
}

extension Finding.Waiver {
  /// What somebody did: the project suppresses a finding, a person accepts one.
  var word: String { isSuppression ? "suppressed" : "accepted" }
}
