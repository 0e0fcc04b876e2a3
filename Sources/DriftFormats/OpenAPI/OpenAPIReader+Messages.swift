import DriftModel
import DriftSyntax

extension OpenAPIReader {
  /// A request: parameters of the operation, those of its path that it does not override, and the body.
  mutating func readRequest(_ node: NodeID, _ naming: Naming, shared: NodeID?, body: NodeID?) -> UInt32 {
    let origin = schemas.origin(node)
    var fields: [FieldUse] = []
    seenNames.removeAll()
    var form: [Place] = []
    var payload: Place?
    for list in [tree.member(node, "parameters"), shared].compactMap({ $0 }) where schemas.isKind(.array, list) {
      for child in tree.children(list) {
        let origin = schemas.origin(child)
        guard let place = follow(child) else { continue }
        switch location(of: place) {
        case "body": payload = payload ?? place
        case "formData": form.append(place)
        default:
          guard let field = parameter(place, naming) else { continue }
          if seenNames.insert(schemas.builder.schema.fields[Int(field)].name) {
            fields.append(FieldUse(field: field, origin: origin))
          }
        }
      }
    }
    fields += impliedParameters(naming, origin)
    var facts: [Fact] = []
    var bodies: [Body] = []
    if let body, let place = follow(body) {
      (bodies, facts) = readBody(place)
    } else if payload != nil || !form.isEmpty {
      (bodies, facts) = readSwaggerBody(payload, form, consumes: tree.member(node, "consumes"))
    }
    return store(fields: fields, bodies: bodies, facts: facts, origin: origin)
  }

  /// Variables of the template that no parameter declares are texts (FORMATS 1.6).
  private mutating func impliedParameters(_ naming: Naming, _ origin: Origin) -> [FieldUse] {
    var out: [FieldUse] = []
    for (index, variable) in naming.variables.enumerated() {
      let name = symbols.intern("path:\(variable)")
      guard !seenNames.contains(name) else { continue }
      var draft = schemas.builder.begin(at: origin)
      draft.types = .string
      draft.scalar = .string
      draft.nullable = .no
      let shape = schemas.builder.finish(draft)
      let field = append(
        Field(name: name, role: .path, shape: shape, required: .yes, position: UInt32(index), origin: origin))
      out.append(FieldUse(field: field, origin: origin))
    }
    return out
  }

  private mutating func readBody(_ place: Place) -> ([Body], [Fact]) {
    let home = schemas.part
    schemas.enter(part: place.part)
    defer { schemas.enter(part: home) }
    var facts: [Fact] = []
    var bodies: [Body] = []
    for child in tree.children(place.node) {
      switch keys[tree[child].key] {
      case .description: facts += prose(.description, child)
      case .required: if tree.kind(child) == .true { facts.append(schemas.valueFact(.bodyRequired, child)) }
      case .content: bodies = readContent(child)
      default: schemas.note(tree[child].key, child)
      }
    }
    return (bodies, facts)
  }

  /// The bodies of a content map, one a media type.
  mutating func readContent(_ node: NodeID) -> [Body] {
    guard schemas.isKind(.object, node) else { return [] }
    var bodies: [Body] = []
    for child in tree.children(node) {
      let origin = schemas.origin(child)
      let media = mediaType(tree[child].key)
      guard let place = follow(child) else { continue }
      let home = schemas.part
      schemas.enter(part: place.part)
      var shape = ShapeID.none
      var facts: [Fact] = []
      for part in tree.children(place.node) {
        switch keys[tree[part].key] {
        case .schema: shape = schemas.schema(part).shape
        case .itemSchema: shape = listOf(part)
        case .encoding, .itemEncoding, .prefixEncoding: facts.append(schemas.valueFact(.encoding, part))
        default: schemas.note(tree[part].key, part)
        }
      }
      if shape == .none { shape = schemas.builder.finish(schemas.builder.begin(at: origin)) }
      bodies.append(Body(media: media, shape: shape, origin: origin, facts: schemas.builder.store(facts)))
      schemas.enter(part: home)
    }
    return bodies
  }

  /// A stream of items (`itemSchema`, OpenAPI 3.2) is a list of them.
  private mutating func listOf(_ node: NodeID) -> ShapeID {
    var draft = schemas.builder.begin(at: schemas.origin(node))
    draft.types = .array
    draft.nullable = .no
    draft.items = schemas.schema(node).shape
    return schemas.builder.finish(draft)
  }

