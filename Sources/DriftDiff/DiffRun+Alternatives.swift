import DriftModel

extension DiffRun {
  /// One branch of a union, or a whole shape that is held against a union.
  private struct Option {
    var shape: ShapeID
    var key: Key

    /// Whether the branch is written in place: no name tells what became of it.
    var isUnnamed: Bool { if case .content = key { true } else { false } }

    /// What makes a branch the same on both sides, without looking inside.
    enum Key: Hashable {
      case definition(Int)
      case content(Digest)
    }
  }

  /// Compares alternatives. A shape without any counts as the only one, so that a type that became a union
  /// is a union with one branch more. Gives whether the rest of both shapes is still to be compared.
  mutating func compareAlternatives(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) -> Bool {
    // What a definition brings to both sides is compared there.
    let before = left.alternatives.filter { !isLeft($0.owner, nil, (left.holders, right.holders)) }
    let after = right.alternatives.filter { !isLeft(nil, $0.owner, (left.holders, right.holders)) }
    let isRestricted = before.count != left.alternatives.count || after.count != right.alternatives.count
    guard !before.isEmpty || !after.isEmpty else { return true }
    if before.isEmpty || after.isEmpty, !isRestricted {
      let (bare, union) = before.isEmpty ? (left, right) : (right, left)
      if bare.isAnything { return true }
      // Members beside the alternatives: both are objects, of which one is restricted further.
      if union.members.isEmpty || bare.members.isEmpty {
        return compareUnion(before.first?.union, after.first?.union, a, b, bare, context, subject)
      }
    }
    compareUnions(before.map(\.union), after.map(\.union), a, b, context, subject)
    return true
  }

  /// Compares one value with a union that stands in its place now, or the other way round.
  private mutating func compareUnion(
    _ before: Union?, _ after: Union?, _ a: ShapeID, _ b: ShapeID, _ bare: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) -> Bool {
    let left = before.map { options($0, old: true) } ?? [option(a, old: true)]
    let right = after.map { options($0, old: false) } ?? [option(b, old: false)]
    // A list of types says what a union of plain types says.
    let listed = before == nil ? types(of: right, newResolver) : types(of: left, oldResolver)
    if let listed, listed.union(bare.types).isSubset(of: .scalars), bare.types.count > 1 {
      guard listed != bare.types else { return false }
      report(
        .typeChanged, context, subject, (old[a].origin, new[b].origin),
        (typeValue(oldResolver.resolve(a), oldResolver, a), typeValue(newResolver.resolve(b), newResolver, b)),
        compatibility: before == nil ? .of(bare.types, listed) : .of(listed, bare.types))
      return false
    }
    let outer = onlyAlternatives
    onlyAlternatives = (before == nil ? a : .none, after == nil ? b : .none)
    defer { onlyAlternatives = outer }
    compareOptions(left, right, a, b, context, subject)
    compareExclusion(before, after, a, b, context, subject)
    return false
  }

  /// The types that the branches admit together; nil where one of them is more than a type.
  private func types(of options: [Option], _ resolver: Resolver) -> TypeSet? {
    var out: TypeSet = []
    for option in options {
      let resolution = resolver.resolve(option.shape)
      let isPlain = resolution.facts.allSatisfy { !$0.fact.key.restrictsValues }
      guard isPlain, resolution.unions.isEmpty, !resolution.types.isEmpty else { return nil }
      out.formUnion(resolution.types)
    }
    return out.contains(.number) ? out.subtracting(.integer) : out
  }

  /// Compares several unions that all hold: those of one content are one, then those that share most branches.
  private mutating func compareUnions(
    _ before: [Union], _ after: [Union], _ a: ShapeID, _ b: ShapeID, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    let left = before.map { options($0, old: true) }
    let right = after.map { options($0, old: false) }
    var scored: [(shared: Int, old: Int, new: Int)] = []
    for i in left.indices {
      for j in right.indices {
        let keys = Set(left[i].map(\.key))
        scored.append((right[j].count { keys.contains($0.key) }, i, j))
      }
    }
    scored.sort { ($1.shared, $0.old, $0.new) < ($0.shared, $1.old, $1.new) }
    var openOld = Set(left.indices)
    var openNew = Set(right.indices)
    for pair in scored where openOld.contains(pair.old) && openNew.contains(pair.new) {
      openOld.remove(pair.old)
      openNew.remove(pair.new)
      compareOptions(left[pair.old], right[pair.new], a, b, context, subject)
      compareExclusion(before[pair.old], after[pair.new], a, b, context, subject)
    }
    for index in openOld.sorted() { reportRestriction(before[index], nil, a, b, context, subject) }
    for index in openNew.sorted() { reportRestriction(nil, after[index], a, b, context, subject) }
  }

