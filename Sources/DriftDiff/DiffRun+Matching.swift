import DriftModel

extension DiffRun {
  /// Tells renames and moves from removals and additions, over everything that vanished and appeared.
  ///
  /// A claimed pair is compared like any other, which may bring more that vanished and appeared: so in rounds.
  mutating func matchMembers() {
    while !blocks.isEmpty {
      let round = blocks
      blocks = []
      match(round + freshParents(round) + goneParents(round))
    }
  }

  private mutating func match(_ round: [MemberBlock]) {
    // Where nothing could have been renamed nobody asks for the names.
    let isAsked = round.contains { !$0.removed.isEmpty } && round.contains { !$0.added.isEmpty }
    if isAsked {
      old.stubRequests?.wantsAll = true
      new.stubRequests?.wantsAll = true
    }
    let problem = RenameProblem(
      blocks: round.map(renameBlock), definitionRenames: definitionRenames(),
      oldNames: isAsked ? fieldNames(old) : [], newNames: isAsked ? fieldNames(new) : [])
    let solution = RenameMatcher.solve(problem)
    limited += solution.limited
    var isClaimedOld = round.map { Array(repeating: false, count: $0.removed.count) }
    var isClaimedNew = round.map { Array(repeating: false, count: $0.added.count) }
    let renamed = Set(solution.claims.map(\.removed))
    // Of an object under another name its fields are told beside it.
    let claims = solution.claims.filter { claim in
      round[claim.removed.block].gone.map { !renamed.contains($0) } ?? true
    }
    for claim in claims + repeated(claims, in: round) {
      isClaimedOld[claim.removed.block][claim.removed.index] = true
      isClaimedNew[claim.added.block][claim.added.index] = true
      reportClaim(claim, round)
    }
    var doubts: [RenamePlace: [RenameAlternative]] = [:]
    for doubt in solution.doubts { doubts[doubt.removed] = doubt.alternatives }
    for (number, block) in round.enumerated() {
      for (index, field) in block.removed.enumerated() where block.gone == nil && !isClaimedOld[number][index] {
        let place = RenamePlace(block: number, index: index)
        reportRemoved(field, block, alternatives(doubts[place] ?? [], round))
      }
      for (index, field) in block.added.enumerated()
      where !block.isFresh && !isClaimedNew[number][index] { reportAdded(field, block) }
    }
  }

  private mutating func reportClaim(_ claim: RenameClaim, _ round: [MemberBlock]) {
    let from = round[claim.removed.block]
    let to = round[claim.added.block]
    let a = from.removed[claim.removed.index]
    let b = to.added[claim.added.index]
    let left = old.fields[a]
    let right = new.fields[b]
    var context = from.context
    context.new = to.context.new
    // What went into a new definition is told there, as an address of the schema names it.
    if claim.isMove, let home = to.freshHomes[b] {
      context.new = Address([.name(symbols.text(new.definitions[home].name))])
    }
    context.usage = context.usage.intersection(
      usage(of: left, oldResolver).union(usage(of: right, newResolver)))
    renamedFields[a] = b
    let holder = Change.Holder(old: from.holder.old, new: to.holder.new)
    report(
      claim.isMove ? .fieldMoved : .fieldRenamed, context.entering(step(left), step(right)),
      .field(old: a, new: b, parent: holder),
      (oldOrigin(of: a, in: from), newOrigin(of: b, in: to)),
      (fieldValue(left, oldResolver), fieldValue(right, newResolver)), probability: claim.probability,
      evidence: claim.evidence,
      alternatives: alternatives(claim.runnersUp.filter { $0.removed == claim.removed }, round))
    // Whether it has to be there is said by the parent: of what moved the move tells it.
    compareFields(a, b, withDemands: !claim.isMove, context, holder)
  }

  private mutating func reportRemoved(_ index: Int, _ block: MemberBlock, _ alternatives: [Change.Alternative]) {
    let field = old.fields[index]
    let parent = block.holder.new == .none ? Origin.none : new[block.holder.new].origin
    var context = block.context.entering(step(field))
    context.usage = context.usage.intersection(usage(of: field, oldResolver))
    report(
      .fieldRemoved, context, .field(old: index, new: nil, parent: block.holder),
      (block.usedAt.old[index] ?? field.origin, parent), (removedValue(field), nil),
      alternatives: alternatives)
  }

  /// What a report says of a field that went: also whether it was said to go.
  private func removedValue(_ field: Field) -> FactValue {
    let facts = old.facts[old[field.shape].facts.indices]
    let life = [FactKey.deprecated, .sunset].flatMap { key in named(key, facts.filter { $0.key == key }) }
    return life.reduce(fieldValue(field, oldResolver)) { $0.adding($1.name, $1.value) }
  }

  private mutating func reportAdded(_ index: Int, _ block: MemberBlock) {
    let field = new.fields[index]
    let parent = block.holder.old == .none ? Origin.none : old[block.holder.old].origin
    var context = block.context.entering(step(field))
    context.usage = context.usage.intersection(usage(of: field, newResolver))
    report(
      .fieldAdded, context, .field(old: nil, new: index, parent: block.holder),
      (parent, block.usedAt.new[index] ?? field.origin), (nil, fieldValue(field, newResolver)))
  }

  private func alternatives(_ found: [RenameAlternative], _ round: [MemberBlock]) -> [Change.Alternative] {
    found.map { one in
      let block = round[one.added.block]
      let field = new.fields[block.added[one.added.index]]
      return .init(address: block.context.new.appending(step(field)), probability: one.probability)
    }
  }

