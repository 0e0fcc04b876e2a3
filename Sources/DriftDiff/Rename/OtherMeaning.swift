/// Words by which a name says that its value is another one: `timeout_seconds` may be `timeout_ms` now, and whoever reads it
/// under the new name reads a thousand times as much.
///
/// That is no reason against the rename. It is one against writing it into a mapping without anybody having looked.
struct OtherMeaning {
  private let names: NameTable
  /// The words of the parents' names, which fields may repeat: `order_status` of an order is its `status`.
  private let parentWords: [String]

  /// A line a scale; its measures by blanks, the words of one measure by strokes.
  private static let scales = [
    "ns/nano/nanos/nanosecond/nanoseconds us/micro/micros/microsecond/microseconds ms/msec/milli/millis/millisecond/milliseconds "
      + "s/sec/secs/second/seconds minute/minutes/mins h/hr/hrs/hour/hours d/day/days week/weeks month/months year/years",
    "mm/millimeter/millimetre/millimeters/millimetres cm/centimeter/centimetre/centimeters/centimetres "
      + "m/meter/metre/meters/metres km/kilometer/kilometre/kilometers/kilometres in/inch/inches ft/foot/feet yd/yard/yards "
      + "mi/mile/miles",
    "c/celsius/centigrade f/fahrenheit k/kelvin",
    "mg g/gram/grams kg/kilo/kilos/kilogram/kilograms lb/lbs/pound/pounds oz/ounce/ounces",
    "ml l/liter/litre/liters/litres gal/gallon/gallons", "bit/bits b/byte/bytes kb/kib mb/mib gb/gib tb/tib",
    "usd/dollar/dollars eur/euro/euros gbp chf jpy/yen cad aud nzd sek nok dkk pln czk inr cny brl mxn zar krw",
    "percent/percentage/pct ratio/fraction/share bps/basispoints permille amount",
    "deg/degree/degrees rad/radian/radians",
    "kmh/kph mph knots", "w/watt/watts kw/kilowatt/kilowatts", "wh kwh joule/joules",
    "id/ids uuid/guid/uuids/guids slug code/codes number/no/nr name/names key url", "utc local",
    "home work/office/business mobile/cell", "with without", "total/sum average/avg/mean median count",
  ]
  /// Words that make another thing of what they stand by.
  private static let makers: Set<String> = [
    "previous", "prev", "old", "former", "legacy", "backup", "secondary", "alternate", "alternative", "alt", "other",
    "hash", "hashed", "digest", "encrypted", "masked", "redacted", "estimated", "expected", "planned", "forecast",
    "draft", "temp", "temporary", "raw", "count", "average", "avg", "median", "max", "maximum", "min", "minimum",
    "default", "fallback",
  ]
  /// Words that turn a name round, whatever its maker says of it.
  private static let negations: Set<String> = ["without", "no", "not", "non", "never", "excluding", "except"]
  /// Words that say nothing of which thing it is: `phone_number` is `phone`.
  private static let fillers: Set<String> = [
    "address", "at", "attribute", "attributes", "current", "data", "date", "datetime", "detail", "details", "entry",
    "field",
    "for", "full", "in", "info", "information", "is", "main", "new", "number", "num", "object", "of", "on", "primary",
    "property", "record", "str", "string", "text", "the", "time", "timestamp", "value", "values",
  ]
  /// Shorter ones are letters of many things, where nothing stands against them.
  private static let leastAlone = 2

  private static let known: [String: (scale: Int, place: Int)] = {
    var known: [String: (scale: Int, place: Int)] = [:]
    for (scale, line) in scales.enumerated() {
      for (place, words) in line.split(separator: " ").enumerated() {
        for word in words.split(separator: "/") { known[String(word)] = (scale, place) }
      }
    }
    return known
  }()
  /// Scales whose words alone tell of another value: a unit that was not said before may be another one.
  private static let unitScales = 0..<12