  /// A union beside other parts that came or went: the value is restricted further, or less.
  private mutating func reportRestriction(
    _ before: Union?, _ after: Union?, _ a: ShapeID, _ b: ShapeID, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    report(
      .typeChanged, context, subject, (before?.origin ?? old[a].origin, after?.origin ?? new[b].origin),
      (typeValue(oldResolver.resolve(a), oldResolver, a), typeValue(newResolver.resolve(b), newResolver, b)),
      compatibility: before == nil ? .narrowed : .widened, detail: "alternatives")
  }

  private func options(_ union: Union, old isOld: Bool) -> [Option] {
    let schema = isOld ? old : new
    return schema.branches[union.branches.indices].map { option($0.shape, old: isOld) }
  }

  private func option(_ shape: ShapeID, old isOld: Bool) -> Option {
    let schema = isOld ? old : new
    let references = schema[shape].references
    if references.count == 1, case .definition(let index) = schema.references[Int(references.start)].target {
      // Named by the index on the new side, so that paired definitions have equal keys.
      return Option(shape: shape, key: .definition(isOld ? pairing.newDefinition[index] ?? -1 - index : index))
    }
    return Option(shape: shape, key: .content(schema[shape].digest))
  }

  /// The alternatives, where one that the other side does not have is nothing but a union itself: those of that. A union
  /// inside a union is one union, also where it has a name.
  private func flattened(_ options: [Option], beside others: [Option], old isOld: Bool, depth: Int = 0) -> [Option] {
    // An element that others may stand for is more than they are.
    guard !old.isOfElements else { return options }
    let known = Set(others.map(\.key))
    let resolver = isOld ? oldResolver : newResolver
    return options.flatMap { option -> [Option] in
      guard depth < 8, !known.contains(option.key), case .definition = option.key else { return [option] }
      let one = resolver.resolve(option.shape)
      guard one.types.isEmpty, one.members.isEmpty, one.items == nil, one.values == nil, one.unions.count == 1,
        one.unions[0].union.kind == .alternatives, one.closedBy == nil, !one.nullable.any,
        one.facts.allSatisfy({ !$0.fact.key.restrictsValues && !$0.fact.key.tellsAlternativesApart })
      else { return [option] }
      return flattened(self.options(one.unions[0].union, old: isOld), beside: others, old: isOld, depth: depth + 1)
    }
  }

  private mutating func compareOptions(
    _ before: [Option], _ after: [Option], _ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject
  ) {
    let left = flattened(before, beside: after, old: true)
    let right = flattened(after, beside: before, old: false)
    var openNew: [Option.Key: [Int]] = [:]
    for (index, option) in right.enumerated().reversed() { openNew[option.key, default: []].append(index) }
    var restOld: [Int] = []
    var pairs: [(old: Int, new: Int)] = []
    var isTaken = Array(repeating: false, count: right.count)
    for (index, option) in left.enumerated() {
      if let same = openNew[option.key]?.popLast() {
        isTaken[same] = true
        pairs.append((index, same))
      } else {
        restOld.append(index)
      }
    }
    let restNew = right.indices.filter { !isTaken[$0] }
    let alike = pairByLikeness(restOld.map { left[$0].shape }, restNew.map { right[$0].shape })
    pairs += alike.map { (restOld[$0.old], restNew[$0.new]) }
    if let last = onlyOne(restOld, restNew, besides: alike), left[last.old].isUnnamed, right[last.new].isUnnamed {
      pairs.append(last)
    }
    let isUnion = left.count > 1 || right.count > 1
    let changed = pairs.filter { old[left[$0.old].shape].digest != new[right[$0.new].shape].digest }
    // A branch that lost a name has it no more: where the union still has it, another branch does.
    let names: (old: Set<Symbol>, new: Set<Symbol>) =
      isUnion && !changed.isEmpty ? (memberNames(left, oldResolver), memberNames(right, newResolver)) : ([], [])
    for pair in changed {
      var inner = context
      if isUnion {
        inner.siblingNames = names
        inner.branch = branchName(left[pair.old].shape, oldResolver, pair.old)
      }
      compare(left[pair.old].shape, right[pair.new].shape, inner, subject)
    }
    let pairedOld = Set(pairs.map(\.old))
    let pairedNew = Set(pairs.map(\.new))
    if pairs.isEmpty, left.count == 1 || right.count == 1 {
      return reportReplaced(a, b, context, subject)
    }
    for index in left.indices
    where !pairedOld.contains(index) && !isWithin(left[index], right, oldResolver, newResolver) {
      let shape = left[index].shape
      let name = branchName(shape, oldResolver, index)
      report(
        .unionMemberRemoved, context, subject, (old[shape].origin, .none),
        (branchValue(shape, oldResolver).adding("branch", .text(name)), nil),
        compatibility: .narrowed, detail: name)
    }
    for index in right.indices
    where !pairedNew.contains(index) && !isWithin(right[index], left, newResolver, oldResolver) {
      let shape = right[index].shape
      let name = branchName(shape, newResolver, index)
      report(
        .unionMemberAdded, context, subject, (.none, new[shape].origin),
        (nil, branchValue(shape, newResolver).adding("branch", .text(name))),
        compatibility: .widened, detail: name)
    }
  }

