import DriftDiff
import DriftModel

/// An entry whose definition stands in the document as before, and no operation takes it or answers with it any more, though
/// no change says so: what the operations use now is the very same under another name.
///
/// Nothing is broken yet. But who maps the old definition hears no more of what becomes of the new one.
struct UnreachedEntry {
  private let entry: JudgedEntry
  private let usage: UsageSet
  /// Whether nothing that the entry does meets its definition any more.
  private let isWhole: Bool
  /// The entry's address in the definitions that have the same content and are met in those directions.
  private let standIns: [Address]

  init(_ entry: JudgedEntry, losing usage: UsageSet, _ reach: LostReach, _ old: Schema, _ new: AddressResolver) {
    (self.entry, self.usage) = (entry, usage)
    isWhole = reach.kept(entry).isEmpty
    guard let root = entry.before.trail.root else {
      standIns = []
      return
    }
    let content = old[old.definitions[root].shape].digest
    let written = entry.entry.address.steps
    standIns = new.schema.definitions.indices.compactMap { index in
      let definition = new.schema.definitions[index]
      guard definition.shape != .none, new.schema[definition.shape].digest == content,
        reach.reachesNow(index).isSuperset(of: usage)
      else { return nil }
      let address = Address([.name(new.schema.symbols.text(definition.name))] + written.dropFirst())
      return address != entry.entry.address && (try? new.resolve(address)) != nil ? address : nil
    }
  }

  /// The finding.
  func finding(system: String, owner: String) -> Finding {
    let address = entry.entry.address.description
    let name = entry.entry.address.steps.first?.text ?? ""
    let isRead = usage.contains(.read)
    let place = "\(entry.entry.place.file):\(entry.entry.place.line)"
    let verdict = SeverityTable.Verdict(
      .warning, "hears no more of what becomes of \(isRead ? "what it reads" : "its writes")")
    var edits: [Finding.Edit] = []
    if standIns.count == 1, isWhole {
      edits = [.init(entry.owned, standIns[0], isSure: true)]
    }
    let text =
      standIns.isEmpty
      ? "map what the operation has that it calls (\(place))"
      : "map \(standIns.map(\.description).joined(separator: " or ")) instead, which is the same (\(place))"
    return Finding(
      id: FindingID.of(rule: RuleBook.addressUnreached, address: address, distinction: "", system: system),
      rule: RuleBook.addressUnreached, severity: verdict.severity, owner: owner, change: nil,
      message: "no operation \(isRead ? "answers with" : "takes") \(name) any more (\(place))",
      consequence: verdict.consequence,
      affects: [.init(entry.owned, verdict.severity, verdict.consequence)], fix: .init(text: text, edits: edits),
      address: address)
  }
}
