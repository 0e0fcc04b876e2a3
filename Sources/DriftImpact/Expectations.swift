import DriftDiff
import DriftModel

/// Holds what entries expect of their places against the newest version, whether or not anything changed.
struct Expectations {
  private let resolver: AddressResolver
  private let system: String
  private let owner: String

  init(_ resolver: AddressResolver, system: String, owner: String) {
    self.resolver = resolver
    self.system = system
    self.owner = owner
  }

  /// A finding for each entry that expects what is not so, unless a change at its place says it already.
  func judge(_ entries: [JudgedEntry], _ changes: [Change]) -> [Finding] {
    let relevant = changes.filter { [.typeChanged, .formatChanged, .fieldRepurposed].contains($0.kind) }
    var list = FindingList(system: system, owner: owner)
    for entry in entries {
      guard let failure = failure(entry), !relevant.contains(where: { isAtEnd($0, entry) }) else { continue }
      let address = entry.entry.address.description
      let place = "\(entry.entry.place.file):\(entry.entry.place.line)"
      list.add(
        .init(
          rule: RuleBook.expectationFailed, address: address, distinction: failure.found, severity: failure.severity,
          message: "\(address) is \(failure.found), not \(failure.expected) (\(place))",
          consequence: failure.consequence, fix: "expect \(failure.found) (\(place)), and test one call"), entry.owned)
    }
    return list.findings
  }

  /// Whether an entry expects what the newest version has at the place of a change.
  func isMet(_ entry: JudgedEntry, at change: Change) -> Bool {
    guard !entry.entry.expectedType.isEmpty || !entry.entry.expectedFormat.isEmpty else { return false }
    // An expectation of the format alone says nothing of the type.
    guard change.kind != .typeChanged || !entry.entry.expectedType.isEmpty else { return false }
    let exact = ExpectedType(entry.entry.expectedType)?.scalar ?? .none
    guard change.kind != .formatChanged || exact != .none || !entry.entry.expectedFormat.isEmpty else { return false }
    return isAtEnd(change, entry) && failure(entry) == nil && says(change, entry, exact)
  }

  /// Whether the newest version says of the place of a change what the entry expects there. One that says nothing any more
  /// contradicts nothing, and is not what was expected either.
  private func says(_ change: Change, _ entry: JudgedEntry, _ exact: ScalarKind) -> Bool {
    let place = Place(entry.after.trail.terminals, resolver)
    guard change.kind == .formatChanged else { return !place.types.isEmpty }
    let wanted = entry.entry.expectedFormat
    return wanted.isEmpty
      ? place.scalar == exact : place.formats.contains(wanted) || place.scalar.word == wanted
  }

  private struct Failure {
    var found: String
    var expected: String
    var severity: Severity
    var consequence: String
  }

  private func failure(_ entry: JudgedEntry) -> Failure? {
    let shapes = entry.after.trail.terminals
    guard !shapes.isEmpty else { return nil }
    let reads = entry.entry.access.contains(.read)
    let place = Place(shapes, resolver)
    guard !place.isUnknown else { return nil }
    if !entry.entry.expectedType.isEmpty, let type = ExpectedType(entry.entry.expectedType) {
      switch type.verdict(place.types, place.scalar, isNullable: place.isNullable) {
      case .met: break
      case .exceeded:
        if reads {
          return Failure(
            found: place.words, expected: entry.entry.expectedType, severity: .warning,
            consequence: "may read another type")
        }
      case .contradicted:
        return Failure(
          found: place.words, expected: entry.entry.expectedType, severity: .breaking,
          consequence: reads ? "will read another type" : "its write will be refused: the type is another")
      }
    }
    let wanted = entry.entry.expectedFormat
    guard !wanted.isEmpty, !place.formats.isEmpty, !place.formats.contains(wanted) else { return nil }
    return Failure(
      found: place.words,
      expected: "\(entry.entry.expectedType.isEmpty ? "" : entry.entry.expectedType + " ")(\(wanted))",
      severity: reads ? .breaking : .warning,
      consequence: reads ? "will read another format" : "its write may be refused: the format is another")
  }

  /// Whether a change is at the very place that an entry ends at.
  func isAtEnd(_ change: Change, _ entry: JudgedEntry) -> Bool {
    change.subjects.contains { isAtEnd($0, entry.after.trail) }
  }

  private func isAtEnd(_ subject: Change.Subject, _ trail: Trail) -> Bool {
    switch subject {
    case .field(_, let new?, _) where trail.ends.contains(new): return true
    case .field(_, let new?, _): return trail.terminals.contains(resolver.schema.fields[new].shape)
    case .place(let holder): return trail.terminals.contains(holder.new)
    case .definition(_, let new?):
      let shape = resolver.schema.definitions[new].shape
      return trail.terminals.contains { $0 == shape || resolver.resolver.resolve($0).owners.contains(new) }
    default: return false
    }
  }
}

extension Expectations {
  /// What the newest version says of a place, all branches together.
  private struct Place {
    var types: TypeSet = []
    var scalar: ScalarKind = .none
    var isNullable = false
    var isUnknown = false
    var formats: [String] = []

    init(_ shapes: [ShapeID], _ resolver: AddressResolver) {
      var kinds: Set<ScalarKind> = []
      var admitsAll = false
      resolver.forEachBranch(of: shapes) { one, hasBranches in
        isUnknown = isUnknown || one.isUnknown
        isNullable = isNullable || one.nullable.any
        if one.types.isEmpty { admitsAll = admitsAll || !hasBranches }
        types.formUnion(one.types)
        kinds.insert(one.scalar)
        for fact in one.facts where fact.fact.key == .format {
          let text = resolver.schema.symbols.text(fact.fact.value)
          if !formats.contains(text) { formats.append(text) }
        }
      }
      kinds.remove(.none)
      if kinds.count == 1, let only = kinds.first { scalar = only }
      if admitsAll { types = [] }
    }

    /// `string (date-time)`, `integer or string`.
    var words: String {
      // What a mapping can say in one word is said in that word.
      if types == .string, scalar != .none, scalar != .string, ExpectedType(scalar.word)?.scalar == scalar {
        return scalar.word
      }
      let found = types.words.joined(separator: " or ")
      let format = formats.isEmpty ? "" : " (\(formats.joined(separator: " or ")))"
      return (found.isEmpty ? "any" : found) + format
    }
  }
}
