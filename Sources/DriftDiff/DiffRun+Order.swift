import DriftModel

extension DiffRun {
  /// The order of members, where a writer has to keep it: what both sides have, in another order than before, in an
  /// order where there was none, or in none any more.
  ///
  /// A member that came or went moves nothing; nor does one of which another may stand instead.
  mutating func compareOrder(_ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject) {
    guard old[a].isOrdered || new[b].isOrdered || !old[a].references.isEmpty || !new[b].references.isEmpty else {
      return
    }
    // What both have of the same definitions is compared there.
    let isOwn = referencesCorrespond(a, b)
    var (before, after) = (MemberOrder(), MemberOrder())
    collect(a, old, isOwn, &before)
    collect(b, new, isOwn, &after)
    guard before.isOrdered || after.isOrdered else { return }
    let (mine, theirs) = (Set(before.names), Set(after.names))
    let stayed = before.names.filter { theirs.contains($0) }
    let arrived = after.names.filter { mine.contains($0) }
    guard stayed.count > 1 else { return }
    if before.isOrdered == after.isOrdered, stayed == arrived { return }
    func value(_ names: [Symbol], _ isOrdered: Bool) -> FactValue {
      .facts([.init("order", isOrdered ? .list(names.map { .text(symbols.text($0)) }) : .text("any"))])
    }
    report(
      .orderChanged, context, subject, (old[a].origin, new[b].origin),
      (value(stayed, before.isOrdered), value(arrived, after.isOrdered)),
      compatibility: before.isOrdered == after.isOrdered ? .incompatible : after.isOrdered ? .narrowed : .widened)
  }

  /// The members of a shape that have a place among the others, in order.
  private struct MemberOrder {
    var names: [Symbol] = []
    var isOrdered = false
    var seen: Set<ShapeID> = []
  }

  /// Adds the members of what a shape builds on, then its own (XSD 1.0 part 1, 3.4.2); a chain that is made to break
  /// readers is followed so far and no further.
  private func collect(
    _ shape: ShapeID, _ schema: Schema, _ isOwn: Bool, _ out: inout MemberOrder, depth: Int = 0
  ) {
    guard depth < 200, out.seen.insert(shape).inserted else { return }
    if !isOwn {
      for reference in schema.references[schema[shape].references.indices] {
        guard case .definition(let index) = reference.target, schema.definitions[index].shape != .none else { continue }
        collect(schema.definitions[index].shape, schema, false, &out, depth: depth + 1)
      }
    }
    out.isOrdered = out.isOrdered || schema[shape].isOrdered
    let members = schema.fields[schema[shape].fields.indices].filter { field in
      field.role == .member && !isFree(field.shape, schema) && !isFree(schema[field.shape].items, schema)
    }
    out.names += members.sorted { $0.position < $1.position }.map(\.name)
  }
  /// Whether a member has no place among the others: one of several stands there, or they stand in any order.
  private func isFree(_ shape: ShapeID, _ schema: Schema) -> Bool {
    shape != .none
      && schema.facts[schema[shape].facts.indices].contains {
        $0.key == .exclusive && $0.kind == .flag || $0.key == .unordered
      }
  }
}
