import DriftModel

extension DiffRun {
  /// New objects and definitions that a round of vanished fields may have moved into. What is inside them is added with
  /// them and told with them; only a move is told by itself.
  ///
  /// Objects that stand inline in added fields count in each round, definitions that are new in the first.
  func freshParents(_ round: [MemberBlock], isFirst: Bool) -> [MemberBlock] {
    guard round.contains(where: { !$0.removed.isEmpty }) else { return [] }
    var out: [MemberBlock] = []
    for block in round {
      for index in block.added where new[new.fields[index].shape].references.isEmpty {
        append(new.fields[index].shape, block.context.entering(step(new.fields[index])), &out)
      }
    }
    guard isFirst else { return out }
    for (index, definition) in new.definitions.enumerated()
    where pairing.oldDefinition[index] == nil && definition.shape != .none {
      let address = Address([.name(symbols.text(definition.name))])
      append(
        definition.shape, DiffContext(old: address, new: address, usage: newReach.usage[index], root: .system), &out)
    }
    return out
  }

  private func append(_ shape: ShapeID, _ context: DiffContext, _ out: inout [MemberBlock]) {
    let own = new[shape].fields.indices.filter { new.fields[$0].role == .member }
    guard !own.isEmpty else { return }
    var block = MemberBlock(
      removed: [], added: own, stayed: [], context: context, holder: Change.Holder(old: .none, new: shape))
    block.isFresh = true
    block.rank([], own)
    out.append(block)
  }
}
