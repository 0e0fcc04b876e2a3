import DriftDiff
import DriftModel

/// What a change means for one entry.
extension Judge {
  /// What a change takes away from an entry's definition as a whole.
  struct Loss {
    var usage: UsageSet
    var causes: Set<String>
    /// Where the place is met all the same, by the change that made it so.
    var standIns: [String: StandIn] = [:]

    /// What a change means for the entry; nil where it is no cause, or another one tells more.
    func verdict(_ change: Change) -> SeverityTable.Verdict? {
      guard causes.contains(change.id) else { return nil }
      return standIns[change.id]?.verdict
        ?? .init(
          .breaking, usage.contains(.read) ? "nothing answers with it any more" : "nothing takes it any more")
    }
  }

  func losses(_ changes: [Change], _ rules: Rules) -> ([Loss?], LostReach?) {
    let none: [Loss?] = Array(repeating: nil, count: rules.entries.count)
    guard !rules.old.operations.isEmpty, !changes.isEmpty,
      rules.entries.contains(where: { $0.before.trail.root != nil })
    else { return (none, nil) }
    let reach = LostReach(rules.old, rules.new.schema, changes)
    let losses: [Loss?] = rules.entries.map { entry in
      let usage = reach.lost(entry)
      guard !usage.isEmpty else { return nil }
      let causes = changes.filter { !$0.usage.isDisjoint(with: usage) && reach.isCause($0, of: entry) }
      var loss = Loss(usage: usage, causes: Set(causes.map(\.id)))
      let inner = causes.filter { change in
        loss.standIns[change.id] = StandIn(
          of: entry, losing: usage, keeping: reach.kept(entry), by: change, rules.old, rules.new)
        return loss.standIns[change.id] != nil
      }
      // What stands further out refers to another definition too, and has the place all the same.
      // So does what has no such member, where a change says that it went.
      let tellers = inner + changes.filter { $0.takesAway && entry.isTouched(by: $0) }
      for change in causes where change.kind == .referenceChanged && loss.standIns[change.id] == nil {
        guard tellers.contains(where: { $0.address.steps.starts(with: change.address.steps) }) else { continue }
        loss.causes.remove(change.id)
      }
      return loss
    }
    return (losses, reach)
  }

  /// What an entry meets beside what stands at its place.
  struct Met {
    /// What a change takes away from its definition as a whole.
    var loss: Loss?
    /// What every operation that leads to its definition asks for.
    var demand: SeverityTable.Verdict?
    /// What breaks every way to its definition.
    var way: SeverityTable.Verdict?
    /// Whether its place is gone, and no change of the place says so.
    var isGone: Bool
    /// The operations that have another name now, by their old numbers.
    var renamed: [Int: Int]
  }

  func affect(
    _ change: Change, _ entry: JudgedEntry, _ met: Met, _ decisions: Decisions, _ rules: Rules
  ) -> Finding.Affected? {
    if change.kind == .securityChanged, change.subject == .system {
      guard let schemes = rules.schemes, schemes.hit(entry) else { return nil }
      let verdict = SeverityTable.reading(change)
      return Finding.Affected(entry.owned, verdict.severity, verdict.consequence)
    }
    // What another entry of the agent writes is sent.
    let isSent = change.isDemand && rules.sends(whatIsAskedBy: change, entry.owned.agent)
    var verdicts = [isSent ? nil : met.demand, met.way].compactMap { $0 }
    let isSpared = rules.spare(entry, change)
    if entry.isTouched(by: change) {
      if let touched = touched(entry, by: change, met, decisions, rules, isSpared: isSpared) {
        verdicts.append(touched)
      }
      // Whoever reads that very answer, a fault for one, loses what it reads.
      if change.kind == .responseRemoved, entry.entry.access.contains(.read), entry.before.isThere, !entry.after.isThere
      {
        verdicts.append(.init(.breaking, "will read null"))
      }
      if met.isGone, change.kind == .unionMemberRemoved { verdicts.append(SeverityTable.losing(entry.entry.access)) }
    }
    if entry.isAnsweredAnew(by: change) { verdicts.append(SeverityTable.answering(change)) }
    if entry.leavesOut(change, beside: rules.entries) { verdicts.append(SeverityTable.writing(change)) }
    if verdicts.isEmpty, !isSpared, !isSent, !decisions.lists.tellMove(change),
      entry.isDemanded(by: change) || entry.isDemanded(by: change, renamed: met.renamed)
    {
      verdicts.append(SeverityTable.demanding(change))
    }
    if verdicts.isEmpty, entry.isStopped(by: change), !rules.sends(whatIsAskedBy: change, entry.owned.agent) {
      verdicts.append(SeverityTable.stopping(change))
    }
    if let loss = met.loss?.verdict(change) { verdicts.append(loss) }
    guard let worst = verdicts.max(by: { $0.severity < $1.severity }) else { return nil }
    return Finding.Affected(entry.owned, worst.severity, worst.consequence)
  }

