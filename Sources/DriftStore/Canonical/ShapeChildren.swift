import DriftModel

/// What stands below a shape, in the order of its canonical text: by name, whatever the order of the source.
struct ShapeChildren {
  /// An alternative and the name of its step.
  struct Alternative {
    var group: Int
    var kind: Union.Kind
    var isExclusive: Bool
    var branch: Branch
    /// The label, the name of what it refers to, or a number.
    var step: String
    /// The rank among all alternatives of the shape in the order of the source.
    var rank: UInt32
  }

  let schema: Schema

  /// The members, as indices into ``Schema/fields``, by name.
  func fields(_ shape: Shape) -> [Int] {
    guard shape.fields.count > 1 else { return Array(shape.fields.indices) }
    let symbols = schema.symbols
    return shape.fields.indices.sorted { a, b in
      symbols.precedes(schema.fields[a].name, schema.fields[b].name)
    }
  }

  /// The alternatives of all groups; steps are distinct.
  func alternatives(_ shape: Shape) -> [Alternative] {
    guard !shape.unions.isEmpty else { return [] }
    var out: [Alternative] = []
    var steps: [String: Int] = [:]
    var anonymous = 0
    var ranks: [Int: UInt32] = [:]
    for index in shape.unions.indices {
      for branch in schema.unions[index].branches.indices { ranks[branch] = UInt32(ranks.count) }
    }
    for (group, union) in groups(shape).enumerated() {
      let branches = union.branches.indices.sorted { precedes(schema.branches[$0], schema.branches[$1]) }
      for index in branches {
        let branch = schema.branches[index]
        var step = name(of: branch)
        if step.isEmpty {
          anonymous += 1
          step = String(anonymous)
        }
        steps[step, default: 0] += 1
        if let count = steps[step], count > 1 { step += "~\(count)" }
        out.append(
          .init(
            group: group, kind: union.kind, isExclusive: union.isExclusive, branch: branch, step: step,
            rank: ranks[index] ?? 0))
      }
    }
    return out
  }

  /// The groups of alternatives: a set, so in an order of its content.
  private func groups(_ shape: Shape) -> [Union] {
    let all = Array(schema.unions[shape.unions.indices])
    guard all.count > 1 else { return all }
    func first(_ union: Union) -> [Digest] {
      schema.branches[union.branches.indices].map { schema[$0.shape].digest }.sorted { Self.precedes($0, $1) }
    }
    return all.map { ($0, first($0)) }.sorted { a, b in
      if a.0.kind != b.0.kind { return a.0.kind.rawValue < b.0.kind.rawValue }
      if a.1 == b.1 { return !a.0.isExclusive && b.0.isExclusive }
      return a.1.lexicographicallyPrecedes(b.1, by: Self.precedes)
    }.map(\.0)
  }

  /// What people would call an alternative: its label, or the one definition that it is.
  private func name(of branch: Branch) -> String {
    if branch.label != .none { return schema.symbols.text(branch.label) }
    let shape = schema[branch.shape]
    guard shape.references.count == 1, shape.fields.isEmpty, shape.unions.isEmpty else { return "" }
    return schema.symbols.text(schema.references[Int(shape.references.start)].name)
  }

  /// An order in which a change inside of one alternative seldom moves another.
  private func precedes(_ a: Branch, _ b: Branch) -> Bool {
    let (one, two) = (name(of: a), name(of: b))
    if one != two { return one.utf8.lexicographicallyPrecedes(two.utf8) }
    let (left, right) = (schema[a.shape], schema[b.shape])
    if left.types != right.types { return left.types.rawValue < right.types.rawValue }
    if one.isEmpty {
      let symbols = schema.symbols
      for (x, y) in zip(fields(left), fields(right)) where schema.fields[x].name != schema.fields[y].name {
        return symbols.precedes(schema.fields[x].name, schema.fields[y].name)
      }
      if left.fields.count != right.fields.count { return left.fields.count < right.fields.count }
    }
    if left.digest != right.digest { return Self.precedes(left.digest, right.digest) }
    return Self.precedes(a.condition, b.condition)
  }

  static func precedes(_ a: Digest, _ b: Digest) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
