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
    case same(Severity, ChangeKind, old: [Address.Step], new: [Address.Step], [FactValue?], String)
    /// Renames that rewrote names in one way.
    case rewrite(Severity, NameRewrite)
  }

  /// The lines of some changes: folded ones stand where their first stood.
  static func fold(_ all: [ListedChange]) -> [ListedLine] {
    let keys = all.map(key)
    var members: [Key: [Int]] = [:]
    for (index, key) in keys.enumerated() {
      if let key { members[key, default: []].append(index) }
    }
    var lines: [ListedLine] = []
    for (index, key) in keys.enumerated() {
      guard let key, let folded = members[key], folded.count >= fewest else {
        lines.append(ListedLine(items: [all[index]]))
        continue
      }
      guard folded[0] == index else { continue }
      lines.append(
        ListedLine(items: folded.map { all[$0] }, repetition: repetition(key, folded.map { all[$0] })))
    }
    return lines
  }

  private static func key(_ item: ListedChange) -> Key? {
    guard let change = item.change, !change.kind.isOfWhole, change.kind != .documentationChanged else {
      return nil
    }
    let old = change.old.map { tail($0.address) } ?? []
    let new = change.new.map { tail($0.address) } ?? []
    if change.kind == .fieldRenamed, let before = old.last, let after = new.last,
      let rewrite = NameRewrite(before.text, after.text)
    {
      return .rewrite(item.severity, rewrite)
    }
    let values = change.kind.isClaim ? [] : [change.old?.value, change.new?.value]
    return .same(item.severity, change.kind, old: old, new: new, values, change.detail)
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

  private static func repetition(_ key: Key, _ items: [ListedChange]) -> ListedLine.Repetition {
    guard case .rewrite(_, let rewrite) = key else { return .same }
    let names = Set(items.map { tail($0.change?.old?.address ?? Address([])) })
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
    var counted: [ListedLine] = []
    var apart: [ListedChange] = []
    var places: [ReportSection: Int] = [:]
    for item in words {
      let section = ReportSection(item.change)
      guard busy.contains(section) else {
        apart.append(item)
        continue
      }
      if let place = places[section] {
        counted[place].items.append(item)
        counted[place].repetition = .documentation
      } else {
        places[section] = counted.count
        counted.append(ListedLine(items: [item]))
      }
    }
    return (others, counted, apart)
  }
}
