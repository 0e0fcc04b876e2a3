public import DriftImpact
import DriftModel
import DriftProject

/// What a branch changes for better or worse: its findings against those of the revision that it comes from.
///
/// Findings are told apart by cause through a third check, of the base's own mappings and lock with the branch's
/// versions: what that finds too, the systems brought; what it does not, the branch did.
public struct BaseComparison {
  /// Findings of the base that the branch has no more.
  public private(set) var solved: [Finding] = []
  /// How many findings were there before.
  public private(set) var before = 0
  /// How many findings of the base the branch lets pass: it accepts or suppresses them, or judges their rule otherwise.
  public private(set) var letPass = 0

  /// A finding and one entry that it hits; nil where no mapping has a part in it.
  private struct Hit: Hashable {
    var id: String
    var key: EntryKey?
  }

  /// A finding and the agent's field that it hits: an entry that followed a rename stands at another address, and what was
  /// open on it before is on it still.
  private struct FieldHit: Hashable {
    var id: String
    var system: String
    var agent: String
    var field: String
    var access: UsageSet

    init(_ id: String, _ one: Finding.Affected) {
      (self.id, system, agent, field, access) = (id, one.key.system, one.agent, one.field, one.access)
    }
  }

  /// What findings hit, and how badly.
  private struct Hits {
    private var entries: [Hit: Severity] = [:]
    private var fields: [FieldHit: Severity] = [:]

    /// - Parameter withWaived: Whether what somebody accepted counts too.
    init(_ result: GateResult, withWaived: Bool = false) {
      for finding in withWaived ? result.checks.flatMap(\.findings) + result.own : BaseComparison.open(result) {
        if finding.affects.isEmpty { add(Hit(id: finding.id), finding.severity) }
        for one in finding.affects where withWaived || !one.isWaived {
          add(Hit(id: finding.id, key: one.key), one.severity)
          let field = FieldHit(finding.id, one)
          fields[field] = max(fields[field] ?? .info, one.severity)
        }
      }
    }

    private mutating func add(_ hit: Hit, _ severity: Severity) {
      entries[hit] = max(entries[hit] ?? .info, severity)
    }

    /// How badly a finding hit an entry, under the name that it has or had; nil where it did not.
    func severity(_ id: String, _ one: Finding.Affected, _ origins: [EntryKey: EntryKey]) -> Severity? {
      let keys = [one.key, origins[one.key]].compactMap { $0 }
      return (keys.map { entries[Hit(id: id, key: $0)] } + [fields[FieldHit(id, one)]]).compactMap { $0 }.max()
    }

    /// How bad a finding was that hits no entry; nil where it was not there.
    func severity(_ id: String) -> Severity? { entries[Hit(id: id)] }
  }

  /// What a base is held against.
  public struct Sides {
    /// The project at the base.
    public var input: GateInput
    /// What its check found, with its own versions.
    public var result: GateResult
    /// What its mappings and lock find with the branch's versions.
    public var moved: GateResult
    /// What the branch's mappings find with the lines of the lock that the base has, and what those are.
    public var kept: (result: GateResult, lines: KeptLines)
    /// Whether the branch came from the base as it is now. One that is behind lacks versions that it never had.
    public var isContained: Bool

    /// Puts them together.
    public init(
      input: GateInput, result: GateResult, moved: GateResult, kept: (result: GateResult, lines: KeptLines),
      isContained: Bool
    ) {
      (self.input, self.result, self.moved, self.kept) = (input, result, moved, kept)
      self.isContained = isContained
    }
  }

  /// Compares with nothing: all that the branch finds is new.
  public init(_ head: inout GateResult) {
    let none = Hits(GateResult(checks: [], own: []))
    Self.judgeAll(&head, none, none, [:], &before)
  }

