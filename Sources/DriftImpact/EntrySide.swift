import DriftDiff
import DriftModel

/// What an entry of a mapping covers on one side of a comparison: what its address passes, and all that is below.
struct EntrySide {
  /// What the address passes through; empty where it leads nowhere on this side.
  let trail: Trail
  /// Whether the address leads somewhere on this side.
  let isThere: Bool
  /// Shapes at and below the end.
  let below: Set<ShapeID>
  /// Parameters and headers that are part of the end.
  let belowFields: Set<Int>
  /// Definitions on the way and below: what the field at the end refers to is part of it.
  let definitions: Set<Int>
  /// Of a whole operation that is both written and read: what is sent; nil where ``below`` says it.
  private(set) var sent: Set<ShapeID>?
  /// Of a whole operation that is both written and read: what is answered; nil where ``below`` says it.
  private(set) var answered: Set<ShapeID>?
  /// The shapes whose members are the body that the caller sends to the operation.
  let sentBodies: Set<ShapeID>
  /// Whether the system calls and the agent answers.
  let isReversed: Bool

  /// An address that leads nowhere.
  init() {
    trail = Trail()
    isThere = false
    below = []
    belowFields = []
    definitions = []
    sentBodies = []
    isReversed = false
  }

  init(_ trail: Trail, access: UsageSet, _ resolver: AddressResolver) {
    let schema = resolver.schema
    self.trail = trail
    isThere = true
    var start = trail.terminals
    var fields: Set<Int> = []
    for message in Self.wholeMessages(trail, access: access, schema) {
      start += schema.bodies[schema.messages[message].bodies.indices].map(\.shape)
      fields.formUnion(schema.messageFields[schema.messages[message].fields.indices].map(Int.init))
    }
    below = schema.shapes(below: start + fields.map { schema.fields[$0].shape })
    belowFields = fields
    definitions = trail.definitions.union(resolver.definitions(at: below))
    sentBodies = trail.operation.map(resolver.bodies(sentTo:)) ?? []
    isReversed = trail.operation.map { schema.operations[$0].isReversed } ?? false
    guard let index = trail.operation, trail.messages.isEmpty, trail.root == nil, access == .all else { return }
    let operation = schema.operations[index]
    /// What stands at and below the parts of some messages.
    func parts(isSent: Bool) -> Set<ShapeID> {
      let messages = schema.messages(of: operation).filter { $0.isSent == isSent }.map(\.message)
      return schema.shapes(below: messages.flatMap(schema.shapes(ofMessage:)))
    }
    sent = parts(isSent: !operation.isReversed)
    answered = parts(isSent: operation.isReversed)
  }

  /// The shapes of a change on both sides.
  struct Sides {
    private var old: Set<ShapeID> = []
    private var new: Set<ShapeID> = []

    mutating func add(_ before: ShapeID, _ after: ShapeID) {
      if before != .none { old.insert(before) }
      if after != .none { new.insert(after) }
    }

    /// Whether any of them is among some of its side.
    func meet(_ before: Set<ShapeID>, _ after: Set<ShapeID>) -> Bool {
      !old.isDisjoint(with: before) || !new.isDisjoint(with: after)
    }
  }

  /// The messages that are covered as a whole: those at which the address ends; for an operation those of the entry's
  /// directions.
  private static func wholeMessages(_ trail: Trail, access: UsageSet, _ schema: Schema) -> [Int] {
    if trail.endsAtMessages { return trail.messages }
    guard let index = trail.operation, trail.messages.isEmpty else { return [] }
    let operation = schema.operations[index]
    return schema.messages(of: operation).filter { _, isRequest in
      let isWritten = isRequest != operation.isReversed
      return !access.isDisjoint(with: isWritten ? .write : .read)
    }.map(\.message)
  }

  /// Whether the operation's request has a parameter.
  func sends(_ parameter: Int, _ schema: Schema) -> Bool {
    guard let index = trail.operation, !schema.operations[index].isReversed else { return false }
    return schema.messages[Int(schema.operations[index].request)].fields.indices.contains { at in
      Int(schema.messageFields[at]) == parameter
    }
  }

  /// Whether a place of the entry's operation is part of what the entry goes through: the request or the answers.
  func meets(_ address: Address, _ schema: Schema) -> Bool {
    guard let index = trail.operation, !trail.messages.isEmpty, address.steps.count > 1 else { return true }
    let operation = schema.operations[index]
    let isInRequest = trail.messages.contains(Int(operation.request))
    guard address.steps[1] == .name("response") else { return address.steps[1] != .name("request") || isInRequest }
    if isInRequest { return false }
    guard address.steps.count > 2 else { return true }
    let status = address.steps[2].text
    let named = schema.responses[operation.responses.indices].first { schema.symbols.text($0.status) == status }
    return named.map { trail.messages.contains(Int($0.message)) } ?? true
  }
}

extension AddressResolver {
  /// The shapes whose members a caller sends to an operation with each call: those of the body, and of what has to be in
  /// it; none where the system calls.
  func bodies(sentTo index: Int) -> Set<ShapeID> {
    guard !schema.operations[index].isReversed else { return [] }
    let request = schema.messages[Int(schema.operations[index].request)]
    var open = schema.bodies[request.bodies.indices].map(\.shape)
    var shapes: Set<ShapeID> = []
    while let shape = open.popLast() {
      guard shape != .none, shapes.insert(shape).inserted else { continue }
      let resolution = resolver.resolve(shape)
      for owner in resolution.owners { shapes.insert(schema.definitions[owner].shape) }
      open += resolution.members.filter { $0.required[.create] == .yes }.map { schema.fields[$0.field].shape }
    }
    return shapes
  }
}

extension Schema {
  /// The media types of the body that a caller sends to an operation.
  func media(sentTo operation: Int) -> [Symbol] {
    bodies[messages[Int(operations[operation].request)].bodies.indices].map(\.media)
  }

  /// Whether any field has this name.
  func names(aField name: String) -> Bool {
    guard let symbol = symbols.existing(name) else { return false }
    return fields.contains { $0.name == symbol }
  }

  /// The shapes of a message's bodies, parameters and headers.
  func shapes(ofMessage message: Int) -> [ShapeID] {
    bodies[messages[message].bodies.indices].map(\.shape)
      + messageFields[messages[message].fields.indices].map { fields[Int($0)].shape }
  }

  /// The shapes at and below some shapes, references followed.
  func shapes(below start: [ShapeID]) -> Set<ShapeID> {
    var seen: Set<ShapeID> = []
    var open = start
    while let id = open.popLast() {
      guard id != .none, seen.insert(id).inserted else { continue }
      let shape = self[id]
      for index in shape.references.indices {
        switch references[index].target {
        case .definition(let target): open.append(definitions[target].shape)
        case .place(let place): open.append(place)
        case .missing: continue
        }
      }
      for index in shape.fields.indices { open.append(fields[index].shape) }
      for index in shape.unions.indices { open += branches[unions[index].branches.indices].map(\.shape) }
      open.append(shape.items)
      open.append(shape.values)
    }
    return seen
  }
}
