public import DriftImpact
import DriftModel
public import DriftProject
import DriftStore

/// What a lock should hold after a check.
public struct LockPlan {
  private let input: GateInput
  private let result: GateResult

  /// Makes plans from what a check found.
  public init(_ input: GateInput, _ result: GateResult) {
    self.input = input
    self.result = result
  }

  /// Missing lines at the newest version; lines of entries on which nothing is open moved there; those of entries that
  /// are in no mapping taken out.
  public func straightened() -> LockFile { lock { !openEntries.contains($0) } }

  /// All entries of a system, or of all, at the newest version.
  public func accepting(system: String?) -> LockFile { lock { system == nil || $0.system == system } }

  /// After addresses were written anew: the line of each edited entry, at the newest version where nothing but what was
  /// mended is open on it, else at the version of the old line.
  public func fixed(_ edits: [Finding.Edit], of findings: Set<String>) -> LockFile {
    var lock = input.lock ?? LockFile()
    let open = entries(openBeside: findings)
    let kept = Set(input.entries.map(EntryKey.init)).subtracting(edits.map(\.key))
    for edit in edits {
      var key = edit.key
      key.address = edit.address.description
      let old = lock.digests[edit.key]?.last
      if !kept.contains(edit.key) { lock.digests[edit.key] = nil }
      if let digest = open.contains(edit.key) ? old : newest[edit.key.system] { lock.digests[key] = [digest] }
    }
    return lock
  }

  private func lock(_ moves: (EntryKey) -> Bool) -> LockFile {
    var lock = LockFile()
    for owned in input.entries {
      let key = EntryKey(owned)
      let old = input.lock?.digests[key]
      // Of a system that cannot be read nothing is known, and least of all that its lines may go.
      if let old, !moves(key) || newest[key.system] == nil {
        lock.digests[key] = old
      } else if let digest = newest[key.system] {
        lock.digests[key] = [digest]
      }
    }
    return lock
  }

  /// The root digest of the newest version of each system.
  private var newest: [String: String] {
    var out: [String: String] = [:]
    for check in result.checks {
      if let version = check.new?.version { out[check.system] = String(version.header.root.prefix(LockFile.digits)) }
    }
    return out
  }

  private var openEntries: Set<EntryKey> { entries(openBeside: []) }

  /// Entries that a change hits or gives another address, but for some findings, and nobody accepted it for good.
  private func entries(openBeside mended: Set<String>) -> Set<EntryKey> {
    var out: Set<EntryKey> = []
    for check in result.checks {
      for finding in check.findings where RuleBook.isOfVersion(finding) && !mended.contains(finding.id) {
        // What is accepted until a day comes back after it: its line stays where it can.
        let returns = finding.waiver.map { !$0.until.isEmpty } ?? false
        for one in finding.affects where one.severity > .info && (returns || !one.isWaived) { out.insert(one.key) }
        // An entry whose place has another name is not hit, and its line is what knows the old one.
        for edit in finding.fix?.edits ?? [] { out.insert(edit.key) }
      }
      // What could not be looked at is no pass.
      for finding in check.findings where finding.rule == RuleBook.lockBroken {
        for one in finding.affects { out.insert(one.key) }
      }
    }
    return out
  }
}
