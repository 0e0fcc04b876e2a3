import DriftModel

extension DiffRun {
  /// A branch that holds under a condition, and where it is written.
  private struct Conditional {
    var branch: Branch
    var owner: Resolution.Owner
  }

  /// Compares what holds under conditions: label by label, and for one label condition by condition.
  mutating func compareConditions(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    let before = conditions(left, oldResolver)
    let after = conditions(right, newResolver)
    guard !before.isEmpty || !after.isEmpty else { return }
    let holders = (old: left.holders, new: right.holders)
    for label in Set(before.keys).union(after.keys).sorted() {
      let old = (before[label] ?? []).filter { !isLeft($0.owner, nil, holders) }
      let new = (after[label] ?? []).filter { !isLeft(nil, $0.owner, holders) }
      for (number, pair) in pair(old, new).enumerated() {
        let name = number > 0 ? "\(label) #\(number + 1)" : label
        compareCondition(pair.old, pair.new, label, name, context, subject)
      }
    }
  }

  /// Pairs branches of one label that differ: those of one condition, of one content, the rest in order.
  private func pair(_ left: [Conditional], _ right: [Conditional]) -> [(old: Conditional?, new: Conditional?)] {
    var openOld = left
    var openNew = right
    var out: [(old: Conditional?, new: Conditional?)] = []
    let content = { (one: Conditional, two: Conditional) in
      self.old[one.branch.shape].digest == self.new[two.branch.shape].digest
    }
    let condition = { (one: Conditional, two: Conditional) in one.branch.condition == two.branch.condition }
    for isSame in [{ condition($0, $1) && content($0, $1) }, condition, content, { _, _ in true }] {
      var rest: [Conditional] = []
      for one in openOld {
        guard let at = openNew.firstIndex(where: { isSame(one, $0) }) else {
          rest.append(one)
          continue
        }
        let two = openNew.remove(at: at)
        if !condition(one, two) || !content(one, two) { out.append((one, two)) }
      }
      openOld = rest
    }
    return out + openOld.map { ($0, nil) } + openNew.map { (nil, $0) }
  }

  private mutating func compareCondition(
    _ one: Conditional?, _ two: Conditional?, _ label: String, _ name: String, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    if let one, let two, one.branch.condition == two.branch.condition {
      if Self.holdsMembers(label) {
        var inner = context
        inner.branch = label
        return compare(one.branch.shape, two.branch.shape, inner, subject)
      }
    }
    report(
      .conditionChanged, context, subject,
      (one.map { old[$0.branch.shape].origin } ?? .none, two.map { new[$0.branch.shape].origin } ?? .none),
      (
        .facts([.init("condition", .text(one == nil ? "none" : label))]),
        .facts([.init("condition", .text(two == nil ? "none" : label))])
      ), compatibility: one == nil ? .narrowed : two == nil ? .widened : .incompatible, detail: name)
  }

  /// Whether a condition's branch holds members of the object itself.
  private static func holdsMembers(_ label: String) -> Bool {
    label == "then" || label == "else" || label.hasPrefix("with ")
  }

  /// Whether a condition excludes nothing: the names of members are texts anyway (JSON Schema 2020-12, 10.3.2.4), and what
  /// says nothing holds of whatever it is asked of.
  private func holdsAlways(_ branch: Branch, _ resolver: Resolver) -> Bool {
    let one = resolver.resolve(branch.shape)
    let saysNothing = one.isAnything && one.facts.allSatisfy { !$0.fact.key.restrictsValues } && one.closedBy == nil
    switch symbols.text(branch.label) {
    case "propertyNames":
      return one.facts.isEmpty && one.unions.isEmpty && (one.types.isEmpty || one.types.contains(.string))
    case "then", "else": return saysNothing && !one.isUnknown
    default: return false
    }
  }

  private func conditions(_ resolution: Resolution, _ resolver: Resolver) -> [String: [Conditional]] {
    var out: [String: [Conditional]] = [:]
    for one in resolution.unions where one.union.kind == .conditional {
      for branch in resolver.schema.branches[one.union.branches.indices] where !holdsAlways(branch, resolver) {
        out[symbols.text(branch.label), default: []].append(Conditional(branch: branch, owner: one.owner))
      }
    }
    return out
  }
}
