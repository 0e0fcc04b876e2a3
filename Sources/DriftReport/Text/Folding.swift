import DriftDiff
import DriftImpact
import DriftModel

/// Puts one decision that shows at many places into one line.
enum Folding {
  /// From how many places on a change is folded.
  private static let fewest = 3

  /// What makes changes one decision.
  private enum Key: Hashable {
    /// The same kind, the same last steps, the same values.
    case same(Severity, ChangeKind, old: [Address.Step], new: [Address.Step], [FactValue?], [String])
    /// Renames that rewrote names in one way.
    case rewrite(Severity, NameRewrite)
  }

  /// The lines of some changes: folded ones stand where their first stood.
  static func fold(_ all: [ListedChange]) -> [ListedLine] {
    let places = gather(all)
    var groups: [Key: Int] = [:]
    var members: [(key: Key, places: [Int])] = []
    var groupOfPlace: [Int?] = []
    for (index, place) in places.enumerated() {
      guard let key = key(place) else {
        groupOfPlace.append(nil)
        continue
      }
      let group = groups[key] ?? members.count
      if group == members.count {
        groups[key] = group
        members.append((key, []))
      }
      members[group].places.append(index)
      groupOfPlace.append(group)
    }
    var lines: [ListedLine] = []
    for (index, group) in groupOfPlace.enumerated() {
      guard let group, members[group].places.count >= fewest else {
        lines.append(ListedLine(places: [places[index]]))
        continue
      }
      let (key, folded) = members[group]
      guard folded[0] == index else { continue }
      let same = folded.map { places[$0] }
      lines.append(ListedLine(places: same, repetition: repetition(key, same)))
    }
    return lines
  }

  /// What makes values one list: they came to the same place, or went from it, and matter as much.
  private struct ValueList: Hashable {
    var severity: Severity
    var kind: ChangeKind
    var address: Address
    var subject: Change.Subject
  }

  /// The changes a place each: values that came to one place, or went from it, stand together.
  private static func gather(_ all: [ListedChange]) -> [[ListedChange]] {
    var places: [[ListedChange]] = []
    var known: [ValueList: Int] = [:]
    for item in all {
      guard let change = item.change, change.kind == .enumValueAdded || change.kind == .enumValueRemoved else {
        places.append([item])
        continue
      }
      let list = ValueList(severity: item.severity, kind: change.kind, address: change.address, subject: change.subject)
      if let place = known[list] {
        places[place].append(item)
      } else {
        known[list] = places.count
        places.append([item])
      }
    }
    return places
  }

  private static func key(_ place: [ListedChange]) -> Key? {
    guard let change = place[0].change, !change.kind.isOfWhole, change.kind != .documentationChanged else {
      return nil
    }
    let severity = place[0].severity
    let old = change.old.map { tail($0.address) } ?? []
    let new = change.new.map { tail($0.address) } ?? []
    if change.kind == .fieldRenamed, let before = old.last, let after = new.last,
      let rewrite = NameRewrite(before.text, after.text)
    {
      return .rewrite(severity, rewrite)
    }
    let changes = place.compactMap(\.change)
    let values = change.kind.isClaim || change.losesTool ? [] : changes.flatMap { [$0.old?.value, $0.new?.value] }
    return .same(severity, change.kind, old: old, new: new, values, changes.map(\.detail))
  }

  /// The last name of an address and what follows it; nothing for a definition or an operation itself. A status is
  /// no name: `response` belongs to it.
  static func tail(_ address: Address) -> [Address.Step] {
    let rest = address.steps.dropFirst()
    guard let start = rest.lastIndex(where: { if case .name = $0 { true } else { false } }) else {
      return Array(rest)
    }
    let isStatus = start > rest.startIndex && rest[start - 1] == .name("response")
    return Array(rest[(isStatus ? start - 1 : start)...])
  }

  private static func repetition(_ key: Key, _ places: [[ListedChange]]) -> ListedLine.Repetition {
    guard case .rewrite(_, let rewrite) = key else { return .same }
    let names = Set(places.map { tail($0[0].change?.old?.address ?? Address([])) })
    return names.count == 1 ? .same : .pattern(rewrite.text)
  }

  /// Changes of words alone: one line a definition beside other changes of it; those of definitions where nothing
  /// else changed are given back apart. Where there is nothing else at all they are listed like any other.
  static func collapseDocumentation(
    _ all: [ListedChange]
  ) -> (listed: [ListedChange], counted: [ListedLine], apart: [ListedChange]) {
    let words = all.filter(\.isDocumentation)
    let others = all.filter { !$0.isDocumentation }
    guard !words.isEmpty, !others.isEmpty else { return (all, [], []) }
    let busy = Set(others.map { ReportSection($0.change) })
    var counted: [[ListedChange]] = []
    var apart: [ListedChange] = []
    var groups: [ReportSection: Int] = [:]
    for item in words {
      let section = ReportSection(item.change)
      guard busy.contains(section) else {
        apart.append(item)
        continue
      }
      if let group = groups[section] {
        counted[group].append(item)
      } else {
        groups[section] = counted.count
        counted.append([item])
      }
    }
    let lines = counted.map { group in
      ListedLine(places: group.map { [$0] }, repetition: group.count > 1 ? .documentation : nil)
    }
    return (others, lines, apart)
  }
}
