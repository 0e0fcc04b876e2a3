import DriftModel

/// What one pair of parents lost and gained, kept until all of it is matched at once.
struct MemberBlock {
  /// Fields that only the old side has, by index.
  var removed: [Int]
  /// Fields that only the new side has, by index.
  var added: [Int]
  /// Fields that both have, by index on each side.
  var stayed: [(old: Int, new: Int)]
  /// Where the parents stand.
  var context: DiffContext
  /// The parents.
  var holder: Change.Holder
}

extension DiffRun {
  /// Compares the members of two resolutions by name.
  mutating func compareMembers(
    _ left: Resolution, _ right: Resolution, _ context: DiffContext, _ holder: Change.Holder
  ) {
    guard !left.members.isEmpty || !right.members.isEmpty else { return }
    var places: [Symbol: Int] = [:]
    for (index, member) in right.members.enumerated() { places[new.fields[member.field].name] = index }
    var block = MemberBlock(removed: [], added: [], stayed: [], context: context, holder: holder)
    var isMet = Array(repeating: false, count: right.members.count)
    for member in left.members {
      let field = old.fields[member.field]
      guard let place = places[field.name] else {
        if isLeft(member.owner, nil, (left.owners, right.owners)) || right.isUnknown { continue }
        if context.siblingNames.new.contains(field.name) {
          reportBranchPresence(field, oldField: member.field, newField: nil, context, holder)
        } else {
          block.removed.append(member.field)
        }
        continue
      }
      isMet[place] = true
      let other = right.members[place]
      block.stayed.append((member.field, other.field))
      if isLeft(member.owner, other.owner, (left.owners, right.owners)) { continue }
      compareFields(member.field, other.field, required: (member.required, other.required), context, holder)
    }
    for (index, member) in right.members.enumerated() where !isMet[index] {
      if isLeft(nil, member.owner, (left.owners, right.owners)) || left.isUnknown { continue }
      let field = new.fields[member.field]
      if context.siblingNames.old.contains(field.name) {
        reportBranchPresence(field, oldField: nil, newField: member.field, context, holder)
      } else {
        block.added.append(member.field)
      }
    }
    if !block.removed.isEmpty || !block.added.isEmpty { blocks.append(block) }
  }

  /// A branch of a union lost or gained a member that another branch has: it is there less, or more, often.
  private mutating func reportBranchPresence(
    _ field: Field, oldField: Int?, newField: Int?, _ context: DiffContext, _ holder: Change.Holder
  ) {
    var inner = context.entering(.name(symbols.text(field.name)))
    inner.branch = context.branch
    func value(_ index: Int?) -> FactValue {
      .facts([.init("present", .flag(index != nil)), .init("required", .flag(index != nil && field.required.any))])
    }
    let parent = (old: old[holder.old].origin, new: new[holder.new].origin)
    report(
      .requiredChanged, inner, .field(old: oldField, new: newField, parent: holder),
      (oldField.map { old.fields[$0].origin } ?? parent.old, newField.map { new.fields[$0].origin } ?? parent.new),
      (value(oldField), value(newField)), compatibility: newField == nil ? .widened : .narrowed)
  }

  /// Compares a field with its counterpart: what is said of the field, then what stands there.
  mutating func compareFields(
    _ a: Int, _ b: Int, required: (old: ByDirection, new: ByDirection)? = nil, _ context: DiffContext,
    _ holder: Change.Holder
  ) {
    let left = old.fields[a]
    let right = new.fields[b]
    let demands = required ?? (left.required, right.required)
    guard demands.old != demands.new || left.access != right.access || old[left.shape].digest != new[right.shape].digest
    else { return }
    var inner = context.entering(step(left), step(right))
    inner.usage = context.usage.intersection(left.usage.union(right.usage))
    let branch = context.branch
    let subject = Change.Subject.field(old: a, new: b, parent: holder)
    if Self.differ(demands.old, demands.new) {
      inner.branch = branch
      report(
        .requiredChanged, inner, subject, (left.origin, right.origin),
        (.facts([.init("required", .flag(demands.old.any))]), .facts([.init("required", .flag(demands.new.any))])),
        compatibility: demands.new.any ? .narrowed : .widened)
    }
    if Self.differ(left.access, right.access) {
      report(
        .accessChanged, inner, subject, (left.origin, right.origin), (accessValue(left), accessValue(right)))
    }
    inner.branch = branch
    compare(left.shape, right.shape, inner, subject)
  }

  /// The step of an address for a field; patterns step into a map's values by their pattern.
  func step(_ field: Field) -> Address.Step {
    field.role == .pattern ? .name("{\(symbols.text(field.name))}") : .name(symbols.text(field.name))
  }

  /// Whether two facts contradict each other in a direction in which both are known.
  static func differ(_ a: ByDirection, _ b: ByDirection) -> Bool {
    Usage.allCases.contains { a[$0] != b[$0] && a[$0] != .unknown && b[$0] != .unknown }
  }

  private func accessValue(_ field: Field) -> FactValue {
    .facts([
      .init("readable", .flag(field.access[.read] != .no)), .init("creatable", .flag(field.access[.create] != .no)),
      .init("updatable", .flag(field.access[.update] != .no)),
    ])
  }
}

extension Field {
  /// The directions in which the field is met at all: nobody sends what can only be read.
  var usage: UsageSet {
    Usage.allCases.reduce(into: UsageSet()) { out, usage in
      if access[usage] != .no { out.formUnion(UsageSet(usage)) }
    }
  }
}
