import DriftModel

extension DiffRun {
  /// Members of a definition that went from a place because the definition stands one level further down there: an answer
  /// that was a `Contact`, and is an envelope with a `Contact`, or a list of them, in its `data`.
  ///
  /// The definition has them as before, so that nothing came for what went; they are where the envelope has it.
  mutating func reportWrapped(_ block: inout MemberBlock) {
    guard !block.removed.isEmpty, let before = old.definition(referredToBy: block.holder.old),
      let same = pairing.newDefinition[before]
    else { return }
    guard let place = place(of: same, among: block.added, from: block.context.new) else { return }
    var context = block.context
    context.new = place
    let (members, reason) = (members(of: same), "\(symbols.text(new.definitions[same].name)) stands there as a whole")
    block.removed.removeAll { reportWrapped($0, among: members, reason, context, block.holder) }
  }

  /// The same of a list that is an object now, and has the list in one of its members.
  mutating func reportWrapped(list items: ShapeID, in right: Resolution, _ context: DiffContext) {
    guard right.types.contains(.object), let before = old.definition(referredToBy: items),
      let same = pairing.newDefinition[before],
      let place = place(of: same, among: right.members.map(\.field), from: context.new)
    else { return }
    var inner = context.entering(.items)
    inner.new = place
    let holder = Change.Holder(old: items, new: new.definitions[same].shape)
    let (members, reason) = (members(of: same), "\(symbols.text(new.definitions[same].name)) stands there as a whole")
    for member in oldResolver.resolve(old.definitions[before].shape).members {
      _ = reportWrapped(member.field, among: members, reason, inner, holder)
    }
  }

  /// Whether an object is a list of such objects now, each with what it had: that the type is another says all of it.
  func isListed(_ left: Resolution, in right: Resolution) -> Bool {
    guard left.types.contains(.object), right.types.contains(.array), !right.types.contains(.object),
      !left.members.isEmpty, let items = right.items
    else { return false }
    let names = Set(newResolver.resolve(items.shape).members.map { new.fields[$0.field].name })
    return left.members.allSatisfy { names.contains(old.fields[$0.field].name) }
  }

  /// The members of a definition by name.
  private func members(of definition: Int) -> [Symbol: Int] {
    let members = newResolver.resolve(new.definitions[definition].shape).members
    return Dictionary(members.map { (new.fields[$0.field].name, $0.field) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a definition, or a list of it, stands among members; nil where it does not.
  private func place(of definition: Int, among fields: [Int], from address: Address) -> Address? {
    for index in fields {
      let field = new.fields[index]
      let place = address.appending(step(field))
      if new.definition(referredToBy: field.shape) == definition { return place }
      guard let items = newResolver.resolve(field.shape).items, new.definition(referredToBy: items.shape) == definition
      else {
        continue
      }
      return place.appending(.items)
    }
    return nil
  }

  /// Reports a member that is where its definition is now; false where the definition has it no more.
  private mutating func reportWrapped(
    _ a: Int, among members: [Symbol: Int], _ reason: String, _ context: DiffContext, _ holder: Change.Holder
  ) -> Bool {
    let left = old.fields[a]
    guard let b = members[left.name] else { return false }
    let right = new.fields[b]
    var inner = context.entering(step(left), step(right))
    inner.usage = inner.usage.intersection(usage(of: left, oldResolver))
    report(
      .fieldMoved, inner, .field(old: a, new: b, parent: holder), (left.origin, right.origin),
      (fieldValue(left, oldResolver), fieldValue(right, newResolver)), probability: 1,
      evidence: [.init(reason: Change.wrapped, weight: 9, text: reason)])
    return true
  }
}