  /// Compares: the head's findings get their standing, and lines of the lock that moved past something open become
  /// findings.
  public init(_ head: inout GateResult, _ input: GateInput, _ base: Sides) {
    Self.judgeAll(&head, Hits(base.result), Hits(base.moved), base.kept.lines.origins, &before)
    let lost = LostVersions(head, input, base)
    let skipped = Self.skipped(input, Self.passed(base, lost), head, base.kept.lines)
    // What a line of the lock was moved past is not solved, nor is what somebody accepted, judges otherwise from now on, or
    // took the evidence of away.
    let all = head.checks.flatMap(\.findings) + head.own
    let waived = all.filter { $0.waiver != nil }.map(\.id)
    let now = Set(Self.open(head).map(\.id)).union(skipped.map(\.passed.id)).union(waived)
    let lowered = Self.lowered(input, base.input)
    let told = Set(all.filter { lowered.contains($0.rule) }.map(\.id))
    // In another system it is another finding.
    let went = Set(base.kept.lines.origins.values)
    func isPassed(_ one: Finding) -> Bool {
      one.affects.contains { went.contains($0.key) }
        && skipped.contains { $0.passed.rule == one.rule && $0.passed.address == one.address }
    }
    var seen: Set<String> = []
    solved = Self.open(base.result).filter {
      !now.contains($0.id) && !told.contains($0.id) && !lost.isOpen($0) && !isPassed($0) && seen.insert($0.id).inserted
    }
    let here = Dictionary(grouping: all, by: \.id)
    letPass = Set(Self.open(base.result).map(\.id)).count { id in
      here[id]?.allSatisfy { $0.severity == .info && ($0.waiver != nil || told.contains(id)) } ?? false
    }
    // Entries without a line hear of nothing: whoever adds one is told, though nothing is broken by it that would count.
    let known = Set(base.result.own.filter { $0.rule == RuleBook.lockMissing }.map(\.message))
    for index in head.own.indices where head.own[index].rule == RuleBook.lockMissing {
      if known.contains(head.own[index].message) { head.own[index].standing = .before }
    }
    head.own += skipped.map(\.finding)
  }

  private static func judgeAll(
    _ head: inout GateResult, _ were: Hits, _ brought: Hits, _ origins: [EntryKey: EntryKey], _ before: inout Int
  ) {
    for check in head.checks.indices {
      for index in head.checks[check].findings.indices {
        judge(&head.checks[check].findings[index], were, brought, origins, &before)
      }
    }
    for index in head.own.indices { judge(&head.own[index], were, brought, origins, &before) }
  }

  /// The rules of which the branch judges a cell otherwise than the base.
  private static func lowered(_ head: GateInput, _ base: GateInput) -> Set<String> {
    func cells(_ input: GateInput) -> Set<String> {
      Set(input.project.overrides.map { "\($0.rule) \($0.column?.rawValue ?? "") \($0.severity.rawValue)" })
    }
    let known = cells(base)
    return Set(
      head.project.overrides.filter {
        !known.contains("\($0.rule) \($0.column?.rawValue ?? "") \($0.severity.rawValue)")
      }
      .map(\.rule))
  }

  private static func open(_ result: GateResult) -> [Finding] {
    (result.checks.flatMap(\.findings) + result.own).filter { $0.severity > .info }
  }

  /// Tells what was there before from what is new. What was there and was not as bad is new.
  private static func judge(
    _ finding: inout Finding, _ were: Hits, _ brought: Hits, _ origins: [EntryKey: EntryKey], _ before: inout Int
  ) {
    guard finding.severity > .info else { return }
    let (id, severity) = (finding.id, finding.severity)
    let open = finding.affects.filter { !$0.isWaived && $0.severity > .info }
    func isAsBad(_ hits: Hits, _ one: Finding.Affected) -> Bool {
      hits.severity(id, one, origins).map { $0 >= one.severity } ?? false
    }
    func isAsBad(_ hits: Hits) -> Bool { hits.severity(id).map { $0 >= severity } ?? false }
    guard open.isEmpty ? !isAsBad(were) : open.contains(where: { !isAsBad(were, $0) }) else {
      finding.standing = .before
      before += 1
      return
    }
    let isBrought = open.isEmpty ? isAsBad(brought) : open.allSatisfy { isAsBad(were, $0) || isAsBad(brought, $0) }
    finding.standing = isBrought ? .bySystems : .byMappings
  }

  /// Something open that the branch went past, and the entry that it hits.
  private struct Passed {
    var finding: Finding
    var one: Finding.Affected
    /// The entry as the branch names it.
    var key: EntryKey
    /// Whether the version that it is known by is gone.
    var isVersionLost = false
  }

