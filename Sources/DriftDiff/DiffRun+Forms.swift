import DriftModel

/// Members of XML that are written in another form: an element that is an attribute now, or the other way round.
extension DiffRun {
  /// Tells of members of one name, one of each form, that they are one; takes them out of what vanished and appeared.
  mutating func reportOtherForms(_ block: inout MemberBlock) {
    guard old.isOfElements, new.isOfElements, !block.removed.isEmpty, !block.added.isEmpty else { return }
    var byName: [String: Int] = [:]
    for index in block.added {
      if let name = otherForm(new.fields[index]) { byName[name] = index }
    }
    guard !byName.isEmpty else { return }
    for index in block.removed {
      guard let other = byName[symbols.text(old.fields[index].name)] else { continue }
      block.removed.removeAll { $0 == index }
      block.added.removeAll { $0 == other }
      let (left, right) = (old.fields[index], new.fields[other])
      renamedFields[index] = other
      report(
        .fieldRenamed, block.context.entering(step(left), step(right)),
        .field(old: index, new: other, parent: block.holder), (left.origin, right.origin),
        (fieldValue(left, oldResolver), fieldValue(right, newResolver)), probability: 1,
        evidence: [
          .init(
            reason: "same-name", weight: 10,
            text: right.role == .attribute ? "the element is an attribute now" : "the attribute is an element now")
        ])
      compareFields(index, other, block.context, block.holder)
    }
  }

  /// Reports parameters that are sent in another place now: `query:api_key`, and `header:X-Api-Key`. What else they have in
  /// common is compared as of any that stayed.
  mutating func reportOtherPlaces(_ block: inout MemberBlock) {
    guard !block.removed.isEmpty, !block.added.isEmpty else { return }
    var byName: [String: [Int]] = [:]
    for index in block.added { byName[Self.bare(symbols.text(new.fields[index].name)), default: []].append(index) }
    for index in block.removed {
      let left = old.fields[index]
      let name = Self.bare(symbols.text(left.name))
      guard !name.isEmpty, let others = byName[name], others.count == 1, let other = others.first,
        new.fields[other].role != left.role
      else { continue }
      // It takes the place of one alone.
      byName[name] = nil
      let right = new.fields[other]
      block.removed.removeAll { $0 == index }
      block.added.removeAll { $0 == other }
      report(
        .fieldMoved, block.context.entering(step(left), step(right)),
        .field(old: index, new: other, parent: block.holder), (left.origin, right.origin),
        (fieldValue(left, oldResolver), fieldValue(right, newResolver)), probability: 1,
        evidence: [.init(reason: "same-name", weight: 10, text: "the same name, sent in another place")])
      compareFields(index, other, block.context, block.holder)
    }
  }

  /// The name of a parameter without its place, and as headers and queries spell one name.
  private static func bare(_ name: String) -> String {
    let own = name.drop { $0 != ":" }.dropFirst().lowercased().filter { $0.isLetter || $0.isNumber }
    let isHeader = name.hasPrefix("header:X-") || name.hasPrefix("header:x-")
    return isHeader ? String(own.dropFirst()) : own
  }

  /// What a member of this name would be called in the other form.
  private func otherForm(_ field: Field) -> String? {
    let name = symbols.text(field.name)
    switch field.role {
    case .attribute where name.hasPrefix("@"): return String(name.dropFirst())
    case .member: return "@" + name
    default: return nil
    }
  }

  /// Whether a field is an element on one side and an attribute on the other.
  func isOtherForm(_ subject: Change.Subject) -> Bool {
    guard case .field(let a?, let b?, _) = subject else { return false }
    return (old.fields[a].role == .attribute) != (new.fields[b].role == .attribute)
  }
}

extension Resolution {
  /// Whether it is text alone, without members: what an element with attributes has as its `#text`.
  var isPlainValue: Bool {
    members.isEmpty && !types.isEmpty && types.isDisjoint(with: .object) && types.isDisjoint(with: .array)
  }
}
