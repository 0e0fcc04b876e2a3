internal import DriftModel

/// The difference of two names as a pattern: the words that only one of them has.
struct Rewrite: Hashable {
  /// Stands for the pattern: equal patterns, equal keys.
  var key: UInt64
  /// How many words the two names share.
  var shared: Int
  /// How many words only the old name has.
  var dropped: Int
  /// How many words only the new name has.
  var gained: Int

  /// Compares the distinct stems of two names.
  init(_ old: NameID, _ new: NameID, _ names: NameTable) {
    let left = names.stems(of: old)
    let right = names.stems(of: new)
    var i = left.startIndex
    var j = right.startIndex
    (shared, dropped, gained) = (0, 0, 0)
    var only = (old: UInt64(0), new: UInt64(0))
    while i < left.endIndex || j < right.endIndex {
      if j >= right.endIndex || (i < left.endIndex && left[i] < right[j]) {
        only.old = StableHash.mix(only.old, UInt64(left[i]) + 1)
        dropped += 1
        i += 1
      } else if i >= left.endIndex || right[j] < left[i] {
        only.new = StableHash.mix(only.new, UInt64(right[j]) + 1)
        gained += 1
        j += 1
      } else {
        shared += 1
        i += 1
        j += 1
      }
    }
    key = StableHash.mix(only.old, only.new &+ 0x9e37_79b9_7f4a_7c15)
  }

  /// Whether the pattern says anything: not when everything was dropped or everything is new.
  var isPattern: Bool {
    (dropped > 0 && gained > 0) || (shared > 0 && (dropped > 0 || gained > 0))
      || (dropped == 0 && gained == 0)
  }
}

/// How many removed names have a candidate by the same rewrite: one decision explains them all.
///
/// Names count, not fields: where one name vanished from forty places and another appeared in all of them,
/// that is one decision too, but
/// it may as well be a removal and an addition.
struct RewriteSupport {
  private struct Entry {
    var names: [NameID] = []
    /// What did not fit into `names`, by fields.
    var more = 0
    var block: Int
    var isWide = false
  }

  private var slots: [UInt64: Int] = [:]
  private var entries: [Entry] = []

  /// Distinct names are told apart up to here; beyond, the exact number says nothing more.
  private static let mostNames = 64

  /// Counts a candidate pair.
  mutating func count(_ rewrite: Rewrite, _ name: NameID, block: Int, isCrowded: Bool) {
    guard rewrite.isPattern else { return }
    let slot = slots[rewrite.key] ?? entries.count
    if slot == entries.count {
      slots[rewrite.key] = slot
      entries.append(Entry(block: block))
    }
    if entries[slot].names.count == Self.mostNames {
      entries[slot].more += 1
    } else if !entries[slot].names.contains(name) {
      entries[slot].names.append(name)
    }
    if entries[slot].block != block || !isCrowded { entries[slot].isWide = true }
  }

  /// The number of other removed names that support a counted pair's rewrite; halved where all stand in one
  /// crowded parent,
  /// in which some of many pairs agree by chance.
  func others(_ rewrite: Rewrite) -> Double {
    guard rewrite.isPattern, let slot = slots[rewrite.key] else { return 0 }
    return Double(max(entries[slot].names.count + entries[slot].more - 1, 0))
      * (entries[slot].isWide ? 1 : 0.5)
  }
}
