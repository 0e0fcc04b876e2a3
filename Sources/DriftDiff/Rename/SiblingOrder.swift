/// Where removed and added fields stood among the fields that stayed.
///
/// The strongest evidence that there is, where the source has an order of its own: a field that vanished and
/// one that
/// appeared in the same slot, between the same two neighbours, are nearly always one field.
struct SiblingOrder {
  /// The slot of a removed or an added field.
  struct Slot {
    /// The index, in the old order of what stayed, of the last unchanged field before it; -1 at the
    /// beginning.
    var gap = -1
    /// Its rank among the fields of its own side in the same slot.
    var rank = 0
  }

  /// Whether the order says anything: see `init`.
  private(set) var isMeaningful = false
  /// The fields that stayed, in their old order.
  private(set) var unchanged: [NameID] = []
  private var removed: [Slot] = []
  private var added: [Slot] = []
  private var removedInSlot: [Int] = []
  private var addedInSlot: [Int] = []
  private var oldSequence: [Entry] = []
  private var newSequence: [Entry] = []
  private var isShared: Set<NameID> = []
  private let firstRemoved: Int
  private let firstAdded: Int

  /// Below this share of adjacent pairs that kept their order the new document was shuffled.
  private static let leastKept = 0.8

  /// Lays out the slots of a group.
  ///
  /// The order says nothing where fewer than three fields stayed, where both sides are sorted by name (the
  /// printer's
  /// order, not the author's), and where the unchanged fields were shuffled.
  init(_ group: RenameGroup, _ things: ThingTable, isOrdered: Bool) {
    firstRemoved = group.removed.lowerBound
    firstAdded = group.added.lowerBound
    guard isOrdered, !group.removed.isEmpty, !group.added.isEmpty, group.stayedOld.count >= 3 else { return }
    let old = Self.sequence(group.stayedOld, things.removed[group.removed])
    let new = Self.sequence(group.stayedNew, things.added[group.added])
    var ranks: [NameID: Int] = [:]
    let inNew = Set(group.stayedNew.lazy.map(\.name))
    for entry in old where entry.thing < 0 && inNew.contains(entry.name) {
      ranks[entry.name] = unchanged.count
      unchanged.append(entry.name)
    }
    let newRanks = new.compactMap { $0.thing < 0 ? ranks[$0.name] : nil }
    let kept = zip(newRanks, newRanks.dropFirst()).reduce(0) { $0 + ($1.0 < $1.1 ? 1 : 0) }
    guard unchanged.count >= 3, Double(kept) >= Self.leastKept * Double(newRanks.count - 1),
      !(Self.isSorted(old, things.names) && Self.isSorted(new, things.names))
    else { return }
    isMeaningful = true
    (oldSequence, newSequence, isShared) = (old, new, inNew)
    (removed, removedInSlot) = Self.slots(old, ranks, count: group.removed.count, first: firstRemoved)
    (added, addedInSlot) = Self.slots(new, ranks, count: group.added.count, first: firstAdded)
  }

  /// Takes claimed pairs as unchanged fields too, where their order agrees with that of the others.
  mutating func anchor(_ claims: [ScoredPair], _ group: RenameGroup, _ things: ThingTable) {
    guard isMeaningful, !claims.isEmpty else { return }
    var old = oldSequence
    var new = newSequence
    var partner: [Int: NameID] = [:]
    for claim in claims { partner[Int(claim.removed)] = things.added[Int(claim.added)].name }
    let taken = Set(claims.map { Int($0.added) })
    var ranks: [NameID: Int] = [:]
    unchanged = []
    for at in old.indices {
      if old[at].thing >= 0, let name = partner[old[at].thing] {
        old[at] = Entry(name: name, position: old[at].position, thing: -1)
      }
      if old[at].thing < 0, isShared.contains(old[at].name) || partner.values.contains(old[at].name) {
        ranks[old[at].name] = unchanged.count
        unchanged.append(old[at].name)
      }
    }
    for at in new.indices where taken.contains(new[at].thing) { new[at].thing = -1 }
    (removed, removedInSlot) = Self.slots(old, ranks, count: group.removed.count, first: firstRemoved)
    (added, addedInSlot) = Self.slots(new, ranks, count: group.added.count, first: firstAdded)
  }

  /// The slot of a removed field, by its index in ``ThingTable/removed``.
  func slot(removed index: Int) -> Slot { removed[index - firstRemoved] }

  /// The slot of an added field, by its index in ``ThingTable/added``.
  func slot(added index: Int) -> Slot { added[index - firstAdded] }

  /// Whether a slot lies behind all unchanged fields, where new fields go by habit.
  func isTail(_ slot: Slot) -> Bool { slot.gap == unchanged.count - 1 }

  /// How many removed and how many added fields stand in a slot.
  func crowd(_ slot: Slot) -> (removed: Int, added: Int) {
    (removedInSlot[slot.gap + 1], addedInSlot[slot.gap + 1])
  }

  private struct Entry {
    var name: NameID
    var position: Int
    /// The index of a removed or added thing, -1 for an unchanged field.
    var thing: Int
  }

  private static func sequence(_ stayed: [Stayed], _ things: ArraySlice<Thing>) -> [Entry] {
    var entries = stayed.map { Entry(name: $0.name, position: $0.position, thing: -1) }
    for index in things.indices {
      entries.append(Entry(name: things[index].name, position: things[index].position, thing: index))
    }
    return entries.sorted { ($0.position, $0.thing) < ($1.position, $1.thing) }
  }

  private static func slots(
    _ entries: [Entry], _ ranks: [NameID: Int], count: Int, first: Int
  ) -> (slots: [Slot], crowd: [Int]) {
    var slots = Array(repeating: Slot(), count: count)
    var crowd = Array(repeating: 0, count: ranks.count + 1)
    var gap = -1
    for entry in entries {
      if entry.thing < 0 {
        gap = ranks[entry.name] ?? gap
      } else {
        slots[entry.thing - first] = Slot(gap: gap, rank: crowd[gap + 1])
        crowd[gap + 1] += 1
      }
    }
    return (slots, crowd)
  }

  private static func isSorted(_ entries: [Entry], _ names: NameTable) -> Bool {
    zip(entries, entries.dropFirst()).allSatisfy { !names.text(of: $1.name, precedes: $0.name) }
  }
}
