import DriftDiff
import DriftModel

/// Says of entries that use what is deprecated how long they have: that it was deprecated is news once, and that its day
/// comes near is news again.
extension EntryChecks {
  /// From how many days before its end on a deprecated place is more than information.
  private static let near = 30

  /// What is said of a place, or of the operation that an entry begins with.
  private struct Deprecation {
    var place: String
    /// The day on which it ends, as it is written; empty where nobody says.
    var end = ""
    var successor = ""
  }

  func deprecation(_ entry: JudgedEntry, _ changes: [Change]) -> Failure? {
    guard let daysUntil, entry.after.isThere, let found = deprecation(entry),
      !said([.deprecated, .undeprecated], at: entry, changes), !isNews(entry, changes)
    else { return nil }
    let day = String(found.end.prefix(10))
    let days = found.end.isEmpty ? nil : daysUntil(day)
    let when: String
    switch days {
    case nil: when = "is deprecated; no day is told on which it goes"
    case .some(..<0): when = "is deprecated and was to go on \(day)"
    case 0: when = "is deprecated and goes today"
    case .some(let days): when = "is deprecated and goes on \(day), \(days == 1 ? "tomorrow" : "in \(days) days")"
    }
    let isNear = days.map { $0 <= Self.near } ?? false
    return Failure(
      rule: RuleBook.deprecatedInUse, address: entry.owned.entry.address.description, distinction: day,
      severity: isNear ? .warning : .info, message: "\(found.place) \(when)",
      consequence: days.map { $0 < 0 } == true ? "may lose it any day" : "will lose it",
      fix: found.successor.isEmpty
        ? "ask the owner of \(system) what takes its place, and map that before" : "its owner names \(found.successor)")
  }

  private func deprecation(_ entry: JudgedEntry) -> Deprecation? {
    let schema = resolver.schema
    var found: Deprecation?
    func take(_ facts: some Sequence<Fact>, _ place: String) {
      guard found == nil, facts.contains(where: { $0.key == .deprecated && schema.symbols.text($0.value) != "false" })
      else { return }
      var one = Deprecation(place: place)
      for fact in facts {
        switch fact.key {
        case .sunset: one.end = schema.symbols.text(fact.value)
        case .replacedBy: one.successor = schema.symbols.text(fact.value)
        default: continue
        }
      }
      found = one
    }
    resolver.forEachBranch(of: entry.after.trail.terminals) { one, _ in
      take(one.facts.map(\.fact), entry.owned.entry.address.description)
    }
    if let operation = entry.after.trail.operation {
      let one = schema.operations[operation]
      take(schema.facts[one.facts.indices], schema.symbols.text(one.key))
    }
    return found
  }

  /// Whether the operation was deprecated by one of the changes.
  private func isNews(_ entry: JudgedEntry, _ changes: [Change]) -> Bool {
    guard entry.after.trail.operation != nil else { return false }
    return changes.contains { change in
      [.deprecated, .undeprecated].contains(change.kind) && change.address.steps.count == 1
        && change.address.steps.first == entry.owned.entry.address.steps.first
    }
  }
}
