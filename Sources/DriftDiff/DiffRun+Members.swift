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
  /// For fields that several parents share, where these use them.
  var usedAt: (old: [Int: Origin], new: [Int: Origin]) = ([:], [:])
  /// The rank of each field among all that the parents have, inherited ones included.
  var ranks: (old: [Int: Int], new: [Int: Int]) = ([:], [:])

  /// The new definitions that fields which were added are written in: their addresses begin there.
  var freshHomes: [Int: Int] = [:]

  /// Whether the parent itself is new: what it brought is told with it.
  var isFresh = false
  /// The parent's own place among those that were removed in a round, where it is gone: what went with it is told with it.
  var gone: RenamePlace?
  /// The parent's name as its siblings know it, where that is not the last step of its address.
  var parentName: String?

  /// Whether anything vanished or appeared.
  var isEmpty: Bool { removed.isEmpty && added.isEmpty }

  /// Notes the order in which each side lists its fields.
  mutating func rank(_ left: some Sequence<Int>, _ right: some Sequence<Int>) {
    for (rank, field) in left.enumerated() { ranks.old[field] = rank }
    for (rank, field) in right.enumerated() { ranks.new[field] = rank }
  }
}

extension DiffRun {
  /// Compares the members of two resolutions by name.
  mutating func compareMembers(
    _ left: Resolution, _ right: Resolution, _ context: DiffContext, _ holder: Change.Holder,
    demandsTold: Set<Symbol> = []
  ) {
    guard !left.members.isEmpty || !right.members.isEmpty else { return }
    var places: [Symbol: Int] = [:]
    for (index, member) in right.members.enumerated() { places[new.fields[member.field].name] = index }
    var block = MemberBlock(removed: [], added: [], stayed: [], context: context, holder: holder)
    var isMet = Array(repeating: false, count: right.members.count)
    for member in left.members {
      let field = old.fields[member.field]
      guard let place = places[field.name], !isAnother(member.field, right.members[place].field, left, right) else {
        if isLeft(member.owner, nil, (left.holders, right.holders)) || right.isUnknown { continue }
        // Of a field that may be neither read nor written a list beside the fields told alone.
        if !new.shortLists.isEmpty, field.access == .no { continue }
        if field.role == .text, right.isPlainValue { continue }
        if context.siblingNames.new.contains(field.name) {
          reportBranchPresence(field, oldField: member.field, newField: nil, context, holder)
        } else if !compareCovered(old: member.field, new: nil, left, right, context, holder) {
          block.removed.append(member.field)
        }
        continue
      }
      isMet[place] = true
      let other = right.members[place]
      block.stayed.append((member.field, other.field))
      if !demandsTold.contains(field.name) {
        compareDemands(member, other, (left.holders, right.holders), context, holder)
      }
      if isLeft(member.owner, other.owner, (left.holders, right.holders)) { continue }
      compareFields(member.field, other.field, withDemands: false, context, holder)
    }
    for (index, member) in right.members.enumerated() where !isMet[index] {
      if isLeft(nil, member.owner, (left.holders, right.holders)) || left.isUnknown { continue }
      let field = new.fields[member.field]
      if context.siblingNames.old.contains(field.name) {
        reportBranchPresence(field, oldField: nil, newField: member.field, context, holder)
      } else if field.role == .text, left.isPlainValue {
        // The value stands where it stood: that it is an object now tells of what is beside it.
        continue
      } else if !compareCovered(old: nil, new: member.field, left, right, context, holder) {
        block.added.append(member.field)
        if case .definition(let home) = member.owner, pairing.oldDefinition[home] == nil {
          block.freshHomes[member.field] = home
        }
      }
    }
    reportOtherForms(&block)
    reportWrapped(&block)
    guard !block.isEmpty else { return }
    block.rank(left.members.lazy.map(\.field), right.members.lazy.map(\.field))
    blocks.append(block)
  }

  /// Whether two members of one name are two things, because the id of one of them has another name on the other side.
  private func isAnother(_ a: Int, _ b: Int, _ left: Resolution, _ right: Resolution) -> Bool {
    guard !hasOtherIDs, let mine = stableID(a, old), let theirs = stableID(b, new), mine != theirs else { return false }
    return right.members.contains { stableID($0.field, new) == mine }
      || left.members.contains { stableID($0.field, old) == theirs }
  }

  private func stableID(_ field: Int, _ schema: Schema) -> Symbol? {
    let facts = schema.facts[schema[schema.fields[field].shape].facts.indices]
    return facts.first { $0.key == .stableID && $0.kind != .unknown }?.value
  }

  /// A branch of a union lost or gained a member that another branch has: it is there less, or more, often.
  private mutating func reportBranchPresence(
    _ field: Field, oldField: Int?, newField: Int?, _ context: DiffContext, _ holder: Change.Holder
  ) {
    let inner = context.entering(.name(symbols.text(field.name)))
    func value(_ index: Int?) -> FactValue {
      .facts([.init("present", .flag(index != nil)), .init("required", .flag(index != nil && field.required.any))])
    }
    let parent = (old: old[holder.old].origin, new: new[holder.new].origin)
    report(
      .requiredChanged, inner, .field(old: oldField, new: newField, parent: holder),
      (oldField.map { old.fields[$0].origin } ?? parent.old, newField.map { new.fields[$0].origin } ?? parent.new),
      (value(oldField), value(newField)), compatibility: newField == nil ? .widened : .narrowed)
  }

