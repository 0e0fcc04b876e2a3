import DriftModel

extension DiffRun {
  /// Members of a definition that went from a place because the definition stands one level further down there: an answer
  /// that was a `Contact`, and is an envelope with a `Contact`, or a list of them, in its `data`.
  ///
  /// The definition has them as before, so that nothing came for what went; they are where the envelope has it.
  mutating func reportWrapped(_ block: inout MemberBlock) {
    guard !block.removed.isEmpty, let before = definition(at: block.holder.old, old),
      let same = pairing.newDefinition[before]
    else { return }
    let members = newResolver.resolve(new.definitions[same].shape).members
    let places = Dictionary(
      members.map { (new.fields[$0.field].name, $0.field) }, uniquingKeysWith: { first, _ in first })
    for wrapper in block.added {
      let field = new.fields[wrapper]
      var context = block.context
      context.new = context.new.appending(step(field))
      if definition(at: field.shape, new) != same {
        guard let items = newResolver.resolve(field.shape).items, definition(at: items.shape, new) == same else {
          continue
        }
        context.new = context.new.appending(.items)
      }
      block.removed.removeAll { index in
        guard let place = places[old.fields[index].name] else { return false }
        reportWrapped(index, place, in: new.definitions[same].name, context, block.holder)
        return true
      }
      return
    }
  }

  private mutating func reportWrapped(
    _ a: Int, _ b: Int, in definition: Symbol, _ context: DiffContext, _ holder: Change.Holder
  ) {
    let (left, right) = (old.fields[a], new.fields[b])
    var inner = context.entering(step(left), step(right))
    inner.usage = inner.usage.intersection(left.usage)
    report(
      .fieldMoved, inner, .field(old: a, new: b, parent: holder), (left.origin, right.origin),
      (fieldValue(left, oldResolver), fieldValue(right, newResolver)), probability: 1,
      evidence: [.init(reason: "wrapped", weight: 9, text: "\(symbols.text(definition)) stands there as a whole")])
  }

  /// The definition that a shape refers to and adds nothing; nil where it refers to none, or to several.
  private func definition(at shape: ShapeID, _ schema: Schema) -> Int? {
    guard shape != .none else { return nil }
    let references = schema[shape].references
    guard references.count == 1, schema[shape].fields.count == 0, let first = references.indices.first,
      case .definition(let target) = schema.references[first].target
    else { return nil }
    return target
  }
}
