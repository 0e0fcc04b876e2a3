internal import DriftModel

/// Descriptions, value lists and children of one candidate as sorted sets of hashes.
struct TextWords {
  var description: [UInt64] = []
  /// A hash of the whole description, 0 where there is none.
  var descriptionKey: UInt64 = 0
  var label: [UInt64] = []
  var values: [UInt64] = []
  var children: [UInt64] = []
  /// The letters of the children's names, alone and behind those of the name itself, as
  /// ``NameTable/lettersHash(of:)`` has them: `street` and `billing_street` stand inside `billing`.
  var inside: [UInt64] = []

  /// Words of a description beyond this do not count.
  private static let longest = 200
  private static let mostValues = 1000

  init(_ candidate: RenameCandidate) {
    description = Self.words(candidate.description)
    if !candidate.description.isEmpty { descriptionKey = Self.hash(candidate.description) }
    label = Self.words(candidate.label)
    values = Self.set(candidate.enumValues)
    children = Self.set(candidate.children)
    if !candidate.children.isEmpty { inside = Self.inside(candidate) }
  }

  /// A hash of a text that is never 0.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(UInt64(text.utf8.count)) { StableHash.mix($0, UInt64($1)) } | 1
  }

  private static func inside(_ candidate: RenameCandidate) -> [UInt64] {
    let own = letters(of: candidate.name, after: 0)
    return unique(
      candidate.children.prefix(mostValues).flatMap { [letters(of: $0, after: 0), letters(of: $0, after: own)] })
  }

  private static func letters(of name: String, after start: UInt64) -> UInt64 {
    var hash = start
    Lexeme.forEachWord(of: name) { word in
      for letter in word { hash = StableHash.mix(hash, UInt64(letter)) }
    }
    return hash
  }

  private static func set(_ texts: [String]) -> [UInt64] { unique(texts.prefix(mostValues).map(hash)) }

  /// The distinct words of a text, ASCII letters without case.
  static func words(_ text: String) -> [UInt64] {
    guard !text.isEmpty else { return [] }
    var hashes: [UInt64] = []
    var hash: UInt64 = 0
    for byte in text.utf8 {
      let isCapital = (0x41...0x5a).contains(byte)
      if isCapital || (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80 {
        hash = StableHash.mix(hash, UInt64(isCapital ? byte + 32 : byte))
      } else if hash != 0 {
        hashes.append(hash)
        if hashes.count == longest { break }
        hash = 0
      }
    }
    if hash != 0 && hashes.count < longest { hashes.append(hash) }
    let telling = hashes.filter { !stopWords.contains($0) }
    return unique(telling.isEmpty ? hashes : telling)
  }

  /// Words that every description has.
  private static let stopWords: Set<UInt64> = Set(
    [
      "a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "for", "from", "has", "have",
      "if", "in", "is", "it",
      "its", "may", "not", "of", "on", "one", "or", "other", "s", "such", "that", "the", "their", "this",
      "to", "used", "was", "when",
      "where", "whether", "which", "will", "with",
    ].map { $0.utf8.reduce(0) { StableHash.mix($0, UInt64($1)) } })

  private static func unique(_ hashes: [UInt64]) -> [UInt64] {
    let sorted = hashes.sorted()
    var result: [UInt64] = []
    for hash in sorted where hash != result.last { result.append(hash) }
    return result
  }
}
