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
  /// By stem.
  private var old: [UInt32]
  private var new: [UInt32]

  /// More names say nothing more.
  private static let mostCounted: UInt32 = 8
  /// From this likeness on a word is another spelling of one on the other side.
  private static let leastLikeness = 0.5

  /// Counts the words of a table in the names of either version.
  init(_ problem: RenameProblem, _ builder: NameTableBuilder) {
    old = Array(repeating: 0, count: builder.words.count)
    new = old
    for name in problem.oldNames { builder.forEachKnownStem(of: name) { old[Int($0)] += 1 } }
    for name in problem.newNames { builder.forEachKnownStem(of: name) { new[Int($0)] += 1 } }
  }

  /// The logarithm of one and the number of names that the least used word holds in which two names differ:
  /// dropped ones in the new version, gained ones in the old. 0 where only one of the names has words of its own,
  /// and where the problem does not say which names there are.
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
    other.contains { candidate in
      !own.contains(candidate)
        && (similarity.similarity(word, candidate) >= Self.leastLikeness
          || Self.isPlural(similarity.names.letters(of: word), similarity.names.letters(of: candidate)))
    }
  }

  /// Whether one word is the other with an `s`: short ones such as `ids` have no stem.
  private static func isPlural(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    return long.count == short.count + 1 && long.last == 0x73 && long.starts(with: short)
  }
}
