internal import DriftModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The fields of all candidates as sorted sets, with how much each tells.
struct DefinitionFields {
  private(set) var removed: [[UInt32]] = []
  private(set) var added: [[UInt32]] = []
  private var ids = NumberTable()
  private var frequencies: [Double] = []
  private var holders: [[UInt32]] = []
  private var weights: [Double] = []

  /// Fields that more added definitions have say too little to be followed.
  private static let cap = 64

  init(_ removed: [DefinitionCandidate], _ added: [DefinitionCandidate]) {
    let total = Double(removed.count + added.count)
    self.removed = removed.map { keys(of: $0) }
    self.added = added.map { keys(of: $0) }
    weights = frequencies.map { log(1 + (total + 1) / ($0 + 1)) }
    holders = Array(repeating: [], count: frequencies.count)
    for (at, keys) in self.added.enumerated() {
      for key in keys where holders[Int(key)].count <= Self.cap { holders[Int(key)].append(UInt32(at)) }
    }
  }

  /// A field counts once by its name and once more by name and type.
  private mutating func keys(of candidate: DefinitionCandidate) -> [UInt32] {
    var keys: [UInt32] = []
    for field in candidate.fields {
      let name = TextWords.hash(field.name)
      keys.append(key(name))
      keys.append(key(StableHash.mix(name, field.typeKey)))
    }
    keys.sort()
    var unique: [UInt32] = []
    for key in keys where key != unique.last { unique.append(key) }
    for key in unique { frequencies[Int(key)] += 1 }
    return unique
  }

  private mutating func key(_ hash: UInt64) -> UInt32 {
    if let known = ids[hash] { return UInt32(known) }
    ids.set(hash, frequencies.count)
    frequencies.append(0)
    return UInt32(frequencies.count - 1)
  }

  private func weight(_ key: UInt32) -> Double { weights[Int(key)] }

  /// What two definitions share by what either has, weighted: 0 to 1.
  func likeness(_ r: Int, _ a: Int) -> Double {
    var shared = 0.0
    var all = 0.0
    var i = 0
    var j = 0
    let left = removed[r]
    let right = added[a]
    while i < left.count || j < right.count {
      if j == right.count || (i < left.count && left[i] < right[j]) {
        all += weight(left[i])
        i += 1
      } else if i == left.count || right[j] < left[i] {
        all += weight(right[j])
        j += 1
      } else {
        shared += weight(left[i])
        all += weight(left[i])
        i += 1
        j += 1
      }
    }
    return all == 0 ? 0 : shared / all
  }

  /// The added definitions that share the rarest fields with a removed one, best first.
  func candidates(for r: Int) -> [Int] {
    var scores: [UInt32: Double] = [:]
    for key in removed[r] where holders[Int(key)].count <= Self.cap {
      for a in holders[Int(key)] { scores[a, default: 0] += weight(key) }
    }
    let best = scores.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
    return best.prefix(DefinitionPairs.most).map { Int($0.key) }
  }
}
