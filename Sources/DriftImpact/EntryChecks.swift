public import DriftDiff
import DriftModel

/// Holds entries as they stand against one version of their system: whether or not anything changed.
public struct EntryChecks {
  let resolver: AddressResolver
  let system: String
  let owner: String
  /// How many days are left until a day, `2027-03-01`; nil where it is no day. Nil where nobody asks for days.
  let daysUntil: ((String) -> Int?)?

  /// Makes checks against the schema of a resolver.
  public init(
    _ resolver: AddressResolver, system: String, owner: String, daysUntil: ((String) -> Int?)? = nil
  ) {
    self.daysUntil = daysUntil
    self.resolver = resolver
    self.system = system
    self.owner = owner
  }

  /// A finding for each entry and rule that is not met, unless one of the changes says it already.
  public func judge(_ entries: [JudgedEntry], _ changes: [Change]) -> [Finding] {
    var list = FindingList(system: system, owner: owner)
    for entry in entries {
      if let failure = access(entry, changes) { list.add(failure.at(entry.owned.entry.place), entry.owned) }
      for failure in examples(entry, changes) + limits(entry, changes) {
        list.add(failure.at(entry.owned.entry.place), entry.owned)
      }
      if let failure = deprecation(entry, changes) { list.add(failure.at(entry.owned.entry.place), entry.owned) }
      for failure in manners(entry, changes) { list.add(failure.at(entry.owned.entry.place), entry.owned) }
    }
    return list.findings
  }

  /// A finding for an entry whose address leads nowhere.
  public func judge(_ unknown: UnknownEntry) -> Finding { judge(unknown, .breaking) }

  private func judge(_ unknown: UnknownEntry, _ severity: Severity) -> Finding {
    var list = FindingList(system: system, owner: owner)
    let entry = unknown.owned.entry
    if unknown.isUnknown {
      // A tool need not describe its answer (FORMATS 7): that is no part that could not be read.
      let isUndescribed = resolver.schema.format == "mcp"
      list.add(
        Failure(
          rule: RuleBook.addressUnknown, address: entry.address.description, distinction: "", severity: .info,
          message: isUndescribed
            ? "\(entry.address.steps.first?.text ?? entry.addressText) does not describe its answer: nobody can say whether "
              + "\(entry.addressText) is there"
            : "\(entry.addressText) lies behind a part of \(system) that could not be read",
          consequence: "was not checked",
          fix: isUndescribed ? "have the answer described (outputSchema)" : "make it readable, or accept the gap"
        ).at(entry.place), unknown.owned)
      return list.findings[0]
    }
    let reads = entry.access.contains(.read)
    var advice = "drift show \(system)@latest lists what is there"
    let suggestions = unknown.suggestions(in: [resolver])
    if unknown.best.isAmbiguous {
      advice = "write the one that is meant"
    } else if !suggestions.isEmpty {
      advice = "did you mean \(suggestions.map(\.description).joined(separator: " or "))?"
    }
    if !unknown.best.reason.isEmpty { advice += " \(unknown.best.reason)" }
    list.add(
      Failure(
        rule: RuleBook.addressMissing, address: entry.address.description,
        distinction: unknown.best.isAmbiguous ? "ambiguous" : "", severity: severity,
        message: unknown.best.isAmbiguous
          ? "\(entry.addressText) is no one place in \(system): \(unknown.what)"
          : "\(system) has no \(entry.addressText): \(unknown.what)",
        consequence: unknown.best.isAmbiguous
          ? "nothing says which of them it uses" : reads ? "will read null" : "what it writes is refused or lost",
        fix: advice
      ).at(entry.place), unknown.owned)
    return list.findings[0]
  }

  /// The finding for an entry whose place is gone without any change that says so.
  public func missing(_ entry: JudgedEntry) -> Finding? {
    guard !entry.after.isThere else { return nil }
    do throws(UnresolvedAddress) {
      _ = try resolver.resolve(entry.owned.entry.address)
      return nil
    } catch {
      // A namesake that came takes nothing away from who uses the place that was there before.
      return judge(UnknownEntry(entry.owned, error, error), error.isAmbiguous ? .warning : .breaking)
    }
  }

  /// What an entry gets wrong.
  struct Failure {
    var rule: String
    var address: String
    /// What tells it from another of the rule at the same address.
    var distinction: String
    var severity: Severity
    var message: String
    var consequence: String
    var fix: String

    /// With the line of the entry in its advice.
    func at(_ place: SourcePlace) -> Failure {
      var out = self
      out.fix += " (\(place.file):\(place.line))"
      return out
    }
  }

  // MARK: Access

