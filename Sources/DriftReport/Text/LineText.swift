import DriftDiff
import DriftImpact
import DriftModel

/// A line of the text report in words, with what stands under it; all of it is inert.
struct LineText {
  let severity: Severity
  /// What it is about, below the title of its part.
  let subject: String
  /// What happened.
  let words: String
  /// Where, as `crm.json:412`.
  let place: String
  /// The lines under it, each with the word that leads it.
  let details: [Detail]

  /// A line under a change.
  struct Detail {
    /// `because:`, `fix:`, or nothing.
    var lead = ""
    var text: String
  }

  /// How many places of a folded line are named.
  static let mostPlaces = 3

  /// How much is said of a line that stands for much.
  private enum Most {
    static let affected = 12
    static let fixes = 3
    static let reasons = 3
    static let doubts = 2
    static let sentence = 400
  }

  /// Puts a line into words.
  init(_ line: ListedLine, in system: SystemReport) {
    severity = line.severity
    let first = line.items[0]
    let words = first.change.map(ChangeWords.init)
    let isMapped = system.hasMapping
    place = first.change.flatMap(system.place).map(Self.place) ?? ""
    switch line.repetition {
    case nil:
      subject = words?.subject ?? ""
      self.words = words?.words ?? Neutral.text(first.finding?.message ?? "", limit: Most.sentence)
      details = Self.affected(line, isMapped) + Self.claim(first) + Self.fixes(line)
    case .documentation?:
      subject = ""
      self.words = "\(line.items.count) changes of documentation alone"
      details = []
    case .same?, .pattern?:
      subject = Self.subject(line)
      self.words = Self.folded(line, words?.words ?? "")
      details = [Self.places(line)] + Self.affected(line, isMapped) + Self.fixes(line)
    }
  }

  /// `crm.json:412`; of a long path the last folder and the file's name are left.
  static func place(_ place: SourcePlace) -> String {
    var file = place.file
    if file.utf8.count > widestPath {
      let parts = file.split(separator: "/")
      if parts.count > 2 { file = "…/" + parts.suffix(2).joined(separator: "/") }
    }
    return "\(Neutral.text(file, limit: 60)):\(place.line)"
  }

  /// Longer paths are shortened.
  private static let widestPath = 32

  private static func subject(_ line: ListedLine) -> String {
    guard case .pattern(let pattern) = line.repetition else {
      guard let change = line.items[0].change else { return "" }
      func last(_ address: Address) -> String { Neutral.address(Address(Folding.tail(address))) }
      guard change.kind.isClaim, let old = change.old?.address, let new = change.new?.address else {
        return last(change.address)
      }
      return "\(last(old)) -> \(last(new))"
    }
    return pattern
  }

  private static func folded(_ line: ListedLine, _ words: String) -> String {
    let places = "at \(line.items.count) places"
    guard let kind = line.items[0].change?.kind, kind.isClaim else {
      guard let comma = words.firstIndex(of: ","), words[..<comma] == "added" else {
        return "\(words) \(places)"
      }
      return "added \(places)\(words[comma...])"
    }
    let all = line.items.compactMap { $0.change?.probability }.map(ChangeWords.percent)
    let said = "\(kind == .fieldMoved ? "moved" : "renamed") \(places)"
    guard let least = all.min(), let most = all.max() else { return said }
    return said + (least == most ? ", \(most) %" : ", \(least) to \(most) %")
  }

