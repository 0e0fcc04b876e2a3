import DriftModel

/// Collects changes so that each canonical place is reported once, however many ways lead to it.
struct ChangeLog {
  /// What makes two reports one: the kind, both places in the sources, and what tells facts at one place apart.
  private struct Key: Equatable {
    var kind: ChangeKind
    var old: Origin
    var new: Origin
    var detail: String

    /// Of the places alone: few changes share both.
    var hash: UInt64 {
      StableHash.mix(UInt64(old.part) << 32 | UInt64(old.offset), UInt64(new.part) << 32 | UInt64(new.offset))
    }
  }

  var changes: [Change] = []
  private var places = HashedTable<Key>()
  private var roots: [[DiffContext.Root]] = []
  /// The subjects of changes that have more than one.
  private var subjects: [Int: Set<Change.Subject>] = [:]

  /// Adds a change met in a context; where it is known already, only its reach and its directions grow.
  ///
  /// `detail` tells facts at one place apart where the change itself does not show them (the value of an enumeration).
  mutating func add(_ change: Change, _ context: DiffContext, at origins: (old: Origin, new: Origin), detail: String) {
    let key = Key(kind: change.kind, old: origins.old, new: origins.new, detail: detail)
    let hash = key.hash
    if origins.old != .none || origins.new != .none, let known = places.value(of: key, hash: hash) {
      changes[known].usage.formUnion(context.usage)
      changes[known].reach = max(changes[known].reach, context.sharers)
      if !roots[known].contains(context.root) { roots[known].append(context.root) }
      if changes[known].subject != change.subject,
        subjects[known, default: []].insert(change.subject).inserted
      {
        changes[known].otherSubjects.append(change.subject)
      }
      return
    }
    places.add(key, hash: hash, changes.count)
    var change = change
    change.usage = context.usage
    change.reach = max(change.reach, context.sharers)
    changes.append(change)
    roots.append([context.root])
  }

  /// Says that some changes are met from somewhere else, too.
  mutating func add(_ root: DiffContext.Root, to known: Range<Int>) {
    // Operations are compared one after the other: one that is there already is the last.
    for index in known where roots[index].last != root { roots[index].append(root) }
  }

  /// Lets one change tell another one too.
  mutating func take(_ index: Int, into other: Int) {
    let change = changes[index]
    changes[other].usage.formUnion(change.usage)
    changes[other].reach = max(changes[other].reach, change.reach)
    for root in roots[index] where !roots[other].contains(root) { roots[other].append(root) }
    changes[other].otherSubjects += change.subjects
  }

  /// Says of changed words that the name means another thing now, and what has the old meaning.
  mutating func markRepurposed(_ found: [Int: NewMeaning]) {
    for (index, meaning) in found {
      changes[index].kind = .fieldRepurposed
      changes[index].alternatives = meaning.heirs
      guard let unit = meaning.unit else { continue }
      changes[index].detail = Change.unit
      if let side = changes[index].old { changes[index].old?.value = side.value.adding(Change.unit, .text(unit.old)) }
      if let side = changes[index].new { changes[index].new?.value = side.value.adding(Change.unit, .text(unit.new)) }
    }
  }

  /// Forgets changes that others tell.
  mutating func remove(_ gone: Set<Int>) {
    guard !gone.isEmpty else { return }
    let kept = changes.indices.filter { !gone.contains($0) }
    (changes, roots) = (kept.map { changes[$0] }, kept.map { roots[$0] })
    places = HashedTable()
  }

  /// The changes with their reach and ids, in the order of their addresses.
  mutating func finish(oldReach: inout Reach, newReach: inout Reach) -> [Change] {
    for index in changes.indices {
      var operations = 0
      var definitions = 0
      for root in roots[index] {
        switch root {
        case .definition(let old, let new): definitions = max(definitions, oldReach.count(old), newReach.count(new))
        case .operation(let old, let new):
          operations += 1
          changes[index].oldOperations.insert(old)
          changes[index].newOperations.insert(new)
        case .system: operations += 1
        }
      }
      // Each of several types that take in a group is a place.
      if !changes[index].otherSubjects.isEmpty { definitions = max(definitions, roots[index].count - operations) }
      changes[index].reach = max(changes[index].reach, operations, definitions)
      changes[index].id = Self.id(of: changes[index])
    }
    changes.arrange(Self.order(changes))
    Self.tellApart(&changes)
    // Handed over, so that nothing is copied when they change further on.
    defer { changes = [] }
    return changes
  }

  /// Numbers changes that would have one id: facts of a place and of a branch that stands at the same address.
  private static func tellApart(_ changes: inout [Change]) {
    var seen = NumberTable()
    for index in changes.indices {
      guard let number = UInt64(changes[index].id.dropFirst(2), radix: 16) else { continue }
      let before = seen[number] ?? 0
      seen.set(number, before + 1)
      guard before > 0 else { continue }
      changes[index].ordinal = before
      changes[index].id = id(of: changes[index])
    }
  }

  /// The changes in the order of their addresses, by index.
  private static func order(_ changes: [Change]) -> [Int] {
    // Not by a path to the property: that would copy the changes.
    let addresses = changes.map { $0.old?.addressText ?? $0.new?.addressText ?? "" }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      if addresses[a] != addresses[b] { return addresses[a] < addresses[b] }
      func rest(_ change: Change) -> (String, String, String) {
        (change.kind.rawValue, change.detail, change.new?.addressText ?? "")
      }
      return rest(changes[a]) < rest(changes[b])
    }
    return changes.indices.sorted(by: precedes)
  }

  /// `c_` and ten digits of a hash of what the change is: kind, addresses, and what tells it apart at one address.
  private static func id(of change: Change) -> String {
    var parts = [
      change.kind.rawValue, change.old?.addressText ?? "-", change.new?.addressText ?? "-", change.detail,
    ]
    if change.ordinal > 0 { parts.append(String(change.ordinal)) }
    return ShortID.of("c_", parts)
  }
}
