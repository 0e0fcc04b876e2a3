import DriftDiff
import DriftModel

/// Limits that are spelled with their end now and were without, or the other way round: one decision, not a limit that
/// came and another that went.
struct LimitDecisions {
  /// What became of a bound, as its new spelling says it.
  private enum Outcome { case looser, stricter }

  private struct Bound: Hashable {
    var address: Address
    var isUpper: Bool
  }

  private var outcomes: [Bound: Outcome] = [:]
  /// Where a number is a whole number now: a bound with a fraction says the same as the next whole number.
  private var wholes: Set<Address> = []
  private static let isUpper = [
    "maximum": true, "exclusiveMaximum": true, "minimum": false, "exclusiveMinimum": false,
  ]

  init(_ changes: [Change]) {
    // Most changes are about no limit: those are not even copied.
    for at in changes.indices where changes[at].kind == .typeChanged {
      let change = changes[at]
      if change.old?.value["type"] == .text("number"), change.new?.value["type"] == .text("integer") {
        wholes.insert(change.address)
      }
    }
    var pairs: [Bound: (gone: String, come: (keyword: String, value: String))] = [:]
    var gone: [Bound: (keyword: String, value: String)] = [:]
    let limits = changes.indices.filter { changes[$0].kind == .constraintChanged }.map { changes[$0] }
    for change in limits {
      guard let bound = Self.bound(change), let value = Self.value(change.old, change.detail),
        Self.value(change.new, change.detail) == nil
      else { continue }
      gone[bound] = (change.detail, value)
    }
    for change in limits {
      guard let bound = Self.bound(change), let value = Self.value(change.new, change.detail),
        Self.value(change.old, change.detail) == nil, let before = gone[bound], before.keyword != change.detail
      else { continue }
      pairs[bound] = (before.value, (change.detail, value))
    }
    for (bound, pair) in pairs {
      let order = Self.order(pair.come.value, pair.gone) * (bound.isUpper ? 1 : -1)
      // With equal numbers the one without its end is the stricter.
      let isLooser = order > 0 || order == 0 && !pair.come.keyword.hasPrefix("exclusive")
      outcomes[bound] = isLooser ? .looser : .stricter
    }
  }

  /// Whether a change is the half of such a decision that says the opposite of what happened.
  func tell(_ change: Change) -> Bool {
    guard let bound = Self.bound(change) else { return false }
    if wholes.contains(change.address), Self.isRounded(change, isUpper: bound.isUpper) { return true }
    guard let outcome = outcomes[bound] else { return false }
    switch change.compatibility {
    case .narrowed: return outcome == .looser
    case .widened: return outcome == .stricter
    case .incompatible, nil: return false
    }
  }

  /// Whether a bound only goes on to the next whole number.
  private static func isRounded(_ change: Change, isUpper: Bool) -> Bool {
    guard let old = value(change.old, change.detail).flatMap(Double.init), abs(old) < 1e15,
      let new = value(change.new, change.detail).flatMap(Double.init), !change.detail.hasPrefix("exclusive")
    else { return false }
    return new == old.rounded(isUpper ? .down : .up)
  }

  private static func bound(_ change: Change) -> Bound? {
    guard change.kind == .constraintChanged, let isUpper = isUpper[change.detail] else { return nil }
    return Bound(address: change.address, isUpper: isUpper)
  }

  private static func value(_ side: Change.Side?, _ keyword: String) -> String? {
    guard case .number(let text)? = side?.value[keyword] else { return nil }
    return text
  }

  private static func order(_ a: String, _ b: String) -> Int {
    Array(a.utf8).withUnsafeBytes { left in
      Array(b.utf8).withUnsafeBytes { right in ExactDecimal.compare(left, right) }
    }
  }
}
