extension Schema {
  /// The definition that a shape refers to and adds no member to, by its index; nil where it refers to none, or to several.
  public func definition(referredToBy shape: ShapeID) -> Int? {
    guard shape != .none else { return nil }
    let references = self[shape].references
    guard references.count == 1, self[shape].fields.count == 0, let first = references.indices.first,
      case .definition(let target) = self.references[first].target
    else { return nil }
    return target
  }
}
