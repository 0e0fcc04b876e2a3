/// The hand-written table of abbreviations, acronyms and synonyms of business schemas.
///
/// The table is kept as one sorted text in the executable and searched in place: a comparison that meets no
/// new word
/// pays nothing for it.
enum Abbreviations {
  /// What a word may stand for.
  struct Expansion {
    /// The words that it stands for.
    var words: [[UInt32]]
    /// How far the pair alone counts as the same word, 0 to 1.
    var strength: Double
    /// Whether it stands for several words.
    var isAcronym: Bool
    /// Whether it is another word for the same, not a shorter form of it.
    var isSynonym: Bool
  }

  /// What a word in lower case may stand for, in the table's order; empty for most.
  static func expansions(of word: ArraySlice<UInt32>) -> [Expansion] {
    // The table is ASCII.
    guard word.count < 32, word.allSatisfy({ $0 < 0x80 }) else { return [] }
    return table.withUTF8Buffer { bytes in
      var found: [Expansion] = []
      var at = lowerBound(word, bytes)
      while at < bytes.count, let row = row(at, bytes), compare(word, bytes[row.form]) == 0 {
        found.append(row.expansion)
        at = row.end
      }
      return found
    }
  }

  /// Where the first line begins whose form is not below the word.
  private static func lowerBound(_ word: ArraySlice<UInt32>, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var low = 0
    var high = bytes.count
    while low < high {
      var start = (low + high) / 2
      while start > low && bytes[start - 1] != newline { start -= 1 }
      var end = start
      while end < high && bytes[end] != tab { end += 1 }
      if compare(word, bytes[start..<end]) > 0 {
        while end < high && bytes[end] != newline { end += 1 }
        low = min(end + 1, high)
      } else {
        high = start
      }
    }
    return low
  }

  /// One line: form, kind (one letter), strength in hundredths, expansion.
  private static func row(
    _ start: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (form: Range<Int>, expansion: Expansion, end: Int)? {
    var end = start
    while end < bytes.count && bytes[end] != newline { end += 1 }
    let cells = bytes[start..<end].split(separator: tab)
    guard cells.count == 4 else { return nil }
    let strength = cells[2].reduce(0) { $0 * 10 + Int($1) - 0x30 }
    let words = cells[3].split(separator: 0x20).map { $0.map(UInt32.init) }
    let expansion = Expansion(
      words: words, strength: Double(strength) / 100, isAcronym: cells[1].first == 0x61 && words.count > 1,
      isSynonym: cells[1].first == 0x73)
    return (cells[0].startIndex..<cells[0].endIndex, expansion, min(end + 1, bytes.count))
  }

  private static func compare(_ word: ArraySlice<UInt32>, _ form: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var at = form.startIndex
    for scalar in word {
      guard at < form.endIndex else { return 1 }
      let other = UInt32(form[at])
      if scalar != other { return scalar < other ? -1 : 1 }
      at += 1
    }
    return at < form.endIndex ? -1 : 0
  }

  private static let newline: UInt8 = 0x0a
  private static let tab: UInt8 = 0x09
}
