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

  /// What findings hit.
  private struct Hits {
    var entries: Set<Hit> = []
    var fields: Set<FieldHit> = []

    init(_ result: GateResult) {
      for finding in BaseComparison.open(result) {
        if finding.affects.isEmpty { entries.insert(Hit(id: finding.id)) }
        for one in finding.affects where !one.isWaived {
          entries.insert(Hit(id: finding.id, key: one.key))
          fields.insert(FieldHit(finding.id, one))
        }
      }
    }

    func contains(_ id: String, _ one: Finding.Affected) -> Bool {
      entries.contains(Hit(id: id, key: one.key)) || fields.contains(FieldHit(id, one))
    }
  }

  /// Compares: the head's findings get their standing, and lines of the lock that moved past something open become
  /// findings.
  ///
  /// - Parameters:
  ///   - head: What the check of the branch found.
  ///   - base: What the check of the base found, with the base's versions.
  ///   - moved: What the base's mappings and lock find with the branch's versions.
  ///   - kept: What the branch's mappings find with the lines of the lock that the base has, see ``KeptLines``.
  public init(_ head: inout GateResult, _ input: GateInput, base: GateResult, moved: GateResult, kept: GateResult) {
    let were = Hits(base)
    let brought = Hits(moved)
    for check in head.checks.indices {
      for index in head.checks[check].findings.indices {
        Self.judge(&head.checks[check].findings[index], were, brought, &before)
      }
    }
    for index in head.own.indices { Self.judge(&head.own[index], were, brought, &before) }
    let skipped = Self.skipped(input, Self.passed(kept, base), head)
    // What a line of the lock was moved past is not solved, nor is what somebody accepted.
    let waived = (head.checks.flatMap(\.findings) + head.own).filter { $0.waiver != nil }.map(\.id)
    let now = Set(Self.open(head).map(\.id)).union(skipped.map(\.of)).union(waived)
    var seen: Set<String> = []
    solved = Self.open(base).filter { !now.contains($0.id) && seen.insert($0.id).inserted }
    head.own += skipped.map(\.finding)
  }

  private static func open(_ result: GateResult) -> [Finding] {
    (result.checks.flatMap(\.findings) + result.own).filter { $0.severity > .info }
  }

  private static func judge(_ finding: inout Finding, _ were: Hits, _ brought: Hits, _ before: inout Int) {
    guard finding.severity > .info else { return }
    let id = finding.id
    let open = finding.affects.filter { !$0.isWaived && $0.severity > .info }
    let isNew = open.isEmpty ? !were.entries.contains(Hit(id: id)) : open.contains { !were.contains(id, $0) }
    guard isNew else {
      finding.standing = .before
      before += 1
      return
    }
    let isBrought =
      open.isEmpty
      ? brought.entries.contains(Hit(id: id))
      : open.allSatisfy { were.contains(id, $0) || brought.contains(id, $0) }
    finding.standing = isBrought ? .bySystems : .byMappings
  }

  /// What the branch's mappings would be hit by with the lines that the base has; what the base was hit by, where the
  /// branch has the version of a line no more.
  private static func passed(_ kept: GateResult, _ base: GateResult) -> [(finding: Finding, one: Finding.Affected)] {
    let broken = kept.checks.flatMap(\.findings).filter { $0.rule == RuleBook.lockBroken }
    let lost = Set(broken.flatMap(\.affects).map(\.key))
    let were = open(base).map { finding in (finding, finding.affects.filter { lost.contains($0.key) }) }
    return (open(kept).map { ($0, $0.affects) } + were).filter { $0.0.change != nil }.flatMap { finding, affects in
      affects.filter { !$0.isWaived && $0.severity > .info }.map { (finding, $0) }
    }
  }

  /// Entries whose line of the lock moved or went past something that was open on them, though nobody accepted it.
  private static func skipped(
    _ input: GateInput, _ passed: [(finding: Finding, one: Finding.Affected)], _ head: GateResult
  ) -> [(finding: Finding, of: String)] {
    let now = Hits(head)
    let accepted = Set(input.acceptances.flatMap { one in one.entries.map { Hit(id: one.id, key: $0) } })
    var out: [(finding: Finding, of: String)] = []
    for (finding, one) in passed {
      let hit = Hit(id: finding.id, key: one.key)
      guard !now.contains(finding.id, one), !accepted.contains(hit) else { continue }
      let line = input.lock?.lines[one.key]
      let place = line.map { SourcePlace(file: input.project.lockFile, line: $0, column: 1) } ?? one.place
      let what =
        line == nil
        ? "\(one.key.address) has lost its line in \(input.project.lockFile), and with it"
        : "the line moved past"
      var skipped = Finding(
        id: FindingID.of(
          rule: RuleBook.lockMoved, address: one.key.address, distinction: finding.id, system: one.key.system),
        rule: RuleBook.lockMoved, severity: one.severity, owner: finding.owner, change: nil,
        message: "\(place.file):\(place.line): \(what) what is open: \(finding.message)",
        affects: [],
        fix: .init(text: "put the line back, or drift accept \(finding.id) --reason TEXT"), place: place,
        address: one.key.address)
      skipped.standing = .byMappings
      out.append((skipped, finding.id))
    }
    return out
  }
}
