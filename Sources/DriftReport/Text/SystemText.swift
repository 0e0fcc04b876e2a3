import DriftDiff
import DriftImpact
import DriftModel

/// The text report of one system.
struct SystemText {
  private let system: SystemReport
  private let options: ReportOptions
  private var lines: [ListedLine] = []
  /// Changes of words in definitions where nothing else changed.
  private var wordsApart: [ListedChange] = []
  /// How many changes are left out because they touch no mapping.
  private var unmapped = 0
  /// How many entries leave something out without any harm yet: counted, not listed.
  private var unsaid: [(rule: String, count: Int)] = []

  /// Sorts out what is listed and what is counted.
  init(_ system: SystemReport, _ options: ReportOptions) {
    self.system = system
    self.options = options
    // What is folded under another finding is counted in its words; the JSON has each.
    var all = system.listed().filter {
      !$0.isGap && $0.finding?.standing != .before && $0.finding?.foldedUnder.isEmpty ?? true
    }
    if system.hasMapping, !options.showUnmapped {
      unmapped = all.count(where: \.isUnmapped)
      all.removeAll(where: \.isUnmapped)
      unsaid = Self.counts(all.filter(\.isUnsaid))
      all.removeAll(where: \.isUnsaid)
    }
    let (listed, counted, apart) = Folding.collapseDocumentation(all)
    lines = Folding.fold(listed) + counted
    wordsApart = apart
  }

  private static func counts(_ all: [ListedChange]) -> [(rule: String, count: Int)] {
    var counts: [String: Int] = [:]
    for item in all { counts[item.finding?.rule ?? "", default: 0] += item.finding?.affects.count ?? 0 }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Writes it all.
  func write(to screen: inout Screen) {
    screen.write(SystemHeader.sides(system), .bold)
    screen.write(": " + SystemHeader.counts(system, options))
    if lines.isEmpty, unmapped > 0 {
      screen.write(unmapped == 1 ? ", which touches no mapping" : ", none of which touches a mapping")
      screen.write(" (--unmapped shows \(unmapped == 1 ? "it" : "them"))")
    }
    screen.line()
    for (section, lines) in sections() { write(section, lines, &screen) }
    writeEnd(&screen)
  }

  /// The parts, the worst first, their lines the worst first.
  private func sections() -> [(section: ReportSection, lines: [ListedLine])] {
    var order: [ReportSection] = []
    var groups: [ReportSection: [ListedLine]] = [:]
    for line in lines {
      let section = line.section
      if groups[section] == nil { order.append(section) }
      groups[section, default: []].append(line)
    }
    var out = order.map { section in
      (section: section, lines: Self.worstFirst(groups[section] ?? [], by: \.severity))
    }
    out = Self.worstFirst(out.sorted { $0.section.rank < $1.section.rank }) { $0.lines[0].severity }
    return out
  }

  /// A stable order by severity.
  private static func worstFirst<T>(_ all: [T], by severity: (T) -> Severity) -> [T] {
    Severity.allCases.reversed().flatMap { rank in all.filter { severity($0) == rank } }
  }

  private func write(_ section: ReportSection, _ lines: [ListedLine], _ screen: inout Screen) {
    screen.line()
    screen.write(section.title, .bold)
    screen.line()
    let texts = lines.map { LineText($0, in: system, showsAcceptance: options.showsAcceptance) }
    let widest = texts.map { Neutral.columns($0.subject) }.filter { $0 <= Self.widestSubject }.max() ?? 0
    for text in texts { write(text, subjectWidth: widest, &screen) }
  }

  /// The column at which severities, subjects and what stands under them begin.
  private enum Column {
    static let severity = 2
    static let subject = 12
  }
  /// Wider subjects do not push the words of their neighbours to the right.
  private static let widestSubject = 36

  private func write(_ text: LineText, subjectWidth: Int, _ screen: inout Screen) {
    screen.pad(to: Column.severity)
    switch text.severity {
    case _ where text.isUnchecked: screen.write("UNCHECKED", .red)
    case .breaking: screen.write("BREAKING", .red)
    case .warning: screen.write("warning", .yellow)
    case .info: screen.write("info")
    }
    screen.pad(to: Column.subject)
    if !text.subject.isEmpty {
      screen.write(text.subject)
      // On a terminal a wide subject stands alone; for a program a change is a line.
      if screen.width != nil, Neutral.columns(text.subject) > subjectWidth { screen.line() }
      screen.pad(to: Column.subject + subjectWidth + 3, gap: 3)
    }
    screen.write(text.words)
    writeConsequence(text, &screen)
    screen.writeRight(text.place, .dim)
    screen.line()
    for detail in text.details {
      screen.pad(to: Column.subject)
      if !detail.lead.isEmpty { screen.write(detail.lead + " ", .dim) }
      screen.wrap(detail.text, indent: Column.subject + (detail.lead.isEmpty ? 2 : detail.lead.count + 1))
      screen.line()
    }
  }

  /// Only where the line stays one line with its place, which on a terminal may lose its folders for it.
  private func writeConsequence(_ text: LineText, _ screen: inout Screen) {
    guard !text.consequence.isEmpty else { return }
    let place =
      text.place.map { place in
        Neutral.columns(screen.width == nil ? PlaceText.whole(place) : PlaceText.fitting(place, columns: 0))
      } ?? 0
    let clause = ": \(text.consequence)"
    if screen.column + Neutral.columns(clause) + 2 + place <= screen.width ?? Self.widestLine { screen.write(clause) }
  }

  /// Where there is no terminal a line is made no longer than this for the sake of its consequence.
  private static let widestLine = 128

  private func writeEnd(_ screen: inout Screen) {
    var end: [String] = []
    if !wordsApart.isEmpty { end.append(ReportEnd.documentation(wordsApart)) }
    if !lines.isEmpty, unmapped > 0 {
      end.append(
        unmapped == 1
          ? "1 change touches no mapping (--unmapped shows it)."
          : "\(unmapped) changes touch no mapping (--unmapped shows them).")
    }
    for (rule, count) in unsaid {
      end.append(
        "\(count) \(count == 1 ? "entry" : "entries"): \(rule) (drift explain \(rule); --unmapped lists them).")
    }
    if lines.contains(where: { $0.repetition != nil && $0.places.count > LineText.mostPlaces }) {
      end.append("--format json lists every change of a line that stands for many.")
    }
    // What is not in the tree matters where something is missing in it anyway; else it is there for who asks.
    if !system.gaps.isEmpty, !system.notes.isEmpty, !options.listsNotes {
      end.append(ReportEnd.notes(system.notes))
    }
    if !end.isEmpty { screen.line() }
    for line in end {
      screen.wrap(line, indent: 2)
      screen.line()
    }
    if options.listsNotes, !system.notes.isEmpty { ReportEnd.writeNotes(system, to: &screen) }
    for one in system.omissions where !one.isOfNight {
      screen.line()
      screen.write("INCOMPLETE", .red)
      screen.wrap(
        ": \(Neutral.text(system.name)) was not checked as a whole: \(Neutral.text(one.text, limit: 400)).", indent: 2)
      screen.line()
    }
    if !system.gaps.isEmpty {
      ReportEnd.writeGaps(system, to: &screen, showsAcceptance: options.showsAcceptance)
    }
  }
}
