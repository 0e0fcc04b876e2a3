internal import DriftModel

/// How alike two names are, by their words and by their letters.
final class NameSimilarity {
  /// The names.
  let names: NameTable

  private let memo: UnsafeMutablePointer<Memo>
  private let trigrams: UnsafeMutableBufferPointer<[UInt32]>

  private struct Memo {
    var key: UInt64 = .max
    var value: Float = 0
  }

  private static let memoMask = (1 << 13) - 1
  /// Words of a name beyond this do not count: no field has so many.
  private static let longest = 16

  private let knowsSynonyms: Bool

  /// Makes a measure over a table. Where synonyms are not known, only shorter forms of a word are like it: of
  /// two states, `closed` and
  /// `archived` are not one.
  init(names: NameTable, knowsSynonyms: Bool = true) {
    self.names = names
    self.knowsSynonyms = knowsSynonyms
    memo = .allocate(capacity: Self.memoMask + 1)
    memo.initialize(repeating: Memo(), count: Self.memoMask + 1)
    trigrams = .allocate(capacity: names.count)
    trigrams.initialize(repeating: [])
  }

  deinit {
    memo.deallocate()
    trigrams.deinitialize()
    trigrams.deallocate()
  }

  // MARK: - Words

  /// How far two words are the same word, 0 to 1.
  func similarity(_ t: WordID, _ u: WordID) -> Double {
    if t == u { return 1 }
    let low = min(t, u)
    let high = max(t, u)
    let key = UInt64(low) << 32 | UInt64(high)
    let slot = Int(truncatingIfNeeded: StableHash.mix(key, 1)) & Self.memoMask
    if memo[slot].key == key { return Double(memo[slot].value) }
    // Rounded on its way in and out alike: a value must not depend on what the memo still holds.
    let value = Float(measured(low, high))
    memo[slot] = Memo(key: key, value: value)
    return Double(value)
  }

  private func measured(_ t: WordID, _ u: WordID) -> Double {
    if names.stem(of: t) == names.stem(of: u) { return 0.98 }
    return max(tableStrength(t, u), spelling(names.letters(of: t), names.letters(of: u)))
  }

  private func tableStrength(_ t: WordID, _ u: WordID) -> Double {
    guard names.hasExpansions(t) || names.hasExpansions(u) else { return 0 }
    let left = names.expansions(of: t).filter { $0.words.count == 1 && (knowsSynonyms || !$0.isSynonym) }
    let right = names.expansions(of: u).filter { $0.words.count == 1 && (knowsSynonyms || !$0.isSynonym) }
    var best = 0.0
    for row in left where names.stem(of: row.words[0]) == names.stem(of: u) { best = max(best, row.strength) }
    for row in right where names.stem(of: row.words[0]) == names.stem(of: t) {
      best = max(best, row.strength)
    }
    for a in left {
      for b in right where a.words == b.words { best = max(best, 0.9 * a.strength * b.strength) }
    }
    return best
  }

  private func spelling(_ t: ArraySlice<UInt32>, _ u: ArraySlice<UInt32>) -> Double {
    let short = t.count <= u.count ? t : u
    let long = t.count <= u.count ? u : t
    guard short.count >= 3, let first = short.first, !(0x30...0x39).contains(first) else { return 0 }
    if long.starts(with: short) { return 0.8 }
    if short.count >= 4 {
      let winkler = JaroWinkler.similarity(short, long)
      if winkler >= 0.92 { return 0.9 * winkler }
    }
    return first == long.first && short.last == long.last && isSubsequence(short, of: long) ? 0.6 : 0
  }

