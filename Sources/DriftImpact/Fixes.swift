import DriftDiff
import DriftModel

/// What to do about a change, in words.
enum Fixes {
  /// From this probability on a new name is said as the one to use; below it is offered as a choice.
  static let sure = 0.9

  /// An entry that a change hits.
  struct Hit {
    var owned: AgentEntry
    /// Where its place is now; nil where its own address stays as it is.
    var successor: Successor?
    /// Where it is met now, though its own address stays as it is.
    var standIn: StandIn?
    /// Whether the change is at the very place that the entry names, and not on the way or below.
    var isAtEnd: Bool
  }

  /// Whether what may be read and set is the caller's own right, as its system tells it, and no word of the schema.
  static func isOfRights(_ format: String) -> Bool { format == "salesforce" }

  /// - Parameters:
  ///   - hiding: What hides fields that look as if they were gone; empty where nothing does.
  ///   - isComputed: Whether what can no longer be set is computed now.
  static func fix(
    for change: Change, hits: [Hit], sure: Double, format: String, hiding: String = "", isComputed: Bool = false
  ) -> Finding.Fix? {
    guard !hits.isEmpty else { return nil }
    if change.kind == .fieldRemoved { return lookup(of: change, hiddenBy: hiding) }
    if change.kind == .fieldRepurposed { return meaning(of: change, hits) }
    if change.beginsList, hits.contains(where: { $0.successor != nil }) { return listed(hits) }
    if change.kind == .typeChanged || change.kind == .formatChanged {
      // There the list is one text: what was one value is one value still.
      return change.isAboutOneText ? nil : transform(for: change, hits)
    }
    if change.endsUniqueness { return duplicates(hits) }
    if change.kind == .accessChanged, SeverityTable.isAbout(change, "traits") {
      // What may be done with a record is no promise of a call, and no right.
      guard format == "mcp" else { return .init(text: "see whether what the agent does relies on it") }
      if change.lostTraits == ["describedAnswer"] {
        return .init(text: "have the answer described again (outputSchema); until then test what the agent reads of it")
      }
      return .init(text: "read what it does now, and ask for leave before it is called, until that is known")
    }
    if change.retiredValues != nil {
      return .init(text: "write another value, or have that one activated again")
    }
    if change.kind == .constraintChanged, change.detail == "unique", change.compatibility == .narrowed {
      return .init(text: "look for a record that has the value before writing it, and change that one")
    }
    if change.kind == .accessChanged, change.endsRight {
      guard hits.contains(where: \.isAtEnd) else { return nil }
      if isComputed {
        return .init(text: "it is computed now, and nobody can set it: say access: [read], or write what it is made of")
      }
      guard isOfRights(format) else {
        return .init(
          text: change.endsReading
            ? "map a field that can be read" : "say access: [read], or map a field that can be written")
      }
      return .init(
        text: "have the right given back, best to a service account whose rights nobody resets; if it is to be so, "
          + "take it out of the mapping")
    }
    if change.kind == .defaultChanged, SeverityTable.isAbout(change, "computed") {
      return .init(text: "see whether what it is made of now is what the agent takes it for")
    }
    if hits.contains(where: { $0.standIn != nil }) { return standIns(hits) }
    guard change.kind.isRenaming, let target = change.new?.address else { return nil }
    let claims = [change.probability ?? 0] + hits.compactMap { $0.successor?.probability }
    let isSure =
      claims.allSatisfy { $0 >= sure } && !change.evidence.isThin && hits.allSatisfy { $0.successor?.isPlain ?? true }
    // One text for all entries that get the same address, in the order of the mapping.
    var advices = Advices()
    for hit in hits { advices.add(advice(change, target, hit.successor, isSure: isSure), at: hit.owned.entry.place) }
    let all = advices.text
    let edits = hits.compactMap { hit in
      hit.successor.map { Finding.Edit(hit.owned, $0.address, isSure: isSure) }
    }
    let restored = change.isArchived ? ", or have \(change.address) restored" : ""
    return .init(
      text: (isSure ? "\(all), and test one call" : "if it is \(target), \(all)") + restored, edits: edits)
  }

  /// Where entries stand in each of a list that was one object: which of them counts is for a person to say.
  private static func listed(_ hits: [Hit]) -> Finding.Fix {
    var advices = Advices()
    var edits: [Finding.Edit] = []
    for hit in hits {
      guard let successor = hit.successor else { continue }
      advices.add("map \(successor.address) instead, and say which of them counts", at: hit.owned.entry.place)
      edits.append(.init(hit.owned, successor.address, isSure: false))
    }
    return .init(text: advices.text, edits: edits)
  }

