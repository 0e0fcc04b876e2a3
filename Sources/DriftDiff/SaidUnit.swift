/// The unit that a description gives for its values: `Amount in cents`, `Timeout (ms)`, `as a percentage`.
///
/// Nothing else of a schema says that an amount is told in dollars from now on, and whoever reads it reads a hundredth.
enum SaidUnit {
  /// A line a scale; its measures by blanks, the words of one measure by strokes.
  private static let scales = [
    "ns/nanos/nanosecond/nanoseconds us/μs/micros/microsecond/microseconds ms/msec/millis/millisecond/milliseconds "
      + "s/sec/secs/second/seconds minute/minutes/mins/min h/hr/hrs/hour/hours day/days week/weeks month/months year/years",
    "mm/millimeter/millimetre/millimeters/millimetres cm/centimeter/centimetre/centimeters/centimetres "
      + "meter/metre/meters/metres km/kilometer/kilometre/kilometers/kilometres inch/inches ft/foot/feet yard/yards mi/mile/miles",
    "celsius/centigrade fahrenheit kelvin",
    "mg/milligrams gram/grams kg/kilogram/kilograms lb/lbs/pound/pounds oz/ounce/ounces",
    "ml/milliliter/milliliters/millilitre/millilitres liter/litre/liters/litres gallon/gallons",
    "bit/bits byte/bytes kb/kib/kilobyte/kilobytes/kibibytes mb/mib/megabyte/megabytes/mebibytes "
      + "gb/gib/gigabyte/gigabytes/gibibytes",
    "usd/dollar/dollars eur/euro/euros gbp chf jpy/yen cad aud nzd sek nok dkk pln czk inr cny brl mxn zar krw",
    "cent/cents/pence/penny/minor/smallest usd/dollar/dollars/eur/euro/euros/gbp/chf/cad/aud/major",
    "percent/percentage/percentages/pct ratio/fraction bps permille", "degree/degrees radian/radians",
    "kmh/kph mph knots", "watt/watts kw/kilowatt/kilowatts mw/megawatt/megawatts", "wh kwh joule/joules",
    "utc/gmt local",
  ]
  /// What may stand between `in` and the unit.
  private static let fillers: Set<String> = [
    "a", "an", "the", "whole", "full", "integer", "integral", "integers", "decimal", "fractional", "us", "units",
    "unit",
    "number", "of", "its", "currency",
  ]
  /// What a unit follows.
  private static let leads: Set<String> = ["in", "as"]
  /// What a unit that words alone make up ends with: `the minor unit`, `the smallest currency unit`, `local time`.
  private static let adjectives: Set<String> = ["minor", "major", "smallest", "local"]
  private static let nouns: Set<String> = ["unit", "units", "currency", "time", "timezone"]
  /// What turns a unit into a rate or another thing: `in seconds since`, but not `in bytes per second`.
  private static let rates: Set<String> = ["per", "or", "and", "to"]

  private static let known: [String: [Measure]] = {
    var known: [String: [Measure]] = [:]
    for (scale, line) in scales.enumerated() {
      for (place, words) in line.split(separator: " ").enumerated() {
        for word in words.split(separator: "/") { known[String(word), default: []].append(.init(scale, place)) }
      }
    }
    return known
  }()

  private struct Measure: Hashable {
    var scale: Int
    var place: Int

    init(_ scale: Int, _ place: Int) { (self.scale, self.place) = (scale, place) }
  }

  /// The units before and now, in the texts' own words, where each text gives one and they differ; nil else.
  static func change(_ old: String, _ new: String) -> (old: String, new: String)? {
    guard mayDiffer(old, new) else { return nil }
    let (before, after) = (units(old), units(new))
    guard !before.isEmpty, !after.isEmpty else { return nil }
    // In the order of the scales: a hash table has another one in each run.
    for scale in scales.indices {
      guard let was = before[scale], was.places.count == 1, let now = after[scale], now.places.count == 1,
        now.places != was.places
      else { continue }
      return (was.word, now.word)
    }
    return nil
  }

  /// Whether what differs has a word for a unit in it, so that the texts are worth reading. Most changes of words have not.
  private static func mayDiffer(_ old: String, _ new: String) -> Bool {
    let (a, b) = (Array(old.utf8), Array(new.utf8))
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var end = 0
    while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
    return namesUnit(a, start, a.count - end) || namesUnit(b, start, b.count - end)
  }

