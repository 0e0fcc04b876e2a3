import DriftDiff
import DriftImpact
import DriftModel

/// A change and what was found about it; one of both may be missing.
///
/// A class, because lines are sorted, grouped and folded, and a change is large to copy.
final class ListedChange {
  let change: Change?
  let finding: Finding?

  init(change: Change?, finding: Finding?) {
    self.change = change
    self.finding = finding
  }

  /// What nobody judged is information.
  var severity: Severity { finding?.severity ?? .info }

  /// Whether the words alone changed and nobody minds.
  var isDocumentation: Bool { change?.kind == .documentationChanged && severity == .info }

  /// Whether it says that a part could not be read; the gap itself is listed below.
  var isGap: Bool { finding?.isGap ?? false }

  /// Whether it says only what an entry leaves out: about no change, and no harm yet.
  var isUnsaid: Bool { severity == .info && finding?.waiver == nil && finding?.rule == RuleBook.missingUnhandled }

  /// Whether it is about no agent field and harmless: counted, not listed, where there is a mapping.
  var isUnmapped: Bool { change != nil && severity == .info && finding?.affects.isEmpty ?? true }
}

extension SystemReport {
  /// All changes with their findings in the order of the changes, then findings that are about no change.
  func listed() -> [ListedChange] {
    var judged: [Finding?] = Array(repeating: nil, count: changes.count)
    for finding in findings {
      if let change = finding.change { judged[change] = finding }
    }
    return changes.indices.map { ListedChange(change: changes[$0], finding: judged[$0]) }
      + findings.filter { $0.change == nil }.map { ListedChange(change: nil, finding: $0) }
  }

  /// Where a change stands: in the new document, else in the old one.
  func place(_ change: Change) -> SourcePlace? {
    change.new.flatMap { new?.schema.place($0.origin) } ?? change.old.flatMap { old?.schema.place($0.origin) }
  }
}

/// One line of the text report: a change, or one decision that shows at many places.
struct ListedLine {
  /// What it stands for, a place each, in the order of the report; never empty. Values that came to one place, or
  /// went from it, are several changes there.
  let places: [[ListedChange]]
  /// What the changes have in common, where they are one decision.
  let repetition: Repetition?
  /// The worst of what it stands for.
  let severity: Severity

  /// Makes a line.
  init(places: [[ListedChange]], repetition: Repetition? = nil) {
    self.places = places
    self.repetition = repetition
    severity = places.lazy.joined().map(\.severity).max() ?? .info
  }

  /// The first change, for what all have in common.
  var first: ListedChange { places[0][0] }

  /// All changes that it stands for.
  var items: [ListedChange] { places.count == 1 ? places[0] : places.flatMap(\.self) }

  /// What changes that are folded have in common.
  enum Repetition: Hashable {
    /// The same change of the same last steps.
    case same
    /// Names that were rewritten in one way: `diaper_* -> essentials_*`.
    case pattern(String)
    /// Words that changed in one definition.
    case documentation
  }

  /// The part of the report that it stands in.
  var section: ReportSection {
    let section = ReportSection.of(first)
    return places.dropFirst().allSatisfy { ReportSection.of($0[0]) == section } ? section : .manyPlaces
  }
}

/// A part of the text report under a title of its own. In the order in which equals in severity stand.
enum ReportSection: Hashable {
  /// What is about no place: servers, health.
  case whole
  /// What is wrong with entries of mappings as they stand.
  case entries
  /// One decision that shows in several definitions or operations.
  case manyPlaces
  /// Definitions and operations that went.
  case removed
  /// One definition or operation, by the first step of the address.
  case named(String)
  /// Definitions and operations that have another name.
  case renamed
  /// Definitions and operations that came.
  case added
  /// What systems say of themselves.
  case changeLog
  /// Parts that could not be read.
  case gaps

  /// The part that a change stands in, or a finding about none.
  static func of(_ item: ListedChange) -> ReportSection {
    if let rule = item.finding?.rule, RuleBook.changeLogs.contains(rule) { return .changeLog }
    guard item.change == nil, let finding = item.finding, !finding.affects.isEmpty else {
      return ReportSection(item.change)
    }
    // What only a night can see is of the system, also where it names whom it hits.
    return RuleBook.looks.contains(finding.rule) ? .whole : .entries
  }

  /// The part that a change stands in.
  init(_ change: Change?) {
    switch change?.kind {
    case nil: self = .whole
    case .definitionRemoved, .operationRemoved: self = .removed
    case .definitionRenamed, .operationRenamed: self = .renamed
    case .definitionAdded, .operationAdded: self = .added
    default: self = change?.address.steps.first.map { .named($0.text) } ?? .whole
    }
  }

  /// The title of the part, inert.
  var title: String {
    switch self {
    case .whole: "The system as a whole"
    case .entries: "Entries as they stand"
    case .manyPlaces: "At many places"
    case .removed: "Removed definitions and operations"
    case .named(let name): Neutral.name(name)
    case .renamed: "Renamed definitions and operations"
    case .added: "Added definitions and operations"
    case .changeLog: "The change log"
    case .gaps: "Gaps"
    }
  }

  /// The rank among parts of one severity.
  var rank: Int {
    switch self {
    case .whole: 0
    case .entries: 1
    case .manyPlaces: 2
    case .removed: 3
    case .named: 4
    case .renamed: 5
    case .added: 6
    case .changeLog: 7
    case .gaps: 8
    }
  }
}