  /// Whether all values of a branch are those of one that the other side has: whole numbers beside numbers.
  private func isWithin(_ one: Option, _ others: [Option], _ resolver: Resolver, _ other: Resolver) -> Bool {
    // An element is told by its name, whatever its text admits.
    guard !old.isOfElements else { return false }
    let branch = resolver.resolve(one.shape)
    guard !branch.types.isEmpty, branch.types.isSubset(of: .scalars), branch.unions.isEmpty else { return false }
    return others.contains { option in
      let wide = other.resolve(option.shape)
      return !wide.types.isEmpty && wide.unions.isEmpty && branch.types.isWithin(wide.types)
        && wide.facts.allSatisfy { !$0.fact.key.restrictsValues }
    }
  }

  /// What a report says of a branch: whether it is an element that may stand for another one, too.
  private func branchValue(_ shape: ShapeID, _ resolver: Resolver) -> FactValue {
    let schema = resolver.schema
    let value = typeValue(resolver.resolve(shape), resolver, shape)
    guard case .definition(let index)? = schema.references[schema[shape].references.indices].first?.target,
      schema.definitions[index].isElement(symbols)
    else { return value }
    return value.adding("substitute", .flag(true))
  }

  /// The branch that is left alone on each side, where it is one and others stay what they were.
  private func onlyOne(
    _ left: [Int], _ right: [Int], besides pairs: [(old: Int, new: Int)]
  ) -> (old: Int, new: Int)? {
    let paired = (old: Set(pairs.map { left[$0.old] }), new: Set(pairs.map { right[$0.new] }))
    let (before, after) = (left.filter { !paired.old.contains($0) }, right.filter { !paired.new.contains($0) })
    guard before.count == 1, after.count == 1 else { return nil }
    return (before[0], after[0])
  }

  /// One thing became another that has nothing of it.
  private mutating func reportReplaced(_ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject) {
    report(
      .typeChanged, context, subject, (old[a].origin, new[b].origin),
      (typeValue(oldResolver.resolve(a), oldResolver, a), typeValue(newResolver.resolve(b), newResolver, b)),
      compatibility: .incompatible)
  }

  /// The names of members that any branch has.
  private func memberNames(_ options: [Option], _ resolver: Resolver) -> Set<Symbol> {
    var names: Set<Symbol> = []
    for option in options {
      for member in resolver.resolve(option.shape).members { names.insert(resolver.schema.fields[member.field].name) }
    }
    return names
  }

  /// What a branch is called: the definition that it is, its title, else its type and rank.
  private func branchName(_ shape: ShapeID, _ resolver: Resolver, _ index: Int) -> String {
    let schema = resolver.schema
    if let reference = schema.references[schema[shape].references.indices].first { return symbols.text(reference.name) }
    let label = schema.facts[schema[shape].facts.indices].first { $0.key == .label }
    if let label { return symbols.text(label.value) }
    let values = schema.facts[schema[shape].facts.indices].filter { $0.key == .enumValue }
    if values.count == 1 { return "\"\(symbols.text(values[0].value))\"" }
    return "\(typeWord(resolver.resolve(shape), resolver, shape)) #\(index + 1)"
  }
}

extension Resolution {
  /// The groups of which one branch holds.
  fileprivate var alternatives: [OwnedUnion] { unions.filter { $0.union.kind == .alternatives } }

  /// Whether nothing is said of the value.
  var isAnything: Bool { types.isEmpty && members.isEmpty && unions.isEmpty && items == nil && values == nil }
}
