import DriftModel

/// Where a comparison stands: the addresses on both sides, and who meets the place.
struct DiffContext {
  /// What the walk started from; it gives a change its reach.
  enum Root: Hashable {
    case definition(old: Int, new: Int)
    case operation(old: Int, new: Int)
    case system
  }

  var old: Address
  var new: Address
  var usage: UsageSet
  var root: Root
  /// How many operations share the parameter or the answer that the place is in.
  var sharers = 1
  /// The branch of a union that the place is in, also further below; empty outside of one.
  var branch = ""
  /// Members that other branches of the union have, old and new: such a name stays a field when one branch loses it.
  var siblingNames: (old: Set<Symbol>, new: Set<Symbol>) = ([], [])

  /// The context of a part that has the same step on both sides.
  func entering(_ step: Address.Step) -> DiffContext { entering(step, step) }

  /// The context of a part.
  func entering(_ oldStep: Address.Step, _ newStep: Address.Step) -> DiffContext {
    var inner = self
    inner.old = old.appending(oldStep)
    inner.new = new.appending(newStep)
    inner.siblingNames = ([], [])
    return inner
  }
}
