internal import DriftModel

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A distinct name of a problem.
typealias NameID = UInt32
/// A distinct word in lower case.
typealias WordID = UInt32

/// Every distinct name of a problem, cut into words once.
///
/// Identifiers count up in the order of first appearance, so that nothing depends on hashing seeds.
final class NameTable {
  private struct Word {
    var start: UInt32
    var count: UInt32
    var stem: WordID
    /// Index into `expansionLists`, or -1.
    var expansions: Int32
  }

  /// What a word may stand for, as words of this table.
  struct Expansion {
    var words: [WordID]
    var strength: Double
    var isAcronym: Bool
  }

  private var scalars: [UInt32] = []
  private var words: [Word] = []
  private var slots: [UInt32] = Array(repeating: .max, count: 1 << 10)
  private var expansionLists: [[Expansion]] = []
  private var ids: [String: NameID] = [:]
  private var texts: [String] = []
  private var wordStarts: [UInt32] = [0]
  private var nameWords: [WordID] = []
  private var stemStarts: [UInt32] = [0]
  private var nameStems: [WordID] = []
  private var frequencies: [UInt32] = []
  private var weights: [Double] = []

  /// How many distinct names there are.
  var count: Int { wordStarts.count - 1 }
  /// One more than the largest word.
  var wordCount: Int { words.count }

  /// Makes room for a number of names.
  init(minimumCapacity: Int) { ids.reserveCapacity(minimumCapacity) }

  /// The number of a name, a new one where it has not been seen.
  func intern(_ name: String) -> NameID {
    if let known = ids[name] { return known }
    let id = NameID(count)
    ids[name] = id
    texts.append(name)
    Lexeme.forEachWord(of: name) { nameWords.append(word($0)) }
    wordStarts.append(UInt32(nameWords.count))
    let stems = nameWords[Int(wordStarts[count - 1])...].map { words[Int($0)].stem }.sorted()
    var last: WordID?
    for stem in stems where stem != last {
      nameStems.append(stem)
      while frequencies.count <= stem { frequencies.append(0) }
      frequencies[Int(stem)] += 1
      last = stem
    }
    stemStarts.append(UInt32(nameStems.count))
    return id
  }

  /// Computes how much each word weighs, once all names are known: rare words tell more.
  func weigh() {
    let total = Double(count + 1)
    weights = (0..<words.count).map { at in
      let stem = Int(words[at].stem)
      let frequency = stem < frequencies.count ? Double(frequencies[stem]) : 0
      return log(1 + total / (frequency + 1))
    }
  }

  /// The words of a name in their order.
  func words(of name: NameID) -> ArraySlice<WordID> {
    nameWords[Int(wordStarts[Int(name)])..<Int(wordStarts[Int(name) + 1])]
  }

  /// The distinct stems of a name, sorted by number.
  func stems(of name: NameID) -> ArraySlice<WordID> {
    nameStems[Int(stemStarts[Int(name)])..<Int(stemStarts[Int(name) + 1])]
  }

  /// The letters of a word.
  func letters(of word: WordID) -> ArraySlice<UInt32> {
    let entry = words[Int(word)]
    return scalars[Int(entry.start)..<Int(entry.start + entry.count)]
  }

  /// A word without its plural.
  func stem(of word: WordID) -> WordID { words[Int(word)].stem }

  /// What a word may stand for.
  func expansions(of word: WordID) -> [Expansion] {
    let list = words[Int(word)].expansions
    return list < 0 ? [] : expansionLists[Int(list)]
  }

  /// Whether a word may stand for others.
  func hasExpansions(_ word: WordID) -> Bool { words[Int(word)].expansions >= 0 }

  /// How much a word tells.
  func weight(of word: WordID) -> Double { weights[Int(word)] }

  /// A word as text.
  func text(of word: WordID) -> String {
    var text = ""
    for value in letters(of: word) { if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) } }
    return text
  }

  /// Whether a name stands before another in the order of its bytes.
  func text(of a: NameID, precedes b: NameID) -> Bool { isBefore(texts[Int(a)], texts[Int(b)]) }

  /// A name as it was given.
  func text(ofName name: NameID) -> String { texts[Int(name)] }

  private func isBefore(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// Whether two names have the same letters in the same order: only case and separators differ.
  func haveEqualLetters(_ a: NameID, _ b: NameID) -> Bool {
    let left = words(of: a).lazy.map { self.letters(of: $0) }
    let right = words(of: b).lazy.map { self.letters(of: $0) }
    guard left.reduce(0, { $0 + $1.count }) == right.reduce(0, { $0 + $1.count }) else { return false }
    return left.joined().elementsEqual(right.joined())
  }

  /// A hash of the letters of a name, equal for names that differ in case and separators only.
  func lettersHash(of name: NameID) -> UInt64 {
    var hash: UInt64 = 0
    for word in words(of: name) { for letter in letters(of: word) { hash = StableHash.mix(hash, UInt64(letter)) } }
    return hash
  }

  private func word(_ letters: ArraySlice<UInt32>) -> WordID {
    let known = find(letters)
    if let id = known.id { return id }
    let id = add(letters, at: known.slot)
    if let singular = Lexeme.singular(letters) {
      let other = find(singular)
      words[Int(id)].stem = other.id ?? add(singular, at: other.slot)
    }
    addExpansions(of: id, letters)
    return id
  }

  private func addExpansions(of id: WordID, _ letters: ArraySlice<UInt32>) {
    let rows = Abbreviations.expansions(of: letters)
    guard !rows.isEmpty else { return }
    // The words of an expansion are added without their own expansions: one step, no chains.
    let list = rows.map { row in
      Expansion(
        words: row.words.map { word in
          let other = find(word[...])
          return other.id ?? add(word[...], at: other.slot)
        }, strength: row.strength, isAcronym: row.isAcronym)
    }
    words[Int(id)].expansions = Int32(expansionLists.count)
    expansionLists.append(list)
  }

  private func find(_ letters: ArraySlice<UInt32>) -> (id: WordID?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(letters)) & mask
    while slots[slot] != .max {
      if self.letters(of: slots[slot]).elementsEqual(letters) { return (slots[slot], slot) }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  private func add(_ letters: ArraySlice<UInt32>, at slot: Int) -> WordID {
    let id = WordID(words.count)
    words.append(Word(start: UInt32(scalars.count), count: UInt32(letters.count), stem: id, expansions: -1))
    scalars.append(contentsOf: letters)
    slots[slot] = id
    if words.count * 2 > slots.count { grow() }
    return id
  }

  private func grow() {
    slots = Array(repeating: .max, count: slots.count * 2)
    let mask = slots.count - 1
    for id in words.indices {
      var slot = Int(truncatingIfNeeded: hash(letters(of: WordID(id)))) & mask
      while slots[slot] != .max { slot = (slot + 1) & mask }
      slots[slot] = WordID(id)
    }
  }

  private func hash(_ letters: ArraySlice<UInt32>) -> UInt64 {
    var hash = UInt64(letters.count)
    for letter in letters { hash = StableHash.mix(hash, UInt64(letter)) }
    return hash
  }
}
