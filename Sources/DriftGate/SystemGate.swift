import DriftDiff
import DriftImpact
import DriftModel
import DriftProject
import DriftStore

/// Checks one system: its entries by the version that each was accepted at, then each as it stands.
struct SystemGate {
  private let input: GateInput
  private let system: Project.System
  private let rereadings: (String) -> [Rereading]
  private let history: SystemHistory

  init(_ input: GateInput, _ system: Project.System, _ rereadings: @escaping (String) -> [Rereading]) {
    self.input = input
    self.system = system
    self.rereadings = rereadings
    history = input.history(system.name)
  }

  /// The checks of the system's entries, one for each version that some were accepted at.
  func checks(_ entries: [AgentEntry]) throws(DriftError) -> [SystemCheck] {
    guard let newest = try history.latest() else { return [withoutVersion(entries)] }
    var groups: [Group] = []
    var broken: [Finding] = []
    for entry in entries {
      let base: Version?
      do throws(DriftError) {
        base = try accepted(entry)
      } catch {
        base = nil
        broken.append(lockBroken(entry, error))
      }
      // An entry that was accepted as the system is now, or never, is looked at as it stands.
      let old = base.flatMap { $0.header.root == newest.header.root ? nil : $0 }
      if let at = groups.firstIndex(where: { $0.old?.stem == old?.stem }) {
        groups[at].entries.append(entry)
      } else {
        groups.append(Group(old: old, entries: [entry]))
      }
    }
    if entries.isEmpty { groups = [Group(old: try previous(newest), entries: [])] }
    groups.sort { ($0.old?.number ?? .max) < ($1.old?.number ?? .max) }
    var out: [SystemCheck] = []
    for group in groups { out.append(try check(group, newest, among: entries)) }
    if !broken.isEmpty {
      out[0].findings += broken
      out[0].isComplete = false
    }
    return out
  }

  /// Entries that were accepted at one version; at none where they are looked at as they stand.
  private struct Group {
    var old: Version?
    var entries: [AgentEntry]
  }

  /// The version that an entry's line of the lock names, the newest of several; nil for an entry without a line.
  private func accepted(_ entry: AgentEntry) throws(DriftError) -> Version? {
    guard let digests = input.lock?.digests[EntryKey(entry)] else { return nil }
    var found: Version?
    var failure: DriftError?
    for digest in digests {
      do throws(DriftError) {
        guard let name = VersionName(digest) else { continue }
        let version = try history.version(named: name)
        if version.number > found?.number ?? 0 { found = version }
      } catch {
        failure = error
      }
    }
    if let found { return found }
    throw failure ?? DriftError("the lock names no version")
  }

  /// What a system that no mapping names is compared with: the version before the newest.
  private func previous(_ newest: Version) throws(DriftError) -> Version? {
    guard newest.number > 1, let name = VersionName("latest~1") else { return nil }
    return try? history.version(named: name)
  }

  private func check(_ group: Group, _ newest: Version, among all: [AgentEntry]) throws(DriftError) -> SystemCheck {
    guard let base = group.old else {
      return group.entries.isEmpty ? unmapped(newest) : try standing(group.entries, newest)
    }
    var pair = try VersionPair((history, base), (history, newest), SymbolTable(), isWhole: !group.entries.isEmpty)
    while true {
      let schemas = try pair.read()
      let diff = SchemaDiff.compare(schemas.old, schemas.new)
      guard !pair.widen(schemas) else { continue }
      let reread = Rereadings.apply(rereadings(schemas.new.format), to: diff.changes, schemas.old, schemas.new)
      return judge(
        group.entries, among: all, .init(version: base, schema: schemas.old),
        .init(version: newest, schema: schemas.new), reread.changes, reread.notes)
    }
  }

  /// A first version that no entry asks anything of: its file is checked, and nothing of what it lists is read.
  private func unmapped(_ newest: Version) -> SystemCheck {
    var check = SystemCheck(system: system.name)
    check.new = .init(version: newest, schema: history.outline(newest, SymbolTable()))
    return check
  }

  /// Entries as they stand: only what their addresses pass is read.
  private func standing(_ entries: [AgentEntry], _ newest: Version) throws(DriftError) -> SystemCheck {
    let names = Set(entries.compactMap { $0.entry.address.steps.first?.text })
    var part = VersionPart(history, newest, SymbolTable(), named: names)
    while true {
      let schema = try part.read()
      // What addresses pass is all there before anything is judged.
      let resolver = AddressResolver(schema)
      for entry in entries { _ = try? resolver.resolve(entry.entry.address) }
      if part.widen(schema) { continue }
      let check = judge(entries, nil, .init(version: newest, schema: schema), [], [], resolver)
      if !part.widen(schema) { return check }
    }
  }

