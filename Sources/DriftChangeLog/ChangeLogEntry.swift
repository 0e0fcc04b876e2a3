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

  /// The longest text of one entry, in bytes; what comes after is not read.
  static let longestText = 100_000

  /// Makes an entry; `identity` is what it is known by.
  init(
    identity: String, title: String, link: String, date: EntryDate?, paragraphs: [String]
  ) {
    key = Self.hash(["entry", identity], digits: 16)
    digest = Self.hash(["text", link, title] + paragraphs, digits: 12)
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

  /// The most entries that are read: the newest, or of a page the first.
  public static let mostEntries = 10_000

  init(_ entries: [ChangeLogEntry], isPage: Bool) {
    self.entries = entries
    self.isPage = isPage
    left = max(0, entries.count - Self.mostEntries)
    guard left > 0 else { return }
    // Some feeds begin with the oldest.
    let order = entries.indices.sorted { a, b in
      let (x, y) = (entries[a].date?.seconds ?? .min, entries[b].date?.seconds ?? .min)
      return x == y || isPage ? a < b : x > y
    }
    self.entries = order.prefix(Self.mostEntries).sorted().map { entries[$0] }
  }
}
