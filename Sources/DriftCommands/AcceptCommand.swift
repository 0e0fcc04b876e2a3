import ArgumentParser
import DriftDiff
import DriftGate
import DriftImpact
import DriftModel
import DriftNight
import DriftProject
import DriftStore

/// `drift accept`.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Accepts a finding, a gap, or a system as it is, with a reason.",
    discussion: """
      A finding (f_...) or a gap (g_...) is written to drift.accepted, with the entries that it hits, the reason and who \
      accepts: another agent that maps the same field is not covered. With --until it comes back after that day. That a \
      system could not be looked at is accepted for a time alone.

      A system's name, or --all, accepts everything as it stands in the newest version, what nights tell of its access \
      included: lines of drift.lock move there. That something was not looked at stays open. \
      With --until nothing moves; what is open now is accepted until then.
      """)

  @Argument(help: "Ids of findings or gaps, or names of systems.", completion: Completions.systems) var what: [String] =
    []
  @Flag(help: "All systems: also writes the first drift.lock.") var all = false
  @Option(help: "Why.") var reason: String
  @Option(help: ArgumentHelp("The last day on which it holds, as 2026-12-31.", valueName: "day")) var until: String?
  @Option(help: ArgumentHelp("Who accepts; else the e-mail address that git knows.", valueName: "person")) var by:
    String?
  @OptionGroup var project: ProjectOptions
  @OptionGroup var input: InputOptions

  mutating func validate() throws {
    guard all != !what.isEmpty else {
      throw ValidationError("Say what to accept: an id as drift check shows it, a system's name, or --all.")
    }
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("The reason is what the next person reads: it cannot be empty.")
    }
    if let until, !Day.isDay(until) {
      throw ValidationError("--until takes a day such as 2026-12-31, not \"\(until)\".")
    }
  }

  func run() throws { try project.exclusively(input.limits) { try run($0) } }

  private func run(_ loaded: LoadedProject) throws {
    let today = try input.time().day
    // What a night of this very second saw is known.
    let now = try input.time().next
    if let until, until < today { throw DriftError("--until \(until) is over already: today is \(today)") }
    var gate = loaded.input(today: today)
    // What only nights see is listed by the check, and accepted with the rest.
    for system in loaded.project.systems {
      gate.remembered[system.name] = RememberedFindings.of(system, loaded.ledger(system.name), before: now)
    }
    var result = try CheckCommand.gate(gate).check()
    PermissionLoss(at: now, in: loaded.store).fold(
      &result, loaded.project, looks: [], ledger: loaded.ledger, record: loaded.healthRecord)
    // What of the documents cannot be read is a gap, also where no version was made of it.
    SourceChecks(loaded: loaded, files: try project.files().files, limits: input.limits).apply(to: &result)
    let systems = loaded.project.systems.map(\.name)
    let moves = until == nil && (all || what.allSatisfy(systems.contains))
    var acceptances: [Acceptance] = []
    for name in all ? systems : unique {
      let newest = result.checks.first { $0.system == name }?.new?.version.header.root
      for var one in try acceptance(name, result, loaded, isSystem: systems.contains(name), today) {
        if moves, !RuleBook.looks.contains(one.rule) {
          one.movedTo = newest.map { String($0.prefix(LockFile.digits)) } ?? ""
        }
        acceptances.append(one)
      }
    }
    guard moves else { return try write(acceptances, loaded) }
    let lock = movedLines(result, gate, loaded)
    // What entries get wrong as they stand shows once their lines have moved: that is accepted with the rest.
    var then = gate
    (then.lock, then.acceptances) = (lock, gate.acceptances + acceptances)
    let rest = try CheckCommand.gate(then).check()
    for name in all ? systems : unique {
      acceptances += try acceptance(name, rest, loaded, isSystem: true, today).filter { one in
        !acceptances.contains { $0.id == one.id }
      }
    }
    if !acceptances.isEmpty { try write(acceptances, loaded) }
    try LockOutput.write(lock, loaded)
  }

  /// What is named, once each.
  private var unique: [String] {
    var seen: Set<String> = []
    return what.filter { seen.insert($0).inserted }
  }

  /// The lock where systems are accepted as they stand.
  private func movedLines(_ result: GateResult, _ gate: GateInput, _ loaded: LoadedProject) -> LockFile {
    let plan = LockPlan(gate, result)
    guard !all else { return plan.accepting(system: nil) }
    var lock = loaded.lock ?? LockFile()
    for name in what {
      let accepted = plan.accepting(system: name)
      for (key, digests) in accepted.digests where key.system == name { lock.digests[key] = digests }
    }
    return lock
  }

  private func acceptance(
    _ name: String, _ result: GateResult, _ loaded: LoadedProject, isSystem: Bool, _ today: String
  ) throws(DriftError) -> [Acceptance] {
    let who = by ?? GitRepository.userEmail(in: ".")
    func make(_ id: String, _ system: String, _ rule: String, _ address: String, _ entries: [EntryKey]) -> Acceptance {
      Acceptance(
        id: id, system: system, rule: rule, address: address, entries: Array(Set(entries)).sorted(), reason: reason,
        by: who, on: today, until: until ?? "")
    }
    var found: [Acceptance] = []
    var ids: [String] = []
    for check in result.checks {
      for finding in check.findings {
        ids.append(finding.id)
        guard isSystem ? check.system == name && isOfSystem(finding) : isNamed(finding, name) else { continue }
        // Who names a finding means all of it, what was accepted for a time included.
        let open = isSystem ? finding.affects.filter { !$0.isWaived } : finding.affects
        var one = make(finding.id, check.system, finding.rule, finding.address, open.map(\.key))
        if let change = finding.change.map({ check.changes[$0] }), change.kind.isRenaming {
          one.newAddress = change.new?.addressText ?? ""
        }
        found.append(one)
      }
      for gap in (check.new?.schema.gaps ?? []) + (check.source?.gaps ?? []) {
        ids.append(gap.id)
        guard isSystem ? check.system == name : gap.id == name || "f_" + gap.id.dropFirst(2) == name else { continue }
        if !found.contains(where: { $0.id == gap.id }) {
          found.append(make(gap.id, check.system, RuleBook.gap, gap.subject, []))
        }
      }
    }
    for finding in result.own {
      ids.append(finding.id)
      if finding.id == name { found.append(make(finding.id, "", finding.rule, finding.address, [])) }
    }
    if found.isEmpty, !isSystem, let line = seen(name, loaded, &ids) {
      found.append(make(line.finding, line.system, line.rule, "", []))
    }
    if let look = found.first(where: { RuleBook.needsEnd.contains($0.rule) }), until == nil, !isSystem {
      throw DriftError(
        "\(look.id) says that \(look.system) was not looked at: that is accepted for a time",
        help: ["Add --until DAY: for ever, nobody would look at it again."])
    }
    guard !found.isEmpty || isSystem else {
      let near = Suggestion.nearest(to: name, in: ids, atMost: 1)
      throw DriftError(
        "there is no finding, gap or system \"\(name)\" now",
        help: [near.first.map { "Did you mean \($0)?" } ?? "drift check lists what is open, each with its id."])
    }
    return found
  }

  /// Whether who accepts a system as it is accepts a finding of it. What was not looked at is no part of how it is, and
  /// accepted for a time alone.
  private func isOfSystem(_ finding: Finding) -> Bool {
    guard finding.waiver == nil || finding.severity > .info else { return false }
    return RuleBook.needsEnd.contains(finding.rule) ? until != nil : finding.severity > .info
  }

  /// Whether an id names a finding, or the one that it is folded under: of access the single ones are told nowhere else.
  private func isNamed(_ finding: Finding, _ name: String) -> Bool {
    finding.id == name || finding.foldedUnder == name && RuleBook.isOfHealth(finding.rule)
  }

  /// What only a run can see is known by what the last ones remembered.
  private func seen(
    _ name: String, _ loaded: LoadedProject, _ ids: inout [String]
  ) -> (system: String, finding: String, rule: String)? {
    guard let now = Timestamp("9999-12-31T23:59:59Z") else { return nil }
    for system in loaded.project.systems {
      for (id, line) in loaded.ledger(system.name).open(before: now).sorted(by: { $0.key < $1.key })
      where RuleBook.looks.contains(line.rule) {
        ids.append(id)
        if id == name { return (system.name, id, line.rule) }
      }
    }
    return nil
  }

  private func write(_ acceptances: [Acceptance], _ loaded: LoadedProject) throws(DriftError) {
    let file = loaded.project.acceptanceFile
    guard !acceptances.isEmpty else {
      return Output.standard(Array("nothing is open: nothing to accept\n".utf8))
    }
    try loaded.store.write(
      AcceptanceFile.adding(acceptances, to: loaded.acceptanceBytes, replacing: loaded.acceptances), to: file)
    try ProjectAttributes.ensure(in: loaded.project.folder)
    for one in acceptances {
      let entries = one.entries.count == 1 ? "1 entry" : "\(one.entries.count) entries"
      let covered = one.entries.isEmpty ? "" : ", for \(entries)"
      let end = one.until.isEmpty ? "" : ", until \(one.until)"
      let place = one.address.isEmpty ? one.system : one.address
      let what = place.isEmpty ? one.rule : "\(one.rule) of \(place)"
      Output.standard(Array("\(file): accepted \(one.id), \(what)\(covered)\(end)\n".utf8))
    }
  }
}
