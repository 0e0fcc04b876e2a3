import DriftImpact
import DriftModel
import DriftProject

/// Checks the project's own files: who looks after what, and what is left over in the lock.
struct OwnChecks {
  private let input: GateInput

  init(_ input: GateInput) { self.input = input }

  func findings() -> [Finding] { owners() + repeated() + unlocked() + leftOver() }

  private func owners() -> [Finding] {
    var out: [Finding] = []
    for mapping in input.mappings where mapping.owner.isEmpty {
      out.append(ownerMissing("the mapping of \(mapping.agent)", mapping.agent, mapping.place))
    }
    for system in input.project.systems where system.owner.isEmpty {
      out.append(ownerMissing("the system \(system.name)", system.name, system.place))
    }
    return out
  }

  private func ownerMissing(_ what: String, _ name: String, _ place: SourcePlace) -> Finding {
    Finding(
      id: FindingID.of(rule: RuleBook.ownerMissing, address: "", distinction: what, system: name),
      rule: RuleBook.ownerMissing, severity: .warning, owner: "", change: nil,
      message: "\(what) has no owner (\(place.file):\(place.line)): nobody will hear of a break", affects: [],
      fix: .init(text: "say owner: with the address of a person or a team (\(place.file):\(place.line))"), place: place)
  }

  /// Entries that a mapping has twice, field and all.
  private func repeated() -> [Finding] {
    struct Whole: Hashable {
      var key: EntryKey
      var field: String
    }
    var first: [Whole: SourcePlace] = [:]
    return input.entries.compactMap { owned in
      let whole = Whole(key: EntryKey(owned), field: owned.entry.field)
      let place = owned.entry.place
      guard let before = first[whole] else {
        first[whole] = place
        return nil
      }
      let address = owned.entry.address.description
      return Finding(
        id: FindingID.of(
          rule: RuleBook.entryRepeated, address: address, distinction: "\(owned.agent) \(owned.entry.field)",
          system: owned.entry.system), rule: RuleBook.entryRepeated, severity: .warning, owner: owned.owner,
        change: nil,
        message: "\(place.file):\(place.line): \(owned.agent) has \(owned.entry.field) already at "
          + "\(before.file):\(before.line)", affects: [], fix: .init(text: "take one of them out"), place: place,
        address: address)
    }
  }

  /// Entries that nothing is remembered of, a finding for each agent: without a lock at all the check says so once.
  private func unlocked() -> [Finding] {
    guard let lock = input.lock else { return [] }
    let missing = Dictionary(grouping: input.entries.filter { lock.digests[EntryKey($0)] == nil }, by: \.agent)
    return missing.sorted { $0.key < $1.key }.compactMap { agent, entries in
      guard let first = entries.first else { return nil }
      let what = entries.count == 1 ? first.entry.addressText : "\(entries.count) entries"
      return Finding(
        id: FindingID.of(rule: RuleBook.lockMissing, address: "", distinction: agent, system: ""),
        rule: RuleBook.lockMissing, severity: .info, owner: first.owner, change: nil,
        message: "\(agent): \(what) without a line in \(input.project.lockFile): checked as it stands, and told of no "
          + "change",
        affects: [], fix: .init(text: "drift lock writes what is missing"), place: first.entry.place)
    }
  }

  private func leftOver() -> [Finding] {
    guard let lock = input.lock else { return [] }
    let known = Set(input.entries.map(EntryKey.init))
    return lock.digests.keys.filter { !known.contains($0) }.sorted().map { key in
      let place = SourcePlace(file: input.project.lockFile, line: lock.lines[key] ?? 1, column: 1)
      return Finding(
        id: FindingID.of(
          rule: RuleBook.lockStale, address: key.address, distinction: "\(key.agent) \(key.accessText)",
          system: key.system), rule: RuleBook.lockStale, severity: .info, owner: "", change: nil,
        message:
          "\(place.file):\(place.line): no mapping of \(key.agent) has \(key.address) (\(key.accessText)) any more",
        affects: [], fix: .init(text: "drift lock takes the line out"), place: place)
    }
  }
}
