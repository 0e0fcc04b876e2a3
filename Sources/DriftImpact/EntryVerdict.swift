import DriftDiff
import DriftModel

/// What a change means for one entry: what the table says of its directions, in the light of what the entry says of
/// itself (`on_missing`, `expects`, `examples`).
struct EntryVerdict {
  let change: Change
  let entry: JudgedEntry
  /// Whether the newest version fits what the entry expects at its place, and it expects something.
  let meetsExpectation: Bool

  /// For who reads.
  var reading: SeverityTable.Verdict {
    let table = SeverityTable.reading(change)
    guard table.severity > .info else { return table }
    if change.makesAbsent, !entry.entry.isRequired, let manner = entry.entry.onMissing {
      return manner == .fail
        ? .init(.warning, "may find nothing there, and fails then (on_missing)")
        : .init(.info, "may find nothing there: on_missing says \(manner.rawValue)")
    }
    if isExpected { return Self.expected }
    if change.endsUniqueness { return lookup }
    // Nobody says that the texts are others; who counts on the format says so (`expects`).
    if change.kind == .formatChanged, SeverityTable.leavesOpen(change) {
      return .init(.warning, "may read another format: the schema names none any more")
    }
    return table
  }

  /// For who finds a record by what several may have alike from now on.
  private var lookup: SeverityTable.Verdict {
    guard entry.entry.isLookup else { return .init(.info, "may read what another record has too") }
    guard let rule = entry.entry.onDuplicate else {
      return .init(.breaking, "its lookup may find several records, and no rule says which one it takes")
    }
    return .init(.warning, "its lookup may find several records: on_duplicate says \(rule.rawValue)")
  }

  /// For who writes.
  var writing: SeverityTable.Verdict {
    let table = SeverityTable.writing(change)
    guard table.severity > .info else { return table }
    if [.enumValueRemoved, .enumValueRenamed].contains(change.kind), !entry.entry.examples.isEmpty,
      !entry.entry.examples.contains(where: { $0.text == change.detail })
    {
      return .init(.warning, "a write of \"\(change.detail)\" would be refused; its examples are others")
    }
    if change.kind == .defaultChanged, change.isParameter, !entry.before.trail.ends.isEmpty {
      return .init(.warning, "where it leaves it out, another value is meant now")
    }
    return isExpected ? Self.expected : table
  }

  private var isExpected: Bool { meetsExpectation && [.typeChanged, .formatChanged].contains(change.kind) }

  private static let expected = SeverityTable.Verdict(.info, "expects it so already")
}

extension Change {
  /// Whether what was always there may be null or missing now.
  var makesAbsent: Bool {
    [.nullabilityChanged, .requiredChanged].contains(kind) && compatibility == .widened
  }

  /// Whether what was a key is none any more: several records may have the value alike.
  var endsUniqueness: Bool { kind == .constraintChanged && detail == "unique" && compatibility == .widened }

  /// Whether it is about a parameter itself, or about what one refers to.
  var isParameter: Bool {
    if case .field(_, _, let parent) = subject { return parent.old == .none && parent.new == .none }
    return isOfParameter
  }
}
