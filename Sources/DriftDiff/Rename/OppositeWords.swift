/// Words that exclude each other: `min_price` never becomes `max_price`, whatever else the two share.
///
/// Names that differ in such a word stand side by side in one definition, in the same shape and with nearly
/// the same description; so everything else that tells of a rename speaks for them.
final class OppositeWords {
  /// What is known of a word.
  private enum Place: Equatable {
    /// Not looked up so far.
    case unknown
    /// No word of the table: so nearly all.
    case none
    /// Turns what it stands by into its opposite.
    case negation
    /// Words of one scale exclude each other, those of one place say the same.
    case on(scale: UInt8, place: UInt8)
  }

  private let names: NameTable
  private var places: [Place]

  /// A line a scale, its places by blanks, words of one place by strokes.
  private static let scales = [
    "min/minimum/lowest max/maximum/highest", "low high", "lower upper", "minor major", "primary secondary",
    "start/starting/started/begin/beginning end/ending/ended/finish/finished/stop/stopped", "from to",
    "create/created/creation/add/added update/updated/modified/modification/changed "
      + "delete/deleted/deletion/remove/removed",
    "first/initial last/final next previous/prev", "before after", "old/former new", "gross net",
    "source/src/origin target/destination/dest", "billing/bill shipping/ship", "in out", "input output",
    "inbound/incoming outbound/outgoing", "internal external", "import/imported export/exported",
    "upload/uploaded download/downloaded", "open/opened close/closed", "enable/enabled disable/disabled",
    "allow/allowed deny/denied/forbid/forbidden", "include/included exclude/excluded",
    "accept/accepted/approved reject/rejected/declined", "success/succeeded failure/failed", "true false",
    "required optional", "public private", "local remote", "read write", "request response", "parent child",
    "sender receiver/recipient", "buyer seller", "buy sell", "debit credit", "income expense", "left right",
    "top bottom", "up down", "width height length depth", "latitude/lat longitude/lng/lon",
    "second minute hour/hourly day/daily week/weekly month/monthly year/yearly/annual", "ascending descending",
    "x y z",
  ]
  private static let negations = ["not", "non", "un"]
  private static let prefixes = ["un", "in", "dis", "non", "im", "ir"].map { $0.unicodeScalars.map(\.value) }
  /// Shorter words begin like that by chance: `it`, `unit`.
  private static let leastStem = 4

  private static let known: [String: Place] = {
    var known: [String: Place] = [:]
    for (scale, line) in scales.enumerated() {
      for (place, words) in line.split(separator: " ").enumerated() {
        for word in words.split(separator: "/") {
          known[String(word)] = .on(scale: UInt8(scale), place: UInt8(place))
        }
      }
    }
    for word in negations { known[word] = .negation }
    return known
  }()

  /// Knows the words of a table as they are asked for.
  init(_ names: NameTable) {
    self.names = names
    places = Array(repeating: .unknown, count: names.wordCount)
  }

  /// Whether two names differ in words that exclude each other.
  func areOpposite(_ a: NameID, _ b: NameID) -> Bool {
    let (old, new) = (names.stems(of: a), names.stems(of: b))
    var negations = 0
    for gained in new where !old.contains(gained) && place(of: gained) == .negation { negations += 1 }
    for dropped in old where !new.contains(dropped) {
      if place(of: dropped) == .negation { negations -= 1 }
      for gained in new where !old.contains(gained) && exclude(dropped, gained) { return true }
    }
    return negations != 0
  }

  private func place(of word: WordID) -> Place {
    if places[Int(word)] == .unknown { places[Int(word)] = Self.known[names.text(of: word)] ?? .none }
    return places[Int(word)]
  }

  private func exclude(_ a: WordID, _ b: WordID) -> Bool {
    if case .on(let scale, let place) = place(of: a), case .on(let other, let elsewhere) = self.place(of: b),
      scale == other
    {
      return place != elsewhere
    }
    let (left, right) = (names.letters(of: a), names.letters(of: b))
    return isNegated(left, of: right) || isNegated(right, of: left)
  }

  private func isNegated(_ long: ArraySlice<UInt32>, of short: ArraySlice<UInt32>) -> Bool {
    guard short.count >= Self.leastStem, (2...3).contains(long.count - short.count) else { return false }
    return long.suffix(short.count) == short
      && Self.prefixes.contains { $0.elementsEqual(long.prefix(long.count - short.count)) }
  }
}
