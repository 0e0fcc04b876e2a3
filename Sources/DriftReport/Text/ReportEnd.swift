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
  static func notes(_ notes: [Note]) -> String {
    var counts: [String: Int] = [:]
    for note in notes { counts[note.kind, default: 0] += note.count }
    let total = counts.values.reduce(0, +)
    let sorted = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
    let named = list(sorted.map { (Neutral.text($0.key, limit: 40), $0.value) })
    return "\(total) \(total == 1 ? "keyword" : "keywords") without meaning here: \(named)."
  }

  /// `Consent, Deal 3 and 2 more`: a count of one goes without saying.
  private static func list(_ all: [(name: String, count: Int)]) -> String {
    let named = all.prefix(mostNamed).map { $0.count == 1 ? $0.name : "\($0.name) \($0.count)" }
    let rest = all.count - named.count
    return named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// Each gap with its id and how to accept it, then what they mean for the whole.
  static func writeGaps(_ system: SystemReport, to screen: inout Screen) {
    let open = system.gaps.count { !$0.isAccepted }
    screen.line()
    screen.write(ReportSection.gaps.title, .bold)
    screen.line()
    for gap in system.gaps {
      screen.pad(to: 2)
      screen.write("\(gap.id)  \(Neutral.text(gap.gap.subject, limit: 60))")
      screen.writeRight(gap.place.map(LineText.place) ?? "", .dim)
      screen.line()
      screen.pad(to: 4 + gap.id.count)
      let state = gap.isAccepted ? " (accepted)" : ""
      screen.wrap(Neutral.text(gap.gap.text, limit: 200) + state, indent: 6 + gap.id.count)
      screen.line()
    }
    guard open > 0 else { return }
    screen.line()
    screen.write("INCOMPLETE", .red)
    let what = open == 1 ? "1 gap is" : "\(open) gaps are"
    screen.wrap(
      ": \(what) open: what stands there was not compared. --allow-gaps accepts \(open == 1 ? "it" : "them").",
      indent: 2)
    screen.line()
  }
}
