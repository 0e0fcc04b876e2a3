import DriftModel

/// Which members exclude each other and which stand together.
extension DiffRun {
  /// Tells what became of choices and of sequences that may be left out, among the members that both sides have; gives
  /// those members of which it told that they have to be there, or need not be there any more.
  mutating func compareChoices(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext
  ) -> Set<Symbol> {
    let (mine, theirs) = (groupFacts(left), groupFacts(right))
    guard Set(mine.map(\.fact)) != Set(theirs.map(\.fact)) else { return [] }
    if isLeft(mine.first?.owner, theirs.first?.owner, (left.holders, right.holders)) { return [] }
    let (before, after) = (members(left, old), members(right, new))
    let common = Set(before.keys).intersection(after.keys)
    let (was, become) = (groups(mine, common), groups(theirs, common))
    let (gone, come) = (was.subtracting(become), become.subtracting(was))
    let changed = (gone: gone.sorted { $0.text < $1.text }, come: come.sorted { $0.text < $1.text })
    let named = Set((changed.gone + changed.come).flatMap(\.members))
    let involved = left.members.compactMap { member -> (name: String, old: Int, new: Int)? in
      let name = symbols.text(old.fields[member.field].name)
      guard named.contains(name), let other = after[name] else { return nil }
      return (name, member.field, other.field)
    }
    guard let first = involved.first else { return [] }
    func isDemanded(_ name: String, _ all: [String: Resolution.Member]) -> Bool { all[name]?.required.any ?? false }
    let freed = involved.map(\.name).filter { isDemanded($0, before) && !isDemanded($0, after) }
    let demanded = involved.map(\.name).filter { !isDemanded($0, before) && isDemanded($0, after) }
    let isOfChoices = (changed.gone + changed.come).contains(where: \.isChoice)
    // Members that stand together or not at all: each tells for itself that it has to be there now, or need not.
    if !isOfChoices, !freed.isEmpty || !demanded.isEmpty { return [] }
    let wider = Admitted(was), narrower = Admitted(become)
    let grows = wider.loosens(to: narrower) || !freed.isEmpty
    let shrinks = narrower.loosens(to: wider) || !demanded.isEmpty
    func value(_ groups: [MemberGroup], _ more: [FactValue.Named]) -> FactValue {
      .facts([.init("exclusive", .list(groups.map { .text($0.inWords) }))] + more)
    }
    func list(_ names: [String]) -> FactValue { .list(names.map { .text($0) }) }
    var more: [FactValue.Named] = []
    if !freed.isEmpty { more.append(.init("optional", list(freed))) }
    if !demanded.isEmpty { more.append(.init("required", list(demanded))) }
    let holder = Change.Holder(old: a, new: b)
    for one in [first] + involved.dropFirst() {
      // One change of all of them, for whoever uses any.
      report(
        .constraintChanged, context, .field(old: one.old, new: one.new, parent: holder),
        (old[a].origin, new[b].origin), (value(changed.gone, []), value(changed.come, more)),
        compatibility: grows == shrinks ? .incompatible : grows ? .widened : .narrowed,
        detail: FactKey.exclusive.keyword)
    }
    return isOfChoices ? Set((freed + demanded).compactMap { symbols.existing($0) }) : []
  }

  private func groupFacts(_ shape: Resolution) -> [Resolution.OwnedFact] {
    shape.facts.filter { $0.fact.key == .exclusive && $0.fact.kind == .text }
  }

  private func members(_ shape: Resolution, _ schema: Schema) -> [String: Resolution.Member] {
    Dictionary(
      shape.members.map { (symbols.text(schema.fields[$0.field].name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The groups as far as some members go; one that says nothing of them is none.
  private func groups(_ facts: [Resolution.OwnedFact], _ names: Set<String>) -> Set<MemberGroup> {
    Set(
      facts.compactMap { MemberGroup(symbols.text($0.fact.value))?.among(names) }.filter(\.saysSomething))
  }
}

/// What groups admit: which members may stand beside each other, and what must be there.
private struct Admitted {
  private struct Pair: Hashable {
    var one: String
    var other: String
  }

  private var excluded: Set<Pair> = []
  private var demands: Set<String> = []
  private var isTooMuch = false

  /// More members than these are not compared two by two.
  private static let most = 300

  init(_ groups: Set<MemberGroup>) {
    for group in groups {
      let names = Set(group.members)
      guard names.count <= Self.most else {
        isTooMuch = true
        continue
      }
      var beside: Set<Pair> = []
      _ = Self.collect(group, &beside)
      for one in names {
        for other in names where one < other && !beside.contains(Pair(one: one, other: other)) {
          excluded.insert(Pair(one: one, other: other))
        }
      }
      collectDemands(group)
    }
  }

  /// The members of a group; notes which of them may stand beside each other.
  private static func collect(_ group: MemberGroup, _ beside: inout Set<Pair>) -> Set<String> {
    switch group {
    case .member(let name): return [name]
    case .optional(let inner): return collect(inner, &beside)
    case .choice(let parts):
      return parts.reduce(into: []) { all, part in all.formUnion(collect(part, &beside)) }
    case .all(let parts):
      var all: Set<String> = []
      for part in parts {
        let names = collect(part, &beside)
        for one in all {
          for other in names { beside.insert(Pair(one: min(one, other), other: max(one, other))) }
        }
        all.formUnion(names)
      }
      return all
    }
  }

  /// What has to be there: one of the choice; in a branch, or where others of the sequence are, each that is not optional.
  private mutating func collectDemands(_ group: MemberGroup) {
    switch group {
    case .member: return
    case .optional(let inner): collectDemands(inner, isOptional: true)
    default: collectDemands(group, isOptional: false)
    }
  }

  private mutating func collectDemands(_ group: MemberGroup, isOptional: Bool) {
    switch group {
    case .choice(let parts):
      if !isOptional { demands.insert("one of \(Set(group.members).sorted())") }
      parts.forEach { collectDemands($0) }
    case .all(let parts):
      for part in parts {
        if case .member(let name) = part { demands.insert("with \(name)") }
        collectDemands(part)
      }
    case .member, .optional: collectDemands(group)
    }
  }

  /// Whether another one admits something that this one does not.
  func loosens(to other: Admitted) -> Bool {
    isTooMuch || other.isTooMuch || !excluded.isSubset(of: other.excluded) || !demands.isSubset(of: other.demands)
  }
}

extension MemberGroup {
  /// Whether one of several is there.
  fileprivate var isChoice: Bool {
    switch self {
    case .choice, .optional(.choice): true
    default: false
    }
  }

  /// In words: `one of a, b with c`.
  fileprivate var inWords: String {
    switch self {
    case .choice(let parts): "one of " + Self.list(parts)
    case .optional(.choice(let parts)): "at most one of " + Self.list(parts)
    case .optional(let inner): inner.phrase + " together"
    default: phrase
    }
  }

  private var phrase: String {
    switch self {
    case .member(let name): name
    case .all(let parts):
      parts.sorted { !$0.mayBeNothing && $1.mayBeNothing }.map(\.phrase).joined(separator: " with ")
    case .choice(let parts): "(" + parts.map(\.phrase).joined(separator: " or ") + ")"
    case .optional(let inner): "perhaps " + inner.phrase
    }
  }

  /// Large choices are not spelled out.
  private static func list(_ parts: [MemberGroup]) -> String {
    let most = parts.count == 9 ? 9 : 8
    let named = parts.prefix(most).map(\.phrase).joined(separator: ", ")
    return parts.count > most ? "\(named) and \(parts.count - most) more" : named
  }
}