  /// Whether the words that a range of a text touches may be ones for units: a word that is not of ASCII may.
  private static func namesUnit(_ text: [UInt8], _ from: Int, _ to: Int) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }
    var start = from
    while start > 0, isLetter(text[start - 1]) { start -= 1 }
    while start < text.count {
      var end = start
      var isPlain = true
      while end < text.count, isLetter(text[end]) {
        isPlain = isPlain && text[end] < 0x80
        end += 1
      }
      if !isPlain { return true }
      if end > start, Self.mayBeUnit(text[start], text[end - 1], end - start),
        known[String(decoding: text[start..<end], as: UTF8.self).lowercased()] != nil
      {
        return true
      }
      guard end < to else { return false }
      start = end + 1
    }
    return false
  }

  /// Whether words for units begin and end so, and are as long.
  private static func mayBeUnit(_ first: UInt8, _ last: UInt8, _ count: Int) -> Bool {
    count < 32 && lengths[letter(first) * 26 + letter(last)] & (1 << UInt32(count)) != 0
  }

  /// How long words for units are, a bit a length, by the letters that they begin and end with.
  private static let lengths: [UInt32] = {
    var lengths = Array(repeating: UInt32(0), count: 26 * 26)
    for word in known.keys where word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) {
      guard let first = word.utf8.first, let last = word.utf8.last else { continue }
      lengths[letter(first) * 26 + letter(last)] |= 1 << UInt32(word.utf8.count)
    }
    return lengths
  }()

  private static func letter(_ byte: UInt8) -> Int { Int(byte | 0x20) - 0x61 }

  private struct Said {
    var places: Set<Int> = []
    var word = ""
  }

  /// What a text gives, by scale.
  private static func units(_ text: String) -> [Int: Said] {
    let words = Self.words(text)
    var out: [Int: Said] = [:]
    for index in words.indices {
      guard let unit = unit(words, after: index) else { continue }
      for measure in known[unit.word] ?? [] {
        out[measure.scale, default: .init()].places.insert(measure.place)
        out[measure.scale]?.word = unit.text
      }
    }
    return out
  }

  /// The unit that a lead at this place is followed by, or that stands here in brackets of its own.
  private static func unit(_ words: [Word], after lead: Int) -> (word: String, text: String)? {
    let isNumber = words[lead].text == "number" && lead + 1 < words.count && words[lead + 1].text == "of"
    if words[lead].isBracketed {
      return known[words[lead].text] == nil ? nil : (words[lead].text, words[lead].text)
    }
    guard isNumber || leads.contains(words[lead].text) else { return nil }
    var next = lead + 1
    while next < words.count, fillers.contains(words[next].text), !words[next].endsPhrase { next += 1 }
    // The last of several is what the others describe: `in USD cents`.
    var found: Int?
    while next < words.count, known[words[next].text] != nil {
      found = next
      if words[next].endsPhrase { break }
      next += 1
    }
    guard let found else { return nil }
    let after = found + 1 < words.count && !words[found].endsPhrase ? words[found + 1].text : ""
    if rates.contains(after) { return nil }
    guard adjectives.contains(words[found].text) else { return (words[found].text, words[found].text) }
    return nouns.contains(after) ? (words[found].text, "\(words[found].text) \(after)") : nil
  }

  private struct Word {
    var text: String
    /// Whether a sign follows that ends what belongs together.
    var endsPhrase = false
    /// Whether it stands alone in brackets.
    var isBracketed = false
  }

  private static func words(_ text: String) -> [Word] {
    var out: [Word] = []
    var letters = String.UnicodeScalarView()
    var opens = false
    func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
      guard scalar.isASCII else { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
      return (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value) || scalar == "'"
    }
    func isOpen(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "[" }
    for scalar in text.lowercased().unicodeScalars {
      if isOfWord(scalar) {
        letters.append(scalar)
        continue
      }
      if !letters.isEmpty {
        let isClosed = scalar == ")" || scalar == "]"
        out.append(.init(text: String(letters), isBracketed: opens && isClosed))
        letters.removeAll()
        opens = false
      }
      if isOpen(scalar) { opens = true } else if scalar != " " { opens = false }
      if scalar != " ", scalar != "-", !out.isEmpty { out[out.count - 1].endsPhrase = true }
    }
    if !letters.isEmpty { out.append(.init(text: String(letters))) }
    return out
  }
}
