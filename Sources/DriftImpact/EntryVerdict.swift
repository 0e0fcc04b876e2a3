public import DriftDiff
import DriftModel

/// What a change means for one entry: what the table says of its directions, in the light of what the entry says of
/// itself (`on_missing`, `expects`, `examples`).
struct EntryVerdict {
  let change: Change
  let entry: JudgedEntry
  /// Whether the newest version fits what the entry expects at its place, and it expects something.
  let meetsExpectation: Bool
  /// Whether its place takes values that its list does not name.
  var isOpenList = false

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
    // What it reads stands in another answer that says that all is well: the address names none of them.
    if change.kind == .responseRemoved, entry.entry.address.steps.count > 2, entry.after.isThere {
      return .init(.info, "reads it of another answer")
    }
    // Who only reads it filters by nothing; who finds records by it is refused.
    if entry.entry.isLookup, change.lostTraits.contains("filterable") {
      return .init(.breaking, "its lookup will be refused: nothing can be filtered by it any more")
    }
    if change.lostTraits == ["filterable"] { return .init(.info, "filters by nothing there") }
    // The name is there, and is that of something else now: nothing is null, and all of it is wrong.
    if change.takesAway, isNameTaken {
      return .init(.breaking, "will read another thing: the name is that of another field now")
    }
    // What finds nothing makes a second record of what is there.
    if entry.entry.isLookup, change.takesAway {
      return .init(table.severity, "its lookup will find nothing, or be refused; it \(table.consequence)")
    }
    // Nobody says that the texts are others; who counts on the format says so (`expects`).
    if change.kind == .formatChanged, SeverityTable.leavesOpen(change), !countsOnFormat {
      return .init(.warning, "may read another format: the schema names none any more")
    }
    return table
  }

  /// The values that the entry gives as examples, each of several in one text by itself (`a;b`).
  private var examples: Set<String> {
    let texts = entry.entry.examples.map(\.text)
    guard entry.isOneText else { return Set(texts) }
    return Set(texts + texts.flatMap { $0.split(separator: ";").map(String.init) })
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
    if entry.entry.isLookup, change.endsUniqueness { return lookup }
    guard table.severity > .info else { return table }
    // Who writes by a key names the record by it.
    if entry.entry.isLookup, change.losesItsKey {
      return .init(.breaking, "its write by that key will be refused: no record can be named by it any more")
    }
    // Nothing refuses it: another field takes it.
    if change.takesAway, isNameTaken {
      return .init(.breaking, "its write will set another thing: the name is that of another field now")
    }
    if isOpenList, change.narrowsList {
      return .init(
        .warning, "its list names that value no more; as it is an open one, a write of it may still be taken")
    }
    if change.kind == .typeChanged, change.isAboutOneText, !entry.entry.examples.isEmpty,
      !entry.entry.examples.contains(where: { $0.text.contains(";") })
    {
      return .init(.warning, "a write of several values would be refused; its examples have one")
    }
    if [.enumValueRemoved, .enumValueRenamed].contains(change.kind), !examples.isEmpty,
      !examples.contains(change.detail)
    {
      return .init(.warning, "a write of \"\(change.detail)\" would be refused; its examples are others")
    }
    if let retired = change.retiredValues {
      let hit = retired.filter { examples.contains($0) }
      guard !examples.isEmpty, hit.isEmpty else {
        let values = (hit.isEmpty ? retired : hit).map { "\"\($0)\"" }.joined(separator: ", ")
        return .init(table.severity, "its write of \(values) will be refused: inactive now")
      }
      return .init(.warning, "a write of a value that is inactive now would be refused; its examples are others")
    }
    if let limit { return limit }
    if change.kind == .defaultChanged, change.isParameter, !entry.before.trail.ends.isEmpty {
      return .init(.warning, "where it leaves it out, another value is meant now")
    }
    return isExpected ? Self.expected : table
  }

  /// Of a limit of the entry's very place: what it says of the values that the entry gives as examples.
  private var limit: SeverityTable.Verdict? {
    let examples = entry.entry.examples.map(\.text)
    guard case .field(let old?, _, _) = change.subject, entry.before.trail.ends.contains(old), !examples.isEmpty,
      examples.allSatisfy({ change.admits($0) != nil })
    else { return nil }
    guard let refused = examples.first(where: { change.admits($0) == false }) else {
      return .init(.warning, "a write beyond the limit would be refused; its examples are within it")
    }
    return .init(.breaking, "its write of \"\(refused)\" will be refused")
  }

  /// Whether what changed is the very place of the entry, and something stands under its address all the same.
  private var isNameTaken: Bool {
    guard case .field(let old?, let new, let parent) = change.subject else { return false }
    // What stands under the name is the very thing that moved: the definition has it as before.
    if let new, entry.after.trail.ends.contains(new) { return false }
    // What refers to a definition of its own now says nothing of the one that the entry names.
    let isSameWay = parent.new == .none || entry.after.trail.shapes.contains(parent.new)
    return isSameWay && entry.before.trail.ends.contains(old) && entry.after.isThere
      && !entry.after.trail.ends.isEmpty
  }

  /// Whether the entry says which format it expects, by the format itself or by a type that is one.
  private var countsOnFormat: Bool {
    !entry.entry.expectedFormat.isEmpty || (ExpectedType(entry.entry.expectedType)?.scalar ?? .none) != .none
  }

  private var isExpected: Bool { meetsExpectation && [.typeChanged, .formatChanged].contains(change.kind) }

  private static let expected = SeverityTable.Verdict(.info, "expects it so already")
}

