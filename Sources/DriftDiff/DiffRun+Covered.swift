import DriftModel

extension DiffRun {
  /// Compares a position of a list or a pattern of member names that only one side has with what the other side says of
  /// the same values: that of further items, or of a map's values; any value where it says nothing.
  ///
  /// False where the other side refuses such values, or has another type: then the member came or went.
  mutating func compareCovered(
    old oldField: Int?, new newField: Int?, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ holder: Change.Holder
  ) -> Bool {
    guard let field = oldField.map({ old.fields[$0] }) ?? newField.map({ new.fields[$0] }) else { return false }
    let other = oldField == nil ? left : right
    let rest: Resolution.OwnedShape?
    switch field.role {
    case .position:
      guard left.types.contains(.array), right.types.contains(.array), !other.hasClosedItems else { return false }
      rest = other.items
    case .pattern:
      guard left.types.contains(.object), right.types.contains(.object), other.closedBy == nil else { return false }
      rest = other.values
    default: return false
    }
    let inner = context.entering(step(field))
    let subject = Change.Subject.field(old: oldField, new: newField, parent: holder)
    if let rest {
      let shapes = oldField == nil ? (rest.shape, field.shape) : (field.shape, rest.shape)
      compare(shapes.0, shapes.1, inner, subject)
      return true
    }
    let any = FactValue.facts([.init("type", .text("any"))])
    if oldField == nil {
      guard !new[field.shape].isAnything else { return true }
      report(
        .typeChanged, inner, subject, (old[holder.old].origin, field.origin),
        (any, typeValue(newResolver.resolve(field.shape), newResolver, field.shape)), compatibility: .narrowed)
    } else {
      guard !old[field.shape].isAnything else { return true }
      report(
        .typeChanged, inner, subject, (field.origin, new[holder.new].origin),
        (typeValue(oldResolver.resolve(field.shape), oldResolver, field.shape), any), compatibility: .widened)
    }
    return true
  }
}
