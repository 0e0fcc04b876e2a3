import DriftDiff
import DriftModel

/// What changes ask of whoever calls an operation at all, for entries that name a definition and no operation: where
/// every operation that leads to the definition asks for something new, whoever uses the definition meets it.
final class CallerDemands {
  private let schema: Schema
  private var reach: Reach?
  private let demands: [Int: [Demand]]
  private var known: [Key: [Int: SeverityTable.Verdict]] = [:]

  private struct Demand {
    var change: Int
    var verdict: SeverityTable.Verdict
    /// The directions of an entry that meets it: a member of what is sent is sent by who writes.
    var usage: UsageSet
  }

  private struct Key: Hashable {
    var definition: Int
    var access: UInt8
  }

  /// Finds the changes that ask for something, operation by operation of the newer schema.
  init(_ resolver: AddressResolver, _ changes: [Change]) {
    let new = resolver.schema
    schema = new
    var users: [Int: [(operation: Int, origin: Origin)]] = [:]
    if changes.contains(where: { $0.isDemand && $0.isParameter }) {
      for (index, operation) in new.operations.enumerated() where !operation.isReversed {
        for at in new.messages[Int(operation.request)].fields.indices {
          users[Int(new.messageFields[at]), default: []].append((index, new.messageFieldOrigins[at]))
        }
      }
    }
    var senders: [ShapeID: [Int]] = [:]
    if changes.contains(where: { $0.isDemand && !$0.isParameter }) {
      for (index, operation) in new.operations.enumerated() where !operation.isReversed {
        for shape in resolver.bodies(sentTo: index) { senders[shape, default: []].append(index) }
      }
    }
    var demands: [Int: [Demand]] = [:]
    for (index, change) in changes.enumerated() {
      guard let verdict = Self.verdict(change) else { continue }
      let isOfBody = change.isDemand && !change.isParameter
      let demand = Demand(change: index, verdict: verdict, usage: isOfBody ? .write : .all)
      for operation in Set(isOfBody ? Self.operations(change, senders) : Self.operations(change, users)) {
        demands[operation, default: []].append(demand)
      }
    }
    self.demands = demands
  }

  /// What a change asks of every caller; nil where it asks nothing.
  private static func verdict(_ change: Change) -> SeverityTable.Verdict? {
    switch change.kind {
    case .operationRenamed, .securityChanged:
      let verdict = SeverityTable.reading(change)
      return verdict.severity > .info ? verdict : nil
    default: return change.isDemand ? SeverityTable.demanding(change) : nil
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

  /// The operations that are sent what a change asks for in the body itself, and in nothing that may be left out.
  private static func operations(_ change: Change, _ senders: [ShapeID: [Int]]) -> [Int] {
    change.subjects.flatMap { subject -> [Int] in
      switch subject {
      case .operation(_, let new?): [new]
      case .field(_, _, let parent): senders[parent.new] ?? []
      default: []
      }
    }
  }

  /// The changes that hit an entry at a definition, by their numbers, and what each means.
  func hits(_ entry: JudgedEntry) -> [Int: SeverityTable.Verdict] {
    guard !demands.isEmpty, entry.reached.trail.operation == nil, let root = entry.reached.trail.root else {
      return [:]
    }
    let key = Key(definition: root, access: entry.entry.access.rawValue)
    if let found = known[key] { return found }
    if reach == nil { reach = Reach(schema) }
    var found: [Int: SeverityTable.Verdict] = [:]
    // Whoever reads and writes is stopped by what is asked of every write, whatever goes on being answered.
    for direction in [UsageSet.read, .write] {
      let usage = entry.entry.access.intersection(direction)
      guard !usage.isEmpty, let callers = reach?.callers(of: root, usage, schema), !callers.isEmpty,
        callers.allSatisfy({ !asked($0, usage).isEmpty })
      else { continue }
      for one in callers.flatMap({ asked($0, usage) }) { found[one.change] = one.verdict }
    }
    known[key] = found
    return found
  }

  private func asked(_ caller: Int, _ usage: UsageSet) -> [Demand] {
    (demands[caller] ?? []).filter { !$0.usage.isDisjoint(with: usage) }
  }
}
