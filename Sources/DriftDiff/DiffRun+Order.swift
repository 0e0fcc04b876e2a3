import DriftModel

extension DiffRun {
  /// The order of members, where a writer has to keep it: what both sides have, in another order than before.
  ///
  /// A member that came or went moves nothing.
  mutating func compareOrder(_ a: ShapeID, _ b: ShapeID, _ context: DiffContext, _ subject: Change.Subject) {
    guard old[a].isOrdered, new[b].isOrdered else { return }
    let before = Self.members(old, a)
    let after = Self.members(new, b)
    let (mine, theirs) = (Set(before), Set(after))
    let stayed = before.filter { theirs.contains($0) }
    let arrived = after.filter { mine.contains($0) }
    guard stayed != arrived else { return }
    func value(_ names: [Symbol]) -> FactValue {
      .facts([.init("order", .list(names.map { .text(symbols.text($0)) }))])
    }
    report(.orderChanged, context, subject, (old[a].origin, new[b].origin), (value(stayed), value(arrived)))
  }

  private static func members(_ schema: Schema, _ shape: ShapeID) -> [Symbol] {
    schema.fields[schema[shape].fields.indices].filter { $0.role == .member }.sorted { $0.position < $1.position }
      .map(\.name)
  }
}