  private func isSubsequence(_ short: ArraySlice<UInt32>, of long: ArraySlice<UInt32>) -> Bool {
    var rest = short
    for letter in long where letter == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  // MARK: - Names

  /// The soft cosine of two names: words aligned one to one, each pair by likeness and by how much its words
  /// tell.
  func soft(_ a: NameID, _ b: NameID) -> Double {
    let left = names.words(of: a).prefix(Self.longest)
    let right = names.words(of: b).prefix(Self.longest)
    let plain = cosine(left, right)
    if plain > 0.99 { return plain }
    let expandedLeft = expand(left, towards: right)
    let expandedRight = expand(right, towards: left)
    guard expandedLeft != nil || expandedRight != nil else { return plain }
    return max(plain, 0.95 * cosine(expandedLeft?[...] ?? left, expandedRight?[...] ?? right))
  }

  private func cosine(_ left: ArraySlice<WordID>, _ right: ArraySlice<WordID>) -> Double {
    let squares = left.reduce(0) { $0 + names.weight(of: $1) * names.weight(of: $1) }
    let others = right.reduce(0) { $0 + names.weight(of: $1) * names.weight(of: $1) }
    guard squares > 0, others > 0 else { return 0 }
    return align(left, right) / (squares * others).squareRoot()
  }

  /// Equal words first, then greedily the best pair; of equal ones the earliest.
  private func align(_ left: ArraySlice<WordID>, _ right: ArraySlice<WordID>) -> Double {
    withUnsafeTemporaryAllocation(of: WordID.self, capacity: left.count + right.count) { rest in
      var total = 0.0
      var (used, height, width) = (UInt32(0), 0, 0)
      for t in left {
        if let at = right.indices.first(where: { right[$0] == t && used & 1 << UInt32($0 - right.startIndex) == 0 }) {
          used |= 1 << UInt32(at - right.startIndex)
          total += names.weight(of: t) * names.weight(of: t)
        } else {
          rest[height] = t
          height += 1
        }
      }
      for (at, u) in right.enumerated() where used & 1 << UInt32(at) == 0 {
        rest[height + width] = u
        width += 1
      }
      guard height > 0, width > 0 else { return total }
      return total + alignUnequal(rest[..<height], rest[height..<(height + width)])
    }
  }

  private func alignUnequal(
    _ left: Slice<UnsafeMutableBufferPointer<WordID>>, _ right: Slice<UnsafeMutableBufferPointer<WordID>>
  ) -> Double {
    let width = right.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: left.count * width) { cells in
      var cell = 0
      var isAnyAlike = false
      for t in left {
        for u in right {
          let alike = similarity(t, u)
          if alike > 0 { isAnyAlike = true }
          cells[cell] = alike * names.weight(of: t) * names.weight(of: u)
          cell += 1
        }
      }
      var total = 0.0
      while isAnyAlike {
        var best = 0.0
        var bestCell = -1
        for at in 0..<cell where cells[at] > best { (best, bestCell) = (cells[at], at) }
        guard bestCell >= 0 else { break }
        total += best
        let row = bestCell / width
        let column = bestCell % width
        for at in 0..<cell where at / width == row || at % width == column { cells[at] = 0 }
      }
      return total
    }
  }

  /// The words with acronyms written out that the other name spells, nil where there is none.
  private func expand(_ words: ArraySlice<WordID>, towards other: ArraySlice<WordID>) -> [WordID]? {
    guard words.contains(where: { mayBeSpelledOut($0, in: other) }) else { return nil }
    var result: [WordID] = []
    var changed = false
    for word in words {
      if !other.contains(word), let spelled = spelledOut(word, in: other) {
        result += spelled
        changed = true
      } else {
        result.append(word)
      }
    }
    return changed ? Array(result.prefix(Self.longest)) : nil
  }

  private func mayBeSpelledOut(_ word: WordID, in other: ArraySlice<WordID>) -> Bool {
    if other.contains(word) { return false }
    return names.hasExpansions(word)
      || (names.letterCount(of: word) <= min(other.count, 5) && names.letterCount(of: word) > 1)
  }

  private func spelledOut(_ word: WordID, in other: ArraySlice<WordID>) -> [WordID]? {
    if names.hasExpansions(word) {
      for row in names.expansions(of: word) where row.isAcronym {
        let shared = row.words.filter { part in other.contains { names.stem(of: $0) == names.stem(of: part) }
        }
        if shared.count * 2 >= row.words.count { return row.words }
      }
    }
    return initials(word, in: other)
  }

  /// The consecutive words of the other name whose initials the word is (`dob`, `date_of_birth`).
  private func initials(_ word: WordID, in other: ArraySlice<WordID>) -> [WordID]? {
    let letters = names.letters(of: word)
    guard (2...5).contains(letters.count), other.count >= letters.count else { return nil }
    for start in other.startIndex...(other.endIndex - letters.count) {
      let run = other[start..<(start + letters.count)]
      if zip(letters, run).allSatisfy({ names.letters(of: $1).first == $0 && names.letters(of: $1).count > 1 }
      ) {
        return Array(run)
      }
    }
    return nil
  }

  // MARK: - Letters

  /// The Dice coefficient of the trigrams of two names, words joined, a mark at either end.
  func dice(_ a: NameID, _ b: NameID) -> Double {
    let left = trigrams(of: a)
    let right = trigrams(of: b)
    return SortedSet.dice(left, right)
  }

  private func trigrams(of name: NameID) -> [UInt32] {
    if trigrams[Int(name)].isEmpty {
      var letters: [UInt32] = [1]
      for word in names.words(of: name) { letters += names.letters(of: word) }
      letters = Array(letters.prefix(128)) + [2]
      var grams: [UInt32] = []
      for at in 0..<max(letters.count - 2, 0) {
        let packed = UInt64(letters[at]) << 42 | UInt64(letters[at + 1]) << 21 | UInt64(letters[at + 2])
        grams.append(UInt32(truncatingIfNeeded: StableHash.mix(packed, 3)))
      }
      grams.sort()
      trigrams[Int(name)] = grams.isEmpty ? [0] : grams
    }
    return trigrams[Int(name)]
  }
}
