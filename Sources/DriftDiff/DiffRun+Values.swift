import DriftModel

extension DiffRun {
  /// What a report says of a place: type, format, nullability.
  func typeValue(_ resolution: Resolution, _ resolver: Resolver, _ shape: ShapeID) -> FactValue {
    var facts: [FactValue.Named] = [.init("type", .text(typeWord(resolution, resolver, shape)))]
    if let format = resolution.facts.first(where: { $0.fact.key == .format }) {
      facts.append(.init("format", .text(symbols.text(format.fact.value))))
    }
    // A list that is one text on the wire is read and written as a text.
    if let wire = resolution.facts.first(where: { $0.fact.key == .wire }), resolution.types.contains(.array) {
      facts.append(.init("wire", .text(symbols.text(wire.fact.value))))
    }
    if resolution.nullable.any { facts.append(.init("nullable", .flag(true))) }
    return .facts(facts)
  }

  /// What a report says of a field that came or went.
  func fieldValue(_ field: Field, _ resolver: Resolver) -> FactValue {
    var value = typeValue(resolver.resolve(field.shape), resolver, field.shape)
    value = value.adding("required", .flag(field.required.any))
    if field.required.isOfCreationAlone { value = value.adding("requiredFor", .text("create")) }
    if field.access[.read] == .no { value = value.adding("writeOnly", .flag(true)) }
    if field.access[.create] == .no, field.access[.update] == .no { value = value.adding("readOnly", .flag(true)) }
    return value
  }

  /// A type in a few words: `string`, `array of Contact`, `map of integer`, `string or Contact`.
  func typeWord(_ resolution: Resolution, _ resolver: Resolver, _ shape: ShapeID, depth: Int = 0) -> String {
    let schema = resolver.schema
    let references = schema.references[schema[shape].references.indices]
    if references.count == 1, let one = references.first { return symbols.text(one.name) }
    guard depth < 4 else { return "…" }
    let alternatives = resolution.unions.filter { $0.union.kind == .alternatives }
    if let union = alternatives.first {
      let branches = schema.branches[union.union.branches.indices]
      let words = branches.prefix(4).map { typeWord(resolver.resolve($0.shape), resolver, $0.shape, depth: depth + 1) }
      return words.joined(separator: " or ") + (branches.count > 4 ? " or …" : "")
    }
    if resolution.types.contains(.never) { return resolution.nullable.any ? "null" : "nothing" }
    var words: [String] = []
    for (type, word) in TypeSet.named where resolution.types.contains(type) {
      switch type {
      case .array:
        let inner = resolution.items.map { typeWord(resolver.resolve($0.shape), resolver, $0.shape, depth: depth + 1) }
        words.append(inner.map { "array of \($0)" } ?? "array")
      case .object:
        let inner = resolution.values.map { typeWord(resolver.resolve($0.shape), resolver, $0.shape, depth: depth + 1) }
        words.append(resolution.members.isEmpty ? inner.map { "map of \($0)" } ?? "object" : "object")
      default: words.append(word)
      }
    }
    return words.isEmpty ? "any" : words.joined(separator: " or ")
  }

  /// What people call the subject of a change, where the schema says so.
  func label(_ subject: Change.Subject, old isOld: Bool) -> String {
    let schema = isOld ? old : new
    let shape: ShapeID?
    switch subject {
    case .field(let before, let after, _): shape = (isOld ? before : after).map { schema.fields[$0].shape }
    case .definition(let before, let after): shape = (isOld ? before : after).map { schema.definitions[$0].shape }
    case .operation, .place, .system: shape = nil
    }
    guard let shape, shape != .none else { return "" }
    let fact = schema.facts[schema[shape].facts.indices].first { $0.key == .label }
    return fact.map { symbols.text($0.value) } ?? ""
  }
}
