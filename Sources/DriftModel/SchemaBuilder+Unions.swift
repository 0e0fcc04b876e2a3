extension SchemaBuilder {
  /// The branches of a shape that is nothing but a union without labels, and whether they exclude each other; nil for
  /// any other.
  public func onlyAlternatives(of id: ShapeID) -> (branches: [ShapeID], isExclusive: Bool)? {
    let shape = schema[id]
    guard shape.unions.count == 1, shape.types.isEmpty, shape.facts.isEmpty, shape.fields.isEmpty,
      shape.references.isEmpty, shape.items == .none, shape.values == .none, !shape.isClosed
    else { return nil }
    let union = schema.unions[Int(shape.unions.start)]
    guard union.kind == .alternatives else { return nil }
    return (schema.branches[union.branches.indices].map(\.shape), union.isExclusive)
  }

  /// The shape as it is without `null` among its values: what a branch is once the union says that it admits null.
  public mutating func withoutNull(_ id: ShapeID) -> ShapeID {
    var shape = schema[id]
    guard shape.nullable.any else { return id }
    // What has no type, or only refers to something else, says nothing of null itself.
    shape.nullable = shape.references.isEmpty && !shape.types.isEmpty ? .no : .unknown
    shape.digest = digest(of: shape)
    schema.shapes.append(shape)
    return ShapeID(schema.shapes.count - 1)
  }

  /// The shapes without those whose content another has too, in order.
  public func distinct(_ shapes: [ShapeID]) -> [ShapeID] {
    var seen: Set<Digest> = []
    return shapes.filter { seen.insert(schema[$0].digest).inserted }
  }

  /// Joins a union of scalars of different types into one shape with a type list: `anyOf: [{type: string},
  /// {type: integer}]` says what `type: [string, integer]` says. Gives false, and does nothing, for any other.
  public mutating func joinScalars(_ shapes: [ShapeID], into draft: inout ShapeDraft) -> Bool {
    var types: TypeSet = []
    var hasFormat = false
    for id in shapes {
      let shape = schema[id]
      let isNumber = shape.types.contains(.integer) || shape.types.contains(.number)
      let taken = isNumber ? types.contains(.integer) || types.contains(.number) : !types.isDisjoint(with: shape.types)
      guard !shape.types.isEmpty, shape.types.isSubset(of: .scalars), !taken, shape.fields.isEmpty,
        shape.references.isEmpty, shape.unions.isEmpty
      else { return false }
      for fact in schema.facts[shape.facts.indices] {
        switch fact.key {
        case .format:
          if hasFormat { return false }
          hasFormat = true
        case .minLength, .maxLength, .pattern, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
          continue
        default: return false
        }
      }
      types.formUnion(shape.types)
    }
    var isNullable = false
    for id in shapes {
      facts.append(contentsOf: schema.facts[schema[id].facts.indices])
      isNullable = isNullable || schema[id].nullable.any
    }
    draft.narrow(to: types)
    if draft.nullable == .unknown || isNullable { draft.nullable = isNullable ? .yes : .no }
    return true
  }

  /// Joins a set of values beside a bare scalar of the same type into an enumeration that is open (FORMATS 1.3).
  /// A set of only the empty text is no enumeration but the way to clear a field (FORMATS 1.6): that stays a union.
  public mutating func joinOpenEnumeration(_ shapes: [ShapeID], into draft: inout ShapeDraft) -> Bool {
    guard shapes.count == 2 else { return false }
    let bare = shapes.first { schema[$0].facts.isEmpty && schema[$0].types.isSubset(of: .scalars) }
    let closed = shapes.first { id in schema.facts[schema[id].facts.indices].contains { $0.key == .enumValue } }
    guard let bare, let closed, bare != closed, schema[bare].types == schema[closed].types,
      schema[bare].references.isEmpty, schema[bare].unions.isEmpty, schema[closed].references.isEmpty
    else { return false }
    let isClearMarker = schema.facts[schema[closed].facts.indices].allSatisfy {
      $0.key != .enumValue || $0.value == .empty
    }
    guard !isClearMarker else { return false }
    include(closed, in: &draft)
    facts.append(Fact(.openEnum, .flag, symbols.intern("true")))
    return true
  }
}
