import DriftModel

extension DiffRun {
  /// Compares what stands at a place on both sides.
  mutating func compare(_ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject) {
    guard old[a].digest != new[b].digest else { return }
    guard compared.insert(ShapePair(old: a, new: b, usage: context.usage)).inserted else { return }
    let left = oldResolver.resolve(a)
    let right = newResolver.resolve(b)
    if left.isUnknown || right.isUnknown {
      // A gap stands here: what cannot be read did not change.
      compareBesideGap(a, b, left, right, context, subject)
      compareMembers(left, right, context, Change.Holder(old: a, new: b))
      return
    }
    compareReferences(a, b, context, subject)
    if compareCounts(a, b, left, right, context, subject) { return }
    let values = compareAlternatives(a, b, left, right, context, subject)
    if values { compareTypes(a, b, left, right, context, subject) }
    compareConditions(a, b, left, right, context, subject)
  }

  /// Types, facts and parts of two resolutions.
  private mutating func compareTypes(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    // Of numbers on both sides the steps are told as that.
    let areNumbers = left.types.contains(.number) && right.types.contains(.number)
    let (left, right) = areNumbers ? (left, right) : (inWholeSteps(left), inWholeSteps(right))
    let isLeftToDefinition = referencesCorrespond(a, b) && old[a].types == new[b].types
    var typesFit = true
    if left.types != right.types, !isLeftToDefinition {
      let isText = becomesText(left, right, subject)
      typesFit = left.types.isWithin(right.types) || right.types.isWithin(left.types) || isText
      report(
        .typeChanged, context, subject, (old[a].origin, new[b].origin),
        (typeValue(left, oldResolver, a), typeValue(right, newResolver, b)),
        compatibility: isText ? .widened : Compatibility.of(left.types, right.types))
    }
    compareNullability(a, b, left, right, context, subject)
    compareAccess(a, b, left, right, context, subject)
    // What is opened or closed altogether is told as that.
    let isSettled = (left.closedBy == nil) != (right.closedBy == nil)
    let isHint = tellsApartAnyway(left, right)
    let areBytes = isBytes(left) && isBytes(right)
    func isTold(_ one: Resolution.OwnedFact, isOnlyOne: Bool) -> Bool {
      (typesFit || !one.fact.key.restrictsValues) && !(isSettled && one.fact.key == .wildcard)
        && !(areBytes && [.format, .contentMediaType].contains(one.fact.key))
        && !((isOnlyOne || isHint) && one.owner == .here && one.fact.key.tellsAlternativesApart)
    }
    let facts = left.facts.filter {
      isTold($0, isOnlyOne: a == onlyAlternatives.old) && restricts($0, left, old, beside: right)
    }
    let others = right.facts.filter {
      isTold($0, isOnlyOne: b == onlyAlternatives.new) && restricts($0, right, new, beside: left)
    }
    compareFacts(
      facts, others, context, subject, (old[a].origin, new[b].origin), holders: (left.holders, right.holders),
      hasSameTypes: left.types == right.types, scalars: (left.scalar, right.scalar))
    // What is no object any more has no members to be open for.
    if typesFit || !old.isOfElements { compareOpenness(a, b, left, right, context, subject) }
    compareClosedItems(a, b, left, right, context, subject)
    let told = compareChoices(a, b, left, right, context)
    if typesFit || !isListed(left, in: right) {
      compareMembers(left, right, context, Change.Holder(old: a, new: b), demandsTold: told)
      compareOrder(a, b, context, subject)
    }
    compareParts(left.items, right.items, .items, left, right, context)
    compareParts(left.values, right.values, .values, left, right, context)
  }

  /// Whether a place holds the bytes of a file: `format: binary` of OpenAPI 3.0 is `contentMediaType:
  /// application/octet-stream` of 3.1 (3.1.1, 4.8.14.1).
  private func isBytes(_ one: Resolution) -> Bool {
    guard one.types == .string, !one.facts.contains(where: { $0.fact.key == .contentEncoding }) else { return false }
    return one.facts.contains { fact in
      let text = symbols.text(fact.fact.value)
      return fact.fact.key == .format && text == "binary"
        || fact.fact.key == .contentMediaType && text == "application/octet-stream"
    }
  }

  /// Whether a discriminator came or went, and all alternatives of both sides have to have its member anyway: the same is
  /// sent, and one side says what it is for.
  private func tellsApartAnyway(_ left: Resolution, _ right: Resolution) -> Bool {
    func member(_ one: Resolution) -> Symbol? { one.facts.first { $0.fact.key == .discriminator }?.fact.value }
    let (before, after) = (member(left), member(right))
    guard let name = before ?? after, before == nil || after == nil else { return false }
    func demands(_ one: Resolution, _ resolver: Resolver) -> Bool {
      func has(_ one: Resolution) -> Bool {
        one.members.contains { resolver.schema.fields[$0.field].name == name && $0.required.any }
      }
      let branches = one.unions.filter { $0.union.kind == .alternatives }
        .flatMap { resolver.schema.branches[$0.union.branches.indices].map(\.shape) }
      return !branches.isEmpty && (has(one) || branches.allSatisfy { has(resolver.resolve($0)) })
    }
    return demands(left, oldResolver) && demands(right, newResolver)
  }

