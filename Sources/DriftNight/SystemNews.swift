import DriftDiff
import DriftImpact
import DriftProject
import DriftReport
import DriftStore

/// What is new of one system in a night, against what was told of it before.
struct SystemNews {
  private let system: String
  private let book: SeenLedger
  private let before: [String: (line: SeenLedger.Line, since: Timestamp)]
  private let now: Timestamp
  /// Whether what began at a time is to be listed again.
  private let isDue: (Timestamp) -> Bool
  /// Ids that somebody accepted, and that hold tonight.
  private let acceptances: Set<String>
  /// Findings of tonight that are accepted.
  private let waived: Set<String>

  /// The findings that are open tonight, and those that are accepted.
  private var here: Set<String> = []
  private var accepted: Set<String> = []
  /// What is new: rules, and rules with addresses.
  private var fresh: Set<String> = []
  /// The scopes of what is new of scopes that went.
  private var freshScopes: Set<String> = []
  /// What is to be remembered.
  private(set) var lines: [SeenLedger.Line] = []

  init(
    _ system: String, _ book: SeenLedger, at now: Timestamp, weekly isDue: @escaping (Timestamp) -> Bool,
    accepted acceptances: Set<String>, waived: Set<String>
  ) {
    self.system = system
    self.book = book
    self.now = now
    self.isDue = isDue
    self.acceptances = acceptances
    self.waived = waived
    before = book.known(before: now)
  }

  /// Says of a finding since when it is there, and counts it.
  mutating func tell(_ finding: inout Finding, _ changes: [Change], in night: inout Report.Night) {
    // What is folded under what somebody accepted, and came later, is told by itself.
    if waived.contains(finding.foldedUnder), finding.waiver == nil, RuleBook.isOfHealth(finding.rule) {
      finding.foldedUnder = ""
    }
    // What happens once is told once, and ends by itself.
    if RuleBook.events.contains(finding.rule), finding.waiver == nil {
      finding.firstSeen = now.description
      finding.standing = .tonight
      if finding.foldedUnder.isEmpty { night.new += 1 }
      return
    }
    guard finding.isOpen else {
      if finding.waiver != nil { accepted.formUnion([finding.id] + HeadroomGrade.atLeast(finding, of: system)) }
      finding.standing = .before
      return
    }
    here.insert(finding.id)
    let worse = worse(finding)
    let known = before[finding.id] ?? worse
    let isRisen = before[finding.id] == nil && worse != nil
    if known == nil { fresh.insert(finding.rule) }
    if known == nil || isRisen {
      fresh.insert(place(finding.rule, finding.address))
      if finding.rule == RuleBook.scopeLost { freshScopes.formUnion(Self.scopes(finding.address)) }
    }
    let first = known?.line
    let at = known?.since ?? now
    finding.firstSeen = at.description
    let text = Self.text(finding, changes)
    let isBack = first?.state != .open
    if RuleBook.looks.contains(finding.rule), let swing = book.swing(of: finding.id, isBack: isBack, before: now) {
      finding.message += "; it comes and goes, \(swing.count) times since \(swing.since.day)"
    }
    let isWeekly = known.map { isDue($0.since) } ?? false
    // Whoever mended by what was said before would map a name that is gone again.
    let isRenamed = first.map { finding.change != nil && !$0.text.isEmpty && $0.text != text } ?? false
    // A warning that became a break is news, though it is about the same.
    let isWorse = first?.severity.map { $0 < finding.severity && RuleBook.looks.contains(finding.rule) } ?? false
    // What another finding told with it, and that is over, stands by itself now.
    let isAlone =
      finding.rule == RuleBook.probeUnknown && finding.foldedUnder.isEmpty && first.map { !$0.under.isEmpty } ?? false
    let isOther = isRenamed || isWorse || isAlone
    finding.standing = first == nil || isOther ? .tonight : isWeekly ? .weekly : .before
    // What is folded under another finding is the same news in more words.
    let isFolded = !finding.foldedUnder.isEmpty
    if finding.standing == .tonight, !isFolded { night.new += 1 }
    // A feed that stays away is a line once a week, and wakes nobody in between.
    if !isFolded, finding.standing != .tonight { night.open += 1 }
    if !isFolded, finding.standing == .before, finding.rule == RuleBook.changeLogUnread { night.muted += 1 }
    if first != nil, !isOther, !isFolded, night.oldest.isEmpty || at.day < night.oldest { night.oldest = at.day }
    // What check lists between two nights is what is so now, also where that is no news.
    let isReworded =
      RuleBook.looks.contains(finding.rule) && first.map { Self.words($0.text) != Self.words(text) } ?? false
    guard isBack || isOther || isRisen || isReworded || first?.under != finding.foldedUnder else { return }
    lines.append(
      .init(
        finding: finding.id, at: first == nil ? at : now, state: .open, rule: finding.rule, address: finding.address,
        text: text, advice: advice(finding), under: finding.foldedUnder,
        owners: finding.owners.sorted().joined(separator: " "),
        severity: RuleBook.looks.contains(finding.rule) ? finding.severity : nil, actor: finding.actor))
  }