  /// Compares what is demanded of two members, each by all that demands it.
  private mutating func compareDemands(
    _ a: Resolution.Member, _ b: Resolution.Member,
    _ holders: (old: Set<Resolution.Owner>, new: Set<Resolution.Owner>), _ context: DiffContext,
    _ holder: Change.Holder
  ) {
    let (left, right) = (usage(of: old.fields[a.field], oldResolver), usage(of: new.fields[b.field], newResolver))
    let isAnother = Self.differ(a.required, b.required, in: left.intersection(right))
    // What could only be read has to be sent now: nobody sent it, however required it was.
    let opened = right.subtracting(left).intersection(context.usage)
    let isOpened = [Usage.create, .update].contains { opened.contains(UsageSet($0)) && b.required[$0] == .yes }
    guard isAnother || isOpened, !isLeft(a.demand?.owner, b.demand?.owner, holders) else { return }
    reportDemand(
      a.field, b.field, (isOpened ? .no : a.required, b.required),
      (old.fields[a.demand?.field ?? a.field].origin, new.fields[b.demand?.field ?? b.field].origin), context, holder)
  }

  private mutating func reportDemand(
    _ a: Int, _ b: Int, _ demands: (old: ByDirection, new: ByDirection), _ origins: (old: Origin, new: Origin),
    _ context: DiffContext, _ holder: Change.Holder
  ) {
    let access = access(new.fields[b], newResolver)
    let isReadOnly = access[.create] == .no && access[.update] == .no
    let demand = demandValue(demands.new)
    report(
      .requiredChanged, inside(a, b, context), .field(old: a, new: b, parent: holder), origins,
      (demandValue(demands.old), isReadOnly ? demand.adding("readOnly", .flag(true)) : demand),
      compatibility: demands.new.any ? .narrowed : .widened)
  }

  /// What a report says of a demand.
  func demandValue(_ required: ByDirection) -> FactValue {
    let value = FactValue.facts([.init("required", .flag(required.any))])
    return required.isOfCreationAlone ? value.adding("requiredFor", .text("create")) : value
  }

  /// The context of a field, in the directions in which it is met, and in the branch of its parent.
  private func inside(_ a: Int, _ b: Int, _ context: DiffContext) -> DiffContext {
    var inner = context.entering(step(old.fields[a]), step(new.fields[b]))
    let (left, right) = (usage(of: old.fields[a], oldResolver), usage(of: new.fields[b], newResolver))
    inner.usage = context.usage.intersection(left.union(right))
    // What can only be read and stands in what is sent is answered somewhere, whether or not the document says where.
    if inner.usage.isEmpty, !context.usage.isDisjoint(with: .write), left == .read, right == .read {
      inner.usage = .read
    }
    return inner
  }

  /// Compares a field with its counterpart: what is said of the field, then what stands there.
  mutating func compareFields(
    _ a: Int, _ b: Int, withDemands: Bool = true, _ context: DiffContext, _ holder: Change.Holder
  ) {
    let left = old.fields[a]
    let right = new.fields[b]
    guard
      left.required != right.required || left.access != right.access
        || old[left.shape].digest != new[right.shape].digest
    else { return }
    let inner = inside(a, b, context)
    let subject = Change.Subject.field(old: a, new: b, parent: holder)
    let usage = (old: usage(of: left, oldResolver), new: usage(of: right, newResolver))
    if withDemands, Self.differ(left.required, right.required, in: usage.old.intersection(usage.new)) {
      reportDemand(a, b, (left.required, right.required), (left.origin, right.origin), context, holder)
    }
    let access = (old: access(left, oldResolver), new: access(right, newResolver))
    // What a definition says of itself is told there.
    let isLeft = left.access == right.access && referencesCorrespond(left.shape, right.shape)
    if !isLeft, Self.differ(access.old, access.new) {
      report(
        .accessChanged, inner, subject, (left.origin, right.origin), (accessValue(access.old), accessValue(access.new)))
    }
    compare(left.shape, right.shape, inner, subject)
  }

  /// The step of an address for a field; patterns step into a map's values by their pattern.
  func step(_ field: Field) -> Address.Step {
    field.role == .pattern ? .name("{\(symbols.text(field.name))}") : .name(symbols.text(field.name))
  }

  /// Whether two facts contradict each other in a direction in which both are known.
  static func differ(_ a: ByDirection, _ b: ByDirection, in directions: UsageSet = .all) -> Bool {
    Usage.allCases.contains { usage in
      a[usage] != b[usage] && a[usage] != .unknown && b[usage] != .unknown
        && directions.contains(UsageSet(usage))
    }
  }

  /// What may be done with a field, by itself and by what it refers to.
  private func access(_ field: Field, _ resolver: Resolver) -> ByDirection {
    field.access.and(resolver.resolve(field.shape).access)
  }

  /// The directions in which a field is met at all: nobody sends what can only be read, whoever says so.
  func usage(of field: Field, _ resolver: Resolver) -> UsageSet {
    let access = access(field, resolver)
    return Usage.allCases.reduce(into: UsageSet()) { out, usage in
      if access[usage] != .no { out.formUnion(UsageSet(usage)) }
    }
  }

  /// What a report says of access.
  func accessValue(_ access: ByDirection) -> FactValue {
    .facts([
      .init("readable", .flag(access[.read] != .no)), .init("creatable", .flag(access[.create] != .no)),
      .init("updatable", .flag(access[.update] != .no)),
    ])
  }
}
