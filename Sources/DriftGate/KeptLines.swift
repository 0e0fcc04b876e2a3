import DriftImpact
public import DriftProject

/// The lock that a branch would have if nobody had touched it: what shows that a line moved, or went, past what is open.
///
/// An entry that only has another agent's name, or other directions, is still the one that the base knows; what it is
/// hit by is judged as the branch writes it, so that an edit that mends something is none the worse for it.
public struct KeptLines {
  /// The lock.
  public private(set) var lock: LockFile
  /// Whether it says something else of an entry than the branch's own.
  public private(set) var differs = false

  /// Gives each entry of the branch the line that the base has for it, else its own.
  public init(_ head: GateInput, base: GateInput) {
    lock = head.lock ?? LockFile()
    let old = Set(base.entries.map(EntryKey.init))
    let entries = head.entries.map(EntryKey.init)
    let gone = Dictionary(grouping: old.subtracting(entries).sorted()) { Place($0) }
    for key in entries {
      let was = old.contains(key) ? key : gone[Place(key)]?.first { !$0.access.isDisjoint(with: key.access) }
      guard let was, let digests = base.lock?.digests[was], lock.digests[key] != digests else { continue }
      lock.digests[key] = digests
      differs = true
    }
  }

  private struct Place: Hashable {
    var system: String
    var address: String

    init(_ key: EntryKey) { (system, address) = (key.system, key.address) }
  }
}
