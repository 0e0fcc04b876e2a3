internal import DriftModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Finds the names that share something with another one, rarest first: near linear at any size.
final class NameIndex {
  /// How many candidates a name gets.
  private let most: Int
  /// Words and pairs of words that more names have say too little to be followed.
  private static let cap = 64

  private let names: NameTable
  private let size: Float
  private var keyIDs = NumberTable()
  private var starts: [UInt32] = []
  private var postings: [UInt32] = []
  private var scores: [Float]
  private var touched: [UInt32] = []

  private enum Sort: UInt64 { case name = 1, pair, word, rest }

  /// Indexes names; their slots are what is found.
  init(_ names: NameTable, _ indexed: [NameID], most: Int = 16) {
    self.names = names
    self.most = most
    size = Float(indexed.count)
    scores = Array(repeating: 0, count: indexed.count)
    var entries: [(key: UInt32, slot: UInt32)] = []
    entries.reserveCapacity(indexed.count * 8)
    for (slot, name) in indexed.enumerated() {
      forEachKey(of: name) { key, _ in
        let id = keyIDs[key] ?? keyIDs.count
        if id == keyIDs.count { keyIDs.set(key, id) }
        entries.append((UInt32(id), UInt32(slot)))
      }
    }
    starts = Array(repeating: 0, count: keyIDs.count + 1)
    for entry in entries { starts[Int(entry.key) + 1] += 1 }
    for at in 1..<starts.count { starts[at] += starts[at - 1] }
    var next = starts
    postings = Array(repeating: 0, count: entries.count)
    for entry in entries {
      postings[Int(next[Int(entry.key)])] = entry.slot
      next[Int(entry.key)] += 1
    }
  }

  /// The slots of the most promising names, best first, and whether a cap bit.
  func candidates(for name: NameID) -> (slots: [Int], isCapped: Bool) {
    var isCapped = false
    forEachKey(of: name) { key, sort in
      guard let id = keyIDs[key] else { return }
      let run = Int(starts[id])..<Int(starts[id + 1])
      if sort != .name && run.count > Self.cap {
        isCapped = true
        return
      }
      if run.count > 4 * Self.cap { isCapped = true }
      let weight = log(1 + size / Float(run.count))
      for at in run.prefix(4 * Self.cap) {
        let slot = postings[at]
        if scores[Int(slot)] == 0 { touched.append(slot) }
        scores[Int(slot)] += weight
      }
    }
    defer {
      for slot in touched { scores[Int(slot)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    let best = touched.sorted { (-scores[Int($0)], $0) < (-scores[Int($1)], $1) }.prefix(most)
    return (best.map { Int($0) }, isCapped)
  }

  private func forEachKey(of name: NameID, _ body: (UInt64, Sort) -> Void) {
    let stems = names.words(of: name).map { names.stem(of: $0) }
    body(StableHash.mix(names.lettersHash(of: name), Sort.name.rawValue), .name)
    for (a, b) in zip(stems, stems.dropFirst()) {
      body(StableHash.mix(UInt64(a) << 32 | UInt64(b), Sort.pair.rawValue), .pair)
    }
    // All words, and all but one: what remains the same when one word comes, goes or changes.
    let sorted = names.stems(of: name)
    for left in sorted.startIndex...sorted.endIndex {
      var hash: UInt64 = 0
      for at in sorted.indices where at != left { hash = StableHash.mix(hash, UInt64(sorted[at]) + 1) }
      if hash != 0 { body(StableHash.mix(hash, Sort.rest.rawValue), .rest) }
    }
    for word in sorted {
      body(StableHash.mix(UInt64(word), Sort.word.rawValue), .word)
      for row in names.expansions(of: word) where row.words.count == 1 {
        body(StableHash.mix(UInt64(names.stem(of: row.words[0])), Sort.word.rawValue), .word)
      }
    }
  }
}