  /// Whether a limit is one of values that may stand there: those of JSON Schema are of one type each, and hold of every
  /// value of another (Validation 2020-12, 6). One that both sides have is meant, whatever the type says.
  private func restricts(
    _ one: Resolution.OwnedFact, _ resolution: Resolution, _ schema: Schema, beside other: Resolution
  ) -> Bool {
    guard !schema.isOfElements else { return true }
    // What is contained is contained once at least (6.4.5).
    if one.fact.key == .minContains, symbols.text(one.fact.value) == "1" { return false }
    guard !resolution.types.isEmpty, let types = one.fact.key.limitedTypes else { return true }
    return !resolution.types.isDisjoint(with: types) || other.facts.contains { $0.fact.key == one.fact.key }
  }

  /// Whether a parameter of one value may be any text now: in a path, a query or a header the value was a text all along
  /// (OpenAPI 3.1.1, 4.8.12: parameters are serialised).
  private func becomesText(_ left: Resolution, _ right: Resolution, _ subject: Change.Subject) -> Bool {
    guard case .field(let before?, _?, _) = subject, old.fields[before].role.isParameter else { return false }
    return !left.types.isEmpty && left.types.isSubset(of: .scalars) && right.types == .string && right.scalar == .string
  }

  /// What a definition, or what stands at a place that is no field, says of reading and writing.
  private mutating func compareAccess(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    if case .field = subject { return }
    guard Self.differ(left.access, right.access) else { return }
    if referencesCorrespond(a, b), old[a].access == new[b].access { return }
    report(
      .accessChanged, context, subject, (old[a].origin, new[b].origin),
      (accessValue(left.access), accessValue(right.access)))
  }

  private mutating func compareNullability(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    guard left.nullable != right.nullable else { return }
    if referencesCorrespond(a, b), old[a].nullable == new[b].nullable { return }
    let (before, after) = (oldResolver.nullability(left), newResolver.nullability(right))
    guard Self.differ(before, after) else { return }
    guard !left.types.isEmpty || !left.unions.isEmpty, !right.types.isEmpty || !right.unions.isEmpty else { return }
    report(
      .nullabilityChanged, context, subject, (old[a].origin, new[b].origin),
      (
        .facts([.init("nullable", .flag(before.any))]), .facts([.init("nullable", .flag(after.any))])
      ), compatibility: after.any ? .widened : .narrowed)
  }

  private mutating func compareOpenness(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    guard (left.closedBy == nil) != (right.closedBy == nil) else { return }
    if referencesCorrespond(a, b), old[a].isClosed == new[b].isClosed { return }
    let closes = right.closedBy != nil
    report(
      closes ? .objectClosed : .objectOpened, context, subject, (old[a].origin, new[b].origin),
      (closedValue(left, oldResolver), closedValue(right, newResolver)),
      compatibility: closes ? .narrowed : .widened)
  }

  /// What a report says of an object that is open or closed: what other members it has, where it says so.
  private func closedValue(_ resolution: Resolution, _ resolver: Resolver) -> FactValue {
    let value = FactValue.facts([.init("closed", .flag(resolution.closedBy != nil))])
    guard let values = resolution.values else { return value }
    return value.adding("values", .text(typeWord(resolver.resolve(values.shape), resolver, values.shape)))
  }

  /// Whether a list admits items beyond the positions that it names.
  private mutating func compareClosedItems(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    guard left.hasClosedItems != right.hasClosedItems else { return }
    if referencesCorrespond(a, b), old[a].hasClosedItems == new[b].hasClosedItems { return }
    report(
      .constraintChanged, context, subject, (old[a].origin, new[b].origin),
      (
        .facts([.init("furtherItems", .flag(!left.hasClosedItems))]),
        .facts([.init("furtherItems", .flag(!right.hasClosedItems))])
      ), compatibility: right.hasClosedItems ? .narrowed : .widened, detail: "furtherItems")
  }

  /// Items of a list or values of a map.
  private mutating func compareParts(
    _ a: Resolution.OwnedShape?, _ b: Resolution.OwnedShape?, _ step: Address.Step, _ left: Resolution,
    _ right: Resolution, _ context: DiffContext
  ) {
    if isLeft(a?.owner, b?.owner, (left.holders, right.holders)) { return }
    let inner = context.entering(step)
    switch (a, b) {
    case (let a?, let b?):
      compare(a.shape, b.shape, inner, .place(Change.Holder(old: a.shape, new: b.shape)))
    case (let a?, nil):
      // Nothing is said any more of what was said: any value is admitted, unless the whole is closed or another type.
      guard step == .items ? right.types.contains(.array) : right.closedBy == nil && right.types.contains(.object)
      else {
        if step == .items { reportWrapped(list: a.shape, in: right, context) }
        return
      }
      report(
        .typeChanged, inner, .place(Change.Holder(old: a.shape, new: .none)), (old[a.shape].origin, .none),
        (typeValue(oldResolver.resolve(a.shape), oldResolver, a.shape), .facts([.init("type", .text("any"))])),
        compatibility: .widened)
    case (nil, let b?):
      guard step == .items ? left.types.contains(.array) : left.closedBy == nil && left.types.contains(.object) else {
        return
      }
      report(
        .typeChanged, inner, .place(Change.Holder(old: .none, new: b.shape)), (.none, new[b.shape].origin),
        (.facts([.init("type", .text("any"))]), typeValue(newResolver.resolve(b.shape), newResolver, b.shape)),
        compatibility: .narrowed)
    case (nil, nil): return
    }
  }