  private func renameBlock(_ block: MemberBlock) -> RenameBlock {
    let parentOld =
      block.parentName ?? block.context.old.steps.last(where: { if case .name = $0 { true } else { false } })?.text
      ?? ""
    let parentNew =
      block.parentName ?? block.context.new.steps.last(where: { if case .name = $0 { true } else { false } })?.text
      ?? ""
    var out = RenameBlock(
      removed: block.removed.map { candidate($0, oldResolver, parentOld, rank: block.ranks.old[$0] ?? 0) },
      added: block.added.map { candidate($0, newResolver, parentNew, rank: block.ranks.new[$0] ?? 0) },
      stayedOld: block.stayed.map { sibling(old.fields[$0.old], rank: block.ranks.old[$0.old] ?? 0) },
      stayedNew: block.stayed.map { sibling(new.fields[$0.new], rank: block.ranks.new[$0.new] ?? 0) })
    out.hasWholeParent = !block.isFresh && block.gone == nil
    return out
  }

  private func sibling(_ field: Field, rank: Int) -> RenameSibling {
    RenameSibling(name: bareName(field), position: rank, role: field.role.rawValue)
  }

  /// The name without its place: `limit` of `query:limit`.
  private func bareName(_ field: Field) -> String {
    let name = symbols.text(field.name)
    switch field.role {
    case .path, .query, .queryString, .header, .cookie:
      return name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    default: return name
    }
  }

  /// The distinct names of all members and definitions, in the order in which they were read.
  private func fieldNames(_ schema: Schema) -> [String] {
    var seen = SymbolMarks()
    var names: [Symbol] = []
    for field in schema.fields where field.role == .member && seen.insert(field.name) { names.append(field.name) }
    for definition in schema.definitions where seen.insert(definition.name) { names.append(definition.name) }
    return names.map(symbols.text)
  }

  private func definitionRenames() -> [DefinitionRename] {
    pairing.newDefinition.enumerated().compactMap { index, same in
      guard let same, old.definitions[index].name != new.definitions[same].name else { return nil }
      return DefinitionRename(
        old: symbols.text(old.definitions[index].name), new: symbols.text(new.definitions[same].name))
    }
  }

  /// A field as the matcher sees it.
  private func candidate(_ index: Int, _ resolver: Resolver, _ parent: String, rank: Int) -> RenameCandidate {
    let schema = resolver.schema
    let field = schema.fields[index]
    let resolution = resolver.resolve(field.shape)
    func text(_ key: FactKey) -> String {
      resolution.facts.first { $0.fact.key == key }.map { symbols.text($0.fact.value) } ?? ""
    }
    let own = schema.facts[schema[field.shape].facts.indices]
    func ownText(_ key: FactKey) -> String { own.first { $0.key == key }.map { symbols.text($0.value) } ?? "" }
    let reference = schema.references[schema[field.shape].references.indices].first
    return RenameCandidate(
      name: bareName(field), parentName: parent, typeKey: typeKey(field.shape, resolver, depth: 0),
      typeFamily: Self.family(resolution, hasReference: reference != nil),
      isRequired: known(field.required), isNullable: known(resolution.nullable),
      defaultValue: resolution.facts.first { $0.fact.key == .defaultValue }.map { symbols.text($0.fact.value) },
      description: reference == nil ? text(.description) : ownText(.description), label: text(.label),
      enumValues: resolution.facts.filter { $0.fact.key == .enumValue }.map { symbols.text($0.fact.value) },
      children: resolution.members.map { symbols.text(schema.fields[$0.field].name) },
      reference: reference.map { symbols.text($0.name) } ?? "", position: rank,
      stableID: hasOtherIDs ? "" : text(.stableID),
      replacedBy: text(.replacedBy), role: field.role.rawValue)
  }

  private func known(_ fact: ByDirection) -> Bool? { fact == .unknown ? nil : fact.any }

  /// Stands for an exact type: kinds, common type, format, what a list holds, what is referred to.
  func typeKey(_ id: ShapeID, _ resolver: Resolver, depth: Int) -> UInt64 {
    let schema = resolver.schema
    if let reference = schema.references[schema[id].references.indices].first {
      var target = reference.name
      // A renamed definition is the same type.
      if resolver === oldResolver, case .definition(let index) = reference.target,
        let same = pairing.newDefinition[index]
      {
        target = new.definitions[same].name
      }
      return StableHash.mix(symbols.hash(target), 1)
    }
    let resolution = resolver.resolve(id)
    var key = StableHash.mix(UInt64(resolution.types.rawValue), UInt64(resolution.scalar.rawValue) + 2)
    if let format = resolution.facts.first(where: { $0.fact.key == .format }) {
      key = StableHash.mix(key, symbols.hash(format.fact.value))
    }
    guard depth < 8 else { return key }
    for part in [resolution.items, resolution.values].compactMap({ $0 }) {
      key = StableHash.mix(key, typeKey(part.shape, resolver, depth: depth + 1))
    }
    return key
  }

  private static func family(_ resolution: Resolution, hasReference: Bool) -> RenameTypeFamily {
    switch resolution.scalar {
    case .date, .dateTime, .time, .duration: return .date
    case .integer, .number, .decimal: return .number
    default: break
    }
    switch resolution.types {
    case .string: return .string
    case .integer, .number: return .number
    case .boolean: return .boolean
    case .array: return .array
    case .object: return hasReference ? .reference : .object
    default: return hasReference ? .reference : .any
    }
  }
}
