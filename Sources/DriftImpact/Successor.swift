import DriftDiff
import DriftModel

/// Where an entry's place is now, by the renames and moves on its way: its whole address, written anew.
struct Successor: Equatable {
  /// The address to write.
  var address: Address
  /// How sure the least sure of the claims is, 0 to 1.
  var probability: Double

  /// Carries an entry's address over; nil where nothing on its way has another name or place.
  init?(of entry: JudgedEntry, by changes: [Change], _ new: AddressResolver) {
    let written = entry.entry.address
    let trail = entry.before.trail
    guard entry.before.isThere else { return nil }
    var steps = written.steps
    var move: (step: Int, change: Change)?
    var isOther = false
    probability = 1
    for change in changes {
      guard let target = change.new?.address, let last = target.steps.last else { continue }
      switch (change.kind, change.subject) {
      case (.operationRenamed, .operation(let old?, _)) where trail.operation == old: steps[0] = last
      case (.definitionRenamed, .definition(let old?, _)) where trail.root == old: steps[0] = last
      case (.fieldRenamed, .field(let old?, _, _)):
        guard let at = Self.step(of: old, in: trail) else { continue }
        steps[at] = last
      case (.fieldMoved, .field(let old?, _, _)):
        guard let at = Self.step(of: old, in: trail) else { continue }
        if at >= move?.step ?? 0 { move = (at, change) }
      default: continue
      }
      isOther = true
      probability = min(probability, change.probability ?? 1)
    }
    guard isOther else { return nil }
    address = Address(steps)
    if let move, let found = Self.moved(steps, written, move.step, move.change, new) { address = found }
  }

  private static func step(of field: Int, in trail: Trail) -> Int? {
    trail.fieldsAtStep.first { $0.value.contains(field) }?.key
  }

  /// The address of what moved: on the same way as before as far as that goes, else from its definition on.
  private static func moved(
    _ steps: [Address.Step], _ written: Address, _ at: Int, _ change: Change, _ new: AddressResolver
  ) -> Address? {
    guard let from = change.old?.address.steps, let to = change.new?.address.steps else { return nil }
    let tail = Array(steps.dropFirst(at + 1))
    let plain = Address(to + tail)
    let common = zip(from, to).prefix { $0 == $1 }.count
    let left = from.count - common
    let start = at + 1 - left
    guard common > 0, start > 0, Array(written.steps[start...at]) == Array(from.dropFirst(common)) else { return plain }
    let onTheWay = Address(Array(steps.prefix(start)) + Array(to.dropFirst(common)) + tail)
    return (try? new.resolve(onTheWay)) == nil ? plain : onTheWay
  }
}