  /// Swagger 2.0: one parameter holds the body, or `formData` parameters are its members.
  private mutating func readSwaggerBody(
    _ payload: Place?, _ form: [Place], consumes: NodeID?
  ) -> ([Body], [Fact]) {
    let home = schemas.part
    defer { schemas.enter(part: home) }
    var media = consumes.map { mediaTypes($0) } ?? inherited.consumes
    var facts: [Fact] = []
    let shape: ShapeID
    let origin: Origin
    if let payload {
      schemas.enter(part: payload.part)
      origin = schemas.origin(payload.node)
      if let required = tree.member(payload.node, "required"), tree.kind(required) == .true {
        facts.append(schemas.valueFact(.bodyRequired, required))
      }
      if let text = tree.member(payload.node, "description") { facts += prose(.description, text) }
      let schema = tree.member(payload.node, "schema")
      shape = schema.map { schemas.schema($0).shape } ?? schemas.builder.finish(schemas.builder.begin(at: origin))
      if media.isEmpty { media = [symbols.intern("application/json")] }
    } else {
      origin = schemas.origin(form[0].node)
      shape = formShape(form, origin)
      media = media.filter { symbols.text($0).contains("form") }
      if media.isEmpty { media = [symbols.intern("application/x-www-form-urlencoded")] }
    }
    return (media.map { Body(media: $0, shape: shape, origin: origin) }, facts)
  }

  private mutating func formShape(_ form: [Place], _ origin: Origin) -> ShapeID {
    var draft = schemas.builder.begin(at: origin)
    draft.types = .object
    draft.nullable = .no
    for (index, place) in form.enumerated() {
      schemas.enter(part: place.part)
      guard let name = tree.member(place.node, "name") else { continue }
      var field = parameterField(place.node, name: tree.symbol(name), role: .member)
      field.position = UInt32(index)
      schemas.builder.add(field)
    }
    return schemas.builder.finish(draft)
  }

  /// An answer: headers and bodies. Shared answers are read once.
  mutating func readAnswer(_ place: Place, _ produces: [Symbol]) -> UInt32 {
    // What Swagger 2.0 sends depends on the operation.
    let key = AnswerKey(place: place, media: isSwagger2 ? produces : [])
    if let known = messageOfNode.value(of: key, hash: place.number) { return UInt32(known) }
    let home = schemas.part
    schemas.enter(part: place.part)
    defer { schemas.enter(part: home) }
    let origin = schemas.origin(place.node)
    var fields: [FieldUse] = []
    var bodies: [Body] = []
    var facts: [Fact] = []
    for child in tree.children(place.node) {
      switch keys[tree[child].key] {
      case .description: facts += prose(.description, child)
      case .summary: facts += prose(.summary, child)
      case .headers: fields = readHeaders(child)
      case .content: bodies = readContent(child)
      case .schema:
        let shape = schemas.schema(child).shape
        let media = produces.isEmpty ? [symbols.intern("application/json")] : produces
        bodies = media.map { Body(media: $0, shape: shape, origin: schemas.origin(child)) }
      case .links:
        for link in tree.children(child) { facts.append(schemas.valueFact(.linkTarget, link)) }
      default: schemas.note(tree[child].key, child)
      }
    }
    let message = store(fields: fields, bodies: bodies, facts: facts, origin: origin)
    messageOfNode.add(key, hash: place.number, Int(message))
    return message
  }

  private mutating func readHeaders(_ node: NodeID) -> [FieldUse] {
    guard schemas.isKind(.object, node) else { return [] }
    var out: [FieldUse] = []
    for (index, child) in tree.children(node).enumerated() {
      let name = symbols.text(tree[child].key)
      // The media type says it already (OpenAPI 3.1.1, Response Object).
      guard name.lowercased() != "content-type", let place = follow(child) else { continue }
      let origin = schemas.origin(child)
      let home = schemas.part
      schemas.enter(part: place.part)
      var field = parameterField(place.node, name: symbols.intern("header:\(name)"), role: .header)
      field.position = UInt32(index)
      schemas.enter(part: home)
      out.append(FieldUse(field: append(field), origin: origin))
    }
    return out
  }

  mutating func append(_ field: Field) -> UInt32 {
    schemas.builder.schema.fields.append(field)
    return UInt32(schemas.builder.schema.fields.count - 1)
  }

  private mutating func store(fields: [FieldUse], bodies: [Body], facts: [Fact], origin: Origin) -> UInt32 {
    let run = Run(start: UInt32(schemas.builder.schema.messageFields.count), count: UInt32(fields.count))
    schemas.builder.schema.messageFields.append(contentsOf: fields.map(\.field))
    schemas.builder.schema.messageFieldOrigins.append(contentsOf: fields.map(\.origin))
    let bodyRun = Run(start: UInt32(schemas.builder.schema.bodies.count), count: UInt32(bodies.count))
    schemas.builder.schema.bodies.append(contentsOf: bodies)
    var message = Message(fields: run, bodies: bodyRun, facts: schemas.builder.store(facts), origin: origin)
    message.digest = schemas.builder.digest(of: message)
    schemas.builder.schema.messages.append(message)
    return UInt32(schemas.builder.schema.messages.count - 1)
  }
}
