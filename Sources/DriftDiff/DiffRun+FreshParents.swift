import DriftModel

extension DiffRun {
  /// New objects that fields of the same parent may have moved into: `street` into a new `address`. What is inside them
  /// is added with them and told with them; only a move is told by itself.
  ///
  /// An object that stands in a definition of its own counts where the definition is new too: its members' addresses
  /// begin with it. Other new definitions do not: that one of them has a field of the same name says next to nothing.
  ///
  /// The objects of a new list, written in place, count where several of what went have their names in them: an answer
  /// that was one record is a page of them.
  func freshParents(_ round: [MemberBlock]) -> [MemberBlock] {
    var out: [MemberBlock] = []
    for block in round where !block.removed.isEmpty {
      for index in block.added {
        let field = new.fields[index]
        let items = new[field.shape].items
        let isList = items != .none
        let shape = isList ? items : field.shape
        if isList, !hasNames(of: block.removed, shape) { continue }
        let references = new.references[new[shape].references.indices]
        if references.isEmpty {
          let inner = block.context.entering(step(field))
          append(field, shape, isList ? inner.entering(.items) : inner, &out)
        } else if !isList, references.count == 1, case .definition(let target)? = references.first?.target,
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

  /// Whether the objects of a list have members of the names of several fields.
  private func hasNames(of fields: [Int], _ items: ShapeID) -> Bool {
    let names = Set(newResolver.resolve(items).members.map { new.fields[$0.field].name })
    return fields.count { names.contains(old.fields[$0].name) } > 1
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