  private func judge(
    _ entries: [AgentEntry], among all: [AgentEntry] = [], _ before: SystemCheck.Side?, _ after: SystemCheck.Side,
    _ changes: [Change],
    _ notes: [Note], _ resolver: AddressResolver? = nil
  ) -> SystemCheck {
    var check = SystemCheck(system: system.name)
    let new = resolver ?? AddressResolver(after.schema)
    let old = before.map { AddressResolver($0.schema) } ?? new
    (check.old, check.new, check.changes, check.notes) = (before, after, changes, notes)
    let own = EntryChecks(new, system: system.name, owner: system.owner) { [today = input.today] day in
      guard let end = Timestamp(endOf: day), let now = Timestamp(endOf: today) else { return nil }
      return (end.seconds - now.seconds) / 86_400
    }
    var judged: [JudgedEntry] = []
    var unknown: [Finding] = []
    for entry in entries {
      do throws(UnknownEntry) {
        judged.append(try JudgedEntry(entry, old, new))
      } catch {
        unknown.append(own.judge(error))
      }
    }
    // Entries that were accepted at another version say what their agents send all the same.
    let others =
      changes.isEmpty || all.count == entries.count
      ? []
      : all.filter { one in
        !one.entry.access.isDisjoint(with: .write) && !entries.contains { $0.entry.place == one.entry.place }
      }
    let beside = others.compactMap { try? JudgedEntry($0, new, new) }
    var judge = Judge(system: system.name, owner: system.owner, entries: judged, beside: beside, old, new)
    judge.fixAt = input.project.fixAt
    check.findings = judge.judge(changes)
    // What a change says of one entry and the newest version of another is one finding.
    for finding in unclaimed(judged, check.findings, own, new) + unknown {
      if let at = check.findings.firstIndex(where: { $0.id == finding.id }) {
        check.findings[at].merge(finding)
      } else {
        check.findings.append(finding)
      }
    }
    check.findings += own.judge(judged, changes)
    for entry in judged where !entry.owned.entry.identity.isEmpty {
      check.kinds[EntryKey(entry.owned)] = new.kinds(of: entry)
    }
    return check
  }

  /// Entries whose place is gone although no change that hits them says so.
  private func unclaimed(
    _ entries: [JudgedEntry], _ findings: [Finding], _ own: EntryChecks, _ new: AddressResolver
  ) -> [Finding] {
    entries.compactMap { entry in
      let place = entry.owned.entry.place
      let isTold = findings.contains { finding in
        // What concerns the system as a whole says nothing of a place.
        if RuleBook.losses.contains(finding.rule), finding.severity > .info,
          finding.affects.contains(where: { $0.place == place && $0.severity > .info })
        {
          return true
        }
        // A name that never was on the wire is another: the finding says which, and nothing breaks.
        return finding.fix?.edits.contains { $0.place == place && (try? new.resolve($0.address)) != nil } ?? false
      }
      return isTold ? nil : own.missing(entry)
    }
  }

  private func withoutVersion(_ entries: [AgentEntry]) -> SystemCheck {
    var check = SystemCheck(system: system.name)
    check.isComplete = false
    check.findings = [
      Finding(
        id: FindingID.of(rule: RuleBook.versionMissing, address: "", distinction: "", system: system.name),
        rule: RuleBook.versionMissing, severity: .info, owner: system.owner, change: nil,
        message: "\(system.name) has no version: nothing of it was checked",
        affects: entries.map { .init($0, .info, "was not checked") },
        fix: .init(text: "drift snapshot \(system.name) FILE stores one"))
    ]
    return check
  }

  private func lockBroken(_ entry: AgentEntry, _ error: DriftError) -> Finding {
    let key = EntryKey(entry)
    let line = input.lock?.lines[key].map { ":\($0)" } ?? ""
    return Finding(
      id: FindingID.of(
        rule: RuleBook.lockBroken, address: key.address, distinction: key.agent, system: system.name),
      rule: RuleBook.lockBroken, severity: .info, owner: system.owner, change: nil,
      message: "\(input.project.lockFile)\(line): \(error.message); \(key.address) was checked as it stands",
      affects: [.init(entry, .info, "what changed since cannot be told")],
      fix: .init(text: "bring the version back from git, or drift accept \(system.name) --reason TEXT"))
  }
}
