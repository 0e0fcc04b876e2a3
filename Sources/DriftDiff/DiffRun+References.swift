import DriftModel

extension DiffRun {
  /// Whether a place is what is sent as a whole, and not a member or an item of something.
  func isBody(_ subject: Change.Subject, _ context: DiffContext) -> Bool {
    guard case .place = subject, case .name? = context.old.steps.last else { return false }
    return true
  }

  /// Whether one of two definitions is nothing but a use of the other: an element without a name of its own in the
  /// place of a type is not what the value is.
  func isPassage(_ a: Int, _ b: Int) -> Bool {
    guard let left = plainDefinition(a, old), let right = plainDefinition(b, new) else { return false }
    return pairing.newDefinition[left] == right
  }

  /// The definition that a definition only refers to, at last; nil in a ring.
  private func plainDefinition(_ index: Int, _ schema: Schema) -> Int? {
    var at = index
    for _ in 0..<16 {
      let id = schema.definitions[at].shape
      guard id != .none else { return at }
      let shape = schema[id]
      guard shape.references.count == 1, shape.fields.isEmpty, shape.unions.isEmpty, shape.types.isEmpty,
        case .definition(let next) = schema.references[Int(shape.references.start)].target
      else { return at }
      at = next
    }
    return nil
  }
}
