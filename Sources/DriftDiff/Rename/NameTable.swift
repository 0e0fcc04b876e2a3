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
/// Immutable: made by a
/// ``NameTableBuilder``.
final class NameTable: Sendable {
  /// A word in the table.
  struct Word {
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
    var isSynonym: Bool
  }

  private let scalars: [UInt32]
  private let words: [Word]
  private let expansionLists: [[Expansion]]
  private let texts: [String]
  private let wordStarts: [UInt32]
  private let nameWords: [WordID]
  private let stemStarts: [UInt32]
  private let nameStems: [WordID]
  private let weights: [Double]
  /// The length of a name's stems as a vector of weights.
  private let lengths: [Double]

  /// How many distinct names there are.
  var count: Int { texts.count }
  /// How many distinct words there are, stems and expansions included.
  var wordCount: Int { words.count }

  /// Freezes what a builder collected; rare words weigh more.
  init(_ builder: NameTableBuilder) {
    scalars = builder.scalars
    words = builder.words
    expansionLists = builder.expansionLists
    texts = builder.texts
    wordStarts = builder.wordStarts
    nameWords = builder.nameWords
    stemStarts = builder.stemStarts
    nameStems = builder.nameStems
    let total = Double(builder.texts.count + 1)
    let weights = builder.words.map { word in
      let stem = Int(word.stem)
      let frequency = stem < builder.frequencies.count ? Double(builder.frequencies[stem]) : 0
      return log(1 + total / (frequency + 1))
    }
    self.weights = weights
    lengths = (0..<builder.texts.count).map { name in
      let stems = builder.nameStems[Int(builder.stemStarts[name])..<Int(builder.stemStarts[name + 1])]
      return stems.reduce(0) { $0 + weights[Int($1)] * weights[Int($1)] }.squareRoot()
    }
  }

  /// The cosine of the stems of two names: cheap, and blind to all but equal words.
  func stemCosine(_ a: NameID, _ b: NameID) -> Double {
    var i = Int(stemStarts[Int(a)])
    var j = Int(stemStarts[Int(b)])
    let (endA, endB) = (Int(stemStarts[Int(a) + 1]), Int(stemStarts[Int(b) + 1]))
    var sum = 0.0
    while i < endA && j < endB {
      let (left, right) = (nameStems[i], nameStems[j])
      if left == right { sum += weights[Int(left)] * weights[Int(left)] }
      if left <= right { i += 1 }
      if right <= left { j += 1 }
    }
    return sum == 0 ? 0 : sum / (lengths[Int(a)] * lengths[Int(b)])
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

  /// How many letters a word has.
  func letterCount(of word: WordID) -> Int { Int(words[Int(word)].count) }

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
    for value in letters(of: word) {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
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
    for word in words(of: name) {
      for letter in letters(of: word) { hash = StableHash.mix(hash, UInt64(letter)) }
    }
    return hash
  }
}
