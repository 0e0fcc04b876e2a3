import DriftDiff
import DriftModel

/// Limits of texts that went because a list of the values came, or the other way round: one decision. What the list has
/// was within the limit already, so that it tells nothing that the list does not.
struct ListDecisions {
  /// The values of a list that one side alone has, by its place.
  private var lists: [Address: (values: [String], isNew: Bool)] = [:]

  /// The places of lists that are objects now, and what moved with them.
  private var ended: Set<Address> = []
  private(set) var moves: [Change] = []

  init(_ changes: [Change]) {
    let retyped = changes.indices.filter { changes[$0].kind == .typeChanged }.map { changes[$0] }
    ended = Set(retyped.filter(\.endsList).map(\.address))
    if !ended.isEmpty { moves = changes.filter(isMoveOfList) }
    for at in changes.indices where changes[at].kind == .constraintChanged {
      let change = changes[at]
      let (old, new) = (Change.texts(change.old, "enumValue"), Change.texts(change.new, "enumValue"))
      if let new, old == nil, change.compatibility == .narrowed { lists[change.address] = (new, true) }
      if let old, new == nil, change.compatibility == .widened { lists[change.address] = (old, false) }
    }
  }

  /// Whether a change is that a member of a list is elsewhere, because the list is.
  func tellMove(_ change: Change) -> Bool { !ended.isEmpty && isMoveOfList(change) }

  /// Whether a change is that a list is an object, whose members are told to be elsewhere.
  func hasMembers(elsewhere change: Change) -> Bool {
    change.endsList && moves.contains { $0.old?.address.steps.starts(with: change.address.steps) ?? false }
  }

  private func isMoveOfList(_ change: Change) -> Bool {
    guard change.kind == .fieldMoved, let items = change.old?.address.steps.lastIndex(of: .items) else { return false }
    return change.old.map { ended.contains(Address(Array($0.address.steps[..<items]))) } ?? false
  }

  /// Whether a change is the half of such a decision that says the opposite of what happened.
  func tell(_ change: Change) -> Bool {
    guard !lists.isEmpty, change.kind == .constraintChanged, let list = lists[change.address],
      change.compatibility == (list.isNew ? .widened : .narrowed)
    else { return false }
    let side = list.isNew ? change.old : change.new
    let other = list.isNew ? change.new : change.old
    guard other?.value[change.detail] == nil, case .number(let text)? = side?.value[change.detail],
      let limit = Int(text)
    else { return false }
    // Counted as JSON Schema does (Validation, 6.3): characters of Unicode.
    switch change.detail {
    case "maxLength": return list.values.allSatisfy { $0.unicodeScalars.count <= limit }
    case "minLength": return list.values.allSatisfy { $0.unicodeScalars.count >= limit }
    default: return false
    }
  }
}

extension Change {
  /// Whether what was an object is a list now.
  var beginsList: Bool { isAboutList && !endsList }

  /// Whether what was a list is an object now.
  var endsList: Bool {
    guard kind == .typeChanged, case .text(let before)? = old?.value["type"],
      case .text(let after)? = new?.value["type"]
    else { return false }
    return before.hasPrefix("array") && !after.hasPrefix("array")
  }
}
