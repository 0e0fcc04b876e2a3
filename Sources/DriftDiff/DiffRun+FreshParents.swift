import DriftModel

extension DiffRun {
  /// New objects that fields of the same parent may have moved into: `street` into a new `address`. What is inside them
  /// is added with them and told with them; only a move is told by itself.
  ///
  /// An object that stands in a definition of its own counts where the definition is new too: its members' addresses
  /// begin with it. Other new definitions do not: that one of them has a field of the same name says next to nothing.
  func freshParents(_ round: [MemberBlock]) -> [MemberBlock] {
    var out: [MemberBlock] = []
    for block in round where !block.removed.isEmpty {
      for index in block.added {
        let field = new.fields[index]
        let references = new.references[new[field.shape].references.indices]
        if references.isEmpty {
          append(field, field.shape, block.context.entering(step(field)), &out)
        } else if references.count == 1, case .definition(let target)? = references.first?.target,
          pairing.oldDefinition[target] == nil, new.definitions[target].shape != .none
        {
          let address = Address([.name(symbols.text(new.definitions[target].name))])
          let context = DiffContext(old: address, new: address, usage: newReach.usage[target], root: .system)
          append(field, new.definitions[target].shape, context, &out)
        }
      }
    }
    return out
  }

  /// Objects that are gone, of which fields may have moved out to stand beside: `address.city` is `address_city` now.
  func goneParents(_ round: [MemberBlock]) -> [MemberBlock] {
    var out: [MemberBlock] = []
    for (number, block) in round.enumerated() where !block.added.isEmpty {
      for (at, index) in block.removed.enumerated() {
        let field = old.fields[index]
        let references = old.references[old[field.shape].references.indices]
        var (shape, context) = (field.shape, block.context.entering(step(field)))
        if let reference = references.first {
          guard references.count == 1, case .definition(let target) = reference.target,
            pairing.newDefinition[target] == nil, old.definitions[target].shape != .none
          else { continue }
          let address = Address([.name(symbols.text(old.definitions[target].name))])
          shape = old.definitions[target].shape
          context = DiffContext(old: address, new: address, usage: oldReach.usage[target], root: .system)
        }
        let own = old[shape].fields.indices.filter { old.fields[$0].role == .member }
        guard !own.isEmpty else { continue }
        var left = MemberBlock(
          removed: own, added: [], stayed: [], context: context, holder: Change.Holder(old: shape, new: .none))
        left.gone = RenamePlace(block: number, index: at)
        left.parentName = symbols.text(field.name)
        left.rank(own, [])
        out.append(left)
      }
    }
    return out
  }

  private func append(_ field: Field, _ shape: ShapeID, _ context: DiffContext, _ out: inout [MemberBlock]) {
    let own = new[shape].fields.indices.filter { new.fields[$0].role == .member }
    guard !own.isEmpty else { return }
    var block = MemberBlock(
      removed: [], added: own, stayed: [], context: context, holder: Change.Holder(old: .none, new: shape))
    block.isFresh = true
    block.parentName = symbols.text(field.name)
    block.rank([], own)
    out.append(block)
  }
}
