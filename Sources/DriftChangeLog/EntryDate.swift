internal import DriftModel

/// When an entry is from, as far as it says so.
public struct EntryDate: Sendable, Equatable, Comparable, CustomStringConvertible {
  /// Seconds since the first of January 1970, UTC.
  public let seconds: Int

  private init(seconds: Int) { self.seconds = seconds }

  /// The earlier first.
  public static func < (a: EntryDate, b: EntryDate) -> Bool { a.seconds < b.seconds }

  /// The day in UTC: `2026-11-24`.
  public var description: String {
    CalendarDay(number: Int((Double(seconds) / 86_400).rounded(.down))).text
  }

  /// A date of the calendar; nil where there is no such day, or none that a change log could mean.
  public init?(year: Int, month: Int, day: Int, secondsOfDay: Int = 0, offset: Int = 0) {
    guard year >= 1970, let date = CalendarDay(year: year, month: month, day: day),
      (0...86_400).contains(secondsOfDay), abs(offset) <= 86_400
    else { return nil }
    self.init(seconds: date.number * 86_400 + secondsOfDay - offset)
  }
}

extension EntryDate {
  /// Reads a date as feeds write it: RFC 822 and its heirs, RFC 850, asctime, ISO 8601 and its short forms. Nil for
  /// anything else: an entry without a date is better than one with a wrong one.
  public init?(_ text: String) {
    let words = text.prefix(80).split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "\n" || $0 == "\r" }.map(
      String.init)
    guard let first = words.first else { return nil }
    if first.first?.isNumber == true, first.contains("-"), first.split(separator: "-")[0].count == 4 {
      self.init(iso: words)
    } else if first.count == 4, words.count == 1, let year = Int(first) {
      self.init(year: year, month: 1, day: 1)
    } else {
      self.init(words: words)
    }
  }

  /// `2026-11-24`, `2026-11`, `2026-11-24T02:15:00Z`, `2026-11-24 02:15:00.5 +01:00`.
  private init?(iso words: [String]) {
    var date = words[0]
    var rest = words.dropFirst().joined()
    if let mark = date.firstIndex(where: { $0 == "T" || $0 == "t" }) {
      rest = String(date[date.index(after: mark)...]) + rest
      date = String(date[..<mark])
    }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let year = parts[0], let month = parts[1] else { return nil }
    guard let day = parts.count == 3 ? parts[2] : 1 else { return nil }
    let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." || $0 == "," }
    guard rest.isEmpty || !clock.isEmpty else { return nil }
    let time = clock.isEmpty ? 0 : Self.time(String(clock))
    guard let time, let offset = Self.offset(String(rest.dropFirst(clock.count))) else { return nil }
    self.init(year: year, month: month, day: day, secondsOfDay: time, offset: offset)
  }

  /// `Tue, 24 Nov 2026 02:15:00 GMT`, `Tuesday, 24-Nov-26 02:15:00 GMT`, `Tue Nov 24 02:15:00 2026`, `November 24, 2026`.
  private init?(words all: [String]) {
    var words = all.flatMap { word -> [String] in
      let parts = word.split(separator: "-").map(String.init)
      // RFC 850 writes day, month and year with hyphens; an offset has one at its start.
      return parts.count == 3 ? parts : [word]
    }
    if let first = words.first, Self.isWeekday(first) { words.removeFirst() }
    var (day, month, year, time): (Int?, Int?, Int?, Int?)
    var zone = ""
    for word in words {
      if let found = Self.month(word), month == nil {
        month = found
      } else if word.contains(":"), time == nil {
        guard let found = Self.time(word) else { return nil }
        time = found
      } else if word.first?.isNumber == true, let number = Int(Self.withoutOrdinal(word)) {
        if word.count == 4 {
          year = number
        } else if day == nil, (1...31).contains(number) {
          day = number
        } else if year == nil, word.count == 2 {
          // RFC 2822, 4.3.
          year = number < 50 ? 2000 + number : 1900 + number
        } else {
          return nil
        }
      } else if zone.isEmpty, !word.hasPrefix("(") {
        zone = word
      }
    }
    guard let month, let year, let day, let offset = Self.offset(zone) else { return nil }
    self.init(year: year, month: month, day: day, secondsOfDay: time ?? 0, offset: offset)
  }

  private static func time(_ text: String) -> Int? {
    let whole = text.split { $0 == "." || $0 == "," }.first ?? ""
    let parts = whole.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
      let second = parts.count == 3 ? parts[2] : 0, (0...24).contains(hour), (0...59).contains(minute),
      (0...60).contains(second), hour * 3600 + minute * 60 + second <= 86_400
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of Greenwich; zero for a zone that nobody knows (RFC 2822, 4.3), nil for what is none.
  private static func offset(_ text: String) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-" else {
      let hours = [
        "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1, "CEST": 2,
      ]
      return text.allSatisfy(\.isLetter) ? (hours[text.uppercased()] ?? 0) * 3600 : nil
    }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard digits.count == 4 || digits.count == 2, let number = Int(digits) else { return nil }
    let seconds = digits.count == 2 ? number * 3600 : number / 100 * 3600 + number % 100 * 60
    return sign == "-" ? -seconds : seconds
  }

  /// The number of a month by its English name or the first three letters of it.
  static func month(_ word: String) -> Int? {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    let lower = word.lowercased().filter { $0 != "." }
    guard lower.count >= 3 else { return nil }
    return names.firstIndex { $0 == lower || $0.prefix(3) == lower || lower == "sept" && $0 == "september" }.map {
      $0 + 1
    }
  }

  /// `24` of `24th`.
  static func withoutOrdinal(_ word: String) -> String {
    ["st", "nd", "rd", "th"].contains { word.lowercased().hasSuffix($0) } ? String(word.dropLast(2)) : word
  }

  private static func isWeekday(_ word: String) -> Bool {
    let lower = word.lowercased()
    return ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains { lower.hasPrefix($0) } && lower.count != 2
      && month(word) == nil
  }
}
