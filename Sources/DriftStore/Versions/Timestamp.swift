/// A second in UTC: `2026-11-24T02:15:00Z`.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// As ISO 8601 writes it.
  public let description: String

  /// A time as it is written; nil for anything that is none.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0) { sum, byte in
        guard let sum, byte &- UInt8(ascii: "0") < 10 else { return nil }
        return sum * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    let marks: [(Int, UInt8)] = [
      (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")),
      (16, UInt8(ascii: ":")), (19, UInt8(ascii: "Z")),
    ]
    guard marks.allSatisfy({ bytes[$0.0] == $0.1 }), let year = number(0..<4), let month = number(5..<7),
      let day = number(8..<10), let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    description = text
  }

  /// A number of seconds since the first of January 1970.
  public init(secondsSince1970 seconds: Int) {
    let clamped = min(max(seconds, 0), 253_402_300_799)
    let (days, rest) = (clamped / 86_400, clamped % 86_400)
    // Days to a date of the Gregorian calendar, in eras of 400 years that begin in March.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let head = String(String(10_000 + year).dropFirst())
    description =
      "\(head)-\(two(month))-\(two(day))T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// A time as names of files write it: `20261124T021500Z`.
  init?(compact text: some StringProtocol) {
    let all = Array(text.utf8)
    guard all.count == 16, all[8] == UInt8(ascii: "T") else { return nil }
    func part(_ range: Range<Int>) -> String { String(decoding: all[range], as: UTF8.self) }
    self.init(
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))\(part(15..<16))")
  }

  /// As names of files write it.
  var compact: String { String(description.filter { $0 != "-" && $0 != ":" }) }

  /// The day: `2026-11-24`.
  public var day: String { String(description.prefix(10)) }

  /// Seconds since the first of January 1970.
  public var seconds: Int {
    let all = Array(description.utf8)
    func number(_ range: Range<Int>) -> Int { all[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    let (month, day) = (number(5..<7), number(8..<10))
    // A date of the Gregorian calendar to days, in eras of 400 years that begin in March.
    let year = number(0..<4) - (month <= 2 ? 1 : 0)
    let (era, yearOfEra) = (year / 400, year % 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    return days * 86_400 + number(11..<13) * 3_600 + number(14..<16) * 60 + number(17..<19)
  }

  /// The last second of a day: `2026-11-24`; nil where the text is none.
  public init?(endOf day: String) { self.init(day + "T23:59:59Z") }

  /// The earlier first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.description < b.description }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
