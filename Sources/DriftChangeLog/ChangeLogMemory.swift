internal import DriftSyntax

/// What was there of a change log when it was last read: lines beside the versions, so that a fresh clone knows what is
/// new, and that two branches merge line by line.
public struct ChangeLogMemory: Sendable, Equatable {
  /// What was read, as a hash; another one is read for the first time.
  public private(set) var log: String
  /// Since when it is known: `2026-11-24T02:15:00Z`; empty where it is not.
  public private(set) var since: String
  private var known: [String: Known] = [:]

  private struct Known: Equatable {
    var digests: Set<String> = []
    /// Of a line of a page how often it is there; of an entry how often it was edited.
    var count = 1
    /// Since when it is not there any more, a day; empty where it is.
    var gone = ""
  }

  /// How many entries that are not there any more are still known: feeds show what they showed before.
  private static let mostGone = 500
  /// How often one entry is told because it was edited: some are written anew each night.
  static let mostEdits = 3

  /// The memory of nothing.
  public init() { (log, since) = ("", "") }

  /// A log that is read from now on.
  public init(log: String, since: String) { (self.log, self.since) = (log, since) }

  /// What stands for a log in its memory: its kind and its address.
  public static func name(_ kind: String, _ address: String) -> String {
    ChangeLogEntry.hash(["log", kind, address], digits: 16)
  }

  /// Whether nothing is known yet.
  public var isEmpty: Bool { known.isEmpty }
  /// How many entries are known that are still there.
  public var count: Int { known.values.count { $0.gone.isEmpty } }

  /// Whether a page has next to nothing of what it had, and nothing that is known: it is another page, as those are that say
  /// that one has to log in, or that something went wrong, in whatever language.
  public func isReplaced(by content: ChangeLogContent) -> Bool {
    guard content.isPage, count >= Self.fewestLines, content.entries.count * 5 < count else { return false }
    return !content.entries.contains { known[$0.key] != nil }
  }

  /// A page of fewer lines may be written anew as a whole.
  private static let fewestLines = 10

  /// What is new in a change log.
  public func news(in content: ChangeLogContent) -> [ChangeLogNews.Item] {
    content.isPage ? newLines(content.entries) : newEntries(content.entries)
  }

  private func newEntries(_ entries: [ChangeLogEntry]) -> [ChangeLogNews.Item] {
    let digests = known.values.reduce(into: Set<String>()) { $0.formUnion($1.digests) }
    return entries.compactMap { entry in
      // The same words under another id are the same entry: some feeds make new ids each time.
      guard !digests.contains(entry.digest) else { return nil }
      guard let known = known[entry.key] else { return .init(entry: entry, isEdited: false) }
      return known.count <= Self.mostEdits ? .init(entry: entry, isEdited: true) : nil
    }
  }

  /// The lines that are there more often than they were, a section each.
  private func newLines(_ lines: [ChangeLogEntry]) -> [ChangeLogNews.Item] {
    var room = known.mapValues { $0.gone.isEmpty ? $0.count : 0 }
    for (key, one) in known where !one.gone.isEmpty { room[key] = one.count }
    // The newest stand above: of a line that is there once more the first is the new one.
    var isOld = Array(repeating: false, count: lines.count)
    for (index, line) in lines.enumerated().reversed() {
      guard let left = room[line.key], left > 0 else { continue }
      room[line.key] = left - 1
      isOld[index] = true
    }
    var out: [ChangeLogNews.Item] = []
    var sections: [String: Int] = [:]
    for (index, line) in lines.enumerated() where !isOld[index] {
      let isHeading = line.paragraphs == [line.title]
      let section = line.title + "\n" + line.link
      guard let at = sections[section] else {
        sections[section] = out.count
        var first = line
        if isHeading { first.paragraphs = [] }
        out.append(.init(entry: first, isEdited: false, isTitleNew: isHeading))
        continue
      }
      out[at].entry.paragraphs += isHeading ? [] : line.paragraphs
    }
    return out
  }

  /// The memory with a change log as it is now.
  public func remembering(_ content: ChangeLogContent, on day: String) -> ChangeLogMemory {
    var out = self
    var there: [String: Known] = [:]
    for entry in content.entries {
      if content.isPage {
        there[entry.key, default: Known(count: 0)].count += 1
        continue
      }
      var one = there[entry.key] ?? Known(count: known[entry.key]?.count ?? 1)
      if let before = known[entry.key], !before.digests.contains(entry.digest), there[entry.key] == nil {
        one.count = min(before.count + 1, Self.mostEdits + 1)
      }
      one.digests.insert(entry.digest)
      there[entry.key] = one
    }
    var gone = known.filter { there[$0.key] == nil }
    for key in gone.keys where gone[key]?.gone.isEmpty == true { gone[key]?.gone = day }
    let kept = gone.sorted { ($0.value.gone, $0.key) > ($1.value.gone, $1.key) }.prefix(Self.mostGone)
    out.known = there.merging(kept.map { ($0.key, $0.value) }) { here, _ in here }
    return out
  }

  /// Reads the lines of a file; one that is none is passed over, and of two logs the later counts.
  public init(_ bytes: [UInt8]) {
    self.init()
    var lines: [(key: String, digest: String, count: Int, gone: String)] = []
    for record in KeptRecord.lines(bytes) {
      if let log = record.text("log"), let since = record.text("since") {
        if since > self.since { (self.log, self.since) = (log, since) }
      } else if let entry = record.text("entry") {
        let count = record.text("count").flatMap(Int.init) ?? 1
        lines.append((entry, record.text("text") ?? "", count, record.text("gone") ?? ""))
      }
    }
    for line in lines {
      // What either branch still saw is there.
      var one = known[line.key] ?? Known(count: line.count, gone: line.gone)
      if !line.digest.isEmpty { one.digests.insert(line.digest) }
      one.count = max(one.count, line.count)
      one.gone = min(one.gone, line.gone)
      known[line.key] = one
    }
  }

  /// The file.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    func line(_ members: [(String, String)]) {
      var writer = ObjectWriter()
      writer.object { one in for (key, value) in members where !value.isEmpty { one.member(key, value) } }
      out += writer.bytes
      out.append(UInt8(ascii: "\n"))
    }
    line([("log", log), ("since", since)])
    for (key, one) in known.sorted(by: { $0.key < $1.key }) {
      let count = one.count == 1 ? "" : String(one.count)
      for digest in one.digests.isEmpty ? [""] : one.digests.sorted() {
        line([("entry", key), ("text", digest), ("count", count), ("gone", one.gone)])
      }
    }
    return out
  }
}
