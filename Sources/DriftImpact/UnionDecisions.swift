import DriftDiff
import DriftModel

/// Which changes of a discriminator only repeat that its union gained or lost a member: one decision, told once.
struct UnionDecisions {
  private var removed: [Address: Set<String>] = [:]
  private var added: [Address: Set<String>] = [:]

  init(_ changes: [Change]) {
    for at in changes.indices {
      switch changes[at].kind {
      case .unionMemberRemoved: removed[changes[at].address, default: []].insert(changes[at].detail)
      case .unionMemberAdded: added[changes[at].address, default: []].insert(changes[at].detail)
      default: continue
      }
    }
  }

  /// Whether changes of the union at the same place say what a change of its discriminator's mapping says.
  func tell(_ change: Change) -> Bool {
    guard change.detail == "discriminatorMapping", !removed.isEmpty || !added.isEmpty else { return false }
    let before = Self.values(change.old)
    let after = Self.values(change.new)
    let gone = Set(before.subtracting(after).map(Self.target))
    let come = Set(after.subtracting(before).map(Self.target))
    return gone.isSubset(of: removed[change.address] ?? []) && come.isSubset(of: added[change.address] ?? [])
  }

  private static func values(_ side: Change.Side?) -> Set<String> {
    guard case .list(let all)? = side?.value["discriminatorMapping"] else { return [] }
    return Set(all.compactMap { if case .text(let text) = $0 { text } else { nil } })
  }

  /// The definition that a value leads to: `cat=Cat`.
  private static func target(_ value: String) -> String {
    value.lastIndex(of: "=").map { String(value[value.index(after: $0)...]) } ?? value
  }
}