  private func access(_ entry: JudgedEntry, _ changes: [Change]) -> Failure? {
    if entry.isWrittenToAnswer {
      let address = entry.owned.entry.address.description
      return Failure(
        rule: RuleBook.accessDenied, address: address, distinction: "write", severity: .breaking,
        message: "\(address) is part of an answer: an answer is not written",
        consequence: "what it writes goes nowhere",
        fix: "say access: [read], or map the field of the request that is written")
    }
    guard entry.after.isThere, !entry.after.trail.ends.isEmpty, !said([.accessChanged], at: entry, changes) else {
      return nil
    }
    let shapes = entry.after.trail.terminals
    guard !shapes.isEmpty else { return nil }
    let all = shapes.map { resolver.resolver.resolve($0).access }
    let wanted = entry.owned.entry.access
    let canWrite = all.contains { $0[.create] != .no || $0[.update] != .no }
    let canRead = all.contains { $0[.read] != .no }
    let writes = !wanted.isDisjoint(with: .write)
    guard writes && !canWrite || wanted.contains(.read) && !canRead else { return nil }
    let isWrite = writes && !canWrite
    let address = entry.owned.entry.address.description
    return Failure(
      rule: RuleBook.accessDenied, address: address, distinction: isWrite ? "write" : "read", severity: .breaking,
      message: "\(address) is \(isWrite ? "read-only" : "write-only")",
      consequence: isWrite ? "its write will be refused or lost" : "can never read it",
      fix: isWrite ? "say access: [read], or map a field that can be written" : "map a field that can be read")
  }

  // MARK: Examples

  private func examples(_ entry: JudgedEntry, _ changes: [Change]) -> [Failure] {
    let examples = entry.owned.entry.examples
    guard !examples.isEmpty, entry.after.isThere else { return [] }
    var known: Set<String> = []
    var isOpen = false
    resolver.forEachBranch(of: entry.after.trail.terminals) { one, hasBranches in
      let values = one.facts.filter { $0.fact.key == .enumValue }
      if one.isUnknown || one.facts.contains(where: { $0.fact.key == .openEnum }) { isOpen = true }
      if values.isEmpty, !hasBranches { isOpen = true }
      for value in values { known.insert(resolver.schema.symbols.text(value.fact.value)) }
    }
    guard !isOpen, !known.isEmpty else { return [] }
    let address = entry.owned.entry.address.description
    let writes = !entry.owned.entry.access.isDisjoint(with: .write)
    return examples.compactMap { example in
      guard !known.contains(example.text) else { return nil }
      // Several of them are one text.
      if entry.isOneText, example.text.split(separator: ";").allSatisfy({ known.contains(String($0)) }) { return nil }
      let isTold = changes.contains {
        [.enumValueRemoved, .enumValueRenamed].contains($0.kind) && $0.detail == example.text && isAtEnd($0, entry)
      }
      guard !isTold else { return nil }
      let near = Suggestion.nearest(to: example.text, in: known.sorted(), atMost: 1)
      return Failure(
        rule: RuleBook.exampleRefused, address: address, distinction: example.text,
        severity: writes ? .breaking : .warning,
        message: "\(address) has no value \"\(example.text)\" (\(example.place.file):\(example.place.line))",
        consequence: writes ? "its write of \"\(example.text)\" will be refused" : "will never read it",
        fix: near.first.map { "did you mean \"\($0)\"?" }
          ?? "it has \(known.sorted().prefix(8).joined(separator: ", "))")
    }
  }

  // MARK: What the entry itself leaves out

  /// Whether no two records have the entry's value alike.
  private func isKey(_ entry: JudgedEntry) -> Bool {
    guard entry.after.isThere else { return false }
    var isUnique = false
    resolver.forEachBranch(of: entry.after.trail.terminals) { one, _ in
      if one.facts.contains(where: { $0.fact.key == .unique }) { isUnique = true }
    }
    return isUnique
  }

  private func isHidden(_ entry: JudgedEntry) -> Bool {
    let shapes = entry.after.trail.terminals
    return !shapes.isEmpty && shapes.allSatisfy { resolver.resolver.resolve($0).access[.read] == .no }
  }

  private func manners(_ judged: JudgedEntry, _ changes: [Change]) -> [Failure] {
    let entry = judged.owned.entry
    let address = entry.address.description
    if entry.isLookup, entry.onDuplicate == nil {
      // Of what may not be read nobody says whether it is a key.
      if judged.after.isThere, isHidden(judged) { return [] }
      // By a key one record is found, and that it ceased to be one is told as such.
      // Of what is not there any more nobody knows how many there would be: that it went is told.
      if !judged.after.isThere || isKey(judged) || changes.contains(where: { $0.endsUniqueness && isAtEnd($0, judged) })
      {
        return []
      }
      return [
        Failure(
          rule: RuleBook.lookupAmbiguous, address: address, distinction: "", severity: .warning,
          message: "\(address) finds records, and nothing says which of several counts",
          consequence: "may take the wrong record", fix: "say on_duplicate: most_recent, primary or manual")
      ]
    }
    if entry.access.contains(.read), !entry.isLookup, entry.onMissing == nil {
      return [
        Failure(
          rule: RuleBook.missingUnhandled, address: address, distinction: "", severity: .info,
          message: "\(address) is read, and nothing says what happens where it is not there",
          consequence: "acts on null", fix: "say on_missing: skip, fail, default or ask")
      ]
    }
    return []
  }

  // MARK: What a change says already

  func said(_ kinds: Set<ChangeKind>, at entry: JudgedEntry, _ changes: [Change]) -> Bool {
    changes.contains { kinds.contains($0.kind) && isAtEnd($0, entry) }
  }

  /// Whether a change is at the very place that an entry ends at.
  func isAtEnd(_ change: Change, _ entry: JudgedEntry) -> Bool {
    Expectations(resolver, system: system, owner: owner).isAtEnd(change, entry)
  }
}
