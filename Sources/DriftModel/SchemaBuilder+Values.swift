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

  /// Whether a draft states a fact.
  public func states(_ key: FactKey, in draft: ShapeDraft) -> Bool {
    facts[draft.factStart...].contains { $0.key == key }
  }

  /// Spells the bounds of whole numbers in the one way that includes them: above 0 is from 1.
  public mutating func includeBounds(of draft: ShapeDraft) {
    for index in draft.factStart..<facts.count {
      let (key, step): (FactKey, Int)
      switch facts[index].key {
      case .exclusiveMinimum: (key, step) = (.minimum, 1)
      case .exclusiveMaximum: (key, step) = (.maximum, -1)
      default: continue
      }
      guard let bound = Int(symbols.text(facts[index].value)) else { continue }
      let (next, isTooLarge) = bound.addingReportingOverflow(step)
      if !isTooLarge { facts[index] = Fact(key, .number, symbols.intern(String(next))) }
    }
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
