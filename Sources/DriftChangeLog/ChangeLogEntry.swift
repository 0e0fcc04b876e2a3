internal import DriftModel

/// What a change log says in one piece: an entry of a feed, or lines of one section of a page.
public struct ChangeLogEntry: Sendable, Equatable {
  /// What it is known by, 16 hexadecimal digits: its id, else its address, else its words; of a line of a page its words.
  public var key: String
  /// What it says, 12 hexadecimal digits: its words and its address.
  public var digest: String
  /// Its title, or the heading above it; empty where it has none.
  public var title: String
  /// Where it can be read, an address of http or https; empty where nobody says.
  public var link: String
  /// When it is from; nil where nobody says.
  public var date: EntryDate?
  /// Its words, a paragraph each, with what is marked as code between backticks.
  public var paragraphs: [String]

  /// Whether it is longer than what was read of it.
  public var isCut = false

  /// The longest text of one entry, in bytes; what comes after is not read.
  static let longestText = 400_000

  /// Makes an entry; `identity` is what it is known by.
  init(
    identity: String, title: String, link: String, date: EntryDate?, paragraphs: [String]
  ) {
    key = Self.hash(["entry", identity], digits: 16)
    let words = ([title] + paragraphs).map { PassingWords.without($0) }
    digest = Self.hash(["text", PassingWords.without(link: link)] + words, digits: 12)
    self.title = title
    self.link = link
    self.date = date
    self.paragraphs = paragraphs
  }

  /// A hash of texts, as hexadecimal digits.
  static func hash(_ texts: [String], digits: Int) -> String {
    var bytes: [UInt8] = []
    for text in texts {
      bytes += text.utf8
      bytes.append(0x1f)
    }
    let hex = String(bytes.withUnsafeBytes { StableHash.hash($0) }, radix: 16)
    return String((String(repeating: "0", count: 16 - hex.count) + hex).prefix(digits))
  }
}

/// What a change log holds now.
public struct ChangeLogContent: Sendable {
  /// Its entries in the order in which they stand; of a page one for each line of text.
  public var entries: [ChangeLogEntry]
  /// Whether it is a page, whose lines are compared, and no feed.
  public var isPage: Bool
  /// How many entries were not read, because there are too many.
  public var left = 0

  /// The most entries that are read: the newest. Where nobody says which these are, as many from either end: one log begins
  /// with its newest, and the next one ends with it.
  public static let mostEntries = 10_000

  init(_ entries: [ChangeLogEntry], isPage: Bool) {
    self.entries = entries
    self.isPage = isPage
    left = max(0, entries.count - Self.mostEntries)
    guard left > 0 else { return }
    guard let dates = Self.dates(entries) else {
      let half = Self.mostEntries / 2
      self.entries = Array(entries.prefix(half) + entries.suffix(Self.mostEntries - half))
      return
    }
    let isOldestFirst = (dates.first ?? 0) < (dates.last ?? 0)
    let order = entries.indices.sorted { a, b in
      dates[a] == dates[b] ? (isOldestFirst ? a > b : a < b) : dates[a] > dates[b]
    }
    self.entries = order.prefix(Self.mostEntries).sorted().map { entries[$0] }
  }

  /// When each entry is from, seconds since 1970: one without a date is from the day of the one before it, as they stand.
  /// Nil where none has one.
  private static func dates(_ entries: [ChangeLogEntry]) -> [Int]? {
    guard var last = entries.lazy.compactMap({ $0.date?.seconds }).first else { return nil }
    return entries.map { entry in
      last = entry.date?.seconds ?? last
      return last
    }
  }
}
