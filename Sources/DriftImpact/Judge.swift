public import DriftDiff
public import DriftModel

/// Turns changes into findings: whom each hits, in which direction, how badly.
public struct Judge {
  /// The system's name, `-` where it has none.
  public var system: String
  /// Who owns the system; empty where nobody is named.
  public var owner: String
  /// From which probability on a new name or place is one to write, and not one to choose.
  public var fixAt = leastFixAt
  private let rules: Rules?

  /// What is less likely is never written by itself, whatever a project says.
  public static let leastFixAt = Fixes.sure

  /// What a mapping is judged by: its entries, and both schemas.
  struct Rules {
    var entries: [JudgedEntry]
    /// Entries that are not judged, and say what their agents send.
    var beside: [JudgedEntry] = []
    var old: Schema
    var new: AddressResolver
    /// What needs the security schemes that work otherwise now.
    var schemes: SchemeHits?
  }

  /// What another change says already.
  struct Decisions {
    var unions: UnionDecisions
    var limits: LimitDecisions
    var lists: ListDecisions
    var fields: FieldDecisions

    func told(_ change: Change, _ usage: UsageSet) -> SeverityTable.Verdict? {
      if let teller = fields.teller(of: change, usage) { return .init(.info, teller) }
      if unions.tell(change) { return .init(.info, "the union says it already") }
      if lists.tell(change) { return .init(.info, "the list of the values says it already") }
      return limits.tell(change) ? .init(.info, "the limit is only spelled in another way") : nil
    }
  }

  /// A judge without a mapping: for an agent that uses everything that is reached.
  public init(system: String) {
    self.system = system
    owner = ""
    rules = nil
  }

  /// A judge by the entries of mappings that name the system.
  ///
  /// - Throws: ``DriftError`` at the first entry whose address neither side has; further ones stand in its help.
  public init(system: String, mapping: Mapping, old: Schema, new: Schema) throws(DriftError) {
    let before = AddressResolver(old)
    let after = AddressResolver(new)
    var entries: [JudgedEntry] = []
    var mistakes = Mistakes()
    for owned in mapping.owned where owned.entry.system == system || system == "-" {
      do throws(UnknownEntry) {
        entries.append(try JudgedEntry(owned, before, after))
      } catch {
        mistakes.add(error.error(before, after))
      }
    }
    if let error = mistakes.error { throw error }
    self.init(system: system, owner: mapping.owner, entries: entries, before, after)
  }

  /// A judge by the entries of mappings, between two versions that are history: an address that neither has was lost before,
  /// and is a finding; it keeps nothing else from being told.
  public static func ofHistory(
    system: String, mapping: Mapping, old: Schema, new: Schema
  ) -> (judge: Judge, lost: [Finding]) {
    let (before, after) = (AddressResolver(old), AddressResolver(new))
    let checks = EntryChecks(after, system: system, owner: mapping.owner)
    var entries: [JudgedEntry] = []
    var lost: [Finding] = []
    for owned in mapping.owned where owned.entry.system == system {
      do throws(UnknownEntry) {
        entries.append(try JudgedEntry(owned, before, after))
      } catch {
        lost.append(checks.judge(error))
      }
    }
    return (Judge(system: system, owner: mapping.owner, entries: entries, before, after), lost)
  }

  /// A judge by entries that were followed already, between the schemas of two resolvers.
  ///
  /// - Parameter beside: Entries that are judged otherwise, and say what their agents send.
  public init(
    system: String, owner: String, entries: [JudgedEntry], beside: [JudgedEntry] = [], _ old: AddressResolver,
    _ new: AddressResolver
  ) {
    self.system = system
    self.owner = owner
    rules = Rules(entries: entries, beside: beside, old: old.schema, new: new)
  }

  /// One finding a change, in the order of the changes; then what entries expect and the newest version denies.
  public func judge(_ changes: [Change]) -> [Finding] {
    let decisions = Decisions(
      unions: UnionDecisions(changes), limits: LimitDecisions(changes), lists: ListDecisions(changes),
      fields: FieldDecisions(changes))
    guard var rules else {
      return changes.indices.map { index in
        finding(changes[index], index, forEverybody(changes[index], decisions), affected: [], fix: nil)
      }
    }
    let format = rules.new.schema.format
    let cause = HiddenFields.cause(format)
    let hiding = cause.isEmpty || HiddenFields.areNamed(in: rules.new.schema) ? "" : cause
    rules.schemes = changes.first { $0.kind == .securityChanged && $0.subject == .system }.map {
      SchemeHits($0, rules.old, rules.new.schema)
    }
    let (lost, reach) = losses(changes, rules)
    let demands = CallerDemands(rules.new, changes)
    let demanded = rules.entries.map { demands.hits($0) }
    let ways = reach.map { BrokenWays(rules.old, changes, $0, decisions.lists) }
    let broken = zip(rules.entries, lost).map { ways?.hits($0, losing: $1?.usage ?? []) ?? [:] }
    let moves = changes.filter { $0.kind == .fieldMoved }
    let renames = changes.filter(\.kind.isRenaming)
    let renamed = renames.reduce(into: [Int: Int]()) { all, change in
      for case .operation(let old?, let new?) in change.subjects { all[old] = new }
    }
    let successors = rules.entries.map { entry in
      Successor(of: entry, by: (renames + changes.filter(\.beginsList)).filter(entry.isTouched), rules.new)
    }
    let gone = rules.entries.map { entry in entry.isGone && !changes.contains(where: entry.isTakenAway) }
    let expectations = Expectations(rules.new, system: system, owner: owner)
    let findings = changes.indices.map { index in
      let change = changes[index]
      var affected: [Finding.Affected] = []
      var hits: [Fixes.Hit] = []
      for (at, entry) in rules.entries.enumerated() {
        guard !entry.isToldByMove(change, moves) else { continue }
        let met = Met(
          loss: lost[at], demand: demanded[at][index], way: broken[at][index], isGone: gone[at], renamed: renamed)
        guard let one = affect(change, entry, met, decisions, rules) else { continue }
        affected.append(one)
        let isOnWay = Successor.isOnWay(of: entry, change, rules.new)
        hits.append(
          .init(
            owned: entry.owned, successor: isOnWay ? successors[at] : nil,
            standIn: lost[at]?.standIns[change.id],
            isAtEnd: one.severity > .info && expectations.isAtEnd(change, entry)))
      }
      var finding = finding(
        change, index, affected.isEmpty ? overheard(change, rules) : worst(affected), affected: affected,
        fix: Fixes.fix(
          for: change, hits: hits, sure: fixAt, format: format, hiding: hiding,
          isComputed: decisions.fields.isComputed(change)))
      // Nobody can give back what the schema itself says, or what follows from being computed.
      if change.kind == .accessChanged, !Fixes.isOfRights(format) || decisions.fields.isComputed(change) {
        finding.actor = .ours
      }
      return finding
    }
    return findings + expectations.judge(rules.entries, changes) + unreached(lost, reach, findings, rules)
  }

