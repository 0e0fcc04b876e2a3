import DriftModel

/// A second in UTC: `2026-11-24T02:15:00Z`.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// As ISO 8601 writes it.
  public let description: String

  /// The second after it.
  public var next: Timestamp { Timestamp(secondsSince1970: seconds + 1) }

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
      CalendarDay(year: year, month: month, day: day) != nil, hour < 24, minute < 60, second < 60
    else { return nil }
    description = text
  }

  /// A number of seconds since the first of January 1970.
  public init(secondsSince1970 seconds: Int) {
    let clamped = min(max(seconds, 0), 253_402_300_799)
    let rest = clamped % 86_400
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    description =
      "\(CalendarDay(number: clamped / 86_400).text)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
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
    let day = CalendarDay(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    return (day?.number ?? 0) * 86_400 + number(11..<13) * 3_600 + number(14..<16) * 60 + number(17..<19)
  }

  /// The last second of a day: `2026-11-24`; nil where the text is none.
  public init?(endOf day: String) { self.init(day + "T23:59:59Z") }

  /// The earlier first.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.description < b.description }
}
