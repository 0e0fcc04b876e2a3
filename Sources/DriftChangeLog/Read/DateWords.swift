/// Finds days that a sentence names: `2027-03-01`, `March 1, 2027`, `1 March 2027`, `March 2027`.
enum DateWords {
  /// A day, and whether the text has nothing else.
  struct Found {
    var date: EntryDate
    var isAlone: Bool
  }

  /// The first day that a text names.
  static func first(in text: String) -> Found? { all(in: text).first }

  /// All days that a text names, in its order. A month alone is its last day: what ends in March has not ended before.
  static func all(in text: String) -> [Found] {
    let words = text.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "[" || $0 == "]" || $0 == "\"" }
      .map { String($0).trimmed }
    var out: [Found] = []
    var at = 0
    while at < words.count {
      let word = words[at]
      var used = 0
      var date: EntryDate?
      if word.utf8.count >= 10, let found = iso(word.prefix(10)) {
        (date, used) = (found, 1)
      } else if let month = month(word), at + 1 < words.count {
        if let day = day(words[at + 1]), at + 2 < words.count, let year = year(words[at + 2]) {
          (date, used) = (EntryDate(year: year, month: month, day: day), 3)
        } else if let year = year(words[at + 1]) {
          (date, used) = (lastDay(year, month), 2)
        }
      } else if let day = day(word), at + 2 < words.count {
        let shift = words[at + 1] == "of" ? 1 : 0
        if at + 2 + shift < words.count, let month = month(words[at + 1 + shift]),
          let year = year(words[at + 2 + shift])
        {
          (date, used) = (EntryDate(year: year, month: month, day: day), 3 + shift)
        }
      }
      if let date { out.append(Found(date: date, isAlone: at == 0 && used == words.count)) }
      at += max(used, 1)
    }
    return out
  }

  private static func iso(_ text: Substring) -> EntryDate? {
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "/" })
    guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return EntryDate(year: year, month: month, day: day)
  }

  private static func month(_ word: String) -> Int? {
    // "May" is a word of its own far more often in lower case.
    guard word.first?.isUppercase == true else { return nil }
    return EntryDate.month(word)
  }

  private static func year(_ word: String) -> Int? {
    guard word.utf8.count == 4, let year = Int(word), (1990...2100).contains(year) else { return nil }
    return year
  }

  private static func day(_ word: String) -> Int? {
    guard word.first?.isNumber == true, let day = Int(EntryDate.withoutOrdinal(word)), (1...31).contains(day) else {
      return nil
    }
    return day
  }

  private static func lastDay(_ year: Int, _ month: Int) -> EntryDate? {
    (28...31).reversed().lazy.compactMap { EntryDate(year: year, month: month, day: $0) }.first
  }
}

extension String {
  /// Without the signs that end a clause.
  fileprivate var trimmed: String {
    var out = self[...]
    while let last = out.last, ".:;!?".contains(last) { out.removeLast() }
    return String(out)
  }
}
