import DriftDiff
import DriftModel

/// Limits of texts that went because a list of the values came, or the other way round: one decision. What the list has
/// was within the limit already, so that it tells nothing that the list does not.
struct ListDecisions {
  /// The values of a list that one side alone has, by its place.
  private var lists: [Address: (values: [String], isNew: Bool)] = [:]

  init(_ changes: [Change]) {
    for at in changes.indices where changes[at].kind == .constraintChanged {
      let change = changes[at]
      let (old, new) = (Change.texts(change.old, "enumValue"), Change.texts(change.new, "enumValue"))
      if let new, old == nil, change.compatibility == .narrowed { lists[change.address] = (new, true) }
      if let old, new == nil, change.compatibility == .widened { lists[change.address] = (old, false) }
    }
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
