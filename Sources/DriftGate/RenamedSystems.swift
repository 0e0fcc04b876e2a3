import DriftImpact
import DriftModel
import DriftProject

/// Systems that a branch gives another name: the base is looked at under the branch's names, so that what was open on a
/// system's entries is open on them still.
public struct RenamedSystems {
  private var names: [String: String] = [:]

  /// Finds the systems of the base that the branch has no more, and those of its own that took over their entries.
  public init(base: GateInput, head: GateInput) {
    let were = Set(base.project.systems.map(\.name))
    let are = Set(head.project.systems.map(\.name))
    var entries: [Entry: String] = [:]
    for owned in head.entries where !were.contains(owned.entry.system) { entries[Entry(owned)] = owned.entry.system }
    var shared: [String: [String: Int]] = [:]
    for owned in base.entries where !are.contains(owned.entry.system) {
      if let name = entries[Entry(owned)] { shared[owned.entry.system, default: [:]][name, default: 0] += 1 }
    }
    for (old, counts) in shared {
      names[old] = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    // Two systems that became one are not told apart any more.
    let taken = Dictionary(grouping: names.values) { $0 }.filter { $0.value.count > 1 }
    names = names.filter { taken[$0.value] == nil }
  }

  /// An entry, whatever its system and its agent are called.
  private struct Entry: Hashable {
    var address: String

    init(_ owned: AgentEntry) { address = owned.entry.address.description }
  }

  /// The base under the branch's names; its versions are where they were.
  public func applied(to base: GateInput) -> GateInput {
    guard !names.isEmpty else { return base }
    var out = base
    for index in out.project.systems.indices { rename(&out.project.systems[index].name) }
    for index in out.project.suppressions.indices { rename(&out.project.suppressions[index].system) }
    for mapping in out.mappings.indices {
      for entry in out.mappings[mapping].entries.indices { rename(&out.mappings[mapping].entries[entry].system) }
    }
    if let lock = base.lock {
      var renamed = LockFile()
      for (key, digests) in lock.digests { renamed.digests[self.renamed(key)] = digests }
      for (key, line) in lock.lines { renamed.lines[self.renamed(key)] = line }
      out.lock = renamed
    }
    let old = Dictionary(uniqueKeysWithValues: names.map { ($0.value, $0.key) })
    out.history = { base.history(old[$0] ?? $0) }
    return out
  }

  private func rename(_ name: inout String) { name = names[name] ?? name }

  private func renamed(_ key: EntryKey) -> EntryKey {
    var key = key
    rename(&key.system)
    return key
  }
}
