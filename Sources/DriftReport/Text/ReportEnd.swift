import DriftImpact
import DriftModel

/// What stands below the changes: what was counted, what has no meaning here, what could not be read.
enum ReportEnd {
  /// How many names are listed before the rest is counted.
  private static let mostNamed = 6

  /// Definitions of which nothing but words changed.
  static func documentation(_ changes: [ListedChange]) -> String {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for item in changes {
      let title = ReportSection(item.change).title
      if counts[title] == nil { order.append(title) }
      counts[title, default: 0] += 1
    }
    return "Documentation alone changed in " + list(order.map { ($0, counts[$0] ?? 1) }) + "."
  }

  /// Keywords that the tree has no place for, by kind; the most frequent first.
  static func notes(_ notes: [SystemReport.ReportedNote]) -> String {
    var counts: [String: Int] = [:]
    for reported in notes { counts[reported.note.kind, default: 0] += reported.note.count }
    let total = counts.values.reduce(0, +)
    let sorted = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
    let named = list(sorted.map { (Neutral.text($0.key, limit: 40), $0.value) })
    return "\(total) \(total == 1 ? "keyword" : "keywords") without meaning here: \(named) (--notes lists them)."
  }

  /// A line a kind: how often, what it means, the first place.
  static func writeNotes(_ system: SystemReport, to screen: inout Screen) {
    screen.line()
    screen.write("Notes", .bold)
    screen.line()
    let kinds = system.notes.map { Neutral.text($0.note.kind, limit: screen.limit(40)) }
    let width = kinds.map(Neutral.columns).max() ?? 0
    let digits = system.notes.map { String($0.note.count).count }.max() ?? 0
    for (reported, kind) in zip(system.notes, kinds) {
      let count = String(reported.note.count)
      screen.pad(to: 2)
      screen.write(kind)
      screen.pad(to: 2 + width + 2 + digits - count.count)
      screen.write(count)
      screen.pad(to: 2 + width + 2 + digits + 3)
      screen.wrap(Neutral.text(reported.note.text, limit: screen.limit(200)), indent: 2 + width + 2 + digits + 3)
      screen.writeRight(reported.place, .dim)
      screen.line()
    }
  }

  /// `Consent, Deal 3 and 2 more`: a count of one goes without saying.
  private static func list(_ all: [(name: String, count: Int)]) -> String {
    let named = all.prefix(mostNamed).map { $0.count == 1 ? $0.name : "\($0.name) \($0.count)" }
    let rest = all.count - named.count
    return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// Each gap with its id and how to accept it, then what they mean for the whole.
  static func writeGaps(_ system: SystemReport, areAcceptedByID: Bool = false, to screen: inout Screen) {
    let open = system.openGaps
    screen.line()
    screen.write(ReportSection.gaps.title, .bold)
    screen.line()
    for gap in system.gaps {
      screen.pad(to: 2)
      screen.write("\(gap.id)  \(Neutral.text(gap.gap.subject, limit: screen.limit(60)))")
      screen.writeRight(gap.place, .dim)
      screen.line()
      screen.pad(to: 4 + gap.id.count)
      let side = gap.side.isEmpty ? "" : " (on the \(gap.side) side alone)"
      let state = side + (gap.isAccepted ? " (accepted)" : "")
      screen.wrap(Neutral.text(gap.gap.text, limit: screen.limit(200)) + state, indent: 6 + gap.id.count)
      screen.line()
    }
    guard open > 0 else { return }
    screen.line()
    screen.write("INCOMPLETE", .red)
    let what = open == 1 ? "1 gap is" : "\(open) gaps are"
    let first = system.gaps.first { !$0.isAccepted }?.id ?? ""
    let way =
      areAcceptedByID
      ? "drift accept \(first) --reason \"...\" accepts \(open == 1 ? "it" : "the first")"
      : "--allow-gaps accepts \(open == 1 ? "it" : "them")"
    screen.wrap(": \(what) open: what stands there was not compared. \(way).", indent: 2)
    screen.line()
  }
}