  /// The first places of what is folded, without what the title of the part and the line say already.
  private static func places(_ line: ListedLine) -> Detail {
    let first = line.section == .manyPlaces ? 0 : 1
    let named = line.items.prefix(mostPlaces).compactMap(\.change).map { change in
      let steps = change.address.steps
      let last =
        line.repetition == .same ? steps.count - Folding.tail(change.address).count : steps.count
      return Neutral.address(last > first ? Address(Array(steps[..<last])) : change.address, from: first)
    }
    let rest = line.items.count - named.count
    return Detail(lead: "at:", text: named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
  }

  /// The agent fields that are hit. Where a mapping has none and it breaks something all the same, what will happen.
  private static func affected(_ line: ListedLine, _ isMapped: Bool) -> [Detail] {
    var seen: Set<Finding.Affected> = []
    let all = line.items.flatMap { $0.finding?.affects ?? [] }.filter { seen.insert($0).inserted }
    if all.isEmpty {
      guard isMapped, line.severity > .info, line.items[0].change != nil else { return [] }
      let message = line.items[0].finding?.message ?? ""
      return message.isEmpty ? [] : [Detail(text: sentence(message))]
    }
    var out: [Detail] = []
    for run in runs(Array(all.prefix(Most.affected))) {
      let one = run[0]
      let aside = one.severity == line.severity ? "" : " (\(one.severity.rawValue))"
      let fields = run.map { "\(Neutral.text($0.field)) (\(place($0.place)))" }.joined(separator: ", ")
      out.append(
        Detail(
          text: "\(Neutral.text(one.agent)) \(verb(one)) \(fields): " + sentence(one.consequence) + aside))
    }
    if all.count > Most.affected {
      out.append(Detail(text: "and \(all.count - Most.affected) more agent fields"))
    }
    return out
  }

  /// Fields one after the other to which the same happens.
  private static func runs(_ all: [Finding.Affected]) -> [[Finding.Affected]] {
    all.reduce(into: []) { runs, one in
      if let last = runs.last?[0], last.agent == one.agent, verb(last) == verb(one),
        last.severity == one.severity,
        last.consequence == one.consequence
      {
        runs[runs.count - 1].append(one)
      } else {
        runs.append([one])
      }
    }
  }

  private static func verb(_ affected: Finding.Affected) -> String {
    if affected.isLookup { return "finds records by" }
    let writes = !affected.access.isDisjoint(with: .write)
    return affected.access.contains(.read) ? (writes ? "reads and writes" : "reads") : "writes"
  }

  private static func sentence(_ text: String) -> String {
    let text = Neutral.text(text, limit: Most.sentence)
    guard let last = text.last else { return text }
    return last.isPunctuation && last != "\"" && last != ")" ? text : text + "."
  }

  /// Why a rename is claimed, or what a removed thing may be now.
  private static func claim(_ item: ListedChange) -> [Detail] {
    guard let change = item.change else { return [] }
    if change.probability == nil {
      guard !change.alternatives.isEmpty else { return [] }
      let names = change.alternatives.prefix(Most.reasons).map { one in
        let isBeside = one.address.steps.first == change.address.steps.first
        return "\(Neutral.address(one.address, from: isBeside ? 1 : 0)) (\(hundredths(one.probability)))"
      }
      let list =
        names.count > 1
        ? "\(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])" : names[0]
      return [Detail(text: "may be " + list)]
    }
    let reasons = change.evidence.filter { $0.weight >= 0 }.sorted { $0.weight > $1.weight }.prefix(
      Most.reasons)
    let doubts = change.evidence.filter { $0.weight < 0 }.sorted { $0.weight < $1.weight }.prefix(Most.doubts)
    let said = (reasons + doubts).map { Neutral.text($0.text, limit: 100) }
    return said.isEmpty ? [] : [Detail(lead: "because:", text: said.joined(separator: "; "))]
  }

  private static func hundredths(_ probability: Double) -> String {
    let value = min(100, max(0, Int((probability * 100).rounded())))
    return value == 100 ? "1.00" : "0." + (value < 10 ? "0" : "") + String(value)
  }

  private static func fixes(_ line: ListedLine) -> [Detail] {
    var seen: Set<String> = []
    let all = line.items.compactMap { $0.finding?.fix?.text }.filter {
      !$0.isEmpty && seen.insert($0).inserted
    }
    var out = all.prefix(Most.fixes).map {
      Detail(lead: "fix:", text: Neutral.text($0, limit: Most.sentence))
    }
    if all.count > Most.fixes { out.append(Detail(text: "and \(all.count - Most.fixes) more such fixes")) }
    return out
  }
}
