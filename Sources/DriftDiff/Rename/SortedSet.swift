/// Measures on sorted arrays that stand for sets (or bags).
enum SortedSet {
  /// How many members two sorted arrays share.
  static func shared<Member: Comparable>(_ a: [Member], _ b: [Member]) -> Int {
    var i = 0
    var j = 0
    var count = 0
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        count += 1
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }

  /// Whether a sorted array holds a member.
  static func contains<Member: Comparable>(_ members: [Member], _ member: Member) -> Bool {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < member { low = middle + 1 } else { high = middle }
    }
    return low < members.count && members[low] == member
  }

  /// Twice what is shared by the sum of the sizes; 0 for two empty sets.
  static func dice<Member: Comparable>(_ a: [Member], _ b: [Member]) -> Double {
    let size = a.count + b.count
    return size == 0 ? 0 : 2 * Double(shared(a, b)) / Double(size)
  }

  /// What is shared by what is in either; 0 for two empty sets.
  static func jaccard<Member: Comparable>(_ a: [Member], _ b: [Member]) -> Double {
    let both = shared(a, b)
    let size = a.count + b.count - both
    return size == 0 ? 0 : Double(both) / Double(size)
  }
}
