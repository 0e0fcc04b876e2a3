extension Schema {
  /// Marks the definitions whose names a discriminator sends, because no mapping gives them another (OpenAPI 3.1.1,
  /// 4.8.25): branches of a union with a discriminator, and what extends a base with one.
  public mutating func markNamesOnWire() {
    var mapped: [ShapeID: Set<Int>] = [:]
    for variant in variants {
      if case .definition(let index) = variant.target { mapped[variant.base, default: []].insert(index) }
    }
    for (index, shape) in shapes.enumerated() where hasDiscriminator(shape) {
      let known = mapped[ShapeID(index)] ?? []
      for union in unions[shape.unions.indices] {
        for branch in branches[union.branches.indices] {
          for target in definitions(namedBy: shapes[Int(branch.shape.index)]) where !known.contains(target) {
            definitions[target].isNameOnWire = true
          }
        }
      }
    }
    for (index, definition) in definitions.enumerated() where definition.shape != .none {
      for base in definitions(namedBy: self[definition.shape]) where definitions[base].shape != .none {
        let shape = definitions[base].shape
        if hasDiscriminator(self[shape]), !(mapped[shape]?.contains(index) ?? false) {
          definitions[index].isNameOnWire = true
        }
      }
    }
  }

  private func hasDiscriminator(_ shape: Shape) -> Bool {
    facts[shape.facts.indices].contains { $0.key == .discriminator }
  }

  private func definitions(namedBy shape: Shape) -> [Int] {
    references[shape.references.indices].compactMap { reference in
      if case .definition(let index) = reference.target { index } else { nil }
    }
  }
}
