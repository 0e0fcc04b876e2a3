import DriftModel

extension DiffRun {
  /// What is said beside a reference that leads nowhere, on both sides to the same nothing: whether there are many of
  /// it, whether it may be null, its default.
  mutating func compareBesideGap(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) {
    let (before, after) = (old[a], new[b])
    if referencesCorrespond(a, b), before.types == after.types {
      if Self.differ(before.nullable, after.nullable) || before.nullable.any != after.nullable.any {
        report(
          .nullabilityChanged, context, subject, (before.origin, after.origin),
          (
            .facts([.init("nullable", .flag(before.nullable.any))]),
            .facts([.init("nullable", .flag(after.nullable.any))])
          ), compatibility: after.nullable.any ? .widened : .narrowed)
      }
      return compareFacts(
        left.facts.filter { $0.owner == .here }, right.facts.filter { $0.owner == .here }, context, subject,
        (before.origin, after.origin))
    }
    let isMany = (old: before.types == .array, new: after.types == .array)
    guard isMany.old != isMany.new else { return }
    let isSame =
      isMany.new
      ? after.items != .none && !before.references.isEmpty && referencesCorrespond(a, after.items)
      : before.items != .none && !after.references.isEmpty && referencesCorrespond(before.items, b)
    guard isSame else { return }
    report(
      .typeChanged, context, subject, (before.origin, after.origin),
      (typeValue(left, oldResolver, a), typeValue(right, newResolver, b)),
      compatibility: !old.isOfElements || !new.isOfElements ? .incompatible : isMany.new ? .widened : .narrowed)
  }
}