  /// What a change at an entry's place means for it; nil where the entry does not meet it.
  private func touched(
    _ entry: JudgedEntry, by change: Change, _ met: Met, _ decisions: Decisions, _ rules: Rules, isSpared: Bool
  ) -> SeverityTable.Verdict? {
    // An answer's change is nothing to who only writes; a place that no operation meets is taken at the mapping's word,
    // and so is a write of what is said to be read only, which nothing that is sent has any more.
    let access = entry.entry.access
    let isAtWord = change.usage.isEmpty || change.kind == .accessChanged
    var usage = (isAtWord ? access : access.intersection(change.usage)).intersection(entry.directions(of: change))
    if entry.isToldByRename(of: met.renamed, change) {
      return .init(.info, "the operation's other name says it already")
    }
    // The values of a map that has none any more are none that the schema names.
    if change.kind == .objectClosed, met.isGone { return SeverityTable.losing(access) }
    if change.kind == .objectClosed, entry.names(whatIsIn: change) {
      return .init(.info, "uses nothing that the schema does not name")
    }
    if isSpared { usage.subtract(.write) }
    if usage.isEmpty { return nil }
    if change.kind == .typeChanged, rules.follows(entry, change) {
      return .init(.info, "its address names what stands there now")
    }
    if rules.saySame(of: entry, change) { return .init(.info, "at its place the same is said as before") }
    if change.beginsList, Successor.isOnWay(of: entry, change, rules.new) { return SeverityTable.listing(usage) }
    if change.endsList, decisions.lists.moves.contains(where: entry.passes) {
      return .init(.info, "where it stands now is told beside this")
    }
    if decisions.lists.tellMove(change), !entry.passes(change) { return .init(.info, "the type says it already") }
    let meets = Expectations(rules.new, system: system, owner: owner).isMet(entry, at: change)
    let isOpen = change.narrowsList && rules.new.takesOtherValues(entry)
    return verdict(
      change, usage, decisions,
      EntryVerdict(change: change, entry: entry, meetsExpectation: meets, isOpenList: isOpen))
  }
}

extension Judge.Rules {
  /// Whether an agent sends what a change asks for.
  func sends(whatIsAskedBy change: Change, _ agent: String) -> Bool {
    (entries + beside).contains {
      $0.owned.agent == agent && ($0.sends(whatIsAskedBy: change) || $0.sends(whatIsMovedBy: change))
    }
  }

  /// Whether an entry was written anew for what a change on its way made of a place: its address led nowhere before, and
  /// goes on behind that place now.
  func follows(_ entry: JudgedEntry, _ change: Change) -> Bool {
    guard !entry.before.isThere, entry.after.isThere, let place = change.new?.address else { return false }
    return entry.entry.address.steps.count > place.steps.count
      && !Expectations(new, system: "", owner: "").isAtEnd(change, entry)
  }

  /// Whether what a definition says otherwise now is said of an entry's own place as it was, beside the reference: a
  /// default that stood there and stands in the definition now, a limit that is the stricter one.
  func saySame(of entry: JudgedEntry, _ change: Change) -> Bool {
    guard case .definition(let before?, _?) = change.subject, !entry.after.trail.terminals.isEmpty,
      case .fact(let key) = change.aspect(old: old, new: new.schema)
    else { return false }
    let places = Resolver(old).facts(of: key, at: entry.before.trail.terminals, in: before)
    let now = new.resolver.facts(of: key, at: entry.after.trail.terminals, in: nil)
    return places.map { !$0.isEmpty && $0 == now } ?? false
  }

  /// Whether a change asks something only of who sends a member that the entry's agent does not send.
  func spare(_ entry: JudgedEntry, _ change: Change) -> Bool {
    guard let member = change.companion, new.schema.names(aField: member) else { return false }
    return !(entries + beside).contains { $0.owned.agent == entry.owned.agent && $0.sends(member: member) }
  }
}

extension Resolver {
  /// What is said at some shapes, a set of facts each; nil where one of them does not refer to a definition that is asked
  /// for, or is it.
  fileprivate func facts(of key: FactKey, at shapes: [ShapeID], in definition: Int?) -> Set<Set<Fact>>? {
    var all: Set<Set<Fact>> = []
    for shape in shapes {
      let one = resolve(shape)
      if let definition, !one.holders.contains(.definition(definition)) { return nil }
      all.insert(Set(one.facts.lazy.map(\.fact).filter { $0.key == key }))
    }
    return all
  }
}
