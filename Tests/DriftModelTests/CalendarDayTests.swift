import DriftModel
import Testing

@Suite("Days of the calendar") struct CalendarDayTests {
  @Test("each day follows the one before, from the year 0 to 9999") func all() throws {
    let first = try #require(CalendarDay(year: 0, month: 1, day: 1)?.number)
    let last = try #require(CalendarDay(year: 9999, month: 12, day: 31)?.number)
    var before = (year: 0, month: 1, day: 0)
    for number in first...last {
      let day = CalendarDay(number: number)
      let date = day.date
      let isNext =
        date == (before.year, before.month, before.day + 1) || date == (before.year, before.month + 1, 1)
        || date == (before.year + 1, 1, 1)
      guard isNext, CalendarDay(year: date.year, month: date.month, day: date.day) == day else {
        Issue.record("\(number): \(date) after \(before)")
        return
      }
      before = date
    }
    #expect(last - first + 1 == 10_000 * 365 + 2_425)
  }

  @Test(
    "known days", arguments: [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-24", 20_781), ("1969-12-31", -1)])
  func known(_ text: String, _ number: Int) { #expect(CalendarDay(number: number).text == text) }

  @Test(
    "what is no day is none", arguments: [(2026, 2, 29), (2100, 2, 29), (2026, 13, 1), (2026, 4, 31), (10_000, 1, 1)])
  func none(_ year: Int, _ month: Int, _ day: Int) { #expect(CalendarDay(year: year, month: month, day: day) == nil) }
}
