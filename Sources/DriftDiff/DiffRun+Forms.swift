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
