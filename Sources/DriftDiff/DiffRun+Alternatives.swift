import DriftModel

extension DiffRun {
  /// One branch of a union, or a whole shape that is held against a union.
  private struct Option {
    var shape: ShapeID
    var key: Key

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
    let before = left.unions.filter { $0.union.kind == .alternatives }
    let after = right.unions.filter { $0.union.kind == .alternatives }
    guard !before.isEmpty || !after.isEmpty else { return true }
    if !before.isEmpty, !after.isEmpty {
      for (one, two) in zip(before, after) where !isLeft(one.owner, two.owner, (left.owners, right.owners)) {
        compareOptions(options(one.union, old: true), options(two.union, old: false), a, b, context, subject)
      }
      return true
    }
    if before.isEmpty {
      if left.isAnything { return true }
      guard !isLeft(nil, after[0].owner, (left.owners, right.owners)) else { return true }
      compareOptions([option(a, old: true)], options(after[0].union, old: false), a, b, context, subject)
    } else {
      if right.isAnything { return true }
      guard !isLeft(before[0].owner, nil, (left.owners, right.owners)) else { return true }
      compareOptions(options(before[0].union, old: true), [option(b, old: false)], a, b, context, subject)
    }
    return false
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

  private mutating func compareOptions(
    _ left: [Option], _ right: [Option], _ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject
  ) {
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
    let isUnion = left.count > 1 || right.count > 1
    for pair in pairs {
      var inner = context
      if isUnion {
        inner.siblingNames = (
          memberNames(left, except: pair.old, oldResolver), memberNames(right, except: pair.new, newResolver)
        )
        inner.branch = branchName(left[pair.old].shape, oldResolver, pair.old)
      }
      compare(left[pair.old].shape, right[pair.new].shape, inner, subject)
    }
    let pairedOld = Set(pairs.map(\.old))
    let pairedNew = Set(pairs.map(\.new))
    if pairs.isEmpty, left.count == 1 || right.count == 1 {
      return reportReplaced(a, b, context, subject)
    }
    for index in left.indices where !pairedOld.contains(index) {
      let shape = left[index].shape
      let name = branchName(shape, oldResolver, index)
      report(
        .unionMemberRemoved, context, subject, (old[shape].origin, .none),
        (typeValue(oldResolver.resolve(shape), oldResolver, shape).adding("branch", .text(name)), nil),
        compatibility: .narrowed, detail: name)
    }
    for index in right.indices where !pairedNew.contains(index) {
      let shape = right[index].shape
      let name = branchName(shape, newResolver, index)
      report(
        .unionMemberAdded, context, subject, (.none, new[shape].origin),
        (nil, typeValue(newResolver.resolve(shape), newResolver, shape).adding("branch", .text(name))),
        compatibility: .widened, detail: name)
    }
  }

  /// One thing became another that has nothing of it.
  private mutating func reportReplaced(_ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject) {
    report(
      .typeChanged, context, subject, (old[a].origin, new[b].origin),
      (typeValue(oldResolver.resolve(a), oldResolver, a), typeValue(newResolver.resolve(b), newResolver, b)),
      compatibility: .incompatible)
  }

  /// Pairs branches that have no name by what they hold: the most alike first.
  private func pairByLikeness(_ left: [ShapeID], _ right: [ShapeID]) -> [(old: Int, new: Int)] {
    guard !left.isEmpty, !right.isEmpty, left.count * right.count <= 10_000 else { return [] }
    var scored: [(score: Double, old: Int, new: Int)] = []
    let before = left.map { oldResolver.resolve($0) }
    let after = right.map { newResolver.resolve($0) }
    let namesBefore = before.map { Set($0.members.map { old.fields[$0.field].name }) }
    let namesAfter = after.map { Set($0.members.map { new.fields[$0.field].name }) }
    for i in left.indices {
      for j in right.indices {
        let score = likeness(before[i], after[j], namesBefore[i], namesAfter[j])
        if score > 0.3 { scored.append((score, i, j)) }
      }
    }
    scored.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    var takenOld: Set<Int> = []
    var takenNew: Set<Int> = []
    var out: [(old: Int, new: Int)] = []
    for pair in scored where !takenOld.contains(pair.old) && !takenNew.contains(pair.new) {
      takenOld.insert(pair.old)
      takenNew.insert(pair.new)
      out.append((pair.old, pair.new))
    }
    return out
  }

  private func likeness(_ a: Resolution, _ b: Resolution, _ namesA: Set<Symbol>, _ namesB: Set<Symbol>) -> Double {
    guard a.types == b.types else { return a.types.isDisjoint(with: b.types) ? 0 : 0.35 }
    if namesA.isEmpty && namesB.isEmpty {
      // Two lists, or two texts: alike enough to be one, more so where they are restricted to common values.
      let values = { (r: Resolution) in Set(r.facts.filter { $0.fact.key == .enumValue }.map(\.fact)) }
      let (x, y) = (values(a), values(b))
      if x.isEmpty != y.isEmpty { return 0.4 }
      return x.isEmpty ? 0.6 : x.isDisjoint(with: y) ? 0.1 : 0.9
    }
    return Double(namesA.intersection(namesB).count) / Double(namesA.union(namesB).count)
  }

  private func memberNames(_ options: [Option], except index: Int, _ resolver: Resolver) -> Set<Symbol> {
    var names: Set<Symbol> = []
    for (other, option) in options.enumerated() where other != index {
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

  /// Compares what holds under conditions, label by label.
  mutating func compareConditions(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    let before = conditions(left, oldResolver)
    let after = conditions(right, newResolver)
    guard !before.isEmpty || !after.isEmpty else { return }
    for label in Set(before.keys).union(after.keys).sorted() {
      let (one, two) = (before[label], after[label])
      if isLeft(one?.owner, two?.owner, (left.owners, right.owners)) { continue }
      guard let one, let two, one.branch.condition == two.branch.condition, Self.holdsMembers(label) else {
        let isSame =
          one?.branch.condition == two?.branch.condition
          && one.map { old[$0.branch.shape].digest } == two.map { new[$0.branch.shape].digest }
        if isSame { continue }
        report(
          .conditionChanged, context, subject,
          (one.map { old[$0.branch.shape].origin } ?? .none, two.map { new[$0.branch.shape].origin } ?? .none),
          (.facts([.init("condition", .text(one == nil ? "none" : label))]),
            .facts([.init("condition", .text(two == nil ? "none" : label))])),
          compatibility: one == nil ? .narrowed : two == nil ? .widened : .incompatible, detail: label)
        continue
      }
      var inner = context
      inner.branch = label
      compare(one.branch.shape, two.branch.shape, inner, subject)
    }
  }

  /// Whether a condition's branch holds members of the object itself.
  private static func holdsMembers(_ label: String) -> Bool {
    label == "then" || label == "else" || label.hasPrefix("with ")
  }

  private func conditions(
    _ resolution: Resolution, _ resolver: Resolver
  ) -> [String: (branch: Branch, owner: Resolution.Owner)] {
    var out: [String: (branch: Branch, owner: Resolution.Owner)] = [:]
    for one in resolution.unions where one.union.kind == .conditional {
      for branch in resolver.schema.branches[one.union.branches.indices] {
        out[symbols.text(branch.label)] = (branch, one.owner)
      }
    }
    return out
  }
}

extension Resolution {
  /// Whether nothing is said of the value.
  var isAnything: Bool { types.isEmpty && members.isEmpty && unions.isEmpty && items == nil && values == nil }
}
