#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// In how many names of either version each word stands.
///
/// A thing that got another name takes its word with it: where `client` lives on in other names and `ledger` was
/// there before, `from_client_id` went and `from_ledger_id` came.
struct WordUse {
  private var old: [UInt32]
  private var new: [UInt32]

  /// More names say nothing more.
  private static let mostCounted: UInt32 = 20
  /// From this likeness on a word is another spelling of one on the other side.
  private static let leastLikeness = 0.5

  /// Counts the words of the distinct names of a problem.
  init(_ things: ThingTable) {
    let names = things.names
    old = Array(repeating: 0, count: names.wordCount)
    new = Array(repeating: 0, count: names.wordCount)
    var isOld = Array(repeating: false, count: names.count)
    var isNew = isOld
    for thing in things.removed { isOld[Int(thing.name)] = true }
    for thing in things.added { isNew[Int(thing.name)] = true }
    for group in things.groups {
      for sibling in group.stayedOld { isOld[Int(sibling.name)] = true }
      for sibling in group.stayedNew { isNew[Int(sibling.name)] = true }
    }
    for name in 0..<names.count {
      for stem in names.stems(of: NameID(name)) {
        if isOld[name] { old[Int(stem)] += 1 }
        if isNew[name] { new[Int(stem)] += 1 }
      }
    }
  }

  /// The logarithm of one and the number of names that the least used word holds in which two names differ:
  /// dropped ones in the new version, gained ones in the old. 0 where only one of the names has words of its own.
  func known(_ a: NameID, _ b: NameID, _ similarity: NameSimilarity) -> Double {
    let left = similarity.names.stems(of: a)
    let right = similarity.names.stems(of: b)
    var least = Self.mostCounted
    var dropped = 0
    var gained = 0
    for word in left where !right.contains(word) && !isSpelled(word, right, besides: left, similarity) {
      dropped += 1
      least = min(least, new[Int(word)])
      if least == 0 { return 0 }
    }
    guard dropped > 0 else { return 0 }
    for word in right where !left.contains(word) && !isSpelled(word, left, besides: right, similarity) {
      gained += 1
      least = min(least, old[Int(word)])
      if least == 0 { return 0 }
    }
    return gained > 0 ? log(1 + Double(least)) : 0
  }

  private func isSpelled(
    _ word: WordID, _ other: ArraySlice<WordID>, besides own: ArraySlice<WordID>, _ similarity: NameSimilarity
  ) -> Bool {
    other.contains { !own.contains($0) && similarity.similarity(word, $0) >= Self.leastLikeness }
  }
}