  /// What the branch's mappings would be hit by with the lines that the base has; what the base was hit by, where the
  /// branch has the version of a line, or the newest one, no more.
  private static func passed(_ base: Sides, _ lost: LostVersions) -> [Passed] {
    // What is accepted until a day comes back after it, and a line that went past it would not let it.
    func isForATime(_ finding: Finding) -> Bool { finding.waiver.map { !$0.until.isEmpty } ?? false }
    func hits(_ finding: Finding) -> [Finding.Affected] {
      guard finding.change != nil else { return [] }
      return finding.affects.filter { (!$0.isWaived || isForATime(finding)) && $0.severity > .info }
    }
    func all(_ result: GateResult) -> [Finding] {
      (result.checks.flatMap(\.findings) + result.own).filter { $0.severity > .info || isForATime($0) }
    }
    let broken = base.kept.result.checks.flatMap(\.findings).filter { $0.rule == RuleBook.lockBroken }
    var unread: [EntryKey: EntryKey] = [:]
    for key in broken.flatMap(\.affects).map(\.key) { unread[base.kept.lines.origins[key] ?? key] = key }
    let kept = all(base.kept.result).flatMap { finding in
      hits(finding).map { Passed(finding: finding, one: $0, key: $0.key) }
    }
    let were = all(base.result).flatMap { finding in
      hits(finding).compactMap { one -> Passed? in
        if let key = unread[one.key] { return Passed(finding: finding, one: one, key: key, isVersionLost: true) }
        return lost.newest.contains(one.key.system)
          ? Passed(finding: finding, one: one, key: one.key, isVersionLost: true) : nil
      }
    }
    return base.isContained ? kept + were : kept
  }

  /// What brings back what is open, so that it can be mended or accepted: the line to write, in full.
  private static func advice(_ one: Passed, _ line: Int?, _ kept: LockFile, _ file: String) -> String {
    let then = "then mend or accept what drift check tells"
    guard !one.isVersionLost, let text = kept.line(of: one.key) else { return "bring the version back, \(then)" }
    return (line.map { "write as line \($0) of \(file)" } ?? "add to \(file)") + ": \(text) - \(then)"
  }

  /// Entries whose line of the lock moved or went past something that was open on them, though nobody accepted it.
  private static func skipped(
    _ input: GateInput, _ passed: [Passed], _ head: GateResult, _ kept: KeptLines
  ) -> [(finding: Finding, passed: Finding)] {
    let now = Hits(head, withWaived: true)
    let lasting = input.acceptances.filter(\.until.isEmpty)
    let accepted = Set(lasting.flatMap { one in one.entries.map { Hit(id: one.id, key: $0) } })
    let entries = Set(input.entries.map(EntryKey.init))
    var out: [(finding: Finding, passed: Finding)] = []
    var seen: Set<Hit> = []
    for one in passed {
      let (finding, key) = (one.finding, one.key)
      // What no mapping has any more is hit by nothing.
      guard entries.contains(key), now.severity(finding.id, one.one, [:]) ?? .info == .info,
        // What somebody accepted of an entry is accepted of it under another name, too.
        ![key, kept.origins[key]].contains(where: {
          $0.map { accepted.contains(Hit(id: finding.id, key: $0)) } ?? false
        }),
        seen.insert(Hit(id: finding.id, key: key)).inserted
      else { continue }
      let line = input.lock?.lines[key]
      let place = line.map { SourcePlace(file: input.project.lockFile, line: $0, column: 1) } ?? one.one.place
      let what =
        line == nil
        ? "\(key.address) has lost its line in \(input.project.lockFile), and with it"
        : one.isVersionLost ? "the version that shows it is gone, and with it" : "the line moved past"
      var skipped = Finding(
        id: FindingID.of(
          rule: RuleBook.lockMoved, address: key.address, distinction: finding.id, system: key.system),
        rule: RuleBook.lockMoved, severity: one.one.severity, owner: finding.owner, change: nil,
        message: "\(place.file):\(place.line): \(what) what is open: \(finding.message)",
        affects: [],
        fix: .init(text: advice(one, line, kept.lock, input.project.lockFile)), place: place,
        address: key.address)
      skipped.standing = .byMappings
      out.append((skipped, finding))
    }
    return out
  }
}