extension Change {
  /// Whether what could be read may not be any more.
  public var endsReading: Bool { SeverityTable.endsReading(self) }

  /// Whether what could be read, or written, may not be any more.
  public var endsRight: Bool { SeverityTable.endsRight(self) }

  /// Whether what was always there may be null or missing now.
  var makesAbsent: Bool {
    [.nullabilityChanged, .requiredChanged].contains(kind) && compatibility == .widened
  }

  /// Whether what was a key is none any more: several records may have the value alike.
  var endsUniqueness: Bool { kind == .constraintChanged && detail == "unique" && compatibility == .widened }

  /// What a place can do no more, by the words of its system; empty where the change is about anything else.
  var lostTraits: Set<String> {
    guard kind == .accessChanged else { return [] }
    return Set(Self.texts(old, "traits") ?? []).subtracting(Self.texts(new, "traits") ?? [])
  }

  /// Whether a field by which records could be named is none any more (Salesforce, `externalId` and `idLookup`).
  var losesItsKey: Bool {
    let keys: Set<String> = ["externalId", "idLookup"]
    return !lostTraits.isDisjoint(with: keys) && keys.isDisjoint(with: Self.texts(new, "traits") ?? [])
  }

  /// Whether a field is no longer where it was, under the name that it had.
  var takesAway: Bool { [.fieldRemoved, .fieldRenamed, .fieldMoved].contains(kind) }

  /// Whether a list of values has, or takes, one less.
  var narrowsList: Bool {
    [.enumValueRemoved, .enumValueRenamed].contains(kind) || retiredValues != nil
  }

  /// The values that may no longer be chosen, though they are still there; nil where the change is about anything else.
  var retiredValues: [String]? {
    guard kind == .constraintChanged, detail == "inactive", compatibility != .widened else { return nil }
    let before = Set(Self.texts(old, "inactive") ?? [])
    return (Self.texts(new, "inactive") ?? []).filter { !before.contains($0) }
  }

  /// The member that what a change asks for goes along with: whoever does not send the one need not send the other. Nil
  /// where it goes along with none.
  var companion: String? {
    for side in [new, old] {
      for name in ["condition", "branch"] {
        guard case .text(let text)? = side?.value[name], text.hasPrefix("with ") else { continue }
        return String(text.dropFirst(5))
      }
    }
    return nil
  }

  /// Whether it is about a parameter itself, or about what one refers to.
  var isParameter: Bool {
    if case .field(_, _, let parent) = subject { return parent.old == .none && parent.new == .none }
    return isOfParameter
  }
}