  /// Where entries are met now.
  private static func standIns(_ hits: [Hit]) -> Finding.Fix {
    var advices = Advices()
    var edits: [Finding.Edit] = []
    for hit in hits {
      guard let standIn = hit.standIn else { continue }
      let entry = hit.owned.entry
      guard standIn.rest.isEmpty else {
        let what = standIn.usage.contains(.read) ? "reads" : "writes"
        advices.add(
          "say access: [\(EntryKey.text(standIn.rest))], and map \(standIn.address) for what it \(what)",
          at: entry.place)
        continue
      }
      advices.add("map \(standIn.address) instead", at: entry.place)
      edits.append(.init(hit.owned, standIn.address, isSure: true))
    }
    return .init(text: advices.text, edits: edits)
  }

  /// Where to look for a field that went: what it may be now, and what may hide it; nil where nobody can tell.
  private static func lookup(of change: Change, hiddenBy cause: String) -> Finding.Fix? {
    let others = change.alternatives.map(\.address.description).joined(separator: " and ")
    let place = others.isEmpty ? "" : "look at \(others)"
    // What was archived is kept, and whoever may archive may bring it back.
    if change.isArchived {
      return .init(
        text: "have it restored, if it was not meant; else "
          + (place.isEmpty ? "map what takes its place, or take it out of the mapping" : place))
    }
    guard !cause.isEmpty else { return place.isEmpty ? nil : .init(text: place) }
    let rest = place.isEmpty ? "ask the owner of the system where the value is now" : place
    return .init(text: "see whether \(cause) hides it; if not, \(rest)")
  }

  /// What a name that means another thing asks for.
  private static func meaning(of change: Change, _ hits: [Hit]) -> Finding.Fix? {
    guard hits.contains(where: \.isAtEnd) else { return nil }
    if let (old, new) = change.otherUnit {
      return .init(
        text: "ask the owner whether the values changed or the words alone; if the values did, say a transform between "
          + "\(old) and \(new)")
    }
    guard change.detail.isEmpty else {
      return .init(text: "look at what each value stands for now, and change what the agent takes it for")
    }
    let others = change.alternatives.map(\.address.description).joined(separator: " and ")
    return others.isEmpty ? nil : .init(text: "look at \(others), which is said to be what it was")
  }

  /// A conversion that is obvious, for a person to write down.
  private static func transform(for change: Change, _ hits: [Hit]) -> Finding.Fix? {
    var advices = Advices()
    for hit in hits where hit.isAtEnd {
      let entry = hit.owned.entry
      guard let suggestion = Transform.suggestion(for: change, access: entry.access) else { continue }
      let text =
        entry.transform.isEmpty
        ? "say transform: \"\(suggestion)\"" : "its transform is \"\(entry.transform)\", it may need: \(suggestion)"
      advices.add(text, at: entry.place)
    }
    return advices.text.isEmpty ? nil : .init(text: "\(advices.text), and test one call")
  }

  /// The rule that a lookup lacks.
  private static func duplicates(_ hits: [Hit]) -> Finding.Fix? {
    var advices = Advices()
    for hit in hits where hit.owned.entry.isLookup && hit.owned.entry.onDuplicate == nil {
      advices.add("define the rule: say on_duplicate: most_recent, primary or manual", at: hit.owned.entry.place)
    }
    return advices.text.isEmpty ? nil : .init(text: advices.text)
  }

  private static func advice(_ change: Change, _ target: Address, _ successor: Successor?, isSure: Bool) -> String {
    // The entry stands above: its address stays, what it reads inside has another name.
    guard let successor else { return "use \(target) in place of \(change.address)" }
    return !isSure && successor.address == target ? "map that instead" : "map \(successor.address) instead"
  }
}

extension Finding.Edit {
  /// The address of an entry, written anew.
  init(_ owned: AgentEntry, _ address: Address, isSure: Bool) {
    self.init(
      key: EntryKey(owned), place: owned.entry.place, range: owned.entry.addressRange, address: address, isSure: isSure,
      obstacle: owned.entry.obstacle)
  }
}

extension Change {
  /// Whether what went is archived in the system, which keeps it.
  fileprivate var isArchived: Bool { touch?.kind == .archived }
}

/// What to do, each advice once with the lines of the mapping that it is for.
private struct Advices {
  private var all: [(text: String, places: [String])] = []

  mutating func add(_ text: String, at place: SourcePlace) {
    let line = "\(place.file):\(place.line)"
    if let known = all.firstIndex(where: { $0.text == text }) {
      all[known].places.append(line)
    } else {
      all.append((text, [line]))
    }
  }

  /// All of them, in the order of the mapping; empty where there is none.
  var text: String { all.map { "\($0.text) (\($0.places.joined(separator: ", ")))" }.joined(separator: ", ") }
}
