import DriftImpact
import DriftModel
import DriftProject

/// Holds entries of one identity against each other: what is one thing in several systems has one kind of value, and is
/// found in one way.
struct IdentityChecks {
  private let groups: [String: [AgentEntry]]
  private let kinds: [EntryKey: TypeSet]

  init(_ input: GateInput, _ checks: [SystemCheck]) {
    groups = Dictionary(grouping: input.entries.filter { !$0.entry.identity.isEmpty }, by: \.entry.identity)
    kinds = checks.reduce(into: [:]) { all, check in all.merge(check.kinds) { one, _ in one } }
  }

  func findings() -> [Finding] {
    groups.sorted { $0.key < $1.key }.flatMap { name, entries in
      [alone(name, entries), types(name, entries), manners(name, entries)].compactMap { $0 }
    }
  }

  private func alone(_ name: String, _ entries: [AgentEntry]) -> Finding? {
    guard entries.count == 1 else { return nil }
    let others = groups.keys.filter { $0 != name }.sorted()
    let near = Suggestion.nearest(to: name, in: others, atMost: 1).first
    return finding(
      name, entries[0], "alone", near == nil ? .info : .warning,
      "the identity \(name) has one entry alone, and nothing that it is the same as",
      near.map { "did you mean \($0)?" } ?? "give it to the entries that are the same thing")
  }

  private func types(_ name: String, _ entries: [AgentEntry]) -> Finding? {
    let known = entries.filter { !(kinds[EntryKey($0)] ?? []).isEmpty }
    guard let first = known.first else { return nil }
    let other = known.first { family(kinds[EntryKey($0)] ?? []).isDisjoint(with: family(kinds[EntryKey(first)] ?? [])) }
    guard let other else { return nil }
    return finding(
      name, other, "type", .warning,
      "the identity \(name): \(words(first)), and \(words(other)): a text is never equal to a number",
      "say in transform how one becomes the other and give them two identities, or map another field")
  }

  /// A whole number is a number.
  private func family(_ types: TypeSet) -> TypeSet { types.contains(.integer) ? types.union(.number) : types }

  private func words(_ owned: AgentEntry) -> String {
    let said = (kinds[EntryKey(owned)] ?? []).words.joined(separator: " or ")
    return "\(owned.entry.system) \(owned.entry.address.description) is \(said)"
  }

  private func manners(_ name: String, _ entries: [AgentEntry]) -> Finding? {
    let lookups = entries.filter { $0.entry.isLookup && $0.entry.onDuplicate != nil }
    guard let first = lookups.first,
      let other = lookups.first(where: { $0.entry.onDuplicate != first.entry.onDuplicate })
    else { return nil }
    func words(_ owned: AgentEntry) -> String {
      "\(owned.entry.onDuplicate?.rawValue ?? "") for \(owned.entry.system) \(owned.entry.address.description)"
    }
    return finding(
      name, other, "on_duplicate", .warning,
      "the identity \(name) is chosen in two ways among several records: \(words(first)), \(words(other))",
      "say the same on_duplicate for all of them")
  }

  private func finding(
    _ name: String, _ owned: AgentEntry, _ what: String, _ severity: Severity, _ message: String, _ advice: String
  ) -> Finding {
    let place = owned.entry.place
    return Finding(
      id: FindingID.of(rule: RuleBook.identityMismatch, address: "", distinction: "\(name) \(what)", system: ""),
      rule: RuleBook.identityMismatch, severity: severity, owner: owned.owner, change: nil,
      message: "\(message) (\(place.file):\(place.line))", affects: [], fix: .init(text: advice), place: place)
  }
}
