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
  /// What will happen to who uses the place, where no mapping says who that is: `will read null`; may be empty.
  let consequence: String
  /// Where it stands.
  let place: SourcePlace?
  /// The lines under it, each with the word that leads it.
  let details: [Detail]
  /// Whether it says that a night could not look at something.
  let isUnchecked: Bool

  /// A line under a change.
  struct Detail {
    /// `because:`, `fix:`, or nothing.
    var lead = ""
    var text: String
  }

  /// How many places of a folded line are named.
  static let mostPlaces = 3
  /// The widest sentence that is shown whole.
  static let widestSentence = 400

  /// How much is said of a line that stands for much.
  private enum Most {
    static let fixes = 3
    static let reasons = 3
    static let doubts = 2
  }

  /// Puts a line into words.
  init(_ line: ListedLine, in system: SystemReport, showsAcceptance: Bool = false) {
    severity = line.severity
    let first = line.first
    isUnchecked = first.finding?.isUnchecked ?? false
    let whose = Self.whose(line, in: system)
    let words = first.change.map { _ in ChangeWords(line.places[0].compactMap(\.change)) }
    place = first.change.flatMap(system.place)
    consequence = system.hasMapping || severity == .info ? "" : AffectedWords.consequence(line)
    let affected = AffectedWords.details(line, isMapped: system.hasMapping)
    let next = NextSteps.details(line, showsAcceptance: showsAcceptance)
    switch line.repetition {
    case nil:
      subject = words?.subject ?? ""
      self.words = words?.words ?? Neutral.text(first.finding?.message ?? "", limit: Self.widestSentence)
      details = affected + Self.claim(first) + Self.touch(first) + whose + Self.fixes(line) + next
    case .documentation?:
      subject = ""
      self.words = "\(line.places.count) changes of documentation alone"
      details = []
    case .same?, .pattern?:
      subject = Self.subject(line)
      self.words = Self.folded(line, words?.words ?? "")
      details = [Self.places(line)] + affected + whose + Self.fixes(line) + next
    }
  }

  /// Where a project says who looks after what: who has to act. Of a night also since when it is there, and when all was
  /// well.
  private static func whose(_ line: ListedLine, in system: SystemReport) -> [Detail] {
    guard let finding = line.first.finding, finding.isToAct(in: system) else { return [] }
    // A line that stands for several is for all whom they hit.
    let owners = Set(line.items.compactMap(\.finding).flatMap(\.owners)).sorted().joined(separator: ", ")
    let who = owners.isEmpty ? finding.actors : Neutral.text(owners)
    var text = "\(who), \(finding.party == .ours ? "ours" : "theirs") to act"
    if finding.standing == .weekly { text += "; open since \(finding.firstSeen.prefix(10))" }
    if finding.isRemembered, finding.standing != .weekly { text += "; open since \(finding.firstSeen.prefix(10))" }
    if finding.isUntrusted {
      text +=
        system.lastLook.isEmpty
        ? "; never looked at" : "; last good look on \(system.isLastLookLeast ? "or after " : "")\(system.lastLook)"
    }
    return [Detail(lead: "whose:", text: text)] + ended(finding)
  }

  /// Of a night, in which what was accepted comes back: who accepted it, until when, and why.
  private static func ended(_ finding: Finding) -> [Detail] {
    guard finding.isOfNight, let ended = finding.endedWaiver else { return [] }
    return [Detail(lead: "ended:", text: Neutral.text(ended.ended, limit: widestSentence))]
  }

  private static func subject(_ line: ListedLine) -> String {
    guard case .pattern(let pattern) = line.repetition else {
      guard let change = line.first.change else { return "" }
      func last(_ address: Address) -> String { Neutral.address(Address(Folding.tail(address))) }
      guard change.kind.isClaim, let old = change.old?.address, let new = change.new?.address else {
        return last(change.address)
      }
      return "\(last(old)) -> \(last(new))"
    }
    return pattern
  }

  private static func folded(_ line: ListedLine, _ words: String) -> String {
    let places = "at \(line.places.count) places"
    guard let kind = line.first.change?.kind, kind.isClaim else {
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
    let named = line.places.prefix(mostPlaces).compactMap(\.[0].change).map { change in
      let steps = change.address.steps
      let last =
        line.repetition == .same ? steps.count - Folding.tail(change.address).count : steps.count
      return Neutral.address(last > first ? Address(Array(steps[..<last])) : change.address, from: first)
    }
    let rest = line.places.count - named.count
    return Detail(lead: "at:", text: named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
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
    let said = (reasons + doubts).map { Neutral.text($0.text, limit: 160) }
    return said.isEmpty ? [] : [Detail(lead: "because:", text: said.joined(separator: "; "))]
  }

  /// Who made it, where the system tells.
  private static func touch(_ item: ListedChange) -> [Detail] {
    guard let touch = item.change?.touch else { return [] }
    return [Detail(text: Neutral.text(touch.words, limit: 160))]
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
      Detail(lead: "fix:", text: Neutral.text($0, limit: widestSentence))
    }
    if all.count > Most.fixes { out.append(Detail(text: "and \(all.count - Most.fixes) more such fixes")) }
    return out
  }
}
