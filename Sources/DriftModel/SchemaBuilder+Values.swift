extension SchemaBuilder {
  /// Restricts the innermost draft to values; where pieces restrict it twice, to those that both name.
  public mutating func enumerate(_ values: [Fact], in draft: ShapeDraft) {
    guard facts[draft.factStart...].contains(where: { $0.key == .enumValue }) else {
      facts.append(contentsOf: values)
      return
    }
    let allowed = Set(values)
    let kept = facts[draft.factStart...].filter { $0.key != .enumValue || allowed.contains($0) }
    facts.removeSubrange(draft.factStart...)
    facts.append(contentsOf: kept)
  }

  /// The types of the values that a draft is restricted to, nil where it is not restricted.
  public func impliedTypes(of draft: ShapeDraft) -> TypeSet? {
    var types: TypeSet = []
    var index = draft.factStart
    while index < facts.count {
      let fact = facts[index]
      index += 1
      guard fact.key == .enumValue else { continue }
      switch fact.kind {
      case .text: types.insert(.string)
      case .number: types.insert(isWhole(fact.value) ? .integer : .number)
      case .flag: types.insert(.boolean)
      case .json: types.insert(symbols.bytes(fact.value).first == UInt8(ascii: "[") ? .array : .object)
      case .null, .unknown: break
      }
    }
    if types.contains(.number) { types.remove(.integer) }
    return types.isEmpty ? nil : types
  }

  /// The format that a draft states.
  public func format(of draft: ShapeDraft) -> Symbol? {
    var index = draft.factStart
    while index < facts.count {
      if facts[index].key == .format { return facts[index].value }
      index += 1
    }
    return nil
  }

  private func isWhole(_ number: Symbol) -> Bool {
    // Canonical spelling: a fraction shows as a point, or as a negative exponent.
    let bytes = symbols.bytes(number)
    return !bytes.contains(UInt8(ascii: ".")) && !bytes.dropFirst().contains(UInt8(ascii: "-"))
  }
}
