import DriftDiff
import DriftModel

/// Where an entry's place is now, by the renames and moves on its way: its whole address, written anew.
struct Successor: Equatable {
  /// The address to write.
  var address: Address
  /// How sure the least sure of the claims is, 0 to 1.
  var probability: Double
  /// Whether the agent finds there what it found, in the same number: else a person has to look.
  var isPlain = true

  /// Whether a change gives something on an entry's way another name or place.
  static func isOnWay(of entry: JudgedEntry, _ change: Change, _ new: AddressResolver) -> Bool {
    Successor(of: entry, by: [change], new, isWhole: false) != nil
  }

  /// Carries an entry's address over; nil where nothing on its way has another name or place.
  ///
  /// - Parameter isWhole: Whether all changes are given, so that the newest schema has what comes out.
  init?(of entry: JudgedEntry, by changes: [Change], _ new: AddressResolver, isWhole: Bool = true) {
    let written = entry.entry.address
    let trail = entry.before.trail
    guard entry.before.isThere else { return nil }
    var steps = written.steps
    var move: (step: Int, field: Int, target: Address)?
    var isOther = false
    var renamed: [Int] = []
    var lists: [Int] = []
    probability = 1
    for change in changes where change.beginsList {
      guard let at = Self.step(of: change, on: trail), at + 1 < steps.count else { continue }
      lists.append(at)
      (isOther, isPlain) = (true, false)
    }
    for change in changes {
      guard let target = change.new?.address, let last = target.steps.last else { continue }
      switch (change.kind, change.subject) {
      case (.operationRenamed, .operation(let old?, _)) where trail.operation == old: steps[0] = last
      case (.definitionRenamed, .definition(let old?, _)) where trail.root == old: steps[0] = last
      case (.fieldRenamed, .field(let old?, _, _)):
        guard let at = trail.step(of: old) else { continue }
        steps[at] = last
        renamed.append(at)
      case (.fieldMoved, .field(let old?, let new?, _)):
        guard let at = trail.step(of: old) else { continue }
        if at >= move?.step ?? 0 { move = (at, new, target) }
      default: continue
      }
      isOther = true
      if change.changesNumber { isPlain = false }
      probability = min(probability, change.probability ?? 1)
    }
    guard isOther else { return nil }
    // The last first, so that the others stay where they are.
    for at in lists.sorted().reversed() where move == nil { steps.insert(.items, at: at + 1) }
    address = Address(steps)
    guard let move else {
      guard address != written else { return nil }
      guard !isWhole || lead(into: new, renamed) else { return nil }
      return
    }
    let tail = Array(steps.dropFirst(move.step + 1))
    // The nearest place on the entry's own way that leads to where the field is now.
    for count in stride(from: move.step, to: 0, by: -1) {
      let start = Array(steps.prefix(count))
      guard let way = new.way(from: Address(start), to: move.field) else { continue }
      address = Address(start + way.steps + tail)
      // What only a place lost, and the definition has as before, is mapped by the definition as before.
      guard address != written else { return nil }
      // In one list more, or less, is another number of them.
      let isAsMany = address.steps.count { $0 == .items } == steps.count { $0 == .items }
      isPlain = isPlain && (!way.isMany || isAsMany)
      return
    }
    // Not on the way of the entry: whoever takes it has to see how to get there.
    address = Address(move.target.steps + tail)
    isPlain = false
  }

  /// The step of an address that leads to the place of a change; nil where it is not on the way.
  private static func step(of change: Change, on trail: Trail) -> Int? {
    switch change.subject {
    case .field(let old?, _, _): trail.step(of: old)
    case .definition(let old?, _) where trail.root == old: 0
    default: nil
    }
  }

  /// Makes the address one that the newest schema has: what was an object may be a list or a map of them now, or the other
  /// way round. False where none is there: a copy of a definition may have the new name, and the entry's own the old one.
  private mutating func lead(into new: AddressResolver, _ renamed: [Int]) -> Bool {
    if (try? new.resolve(address)) != nil { return true }
    for at in renamed.reversed() {
      let (head, tail) = (address.steps.prefix(at + 1), address.steps.dropFirst(at + 1))
      var ways = [Address.Step.items, .values].map { Address(Array(head + [$0] + tail)) }
      if tail.first == .items || tail.first == .values { ways.insert(Address(Array(head + tail.dropFirst())), at: 0) }
      guard let way = ways.first(where: { (try? new.resolve($0)) != nil }) else { continue }
      (address, isPlain) = (way, false)
      return true
    }
    return false
  }
}

extension Change {
  /// Whether there are several where there was one, or an object where there was a value.
  var changesNumber: Bool {
    guard case .text(let before)? = old?.value["type"], case .text(let after)? = new?.value["type"],
      let was = Self.number(before), let now = Self.number(after)
    else { return false }
    return was != now
  }

  /// Whether a type's word stands for a value, a list or an object; nil for the name of a definition, which may be any.
  private static func number(_ word: String) -> Int? {
    if ["string", "integer", "number", "boolean"].contains(word) { return 0 }
    if word.hasPrefix("array") { return 1 }
    return word == "object" || word.hasPrefix("map of ") ? 2 : nil
  }
}
