import DriftModel
import DriftSyntax

extension CanonicalWriter {
  /// Writes the rest of the line of a shape, ends it, and writes the lines below.
  ///
  /// `sharedTag` says that other lines stand for the same place.
  mutating func write(shape id: ShapeID, sharedTag: Int? = nil) {
    let shape = schema[id]
    if let sharedTag { write(shared: sharedTag) }
    writeTypes(shape)
    write(references: shape)
    writeDirections(shape)
    write(facts: shape.facts)
    if let extensions = variants[id] {
      write(key: .variants)
      list(extensions)
      for name in extensions { leads.insert(symbols.text(name)) }
    }
    endLine()
    if sharedTag != nil { sharedDepth += 1 }
    writeChildren(shape)
    if sharedTag != nil { sharedDepth -= 1 }
  }

  /// The tag of the current line's place, where no place around it is shared already. What others share, too, who do
  /// not share what is around it, is kept beside the text.
  mutating func sharedTag(_ origin: Origin, _ content: Digest) -> Int? {
    guard let tag = shared.tag(origin, content) else { return nil }
    let count = shared.count(origin, content)
    if sharedDepth == 0 {
      sharedCount = count
      return tag
    }
    if count > sharedCount { inner.append([UInt32(order.count), UInt32(clamping: tag)]) }
    return nil
  }

  mutating func sharedTag(of id: ShapeID) -> Int? { sharedTag(schema[id].origin, schema[id].digest) }

  mutating func write(shared tag: Int) {
    write(key: .shared)
    if tag == 1 { json.raw("true") } else { json.raw(String(tag).utf8) }
  }

  private mutating func writeTypes(_ shape: Shape) {
    if !shape.types.isEmpty {
      write(key: .type)
      let words = TypeSet.words.filter { shape.types.contains($0.type) }.map(\.word)
      if words.count == 1 {
        json.string(words[0])
      } else {
        json.raw("[")
        for (index, word) in words.enumerated() {
          if index > 0 { json.raw(",") }
          json.string(word)
        }
        json.raw("]")
      }
    }
    if shape.scalar != shape.types.impliedScalar { member(.scalar, String(describing: shape.scalar)) }
  }

  private mutating func writeDirections(_ shape: Shape) {
    if shape.nullable != (shape.types.isEmpty ? .unknown : .no) { member(.nullable, shape.nullable) }
    if shape.access != .yes { member(.shapeAccess, shape.access) }
    if shape.isClosed { flag(.closed) }
    if shape.hasClosedItems { flag(.closedItems) }
    if shape.isOrdered {
      // The order is content here, so it stands in the text.
      let members = schema.fields[shape.fields.indices].filter { $0.role == .member }.sorted {
        $0.position < $1.position
      }
      write(key: .sequence)
      list(members.map(\.name))
    }
  }

  private mutating func write(references shape: Shape) {
    guard !shape.references.isEmpty else { return }
    var definitions: [Symbol] = []
    var places: [Symbol] = []
    var missing: [Symbol] = []
    for reference in schema.references[shape.references.indices] {
      switch reference.target {
      case .definition: definitions.append(reference.name)
      case .place: places.append(reference.name)
      case .missing: missing.append(reference.name)
      }
    }
    for (key, names) in [(LineKey.ref, definitions), (.refPlace, places), (.missing, missing)] where !names.isEmpty {
      write(key: key)
      if names.count == 1 { json.string(symbols.bytes(names[0])) } else { list(names) }
    }
    for name in definitions + places { leads.insert(symbols.text(name)) }
  }

  mutating func list(_ names: [Symbol]) {
    json.raw("[")
    for (index, name) in names.enumerated() {
      if index > 0 { json.raw(",") }
      json.string(symbols.bytes(name))
    }
    json.raw("]")
  }

  private mutating func writeChildren(_ shape: Shape) {
    for index in children.fields(shape) { write(member: schema.fields[index]) }
    if shape.items != .none { write(part: shape.items, "[]") }
    if shape.values != .none { write(part: shape.values, "{}") }
    for alternative in children.alternatives(shape) { write(alternative) }
  }

  private mutating func write(member field: Field) {
    let length = path.enter(name: symbols.bytes(field.name))
    beginLine(rank: field.position)
    writeFieldFacts(field)
    write(shape: field.shape, sharedTag: sharedTag(of: field.shape))
    path.leave(to: length)
  }

  /// What a line says of a member beside its shape.
  mutating func writeFieldFacts(_ field: Field) {
    if field.role != FieldRole.implied(by: symbols.bytes(field.name)) { member(.role, field.role.word) }
    // The place of a variable in a path is what it is; elsewhere a rank is a hint.
    if field.role == .path, field.position != .max {
      write(key: .position)
      json.raw(String(field.position).utf8)
    }
    if field.required != .no { member(.required, field.required) }
    if field.access != .yes { member(.access, field.access) }
  }

  private mutating func write(part id: ShapeID, _ step: StaticString) {
    let length = path.enterItems(step)
    beginLine(rank: 0)
    write(shape: id, sharedTag: sharedTag(of: id))
    path.leave(to: length)
  }

  private mutating func write(_ alternative: ShapeChildren.Alternative) {
    var step = alternative.step
    let length = step.withUTF8 { path.enter(part: UnsafeRawBufferPointer($0)) }
    beginLine(rank: alternative.rank)
    if alternative.group > 0 {
      write(key: .group)
      json.raw(String(alternative.group).utf8)
    }
    if alternative.isExclusive { flag(.oneOf) }
    if alternative.kind == .conditional { flag(.conditional) }
    if alternative.branch.label != .none { member(.branch, alternative.branch.label) }
    if alternative.branch.condition != .zero { member(.when, alternative.branch.condition.hex) }
    write(shape: alternative.branch.shape, sharedTag: sharedTag(of: alternative.branch.shape))
    path.leave(to: length)
  }
}
