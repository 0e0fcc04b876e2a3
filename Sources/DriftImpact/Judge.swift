public import DriftDiff
public import DriftModel

/// Turns changes into findings: whom each hits, in which direction, how badly.
public struct Judge {
  /// The system's name, `-` where it has none.
  public var system: String
  /// Who owns the system; empty where nobody is named.
  public var owner: String
  let entries: [JudgedEntry]
  private let hasMapping: Bool

  /// A judge without a mapping: for an agent that uses everything that is reached.
  public init(system: String) {
    self.system = system
    owner = ""
    entries = []
    hasMapping = false
  }

  /// A judge by the entries of mappings that name the system.
  ///
  /// - Throws: ``DriftError`` at the first entry whose address neither side has.
  public init(system: String, mapping: Mapping, old: Schema, new: Schema) throws(DriftError) {
    self.system = system
    owner = mapping.owner
    hasMapping = true
    let before = AddressResolver(old)
    let after = AddressResolver(new)
    var entries: [JudgedEntry] = []
    for entry in mapping.entries where entry.system == system || system == "-" {
      entries.append(try JudgedEntry(entry, agent: mapping.agent, before, after))
    }
    self.entries = entries
  }

  /// One finding a change, in the order of the changes.
  public func judge(_ changes: [Change]) -> [Finding] {
    changes.enumerated().map { index, change in
      let affected = hasMapping ? entries.compactMap { affect(change, $0) } : []
      let verdict = hasMapping ? worst(affected) : judgeForEverybody(change)
      return Finding(
        id: FindingID.of(change, system: system), rule: change.kind.rawValue, severity: verdict.severity, owner: owner,
        change: index, message: Message.text(change, consequence: verdict.consequence),
        consequence: verdict.consequence, affects: affected, fix: Fixes.fix(for: change, affected: affected))
    }
  }

  private func worst(_ affected: [Finding.Affected]) -> SeverityTable.Verdict {
    guard let first = affected.max(by: { $0.severity < $1.severity }) else { return .init(.info, "") }
    return .init(first.severity, first.consequence)
  }

  private func judgeForEverybody(_ change: Change) -> SeverityTable.Verdict {
    verdict(change, change.usage)
  }

  /// The worse of what reading and writing make of a change; information where nobody meets the place.
  private func verdict(_ change: Change, _ usage: UsageSet) -> SeverityTable.Verdict {
    var verdicts: [SeverityTable.Verdict] = []
    if !usage.isDisjoint(with: .read) { verdicts.append(SeverityTable.reading(change)) }
    if !usage.isDisjoint(with: .write) { verdicts.append(SeverityTable.writing(change)) }
    return verdicts.max { $0.severity < $1.severity } ?? .init(.info, "no operation meets it")
  }

  private func affect(_ change: Change, _ entry: JudgedEntry) -> Finding.Affected? {
    let touch = entry.touch(change)
    guard touch != .none else { return nil }
    let access = entry.entry.access
    // An answer's change is nothing to who only writes; a place that no operation meets is taken at the mapping's word.
    var usage = change.usage.isEmpty ? access : access.intersection(change.usage)
    if touch == .sibling { usage = usage.intersection(.write) }
    guard !usage.isEmpty else { return nil }
    let verdict = verdict(change, usage)
    if touch == .sibling, verdict.severity < .breaking { return nil }
    return Finding.Affected(
      agent: entry.agent, field: entry.entry.field, access: access, isLookup: entry.entry.isLookup,
      place: entry.entry.place, severity: verdict.severity, consequence: verdict.consequence)
  }
}
