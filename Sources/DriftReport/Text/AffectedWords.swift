import DriftDiff
import DriftImpact
import DriftModel

/// The agent fields that a line hits, and what will happen to them, in words.
enum AffectedWords {
  /// How many agent fields are named.
  private static let mostFields = 12

  /// A line an agent and consequence. Where a mapping has no field and it breaks something all the same, what will
  /// happen.
  static func details(_ line: ListedLine, isMapped: Bool) -> [LineText.Detail] {
    let all = merged(line.items.flatMap { $0.finding?.affects ?? [] })
    if all.isEmpty {
      guard isMapped, line.severity > .info, line.first.change != nil else { return [] }
      let message = line.first.finding?.message ?? ""
      return message.isEmpty ? [] : [.init(text: sentence(message))]
    }
    var out: [LineText.Detail] = []
    for run in runs(Array(all.prefix(mostFields))) {
      let one = run[0]
      let aside = one.severity == line.severity || one.isWaived ? "" : " (\(one.severity.rawValue))"
      let fields = run.map { one in
        // What is shared stands under the first of those who share it: the entry's own address is told beside it.
        let own = line.first.change.map { isElsewhere($0, one) } ?? false
        let address = own ? "\(Neutral.text(one.key.address, limit: 120)), " : ""
        return "\(Neutral.text(one.field)) (\(address)\(PlaceText.whole(one.place)))"
      }
      out.append(
        .init(
          text: "\(Neutral.text(one.agent)) \(verb(one)) \(fields.joined(separator: ", ")): "
            + sentence(one.consequence) + aside))
    }
    if all.count > mostFields { out.append(.init(text: "and \(all.count - mostFields) more agent fields")) }
    return out
  }

  /// What will happen to whoever uses the place, without what the change itself says: `will read null`.
  static func consequence(_ line: ListedLine) -> String {
    guard let change = line.first.change, var said = line.first.finding?.consequence else { return "" }
    switch change.kind {
    // `integer -> string` and `won -> lost` are what will be read.
    case .typeChanged, .enumValueRenamed: return ""
    case .enumValueRemoved:
      if case .text(let value)? = change.old?.value {
        said = said.replacing("\"\(value)\"", with: line.places[0].count == 1 ? "it" : "them")
      }
    default: break
    }
    if let reason = said.firstRange(of: ": ") { said = String(said[..<reason.lowerBound]) }
    // Nobody is named who would be "it".
    for (named, unnamed) in [("its write", "a write"), ("what it writes", "a write"), ("its ", "")]
    where said.hasPrefix(named) {
      said = unnamed + said.dropFirst(named.count)
      break
    }
    return Neutral.text(said, limit: 80)
  }

  /// Each agent field once with all that will happen to it.
  private static func merged(_ all: [Finding.Affected]) -> [Finding.Affected] {
    guard all.count > 1 else { return all }
    var fields: [Finding.Affected] = []
    var consequences: [[String]] = []
    var known: [Finding.Affected: Int] = [:]
    for one in all {
      var key = one
      key.consequence = ""
      if let index = known[key] {
        consequences[index].append(one.consequence)
      } else {
        known[key] = fields.count
        fields.append(one)
        consequences.append([one.consequence])
      }
    }
    for index in fields.indices { fields[index].consequence = joined(consequences[index]) }
    return fields
  }

  /// Sentences that say the same of several values in one: `may read a value that it does not know: "a", "b"`.
  static func joined(_ sentences: [String]) -> String {
    var seen: Set<String> = []
    let all = sentences.filter { seen.insert($0).inserted }.map { $0.split(separator: " ") }
    guard let first = all.first, all.count > 1 else { return sentences.first ?? "" }
    func common(_ reversed: Bool, limit: Int) -> Int {
      (0..<limit).prefix { at in
        all.allSatisfy { reversed ? $0[$0.count - 1 - at] == first[first.count - 1 - at] : $0[at] == first[at] }
      }.count
    }
    let shortest = all.map(\.count).min() ?? 0
    let start = common(false, limit: shortest)
    let end = common(true, limit: shortest - start)
    let middles = all.map { $0[start..<($0.count - end)].joined(separator: " ") }
    guard start + end > 0, !middles.contains("") else {
      return all.map { $0.joined(separator: " ") }.joined(separator: "; ")
    }
    return (first[..<start].map(String.init) + [FactWords.counted(middles)] + first.suffix(end).map(String.init))
      .joined(separator: " ")
  }

  /// Fields one after the other to which the same happens.
  private static func runs(_ all: [Finding.Affected]) -> [[Finding.Affected]] {
    all.reduce(into: []) { runs, one in
      if let last = runs.last?[0], last.agent == one.agent, verb(last) == verb(one),
        last.severity == one.severity, last.consequence == one.consequence
      {
        runs[runs.count - 1].append(one)
      } else {
        runs.append([one])
      }
    }
  }

  /// Whether an entry is of another operation than the one under which a change of what is shared is told.
  private static func isElsewhere(_ change: Change, _ one: Finding.Affected) -> Bool {
    guard !change.oldOperations.isEmpty, !one.key.address.isEmpty, let first = change.address.steps.first,
      let own = try? Address(parsing: one.key.address).steps.first
    else { return false }
    return own != first && own.text.contains(" ") && first.text.contains(" ")
  }

  /// The address of a change as an entry knows it.
  static func address(_ change: Change, for one: Finding.Affected) -> String {
    isElsewhere(change, one) ? one.key.address : change.addressText
  }

  private static func verb(_ affected: Finding.Affected) -> String {
    if affected.isLookup { return "finds records by" }
    let writes = !affected.access.isDisjoint(with: .write)
    return affected.access.contains(.read) ? (writes ? "reads and writes" : "reads") : "writes"
  }

  private static func sentence(_ text: String) -> String {
    let text = Neutral.text(text, limit: LineText.widestSentence)
    guard let last = text.last else { return text }
    return last.isPunctuation && last != "\"" && last != ")" ? text : text + "."
  }
}
