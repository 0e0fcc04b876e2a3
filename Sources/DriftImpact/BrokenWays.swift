import DriftDiff
import DriftModel

/// Entries at a definition to which every way from an operation is broken on the way: the list that held it has another
/// name, or it is answered in another form.
///
/// Such an entry names no operation and nothing of the way, so that as long as one way stays as it was nobody can tell
/// whether its agent takes another.
final class BrokenWays {
  private let reach: LostReach
  /// The changes that break a way, by their numbers, with what stood there; by direction.
  private var breaks: [Direction: [(change: Int, verdict: SeverityTable.Verdict, shapes: [ShapeID])]] = [:]
  /// What each definition is met in as long as what broke is cut out; by direction.
  private var rest: [Direction: [UsageSet]] = [:]
  /// What each change that was looked at led to.
  private var led: [Int: Set<ShapeID>] = [:]
  private let before: [UsageSet]
  private let old: Schema
  private let changes: [Change]

  private enum Direction: CaseIterable {
    case reading, writing

    var usage: UsageSet { self == .reading ? .read : .write }
  }

  /// Finds the changes that break a way for who reads, and for who writes.
  ///
  /// - Parameter lists: Lists that are objects now, and where their members are: those say what breaks.
  init(_ old: Schema, _ changes: [Change], _ reach: LostReach, _ lists: ListDecisions) {
    (self.old, self.reach, self.changes) = (old, reach, changes)
    before = reach.usageBefore
    for (index, change) in changes.enumerated() {
      let shapes = old.shapes(brokenBy: change).filter { $0 != .none }
      guard !shapes.isEmpty, !lists.hasMembers(elsewhere: change) else { continue }
      for direction in Direction.allCases where !change.usage.isDisjoint(with: direction.usage) {
        let verdict = direction == .reading ? SeverityTable.reading(change) : SeverityTable.writing(change)
        guard verdict.severity == .breaking else { continue }
        breaks[direction, default: []].append((index, verdict, shapes))
      }
    }
    for (direction, all) in breaks {
      rest[direction] = Reach(old, without: Set(all.flatMap(\.shapes))).usage
    }
  }

  /// The changes that hit an entry, by their numbers, and what each means; nothing where a way is left, or the definition
  /// itself is gone, which is told otherwise.
  ///
  /// - Parameter lost: The directions in which nothing leads to the definition any more.
  func hits(_ entry: JudgedEntry, losing lost: UsageSet) -> [Int: SeverityTable.Verdict] {
    guard let root = entry.before.trail.root, entry.before.trail.operation == nil, entry.after.isThere else {
      return [:]
    }
    let wanted = old.definitions[root].shape
    var hits: [Int: SeverityTable.Verdict] = [:]
    for direction in Direction.allCases {
      let usage = entry.entry.access.intersection(direction.usage).subtracting(lost)
      guard !usage.isEmpty, let left = rest[direction]?[root],
        !before[root].isDisjoint(with: direction.usage), left.isDisjoint(with: direction.usage)
      else { continue }
      for one in breaks[direction] ?? [] where leads(one.change, one.shapes, to: wanted) {
        // Of a definition that stands further down each member is told by itself.
        if changes[one.change].isWrapped, !entry.hasMember(of: changes[one.change]) { continue }
        if hits[one.change].map({ $0.severity < one.verdict.severity }) ?? true { hits[one.change] = one.verdict }
      }
    }
    return hits
  }

  private func leads(_ change: Int, _ shapes: [ShapeID], to wanted: ShapeID) -> Bool {
    if let known = led[change] { return known.contains(wanted) }
    let below = reach.shapes(below: shapes)
    led[change] = below
    return below.contains(wanted)
  }
}
