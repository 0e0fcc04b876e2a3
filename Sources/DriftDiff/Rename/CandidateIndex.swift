internal import DriftModel

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Finds the added things whose names share something with a removed one, rarest first: near linear at any size.
final class CandidateIndex {
  /// How many candidates a removed thing gets.
  static let most = 16
  /// Words and pairs of words that more added things have say too little to be followed.
  private static let cap = 64

  private let things: ThingTable
  private let added: [Int]
  private var keyIDs: [UInt64: UInt32] = [:]
  private var starts: [UInt32] = []
  private var postings: [UInt32] = []
  private var scores: [Float]
  private var touched: [UInt32] = []

  private enum Sort: UInt64 { case name = 1, pair, word, place }

  /// Indexes added things.
  init(added: [Int], _ things: ThingTable) {
    self.things = things
    self.added = added
    scores = Array(repeating: 0, count: added.count)
    var entries: [(key: UInt32, thing: UInt32)] = []
    entries.reserveCapacity(added.count * 8)
    for (slot, a) in added.enumerated() {
      forEachKey(of: things.added[a]) { key, _ in
        let id = keyIDs[key] ?? UInt32(keyIDs.count)
        keyIDs[key] = id
        entries.append((id, UInt32(slot)))
      }
    }
    starts = Array(repeating: 0, count: keyIDs.count + 1)
    for entry in entries { starts[Int(entry.key) + 1] += 1 }
    for at in 1..<starts.count { starts[at] += starts[at - 1] }
    var next = starts
    postings = Array(repeating: 0, count: entries.count)
    for entry in entries {
      postings[Int(next[Int(entry.key)])] = entry.thing
      next[Int(entry.key)] += 1
    }
  }

  /// The most promising added things for a removed one, best first, and whether a cap bit.
  func candidates(for removed: Int) -> (added: [Int], isCapped: Bool) {
    let thing = things.removed[removed]
    var isCapped = false
    forEachKey(of: thing) { key, sort in
      guard let id = keyIDs[key] else { return }
      let run = Int(starts[Int(id)])..<Int(starts[Int(id) + 1])
      if (sort == .word || sort == .pair) && run.count > Self.cap {
        isCapped = true
        return
      }
      if run.count > 4 * Self.cap { isCapped = true }
      let weight = log(1 + Float(added.count) / Float(run.count)) * (sort == .place ? 0.5 : 1)
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
    let best = touched.sorted { (-scores[Int($0)], $0) < (-scores[Int($1)], $1) }.prefix(Self.most)
    return (best.map { added[Int($0)] }, isCapped)
  }

  private func forEachKey(of thing: Thing, _ body: (UInt64, Sort) -> Void) {
    let names = things.names
    let stems = names.words(of: thing.name).map { names.stem(of: $0) }
    body(StableHash.mix(names.lettersHash(of: thing.name), Sort.name.rawValue), .name)
    for (a, b) in zip(stems, stems.dropFirst()) {
      body(StableHash.mix(UInt64(a) << 32 | UInt64(b), Sort.pair.rawValue), .pair)
    }
    for word in names.stems(of: thing.name) {
      body(StableHash.mix(UInt64(word), Sort.word.rawValue), .word)
      for row in names.expansions(of: word) where row.words.count == 1 {
        body(StableHash.mix(UInt64(names.stem(of: row.words[0])), Sort.word.rawValue), .word)
      }
    }
    body(StableHash.mix(thing.typeKey ^ UInt64(thing.block), Sort.place.rawValue), .place)
  }
}
