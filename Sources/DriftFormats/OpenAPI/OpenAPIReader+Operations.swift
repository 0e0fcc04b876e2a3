import DriftModel
import DriftSyntax

extension OpenAPIReader {
  mutating func readPaths(_ node: NodeID) {
    guard schemas.isKind(.object, node) else { return }
    for child in tree.children(node) {
      let path = symbols.text(tree[child].key)
      guard path.hasPrefix("/") || tree.kind(child) == .object && !path.hasPrefix("x-") else {
        schemas.note(tree[child].key, child)
        continue
      }
      readPathItem(child, Naming(path: path, prefix: "", isReversed: false))
    }
  }

  mutating func readWebhooks(_ node: NodeID) {
    guard schemas.isKind(.object, node) else { return }
    for child in tree.children(node) {
      let name = symbols.text(tree[child].key)
      readPathItem(child, Naming(path: "", prefix: "webhook:\(name)", isReversed: true))
    }
  }

  private mutating func readPathItem(_ node: NodeID, _ naming: Naming) {
    guard schemas.isKind(.object, node) else { return }
    let home = schemas.part
    defer { schemas.enter(part: home) }
    // `$ref` may stand beside other keys (FORMATS 1.4): both sides are read.
    if tree.member(node, "$ref") != nil {
      if let place = follow(node), place != Place(part: home, node: node) {
        schemas.enter(part: place.part)
        readMethods(place.node, naming)
        schemas.enter(part: home)
      } else {
        schemas.builder.schema.unreadPaths.insert(symbols.intern(naming.blankPath))
      }
    }
    readMethods(node, naming)
  }

  private mutating func readMethods(_ node: NodeID, _ naming: Naming) {
    let shared = tree.member(node, "parameters")
    let servers = tree.member(node, "servers")
    for child in tree.children(node) {
      switch keys[tree[child].key] {
      case .get, .put, .post, .delete, .options, .head, .patch, .trace, .query:
        let method = symbols.text(tree[child].key).uppercased()
        readOperation(child, naming, method, shared: shared, servers: servers)
      case .additionalOperations:
        for other in tree.children(child) {
          readOperation(other, naming, symbols.text(tree[other].key), shared: shared, servers: servers)
        }
      case .parameters, .servers, .ref: continue
      default: schemas.note(tree[child].key, child)
      }
    }
  }

  private mutating func readOperation(
    _ node: NodeID, _ naming: Naming, _ method: String, shared: NodeID?, servers: NodeID?
  ) {
    guard schemas.isKind(.object, node) else { return }
    let origin = schemas.origin(node)
    let name = naming.name(method)
    var facts: [Fact] = []
    var body: NodeID?
    var responses: NodeID?
    var callbacks: NodeID?
    for child in tree.children(node) {
      switch keys[tree[child].key] {
      // An empty one is none: nothing can be called by it.
      case .operationId: if tree.symbol(child) != .empty { facts.append(schemas.valueFact(.operationID, child)) }
      case .description: facts += prose(.description, child)
      case .summary: facts += prose(.summary, child)
      case .deprecated: if tree.kind(child) == .true { facts.append(schemas.valueFact(.deprecated, child)) }
      case .requestBody: body = child
      case .responses: responses = child
      case .callbacks: callbacks = child
      case .parameters, .security, .servers, .consumes, .produces, .schemes: continue
      default:
        if let keyword = schemas.keywords[tree[child].key], let fact = lifeFact(keyword, child) {
          facts.append(fact)
        } else {
          schemas.note(tree[child].key, child)
        }
      }
    }
    facts += tree.member(node, "security").map { securityFacts($0) } ?? inherited.security
    facts += serverFacts(tree.member(node, "servers") ?? servers)
    let request = readRequest(node, naming, shared: shared, body: body)
    let answers = readResponses(responses, produces: tree.member(node, "produces"))
    let run = Run(start: UInt32(schemas.builder.schema.responses.count), count: UInt32(answers.count))
    schemas.builder.schema.responses.append(contentsOf: answers)
    var operation = Operation(
      name: symbols.intern(name), key: symbols.intern(naming.key(method)), isReversed: naming.isReversed,
      request: request, responses: run, facts: schemas.builder.store(facts),
      writes: method == "POST" ? .create : .update, origin: origin)
    operation.digest = schemas.builder.digest(of: operation)
    schemas.builder.schema.operations.append(operation)
    if let callbacks { readCallbacks(callbacks, of: name) }
  }

  private mutating func readCallbacks(_ node: NodeID, of operation: String) {
    for child in tree.children(node) {
      let home = schemas.part
      guard let place = follow(child) else { continue }
      let name = symbols.text(tree[child].key)
      schemas.enter(part: place.part)
      let expressions = tree.children(place.node).filter { !symbols.text(tree[$0].key).hasPrefix("x-") }
      for expression in expressions {
        // One expression is the rule; where there are several they tell the operations apart.
        let suffix = expressions.count > 1 ? " \(symbols.text(tree[expression].key))" : ""
        let here = Place(part: schemas.part, node: expression)
        // A callback whose operation is called back in turn says nothing more the second time round.
        guard !openCallbacks.contains(here), openCallbacks.count < Self.deepestCallback else { continue }
        openCallbacks.append(here)
        readPathItem(
          expression, Naming(path: "", prefix: "\(operation) callback:\(name)\(suffix)", isReversed: true))
        openCallbacks.removeLast()
      }
      schemas.enter(part: home)
    }
  }

  private mutating func readResponses(_ node: NodeID?, produces: NodeID?) -> [Response] {
    guard let node, schemas.isKind(.object, node) else { return [] }
    let media = produces.map { mediaTypes($0) } ?? inherited.produces
    var out: [Response] = []
    for child in tree.children(node) {
      let status = symbols.text(tree[child].key)
      guard !status.hasPrefix("x-") else {
        schemas.note(tree[child].key, child)
        continue
      }
      let origin = schemas.origin(child)
      guard let place = follow(child) else { continue }
      out.append(
        Response(
          status: symbols.intern(status == "default" ? status : status.uppercased()),
          message: readAnswer(place, media), origin: origin))
    }
    return out
  }

  /// Facts on the life of an operation, spelled as in schemas.
  private mutating func lifeFact(_ keyword: SchemaKeyword, _ node: NodeID) -> Fact? {
    switch keyword {
    case .xSunset, .xDeprecationDate: schemas.valueFact(.sunset, node)
    case .xReplacedBy: schemas.valueFact(.replacedBy, node)
    case .xInternalID: schemas.valueFact(.stableID, node)
    case .xStabilityLevel: schemas.valueFact(.stability, node)
    default: nil
    }
  }

  /// Prose as a fact; nothing where it is empty.
  mutating func prose(_ key: FactKey, _ node: NodeID) -> [Fact] {
    guard tree.kind(node) == .string else { return [] }
    let text = Prose.symbol(tree.textBytes(node), symbols) ?? tree.symbol(node)
    return text == .empty ? [] : [Fact(key, .text, text)]
  }
}
