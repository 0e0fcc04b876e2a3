public import DriftModel

extension DiffRun {
  /// Tells that an element may stand several times now, or once alone: what stands there is compared with one of many.
  /// Gives whether that was so.
  ///
  /// One of many is written as one alone is (XML 1.0, 3.1): who writes one still may; who reads meets more than one.
  mutating func compareCounts(
    _ a: ShapeID, _ b: ShapeID, _ left: Resolution, _ right: Resolution, _ context: DiffContext,
    _ subject: Change.Subject
  ) -> Bool {
    let isMany = (old: old.isRepetition(a), new: new.isRepetition(b))
    guard isMany.old != isMany.new, old.isOfElements, new.isOfElements else { return false }
    let counted = isMany.new ? new[b] : old[a]
    let facts = (isMany.new ? new : old).facts[counted.facts.indices]
    let isSeveral = facts.contains { fact in
      fact.key == .minItems && symbols.text(fact.value) != "0" && symbols.text(fact.value) != "1"
    }
    report(
      .typeChanged, context, subject, (old[a].origin, new[b].origin),
      (typeValue(left, oldResolver, a), typeValue(right, newResolver, b)),
      compatibility: isSeveral ? .incompatible : isMany.new ? .widened : .narrowed)
    var inner = context
    inner.siblingNames = ([], [])
    if isMany.new {
      inner.new = context.new.appending(.items)
      compare(a, counted.items, inner, .place(Change.Holder(old: a, new: counted.items)))
    } else {
      inner.old = context.old.appending(.items)
      compare(counted.items, b, inner, .place(Change.Holder(old: counted.items, new: b)))
    }
    return true
  }
}

extension Schema {
  /// Whether fields are elements of XML, which say how often they stand.
  public var isOfElements: Bool { format == "xsd" || format == "wsdl" }

  /// Whether its words are read by a model that acts by them: descriptions of tools.
  public var isReadByModels: Bool { format == "mcp" }

  /// Whether a shape is many of an element, and no list in one text.
  func isRepetition(_ id: ShapeID) -> Bool {
    let shape = self[id]
    return shape.types == .array && shape.items != .none
      && !facts[shape.facts.indices].contains { $0.key == .xmlForm && symbols.text($0.value) == "list" }
  }
}
