import DriftDiff
import DriftModel

/// What changes ask of whoever calls an operation at all, for entries that name a definition and no operation: where
/// every operation that leads to the definition asks for something new, whoever uses the definition meets it.
final class CallerDemands {
  private let schema: Schema
  private var reach: Reach?
  private let demands: [Int: [(change: Int, verdict: SeverityTable.Verdict)]]
  private var known: [Key: [Int: SeverityTable.Verdict]] = [:]

  private struct Key: Hashable {
    var definition: Int
    var access: UInt8
  }

  /// Finds the changes that ask for something, operation by operation of the newer schema.
  init(_ new: Schema, _ changes: [Change]) {
    schema = new
    var users: [Int: [(operation: Int, origin: Origin)]] = [:]
    if changes.contains(where: { $0.isDemand && $0.isParameter }) {
      for (index, operation) in new.operations.enumerated() where !operation.isReversed {
        for at in new.messages[Int(operation.request)].fields.indices {
          users[Int(new.messageFields[at]), default: []].append((index, new.messageFieldOrigins[at]))
        }
      }
    }
    var demands: [Int: [(change: Int, verdict: SeverityTable.Verdict)]] = [:]
    for (index, change) in changes.enumerated() {
      guard let verdict = Self.verdict(change) else { continue }
      for operation in Set(Self.operations(change, users)) { demands[operation, default: []].append((index, verdict)) }
    }
    self.demands = demands
  }

  /// What a change asks of every caller; nil where it asks nothing.
  private static func verdict(_ change: Change) -> SeverityTable.Verdict? {
    switch change.kind {
    case .operationRenamed, .securityChanged:
      let verdict = SeverityTable.reading(change)
      return verdict.severity > .info ? verdict : nil
    default: return change.isDemand && change.isParameter ? SeverityTable.demanding(change) : nil
    }
  }

  private static func operations(_ change: Change, _ users: [Int: [(operation: Int, origin: Origin)]]) -> [Int] {
    change.subjects.flatMap { subject -> [Int] in
      switch subject {
      case .operation(_, let new?): return [new]
      case .field(_, let new?, _):
        // One use of what several share may be required, the others not.
        let isOneUse = change.kind == .requiredChanged
        return (users[new] ?? []).filter { !isOneUse || $0.origin == change.new?.origin }.map(\.operation)
      default: return []
      }
    }
  }

  /// The changes that hit an entry at a definition, by their numbers, and what each means.
  func hits(_ entry: JudgedEntry) -> [Int: SeverityTable.Verdict] {
    guard !demands.isEmpty, entry.after.trail.operation == nil, let root = entry.after.trail.root else { return [:] }
    let key = Key(definition: root, access: entry.entry.access.rawValue)
    if let found = known[key] { return found }
    if reach == nil { reach = Reach(schema) }
    var found: [Int: SeverityTable.Verdict] = [:]
    // Whoever reads and writes is stopped by what is asked of every write, whatever goes on being answered.
    for direction in [UsageSet.read, .write] {
      let usage = entry.entry.access.intersection(direction)
      guard !usage.isEmpty, let callers = reach?.callers(of: root, usage, schema), !callers.isEmpty,
        callers.allSatisfy({ demands[$0] != nil })
      else { continue }
      for caller in callers {
        for one in demands[caller] ?? [] { found[one.change] = one.verdict }
      }
    }
    known[key] = found
    return found
  }
}
