import DriftModel

extension AddressResolver {
  /// How a place leads to a field.
  struct Way {
    /// The steps from the place to the field.
    var steps: [Address.Step]
    /// Whether there may be several where there was one: a list or a map is on the way.
    var isMany: Bool
  }

  /// How far a field is looked for below a place, in steps.
  private static let mostSteps = 4

  /// The shortest way from a place to a field; nil where there is none, or where several are as short.
  func way(from place: Address, to field: Int) -> Way? {
    guard let trail = try? resolve(place) else { return nil }
    var seen = Set(trail.terminals)
    var open = [(shapes: trail.terminals, way: Way(steps: [], isMany: false))]
    for _ in 0..<Self.mostSteps {
      var found: [Way] = []
      var next: [(shapes: [ShapeID], way: Way)] = []
      for one in open {
        forEachBranch(of: one.shapes) { resolution, _ in
          for member in resolution.members {
            let step = Address.Step.name(schema.symbols.text(schema.fields[member.field].name))
            let way = Way(steps: one.way.steps + [step], isMany: one.way.isMany)
            if member.field == field { found.append(way) }
            let shape = schema.fields[member.field].shape
            if seen.insert(shape).inserted { next.append(([shape], way)) }
          }
          for (part, step) in [(resolution.items, Address.Step.items), (resolution.values, .values)] {
            guard let part, seen.insert(part.shape).inserted else { continue }
            next.append(([part.shape], Way(steps: one.way.steps + [step], isMany: true)))
          }
        }
      }
      if let way = found.first { return Set(found.map(\.steps)).count == 1 ? way : nil }
      open = next
    }
    return nil
  }
}