  /// Says what was there and is not.
  ///
  /// - Parameter isUnread: Whether the system could not be looked at: for another reason than yesterday it is not well again.
  /// - Parameter isGone: Whether a finding that was accepted is gone, and not only unheard of.
  mutating func tellEnds(
    in night: inout Report.Night, isUnread: Bool, isGone: (SeenLedger.Line) -> Bool
  ) {
    for (id, known) in before.sorted(by: { $0.key < $1.key }) where !here.contains(id) {
      let line = known.line
      let isAccepted = accepted.contains(id) || acceptances.contains(id)
      // What comes and goes went when it stays away for some time.
      if RuleBook.looks.contains(line.rule), !isAccepted, book.isAway(line, at: now) {
        if line.state == .open { lines.append(line.away(at: now)) }
        continue
      }
      // What was folded ends with the one that it was folded under.
      let isFolded = before[line.under] != nil && !here.contains(line.under)
      let isSilent = isUnread && RuleBook.incompleteness.contains(line.rule) && !isAccepted
      if !isFolded, !isReplaced(line), !isSilent {
        night.solved.append(
          .init(
            id: id, system: system, rule: line.rule, address: line.address, since: known.since.day,
            isAccepted: isAccepted, owners: Set(line.owners.split(separator: " ").map(String.init))))
      }
      end(line, isAccepted ? .accepted : .solved)
    }
    // What was accepted and went is another matter when it comes again; what comes and goes stays the one that it is.
    for (id, line) in book.accepted(before: now).sorted(by: { $0.key < $1.key }) where !isUnread {
      guard !here.contains(id), !accepted.contains(id), RuleBook.isOfHealth(line.rule),
        book.swing(of: id, isBack: false, before: now) == nil, isGone(line)
      else { continue }
      end(line, .solved)
    }
  }

  private mutating func end(_ line: SeenLedger.Line, _ state: SeenLedger.State) {
    var end = SeenLedger.Line(finding: line.finding, at: now, state: state, rule: line.rule, address: line.address)
    // What was accepted together comes back together.
    if state == .accepted {
      (end.under, end.text) = (line.under, line.rule == RuleBook.permissionLost ? line.text : "")
    }
    lines.append(end)
  }

  /// Whether an end is another one now, or a limit, or a probe, is worse or refused in another way: that is told as it.
  private func isReplaced(_ line: SeenLedger.Line) -> Bool {
    if RuleBook.moving.contains(line.rule), fresh.contains(line.rule) { return true }
    if line.rule == RuleBook.scopeLost { return freshScopes.isSuperset(of: Self.scopes(line.address)) }
    return RuleBook.ofPlace.contains(line.rule) && fresh.contains(place(line.rule, line.address))
  }

  /// What was told of the same before, and was worse: of a limit of which more is left now nothing is new, nor of a scope
  /// that is still gone when others are back.
  private func worse(_ finding: Finding) -> (line: SeenLedger.Line, since: Timestamp)? {
    if finding.rule == RuleBook.scopeLost {
      let scopes = Self.scopes(finding.address)
      return before.sorted { $0.key < $1.key }.map(\.value).first { known in
        known.line.rule == finding.rule && Self.scopes(known.line.address).isSuperset(of: scopes)
      }
    }
    return HeadroomGrade.atLeast(finding, of: system).dropFirst().first { before[$0] != nil }.flatMap { before[$0] }
  }

  private static func scopes(_ address: String) -> Set<String> {
    Set(address.split(separator: " ").map(String.init))
  }

  /// What is to be remembered of what is to be done.
  private func advice(_ finding: Finding) -> String {
    guard RuleBook.looks.contains(finding.rule), let fix = finding.fix?.text else { return "" }
    return fix == RuleBook.advice(finding.rule, for: system) ? "" : fix
  }

  /// The words of a text that say something: numbers, and what has one in it, are others each night, but for names; of a
  /// day its month counts, since an end may move on a day each day.
  private static func words(_ text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "," }.compactMap { word in
      if word.contains("\"") || !word.contains(where: \.isNumber) { return word }
      return Day.isDay(String(word)) ? word.dropLast(3) : nil
    }
  }

  private func place(_ rule: String, _ address: String) -> String { "\(rule) \(address)" }

  /// What is to be remembered of what a finding says: of one that only a night can see all, of a rename the new place.
  private static func text(_ finding: Finding, _ changes: [Change]) -> String {
    if RuleBook.looks.contains(finding.rule) {
      return finding.rule == RuleBook.permissionLost ? finding.consequence : finding.message
    }
    guard let change = finding.change, changes.indices.contains(change), changes[change].kind.isRenaming else {
      return ""
    }
    return changes[change].new?.addressText ?? ""
  }
}

extension Finding {
  /// Whether it asks somebody to act: it is more than information, or says that something was not checked.
  fileprivate var isOpen: Bool {
    guard waiver == nil || severity > .info else { return false }
    return severity > .info || change == nil && RuleBook.incompleteness.union(RuleBook.reminders).contains(rule)
  }
}