  /// Whether a difference between parts written in definitions is reported there and not here.
  func isLeft(
    _ a: Resolution.Owner?, _ b: Resolution.Owner?,
    _ holders: (old: Set<Resolution.Owner>, new: Set<Resolution.Owner>)
  ) -> Bool {
    switch (a, b) {
    case (.definition(let i)?, .definition(let j)?): pairing.newDefinition[i] == j
    case (.definition(let i)?, nil): pairing.newDefinition[i].map { holders.new.contains(.definition($0)) } ?? false
    case (nil, .definition(let j)?): pairing.oldDefinition[j].map { holders.old.contains(.definition($0)) } ?? false
    case (.place(let one)?, .place(let two)?): one == two
    case (.place(let one)?, nil): holders.new.contains(.place(one))
    case (nil, .place(let two)?): holders.old.contains(.place(two))
    default: false
    }
  }

  /// Whether two shapes refer to the same definitions.
  func referencesCorrespond(_ a: ShapeID, _ b: ShapeID) -> Bool {
    let left = old.references[old[a].references.indices]
    var right = Array(new.references[new[b].references.indices])
    guard left.count == right.count else { return false }
    for reference in left {
      guard let match = right.firstIndex(where: { correspond(reference, $0) }) else { return false }
      right.remove(at: match)
    }
    return true
  }

  /// Whether two references lead to the same thing.
  func correspond(_ a: Reference, _ b: Reference) -> Bool {
    switch (a.target, b.target) {
    case (.definition(let i), .definition(let j)): pairing.newDefinition[i] == j
    default: a.name == b.name
    }
  }

  /// A reference that leads to something else now. What differs on the wire is reported beside it, part by part.
  private mutating func compareReferences(
    _ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject
  ) {
    let left = old.references[old[a].references.indices]
    let right = new.references[new[b].references.indices]
    guard left.count == 1, right.count == 1, let from = left.first, let to = right.first, !correspond(from, to),
      case .definition(let i) = from.target, case .definition(let j) = to.target,
      old.definitions[i].shape != .none, new.definitions[j].shape != .none
    else { return }
    func value(_ reference: Reference) -> FactValue { .facts([.init("type", .text(symbols.text(reference.name)))]) }
    if isBody(subject, context), old.definitions[i].isElement(symbols), new.definitions[j].isElement(symbols) {
      // The element that is sent carries its name.
      return report(
        .encodingChanged, context, subject, (from.origin, to.origin), (value(from), value(to)), detail: "element")
    }
    guard old[old.definitions[i].shape].digest != new[new.definitions[j].shape].digest, !isPassage(i, j) else { return }
    report(
      .referenceChanged, context, subject, (from.origin, to.origin), (value(from), value(to)))
  }

  /// Adds a change at the place of a context.
  mutating func report(
    _ kind: ChangeKind, _ context: DiffContext, _ subject: Change.Subject, _ origins: (old: Origin, new: Origin),
    _ values: (old: FactValue?, new: FactValue?), compatibility: Compatibility? = nil, detail: String = "",
    probability: Double? = nil, evidence: [Change.Evidence] = [], alternatives: [Change.Alternative] = []
  ) {
    var values = values
    if !context.branch.isEmpty {
      values.old = values.old.map { $0.adding("branch", .text(context.branch)) }
      values.new = values.new.map { $0.adding("branch", .text(context.branch)) }
    }
    var change = Change(
      kind: kind,
      old: values.old.map {
        .init(address: context.old, value: $0, origin: origins.old, label: label(subject, old: true))
      },
      new: values.new.map {
        .init(address: context.new, value: $0, origin: origins.new, label: label(subject, old: false))
      })
    change.compatibility = compatibility
    change.detail = context.branch.isEmpty ? detail : detail.isEmpty ? context.branch : "\(detail) \(context.branch)"
    change.probability = probability
    change.evidence = evidence
    change.alternatives = alternatives
    change.subject = subject
    log.add(change, context, at: origins, detail: detail)
  }
}

extension FactValue {
  /// The facts with one more.
  func adding(_ name: String, _ value: FactValue) -> FactValue {
    guard case .facts(let all) = self else { return self }
    return .facts(all + [.init(name, value)])
  }
}

extension Compatibility {
  /// What a change of types does.
  static func of(_ old: TypeSet, _ new: TypeSet) -> Compatibility {
    old.isWithin(new) ? .widened : new.isWithin(old) ? .narrowed : .incompatible
  }
}
