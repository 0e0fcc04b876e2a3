/// An entry that concerns who maps a system, and the sentence that says so.
public struct ChangeLogMatch: Sendable {
  /// The entry.
  public var entry: ChangeLogEntry
  /// Whether it was there before and says something else now.
  public var isEdited: Bool
  /// The names whose field it names, by their index.
  public var fields: [Int]
  /// The names whose definition or operation it names, by their index.
  public var definitions: [Int]
  /// What it announces; nil where it only names something.
  public var announcement: Announcement?
  /// The sentence, in one line that steers nothing.
  public var sentence: String
  /// The last day that the sentence names.
  public var day: EntryDate?

  init(
    entry: ChangeLogEntry, isEdited: Bool, fields: [Int], definitions: [Int], announcement: Announcement? = nil,
    sentence: String, day: EntryDate? = nil
  ) {
    (self.entry, self.isEdited, self.fields, self.definitions) = (entry, isEdited, fields, definitions)
    (self.announcement, self.sentence, self.day) = (announcement, sentence, day)
  }

  /// The longest sentence that is told whole.
  public static let longestSentence = 300

  /// What is told first: what names something and announces its end, then what names something, then the rest.
  fileprivate var rank: Int {
    switch (fields.isEmpty, definitions.isEmpty, announcement) {
    case (false, _, .some): 0
    case (_, false, .some): 1
    case (false, _, nil): 2
    case (_, false, nil): 3
    default: 4
    }
  }
}

/// Finds the entries that concern who maps a system.
public struct ChangeLogMatcher {
  private let names: NameMatcher

  /// Makes a matcher of what mappings name.
  public init(_ names: [ChangeLogName]) { self.names = NameMatcher(names) }

  /// The matches, the most relevant first, and of equals the newest; a date in the future is no newer than `now`.
  public func matches(_ news: [ChangeLogNews.Item], now: Int) -> [ChangeLogMatch] {
    var found: [(match: ChangeLogMatch, order: Int)] = []
    for (order, item) in news.enumerated() {
      if let match = match(item) { found.append((match, order)) }
    }
    func time(_ match: ChangeLogMatch) -> Int { min(match.entry.date?.seconds ?? 0, now) }
    func day(_ match: ChangeLogMatch) -> Int { match.day.map { $0.seconds > now ? $0.seconds : .max } ?? .max }
    return found.sorted { a, b in
      let (x, y) = (a.match, b.match)
      if x.rank != y.rank { return x.rank < y.rank }
      // Of what is announced for a day to come the nearest first: there is least time for it.
      let (soon, later) = (day(x), day(y))
      if soon != later { return soon < later }
      if time(x) != time(y) { return time(x) > time(y) }
      return a.order < b.order
    }.map(\.match)
  }

  /// The match of an entry; nil where it concerns nobody.
  private func match(_ item: ChangeLogNews.Item) -> ChangeLogMatch? {
    let entry = item.entry
    var fields: Set<Int> = []
    var definitions: Set<Int> = []
    var announcement: Announcement?
    var best: (sentence: Sentence, rank: Int, day: EntryDate?)?
    let title = item.isTitleNew ? [entry.title] : []
    for sentence in (title + entry.paragraphs).flatMap(Sentence.all) {
      let hits = names.hits(in: sentence)
      let announced = Announcement(sentence)
      guard !hits.isEmpty || announced != nil else { continue }
      fields.formUnion(hits.fields)
      definitions.formUnion(names.definitionsAlone(hits))
      announcement = announcement ?? announced
      let rank =
        switch (hits.fields.isEmpty, hits.definitions.isEmpty, announced == nil) {
        case (false, _, false): 0
        case (_, false, false): 1
        case (false, _, true): 2
        case (_, false, true): 3
        default: 4
        }
      let day = DateWords.all(in: sentence.text).map(\.date).max()
      // A title says what it is about; of sentences that say as much the one that says by when is told.
      let isBetter = best.map { rank < $0.rank || rank == $0.rank && $0.day == nil && day != nil } ?? true
      if isBetter { best = (sentence, rank, day) }
    }
    guard let best else {
      // What was not read may say anything.
      guard entry.isCut else { return nil }
      return ChangeLogMatch(
        entry: entry, isEdited: item.isEdited, fields: [], definitions: [],
        sentence: "it is longer than what is read of an entry")
    }
    return ChangeLogMatch(
      entry: entry, isEdited: item.isEdited, fields: fields.sorted(),
      definitions: definitions.subtracting(fields).sorted(), announcement: announcement,
      sentence: PlainText.cut(best.sentence.text, ChangeLogMatch.longestSentence),
      day: best.day)
  }
}
