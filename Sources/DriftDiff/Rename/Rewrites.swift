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
    (dropped > 0 && gained > 0) || (shared > 0 && (dropped > 0 || gained > 0)) || (dropped == 0 && gained == 0)
  }
}

/// How many removed fields have a candidate by the same rewrite: one decision explains them all.
struct RewriteSupport {
  private struct Entry {
    var count = 0
    var lastRemoved = -1
    var block: Int
    var isWide = false
  }

  private var entries: [UInt64: Entry] = [:]

  /// Counts a candidate pair; pairs of one removed field must come one after the other.
  mutating func count(_ rewrite: Rewrite, removed: Int, block: Int, isCrowded: Bool) {
    guard rewrite.isPattern else { return }
    var entry = entries[rewrite.key] ?? Entry(block: block)
    if entry.lastRemoved != removed {
      entry.count += 1
      entry.lastRemoved = removed
    }
    if entry.block != block || !isCrowded { entry.isWide = true }
    entries[rewrite.key] = entry
  }

  /// The number of other removed fields that support a counted pair's rewrite; halved where all stand in one crowded parent,
  /// in which some of many pairs agree by chance.
  func others(_ rewrite: Rewrite) -> Double {
    guard rewrite.isPattern, let entry = entries[rewrite.key] else { return 0 }
    return Double(max(entry.count - 1, 0)) * (entry.isWide ? 1 : 0.5)
  }
}
