import DriftDiff
import DriftModel

/// Whom a change of the catalogue of security schemes hits: entries whose operations need what went from it.
final class SchemeHits {
  private let needs: SchemeNeeds
  private var usages: [Int: UsageSet] = [:]

  /// Finds the operations that need what a change took out of the catalogue.
  init(_ change: Change, _ old: Schema, _ new: Schema) {
    func lines(_ side: Change.Side?) -> [String] {
      guard case .list(let all)? = side?.value["security"] else { return [] }
      return all.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
    let kept = Set(lines(change.new))
    needs = SchemeNeeds(old, new, lines(change.old).filter { !kept.contains($0) })
  }

  /// Whether an entry's operation needs it, or one that meets its definition in a direction of the entry.
  func hit(_ entry: JudgedEntry) -> Bool {
    if let operation = entry.after.trail.operation { return needs.operations.contains(operation) }
    guard let root = entry.after.trail.root else { return false }
    let usage = usages[root] ?? needs.usage(of: root)
    usages[root] = usage
    return !entry.entry.access.isDisjoint(with: usage)
  }
}
