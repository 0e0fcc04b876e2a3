import DriftModel
import DriftSyntax

extension CanonicalReader {
  /// Reads an operation, or makes one of which only the digest is known.
  mutating func readOperation(_ thing: StoredThing) throws(MalformedText) {
    let name = symbols.intern(thing.key.name)
    var operation = Operation(
      name: name, key: thing.hints.identity.isEmpty ? name : symbols.intern(thing.hints.identity),
      isReversed: thing.hints.isReversed, request: 0, responses: .empty, facts: .empty,
      writes: thing.hints.creates ? .create : .update, origin: .none, digest: thing.digest)
    guard let text = thing.text else {
      operation.request = emptyMessage()
      builder.schema.operations.append(operation)
      return
    }
    try open(text, thing)
    operation.origin = origin(of: 0)
    operationPath = OperationPath.of(symbols.text(operation.key))
    operation.facts = builder.store(try operationFacts(lines[0].node))
    at = 1
    var request: UInt32?
    var responses: [(response: Response, rank: UInt32)] = []
    while at < lines.count {
      let line = at
      guard case .name(let step) = lines[line].step else { throw malformed("expected a message", lines[line].node) }
      switch lines[line].depth {
      case 1 where step == "request" && !lines[line].isAnswer: request = try readMessage()
      case 1 where lines[line].isAnswer:
        let rank = rank(of: line, among: responses.count)
        let message = try readMessage()
        let place = builder.schema.messages[Int(message)].origin
        responses.append((Response(status: symbols.intern(step), message: message, origin: place), rank))
      default: throw malformed("expected a request or an answer", lines[line].node)
      }
    }
    operation.request = request ?? emptyMessage()
    responses.sort { $0.rank < $1.rank }
    operation.responses = Run(start: UInt32(builder.schema.responses.count), count: UInt32(responses.count))
    builder.schema.responses += responses.map(\.response)
    operation.digest = builder.digest(of: operation)
    builder.schema.operations.append(operation)
  }

  private mutating func emptyMessage() -> UInt32 {
    builder.schema.messages.append(Message(fields: .empty, bodies: .empty, facts: .empty, origin: .none))
    return UInt32(builder.schema.messages.count - 1)
  }

  private mutating func readMessage() throws(MalformedText) -> UInt32 {
    let own = at
    at += 1
    nextSet = SetPlace(line: UInt32(own), number: 0)
    let node = lines[own].node
    let facts = try operationFacts(node)
    var shared: Int?
    for child in tree.children(node) {
      if case .line(.shared)? = meaning[tree[child].key] { shared = tree.kind(child) == .true ? 1 : try number(child) }
    }
    var fields: [(field: UInt32, use: Origin, rank: UInt32)] = []
    var bodies: [(body: Body, rank: UInt32)] = []
    while at < lines.count, lines[at].depth > lines[own].depth {
      guard lines[at].depth == lines[own].depth + 1 else {
        throw malformed("expected a line for each step of the way", lines[at].node)
      }
      let child = at
      let (shape, line) = try readShape()
      switch lines[child].step {
      case .name(let name):
        let rank = rank(of: child, among: fields.count)
        let field = parameter(symbols.intern(name), shape, line, rank)
        fields.append((field, use(of: field, line, at: child), rank))
      case .part:
        let rank = rank(of: child, among: bodies.count)
        let run = builder.store(line.bodyFacts)
        for media in line.media {
          bodies.append((Body(media: media, shape: shape, origin: origin(of: child), facts: run), rank))
        }
      case .items, .values: throw malformed("expected a parameter or a body", lines[child].node)
      }
    }
    fields.sort { $0.rank < $1.rank }
    bodies.sort { $0.rank < $1.rank }
    let message = store(fields.map { ($0.field, $0.use) }, bodies.map(\.body), facts, origin(of: own))
    guard let shared else { return message }
    let key = SharedKey(content: builder.schema.messages[Int(message)].digest, number: shared)
    if let known = sharedMessages[key] { return known }
    sharedMessages[key] = message
    return message
  }

  private mutating func store(
    _ fields: [(field: UInt32, use: Origin)], _ bodies: [Body], _ facts: [Fact], _ origin: Origin
  ) -> UInt32 {
    let run = Run(start: UInt32(builder.schema.messageFields.count), count: UInt32(fields.count))
    builder.schema.messageFields += fields.map(\.field)
    builder.schema.messageFieldOrigins += fields.map(\.use)
    let bodyRun = Run(start: UInt32(builder.schema.bodies.count), count: UInt32(bodies.count))
    builder.schema.bodies += bodies
    var message = Message(fields: run, bodies: bodyRun, facts: builder.store(facts), origin: origin)
    message.digest = builder.digest(of: message)
    builder.schema.messages.append(message)
    return UInt32(builder.schema.messages.count - 1)
  }

  /// Where a message uses a parameter or a header.
  private mutating func use(of field: UInt32, _ line: LineFacts, at child: Int) -> Origin {
    let own = origin(of: child)
    let isOfPath = pathUses.contains(UInt32(child))
    guard let shared = line.shared, isOfPath || uses.contains(UInt32(child)) else { return own }
    let key = SharedKey(content: builder.digest(of: builder.schema.fields[Int(field)]), number: shared)
    let place = SharedUse(field: key, path: isOfPath ? operationPath : "")
    if let known = sharedUses[place] { return known }
    sharedUses[place] = own
    return own
  }

  /// A parameter or a header; one that operations share is the same in all of them.
  private mutating func parameter(_ name: Symbol, _ shape: ShapeID, _ line: LineFacts, _ rank: UInt32) -> UInt32 {
    let field = Field(
      name: name, role: line.role ?? FieldRole.implied(by: symbols.bytes(name)), shape: shape,
      required: line.required, access: line.access, position: line.position ?? rank, origin: line.origin)
    let key = line.shared.map { SharedKey(content: builder.digest(of: field), number: $0) }
    if let key, let known = sharedFields[key] { return known }
    builder.schema.fields.append(field)
    let index = UInt32(builder.schema.fields.count - 1)
    if let key { sharedFields[key] = index }
    return index
  }
}
