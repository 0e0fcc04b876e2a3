import DriftDiff
import DriftImpact
import DriftModel

/// Counts alone, a definition or an operation a line, the worst first; then the total.
struct StatTable {
  private let system: SystemReport
  private var rows: [Row] = []

  private struct Row {
    var name: String
    var counts: [Severity: Int]
  }

  /// Counts.
  init(_ system: SystemReport) {
    self.system = system
    var places: [ReportSection: Int] = [:]
    // What a base has is no news, in the table as in the line below it.
    for item in system.listed()
    where !item.isGap && item.finding?.standing != .before && item.finding?.foldedUnder.isEmpty ?? true {
      let section = item.change?.address.steps.first.map { ReportSection.named($0.text) } ?? .whole
      if let place = places[section] {
        rows[place].counts[item.severity, default: 0] += 1
      } else {
        places[section] = rows.count
        rows.append(Row(name: section.title, counts: [item.severity: 1]))
      }
    }
    let weighed = rows.enumerated().sorted { a, b in
      for severity in Severity.allCases.reversed() {
        let (x, y) = (a.element.counts[severity] ?? 0, b.element.counts[severity] ?? 0)
        if x != y { return x > y }
      }
      return a.offset < b.offset
    }
    rows = weighed.map(\.element)
  }

  /// Writes the table.
  func write(to screen: inout Screen, _ options: ReportOptions) {
    let severities = Array(Severity.allCases.reversed())
    let nameWidth = Self.nameWidth(rows, on: screen)
    if !rows.isEmpty {
      screen.pad(to: nameWidth + 2)
      for severity in severities { Self.right("  " + severity.rawValue, Self.countWidth, &screen, .dim) }
      screen.line()
    }
    for row in rows {
      screen.write(row.name)
      // A name that is too wide for the terminal stands alone, so that the columns stay columns.
      if screen.column > nameWidth { screen.line() }
      screen.pad(to: nameWidth + 2)
      for severity in severities {
        let count = row.counts[severity] ?? 0
        let style: Screen.Style =
          count == 0 ? .dim : severity == .breaking ? .red : severity == .warning ? .yellow : .plain
        Self.right(count == 0 ? "-" : String(count), Self.countWidth, &screen, style)
      }
      screen.line()
    }
    screen.write(SystemHeader.sides(system), .bold)
    screen.write(": " + SystemHeader.counts(system, options))
    screen.line()
    if !system.isComplete {
      screen.write("INCOMPLETE", .red)
      screen.wrap(": \(causes.joined(separator: "; ")).", indent: 2)
      screen.line()
    }
  }

  /// Why the system was not looked at as a whole.
  private var causes: [String] {
    let open = system.openGaps
    var out = open == 0 ? [] : [open == 1 ? "1 gap is open" : "\(open) gaps are open"]
    var seen: Set<String> = []
    // Gaps are counted above.
    for finding in system.findings where finding.isOfTrust && !finding.isGap && seen.insert(finding.id).inserted {
      out.append(Neutral.text(finding.message, limit: LineText.widestSentence))
    }
    return out.isEmpty ? ["not everything could be checked"] : out
  }

  /// The columns of a count.
  private static let countWidth = 10

  /// The width of the names: of the widest, and on a terminal what the counts leave.
  private static func nameWidth(_ rows: [Row], on screen: Screen) -> Int {
    let widest = rows.map { Neutral.columns($0.name) }.max() ?? 0
    guard let width = screen.width else { return widest }
    return min(widest, max(width - 2 - countWidth * Severity.allCases.count, 8))
  }

  private static func right(_ text: String, _ width: Int, _ screen: inout Screen, _ style: Screen.Style) {
    screen.pad(to: screen.column + width - Neutral.columns(text), gap: 0)
    screen.write(text, style)
  }
}