  init(_ names: NameTable, parents: [String] = []) {
    self.names = names
    parentWords = parents.flatMap { parent in
      var words: [String] = []
      Lexeme.forEachWord(of: parent) { word in
        words.append(String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init))))
      }
      return words
    }
  }

  /// What one name says of its value and the other does not, in words; nil where both say the same.
  ///
  /// - Parameter isSaidSame: whether the owner says the same of both: a word more is a better name then.
  func reason(_ a: NameID, _ b: NameID, isSaidSame: Bool) -> String? {
    let (old, new) = (words(a), words(b))
    let dropped = old.filter { !new.contains($0) }
    let gained = new.filter { !old.contains($0) }
    for from in dropped {
      guard let measure = Self.known[from] else { continue }
      for to in gained {
        guard let other = Self.known[to], other.scale == measure.scale else { continue }
        return other.place == measure.place ? nil : "\(to) is not \(from)"
      }
    }
    if let word = (gained + dropped).first(where: Self.negations.contains) {
      return Self.another(word, isGained: gained.contains(word))
    }
    if isSaidSame { return nil }
    for word in gained + dropped where word.utf8.count >= Self.leastAlone {
      if Self.makers.contains(word) || Self.known[word].map({ Self.unitScales.contains($0.scale) }) ?? false {
        return Self.another(word, isGained: gained.contains(word))
      }
    }
    return part(old, new) ?? otherNoun(a, b)
  }

  /// Of names of which one is the other with a word more: that the word may name a part or another kind of it, as
  /// `amount_refunded` of `amount`, and `token_type` of `token`.
  private func part(_ old: [String], _ new: [String]) -> String? {
    let (fewer, more) = old.count < new.count ? (old, new) : (new, old)
    guard fewer.count < more.count, fewer.allSatisfy(more.contains) else { return nil }
    let telling = more.first { word in
      word.utf8.count >= Self.leastAlone && !fewer.contains(word) && !Self.fillers.contains(word)
        && !parentWords.contains(word)
    }
    return telling.map { Self.another($0, isGained: new.count > old.count) }
  }

  private static func another(_ word: String, isGained: Bool) -> String {
    "\(isGained ? "gained" : "lost") \(word), which may make it another value"
  }

  /// Of names that have a word in common: that what else they say is not known to be one, as in `from_client_id` and
  /// `from_ledger_id`. What both say is the same for both, and speaks for neither.
  private func otherNoun(_ a: NameID, _ b: NameID) -> String? {
    let (old, new) = (names.words(of: a), names.words(of: b))
    if old.count == 1, new.count == 1, let from = old.first, let to = new.first { return turned(from, to) }
    let from = old.filter { word in !new.contains { isKin(word, $0) } }
    let to = new.filter { word in !old.contains { isKin(word, $0) } }
    guard let was = from.first, let now = to.first, from.count < old.count, to.count < new.count else { return nil }
    return "\(names.text(of: now).lowercased()) is not \(names.text(of: was).lowercased())"
  }

  /// Syllables that make another thing of the word that they begin: `subtotal` is not `total`.
  private static let turns = ["sub", "un", "non", "pre", "post", "dis", "in"]

  private func turned(_ from: WordID, _ to: WordID) -> String? {
    let (old, new) = (names.text(of: from).lowercased(), names.text(of: to).lowercased())
    let (short, long) = old.utf8.count < new.utf8.count ? (old, new) : (new, old)
    guard short.utf8.count > 3, Self.turns.contains(where: { $0 + short == long }) else { return nil }
    return "\(new) is not \(old)"
  }

  /// Whether two words are forms of one, or are known to stand for each other.
  private func isKin(_ a: WordID, _ b: WordID) -> Bool {
    if names.stem(of: a) == names.stem(of: b) { return true }
    if standsFor(a, b) || standsFor(b, a) { return true }
    // `phone` and `telephone`, `org` and `organisation`; of one letter nothing is said.
    let (left, right) = (names.letters(of: a), names.letters(of: b))
    return left.count < right.count ? Self.isPart(left, of: right) : Self.isPart(right, of: left)
  }

  private func standsFor(_ a: WordID, _ b: WordID) -> Bool {
    let stem = names.stem(of: b)
    return names.expansions(of: a).contains { $0.words == [b] || $0.words == [stem] }
  }

  private static func isPart(_ short: ArraySlice<UInt32>, of long: ArraySlice<UInt32>) -> Bool {
    guard short.count > 1 else { return true }
    return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
      || short.count >= 4 && long.prefix(4).elementsEqual(short.prefix(4))
  }

  private func words(_ name: NameID) -> [String] { names.words(of: name).map { names.text(of: $0).lowercased() } }
}