  /// Entries whose definition nobody meets any more, and no change says so.
  private func unreached(_ lost: [Loss?], _ reach: LostReach?, _ findings: [Finding], _ rules: Rules) -> [Finding] {
    guard let reach else { return [] }
    return zip(rules.entries, lost).compactMap { entry, loss in
      guard let loss, loss.causes.isEmpty, entry.after.isThere else { return nil }
      let place = entry.entry.place
      let isTold = findings.contains { $0.affects.contains { $0.place == place && $0.severity > .info } }
      return isTold
        ? nil
        : UnreachedEntry(entry, losing: loss.usage, reach, rules.old, rules.new).finding(system: system, owner: owner)
    }
  }

  private func finding(
    _ change: Change, _ index: Int, _ verdict: SeverityTable.Verdict, affected: [Finding.Affected], fix: Finding.Fix?
  ) -> Finding {
    var finding = Finding(
      id: FindingID.of(change, system: system), rule: change.kind.rawValue, severity: verdict.severity, owner: owner,
      change: index, message: Message.text(change, consequence: verdict.consequence),
      consequence: verdict.consequence, affects: affected, fix: fix, address: change.addressText)
    // What a thing can do is no right that anybody could give back.
    if change.kind == .accessChanged, SeverityTable.isAbout(change, "traits") { finding.actor = .ours }
    return finding
  }

  /// What a change that hits no entry means: a model reads the words of all tools of a server, and not only of those that
  /// somebody mapped.
  private func overheard(_ change: Change, _ rules: Rules) -> SeverityTable.Verdict {
    guard change.kind == .behaviourChanged, !change.losesTool, !rules.entries.isEmpty else { return .init(.info, "") }
    return .init(.warning, "a model that uses other tools of it reads these words too")
  }

  private func worst(_ affected: [Finding.Affected]) -> SeverityTable.Verdict {
    guard let first = affected.max(by: { $0.severity < $1.severity }) else { return .init(.info, "") }
    return .init(first.severity, first.consequence)
  }

  private func forEverybody(_ change: Change, _ decisions: Decisions) -> SeverityTable.Verdict {
    if decisions.lists.tellMove(change) { return .init(.info, "that the list is an object says it already") }
    return SeverityTable.unnamed(change) ?? verdict(change, change.usage, decisions)
  }

  /// The worse of what reading and writing make of a change; information where nobody meets the place.
  func verdict(
    _ change: Change, _ usage: UsageSet, _ decisions: Decisions, _ entry: EntryVerdict? = nil
  ) -> SeverityTable.Verdict {
    if let told = decisions.told(change, usage) { return told }
    var verdicts: [SeverityTable.Verdict] = []
    if !usage.isDisjoint(with: .read) { verdicts.append(entry?.reading ?? SeverityTable.reading(change)) }
    if !usage.isDisjoint(with: .write) { verdicts.append(entry?.writing ?? SeverityTable.writing(change)) }
    if entry != nil, let both = Self.both(verdicts) { return both }
    return verdicts.max { $0.severity < $1.severity } ?? .init(.info, "nobody is known to meet it")
  }

  /// What happens to an agent that reads and writes, where both are hit: whoever mends the one alone is surprised by the
  /// other. The worse stands first.
  private static func both(_ verdicts: [SeverityTable.Verdict]) -> SeverityTable.Verdict? {
    guard verdicts.count == 2, verdicts.allSatisfy({ $0.severity > .info }),
      verdicts[0].consequence != verdicts[1].consequence
    else { return nil }
    let isWriteWorse = verdicts[0].severity < verdicts[1].severity
    let (first, second) = isWriteWorse ? (verdicts[1], verdicts[0]) : (verdicts[0], verdicts[1])
    return .init(first.severity, "\(first.consequence); \(second.consequence)")
  }
}
