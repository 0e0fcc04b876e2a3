import DriftModel
import DriftSyntax

extension OpenAPIReader {
  /// A parameter as a field that operations share; nil, and a note, for what is none.
  mutating func parameter(_ place: Place, _ naming: Naming) -> UInt32? {
    let home = schemas.part
    schemas.enter(part: place.part)
    defer { schemas.enter(part: home) }
    let location = location(of: place)
    guard let nameNode = tree.member(place.node, "name"), tree.kind(nameNode) == .string,
      let role = FieldRole(location: location)
    else {
      schemas.malformed(place.node, expected: "a parameter with \"name\" and \"in\"")
      return nil
    }
    let name = tree.string(nameNode) ?? ""
    // These belong to the exchange, not to the operation (OpenAPI 3.1.1, Parameter Object, `name`).
    if role == .header, ["accept", "content-type", "authorization"].contains(name.lowercased()) { return nil }
    // A variable's place in the template is what it is known by; one that the template lacks has none.
    let position = role == .path ? naming.variables.firstIndex(of: name).map(UInt32.init) ?? .max : 0
    let key = ParameterKey(place: place, position: position)
    if let known = fieldOfNode.value(of: key, hash: place.number) { return UInt32(known) }
    var field = parameterField(place.node, name: symbols.intern("\(location):\(name)"), role: role)
    if role == .path {
      field.required = .yes
      field.position = position
    }
    let index = append(field)
    fieldOfNode.add(key, hash: place.number, Int(index))
    return index
  }

  /// A Parameter or Header Object as a field: what it says of itself and what its schema says hold at one place.
  mutating func parameterField(_ node: NodeID, name: Symbol, role: FieldRole) -> Field {
    let origin = schemas.origin(node)
    var draft = schemas.builder.begin(at: origin)
    var isRequired = false
    var schema: NodeID?
    var flags: [String] = []
    let variants = schemas.pendingVariants.count
    for child in tree.children(node) {
      switch keys[tree[child].key] {
      case .description: schemas.stateProse(.description, child)
      case .deprecated: schemas.stateFlag(.deprecated, child)
      case .required: isRequired = tree.kind(child) == .true
      case .schema: schema = child
      case .content: schema = contentSchema(child)
      case .style, .explode, .collectionFormat: continue  // Read below, when the type is known.
      case .allowReserved, .allowEmptyValue:
        if tree.kind(child) == .true { flags.append(symbols.text(tree[child].key)) }
      case .name, .in: continue
      case .example, .examples: if !isSwagger2 { schemas.note(tree[child].key, child) }
      // A parameter of Swagger 2.0 is a schema too, and read as one below.
      default: if !isSwagger2 || schemas.keywords[tree[child].key] == nil { noteOrState(child) }
      }
    }
    if !flags.isEmpty {
      schemas.builder.state(.encoding, .text, symbols.intern(flags.sorted().joined(separator: ", ")))
    }
    if let schema { schemas.read(schema, into: &draft) }
    if isSwagger2, schema == nil {
      schemas.readKeywords(node, into: &draft, isRequired: &isRequired, isParameter: true)
    }
    stateStyle(node, role, draft.types ?? [])
    schemas.settle(&draft)
    let access = draft.access
    let shape = schemas.builder.finish(draft)
    if let schema { schemas.parts[schemas.part].shapeOfNode[schema] = Int32(truncatingIfNeeded: shape.index) }
    while schemas.pendingVariants.count > variants {
      schemas.builder.schema.variants.append(Variant(base: shape, target: schemas.pendingVariants.removeLast()))
    }
    return Field(
      name: name, role: role, shape: shape, required: ByDirection(Tri(isRequired)), access: access, origin: origin)
  }

  /// A parameter that is a whole document: its schema stands under its one media type.
  private mutating func contentSchema(_ node: NodeID) -> NodeID? {
    guard let media = tree.children(node).first(where: { _ in true }) else { return nil }
    schemas.builder.state(.contentMediaType, .text, mediaType(tree[media].key))
    return tree.member(media, "schema")
  }

  private mutating func noteOrState(_ child: NodeID) {
    switch schemas.keywords[tree[child].key] {
    case .xDeprecated: schemas.readDeprecation(.xDeprecated, child)
    case .xSunset: schemas.readDeprecation(.xSunset, child)
    case .xReplacedBy: schemas.stateText(.replacedBy, child)
    case .xStabilityLevel: schemas.stateValue(.stability, child)
    default: schemas.note(tree[child].key, child)
    }
  }

  private mutating func stateStyle(_ node: NodeID, _ role: FieldRole, _ types: TypeSet) {
    let word: String?
    if isSwagger2 {
      let format = tree.member(node, "collectionFormat").flatMap { tree.string($0) }
      word = ParameterStyle.word(role, types: types, collectionFormat: format)
    } else {
      let style = tree.member(node, "style").flatMap { tree.string($0) }
      let explode = tree.member(node, "explode").map { tree.kind($0) == .true }
      word = ParameterStyle.word(role, types: types, style: style, explode: explode)
    }
    if let word { schemas.builder.state(.style, .text, symbols.intern(word)) }
  }
}

extension FieldRole {
  /// The role of a parameter by its `in`.
  init?(location: String) {
    switch location {
    case "path": self = .path
    case "query": self = .query
    case "querystring": self = .queryString
    case "header": self = .header
    case "cookie": self = .cookie
    default: return nil
    }
  }
}
