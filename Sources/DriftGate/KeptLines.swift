public import DriftImpact
public import DriftProject

/// The lock that a branch would have if nobody had touched it: what shows that a line moved, or went, past what is open.
///
/// An entry that only has another agent's name, other directions, another spelling of its place, or stands in another system
/// of the same address, is still the one that the base knows; what it is hit by is judged as the branch writes it, so
/// that an edit that mends something is none the worse for it.
public struct KeptLines {
  /// The lock.
  public private(set) var lock: LockFile
  /// Whether it says something else of an entry than the branch's own.
  public private(set) var differs = false
  /// What the base calls each entry that is another one by name.
  public private(set) var origins: [EntryKey: EntryKey] = [:]

  /// Gives each entry of the branch the line that the base has for it, else its own.
  public init(_ head: GateInput, base: GateInput) {
    lock = head.lock ?? LockFile()
    let old = Set(base.entries.map(EntryKey.init))
    let now = Set(head.entries.map(EntryKey.init))
    let gone = base.entries.filter { !now.contains(EntryKey($0)) }.sorted { EntryKey($0) < EntryKey($1) }
    for entry in head.entries {
      let key = EntryKey(entry)
      let was = old.contains(key) ? key : Self.origin(of: entry, among: gone)
      guard let was else { continue }
      if was != key { origins[key] = was }
      guard let digests = base.lock?.digests[was], lock.digests[key] != digests else { continue }
      lock.digests[key] = digests
      differs = true
    }
  }

  /// The entry of the base that one of the branch took the place of: the same place, else the same field of the same agent.
  private static func origin(of entry: AgentEntry, among gone: [AgentEntry]) -> EntryKey? {
    let key = EntryKey(entry)
    let alike = gone.filter { !EntryKey($0).access.isDisjoint(with: key.access) }
    func isPlace(_ one: AgentEntry) -> Bool { one.entry.address == entry.entry.address }
    func isField(_ one: AgentEntry) -> Bool { one.agent == entry.agent && one.entry.field == entry.entry.field }
    func isSystem(_ one: AgentEntry) -> Bool { one.entry.system == entry.entry.system }
    let found =
      alike.first { isSystem($0) && isPlace($0) } ?? alike.first { isSystem($0) && isField($0) }
      ?? alike.first { isPlace($0) && $0.agent == entry.agent } ?? alike.first(where: isField)
    if let found { return EntryKey(found) }
    // Of another agent and another place at once: what the agent calls it, where no other is called so.
    let named = alike.filter { isSystem($0) && $0.entry.field == entry.entry.field }
    return named.count == 1 ? named.first.map(EntryKey.init) : nil
  }
}
