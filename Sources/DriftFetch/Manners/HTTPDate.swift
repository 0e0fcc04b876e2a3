internal import DriftModel

/// Dates of headers, as seconds since 1970.
enum HTTPDate {
  /// Reads a date in the three forms of RFC 9110, 5.6.7. The year of two digits of the second is the one that is not more
  /// than 50 years ahead.
  static func seconds(_ text: String, now: Double) -> Double? {
    let words = text.split { " ,-".contains($0) }.map(String.init)
    switch words.count {
    case 6 where words[5] == "GMT" && words[3].utf8.count == 4:
      // Sun, 06 Nov 1994 08:49:37 GMT
      return seconds(year: words[3], month: words[2], day: words[1], time: words[4])
    case 6 where words[5] == "GMT" && words[3].utf8.count == 2:
      // Sunday, 06-Nov-94 08:49:37 GMT
      guard let short = Int(words[3]) else { return nil }
      let thisYear = year(of: now)
      var full = thisYear - thisYear % 100 + short
      if full > thisYear + 50 { full -= 100 }
      return seconds(year: String(full), month: words[2], day: words[1], time: words[4])
    case 5:
      // Sun Nov  6 08:49:37 1994
      return seconds(year: words[4], month: words[1], day: words[2], time: words[3])
    default: return nil
    }
  }

  /// Reads `2026-11-26T02:15Z`, with or without seconds and fractions, in UTC or with an offset.
  static func isoSeconds(_ text: String) -> Double? {
    guard let separator = text.firstIndex(where: { $0 == "T" || $0 == "t" || $0 == " " }) else { return nil }
    let date = text[..<separator].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard date.count == 3, let year = date[0], let month = date[1], let day = date[2] else { return nil }
    var clock = text[text.index(after: separator)...]
    var offset = 0.0
    if clock.last == "Z" || clock.last == "z" {
      clock.removeLast()
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let digits = clock[clock.index(after: sign)...].filter { $0 != ":" }
      guard digits.utf8.count == 4, let value = Int(digits) else { return nil }
      offset = Double(value / 100 * 3600 + value % 100 * 60) * (clock[sign] == "-" ? -1 : 1)
      clock = clock[..<sign]
      // `10:00:00 -0800`
      while clock.last == " " { clock.removeLast() }
    }
    let whole = clock.prefix { $0 != "." }
    guard let time = time(whole.utf8.count == 5 ? whole + ":00" : whole) else { return nil }
    return days(year, month, day).map { $0 * 86400 + time - offset }
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func seconds(year: String, month: String, day: String, time text: String) -> Double? {
    guard let month = months.firstIndex(of: month), let year = Int(year), let day = Int(day), let time = time(text[...])
    else { return nil }
    return days(year, month + 1, day).map { $0 * 86400 + time }
  }

  private static func time(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return Double(hour * 3600 + minute * 60 + second)
  }

  /// The days from 1970 to a date; nil where there is no such date, or none that a header could mean.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Double? {
    guard year >= 1600 else { return nil }
    return CalendarDay(year: year, month: month, day: day).map { Double($0.number) }
  }

  private static func year(of now: Double) -> Int {
    guard now.isFinite, abs(now) < 1e11 else { return 1970 }
    return 1970 + Int((now / 31_556_952).rounded(.down))
  }
}

extension HTTPDate {
  /// Whether a number can be a time, in seconds since 1970: after that day, and before the year 10000. Milliseconds, the
  /// numbers of those who mean "never", and nonsense are none.
  static func isTime(_ seconds: Double) -> Bool { seconds > 0 && seconds < 253_402_300_800 }
}
