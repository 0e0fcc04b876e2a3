import DriftDiff
public import DriftModel

/// Follows addresses of mappings through one schema: through references, `allOf`, unions and inline shapes.
public struct AddressResolver {
  let resolver: Resolver
  var schema: Schema { resolver.schema }
  let definitions: [String: Int]
  let operations: [String: Int]
  /// Operations by their names without those of variables: `GET /contacts/{}`.
  private let operationsByKey: [String: Int]
  private let byShape: [ShapeID: Int]
  let namespaced: NamespacedNames
  /// Whether errors tell what may have been meant, which is only worth looking for where somebody reads it.
  var suggests = false

  /// The same, with suggestions in its errors.
  public var suggesting: AddressResolver {
    var copy = self
    copy.suggests = true
    return copy
  }

  /// Makes a resolver.
  public init(_ schema: Schema) {
    resolver = Resolver(schema)
    var byName: [String: Int] = [:]
    var byShape: [ShapeID: Int] = [:]
    for (index, definition) in schema.definitions.enumerated() {
      byName[schema.symbols.text(definition.name)] = index
      if definition.shape != .none { byShape[definition.shape] = index }
    }
    self.byShape = byShape
    namespaced = NamespacedNames(schema)
    definitions = byName
    var operationByName: [String: Int] = [:]
    for (index, operation) in schema.operations.enumerated() {
      operationByName[schema.symbols.text(operation.name)] = index
    }
    operations = operationByName
    operationsByKey = Dictionary(
      schema.operations.enumerated().map { (schema.symbols.text($0.element.key), $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The operation of a name. Variables of a path have no name on the wire: `/contacts/{id}` is `/contacts/{contact_id}`.
  func operation(_ name: String) -> Int? {
    if let index = operations[name] { return index }
    guard name.contains("{") else { return nil }
    return operationsByKey[OperationName.key(name)]
  }

  /// The definitions whose shapes are among some.
  func definitions(at shapes: Set<ShapeID>) -> [Int] { shapes.compactMap { byShape[$0] } }

  /// What an address passes and ends at.
  ///
  /// - Throws: ``UnresolvedAddress``; one that is ``suggesting`` names the nearest addresses that exist.
  public func resolve(_ address: Address) throws(UnresolvedAddress) -> Trail {
    guard case .name(let first)? = address.steps.first else { throw missing(address, 0, [], "") }
    let rest = Array(address.steps.dropFirst())
    // A SOAP operation is often called like the element that it is sent: the step after the name tells.
    if let index = operation(first), isOfOperation(rest, besides: definitions[first]) {
      return try resolveOperation(index, address)
    }
    if let index = definitions[first] ?? (operation(first) == nil ? namespaced.definition(first) : nil) {
      var trail = Trail(definitions: [index], root: index)
      let shape = schema.definitions[index].shape
      try walk(from: shape == .none ? [] : [shape], rest, address, at: 1, &trail)
      // A name alone means both: whoever names the operation is hit by what happens to it, and so is who names the
      // element.
      if rest.isEmpty { trail.operation = operation(first) }
      return trail
    }
    if let index = operation(first) { return try resolveOperation(index, address) }
    throw unknown(first, address)
  }

  /// Whether what follows a name that an operation has is `request` or `response`, and no member of a definition of
  /// that name.
  private func isOfOperation(_ rest: [Address.Step], besides definition: Int?) -> Bool {
    guard let definition else { return true }
    guard let step = rest.first?.text, step == "request" || step == "response" else { return false }
    let shape = schema.definitions[definition].shape
    guard shape != .none else { return true }
    return !resolver.resolve(shape).members.contains { schema.symbols.text(schema.fields[$0.field].name) == step }
  }

  private func resolveOperation(_ index: Int, _ address: Address) throws(UnresolvedAddress) -> Trail {
    var trail = Trail(operation: index)
    let operation = schema.operations[index]
    guard address.steps.count > 1 else { return trail }
    var at = 2
    let messages: [Int]
    switch address.steps[1].text {
    case "request": messages = [Int(operation.request)]
    case "response": messages = try answers(operation, address, &at)
    default: throw missing(address, 1, ["request", "response"], "")
    }
    trail.messages = messages
    guard address.steps.count > at else {
      trail.endsAtMessages = true
      for message in messages { trail.terminals += bodies(message).map(\.shape) }
      return trail
    }
    try enter(messages, address, &at, &trail)
    return trail
  }

  /// The answers that a step names: a status; without one every success, else `default`.
  private func answers(
    _ operation: Operation, _ address: Address, _ at: inout Int
  ) throws(UnresolvedAddress) -> [Int] {
    let all = schema.responses[operation.responses.indices].map { (schema.symbols.text($0.status), Int($0.message)) }
    if address.steps.count > 2,
      let named = all.first(where: { $0.0 == address.steps[2].text.uppercased() || $0.0 == address.steps[2].text })
    {
      at = 3
      return [named.1]
    }
    let good = all.filter { $0.0.hasPrefix("2") }
    let chosen = good.isEmpty ? all.filter { $0.0 == "default" } : good
    guard !chosen.isEmpty else {
      throw missing(
        address, 2, all.map(\.0),
        all.isEmpty ? "The operation answers nothing." : "It answers \(all.map(\.0).joined(separator: ", ")) alone.")
    }
    return chosen.map(\.1)
  }

  private func bodies(_ message: Int) -> ArraySlice<Body> { schema.bodies[schema.messages[message].bodies.indices] }

  /// From messages to what the next step names: a media type, a parameter, or a part of the body.
  private func enter(
    _ messages: [Int], _ address: Address, _ at: inout Int, _ trail: inout Trail
  ) throws(UnresolvedAddress) {
    let step = address.steps[at].text
    var shapes = messages.flatMap { bodies($0).map(\.shape) }
    let ofMedia = messages.flatMap { bodies($0) }.filter { schema.symbols.text($0.media) == step }
    if !ofMedia.isEmpty {
      at += 1
      shapes = ofMedia.map(\.shape)
      return try walk(from: shapes, Array(address.steps.dropFirst(at)), address, at: at, &trail)
    }
    let parameters = messages.flatMap { schema.messageFields[schema.messages[$0].fields.indices].map(Int.init) }
    let found = try parameter(step, parameters, bodies: shapes, address, at)
    if !found.isEmpty {
      trail.fields.formUnion(found)
      trail.fieldsAtStep[at] = Set(found)
      if address.steps.count == at + 1 { trail.ends.formUnion(found) }
      let shapes = found.map { schema.fields[$0].shape }
      return try walk(from: shapes, Array(address.steps.dropFirst(at + 1)), address, at: at + 1, &trail)
    }
    let names = parameters.map { schema.symbols.text(schema.fields[$0].name) }
    try walk(from: shapes, Array(address.steps.dropFirst(at)), address, at: at, &trail, alsoNamed: names)
  }

  /// The parameter of a name, or the header of several answers; without its place only where one fits and the body has
  /// no such member.
  private func parameter(
    _ step: String, _ parameters: [Int], bodies: [ShapeID], _ address: Address, _ at: Int
  ) throws(UnresolvedAddress) -> [Int] {
    let lower = step.lowercased()
    let exact = parameters.filter { index in
      let name = schema.symbols.text(schema.fields[index].name)
      return name == step || (schema.fields[index].role == .header && name.lowercased() == lower)
    }
    guard exact.isEmpty, bodies.allSatisfy({ members(step, of: $0).isEmpty }) else { return exact }
    let bare = parameters.filter { schema.symbols.text(schema.fields[$0].name).hasSuffix(":\(step)") }
    let names = Set(bare.map { schema.symbols.text(schema.fields[$0].name) }).sorted()
    guard names.count > 1 else { return bare }
    throw ambiguous(address, at, names)
  }

  /// Follows steps from shapes, all branches at once.
  private func walk(
    from start: [ShapeID], _ steps: [Address.Step], _ address: Address, at first: Int, _ trail: inout Trail,
    alsoNamed: [String] = []
  ) throws(UnresolvedAddress) {
    var shapes = start
    for (offset, step) in steps.enumerated() {
      var next: [ShapeID] = []
      if case .name = step {} else { for shape in shapes { pass(shape, &trail) } }
      var ends: Set<Int> = []
      switch step {
      case .items:
        next = shapes.flatMap { parts(of: $0, \.items) }
        // In XML one element is written as a list of one.
        if next.isEmpty, schema.isOfElements { next = shapes }
      case .values: next = shapes.flatMap { parts(of: $0, \.values) }
      case .name(let name):
        for shape in shapes {
          let found = members(name, of: shape)
          // Where some branches alone have the name, the way goes through those.
          let isOfAll = found.isEmpty || found.contains { $0.branch == shape }
          pass(shape, &trail, toward: isOfAll ? nil : Set(found.map(\.branch)))
          for fields in found.map(\.fields) {
            trail.fields.formUnion(fields)
            trail.fieldsAtStep[first + offset, default: []].formUnion(fields)
            ends.formUnion(fields)
            next += telling(fields)
          }
        }
      }
      guard !next.isEmpty else { throw unresolved(address, first + offset, shapes, alsoNamed) }
      if offset == steps.count - 1 { trail.ends = ends }
      shapes = next
    }
    trail.terminals = shapes
  }

  /// Notes a shape, the definitions that it refers to, and their shapes.
  ///
  /// - Parameter ends: The branches that the way leads to; nil for all.
  private func pass(_ shape: ShapeID, _ trail: inout Trail, toward ends: Set<ShapeID>? = nil) {
    trail.shapes.insert(shape)
    for index in resolver.resolve(shape).owners {
      trail.definitions.insert(index)
      trail.shapes.insert(schema.definitions[index].shape)
    }
    for branch in branches(of: shape) {
      if let ends {
        var leads = ends.contains(branch)
        if !leads { everyBranch(of: branch, shapes: { leads = leads || ends.contains($0) }) }
        guard leads else { continue }
      }
      if trail.shapes.insert(branch).inserted { pass(branch, &trail, toward: ends) }
    }
  }

  /// The fields of a name at a shape, those of each of its branches: several where pieces say more of one.
  private func members(_ name: String, of shape: ShapeID) -> [(branch: ShapeID, fields: [Int])] {
    guard let symbol = schema.symbols.existing(name) else { return [] }
    var found: [(branch: ShapeID, fields: [Int])] = []
    everyBranch(
      of: shape,
      shapes: { id in
        let one = resolver.resolve(id)
        let fields = (one.members.map(\.field) + one.repeated.sorted()).filter { schema.fields[$0].name == symbol }
        if !fields.isEmpty { found.append((id, fields)) }
      })
    return found
  }

  /// The shapes of fields, but for those that only describe what another one says in full: `allOf` with a description.
  private func telling(_ fields: [Int]) -> [ShapeID] {
    let shapes = fields.map { schema.fields[$0].shape }
    guard shapes.count > 1 else { return shapes }
    let full = shapes.filter { !resolver.resolve($0).types.isEmpty || !resolver.resolve($0).unions.isEmpty }
    return full.isEmpty ? shapes : full
  }

  private func parts(of shape: ShapeID, _ part: KeyPath<Resolution, Resolution.OwnedShape?>) -> [ShapeID] {
    var found: [ShapeID] = []
    everyBranch(of: shape) { resolution in
      if let one = resolution[keyPath: part] { found.append(one.shape) }
    }
    return found
  }

  /// Calls for the resolution of a shape and those of all branches that may stand in its place.
  func everyBranch(of shape: ShapeID, _ body: (Resolution) -> Void) {
    everyBranch(of: shape, shapes: { body(resolver.resolve($0)) })
  }

  /// Calls for a shape and all branches that may stand in its place.
  private func everyBranch(of shape: ShapeID, shapes body: (ShapeID) -> Void) {
    var seen: Set<ShapeID> = []
    var open = [shape]
    while let id = open.popLast() {
      guard seen.insert(id).inserted else { continue }
      body(id)
      open += branches(of: id)
    }
  }

  /// Calls for what stands at some shapes and at all branches in their place, and whether it has such branches itself.
  func forEachBranch(of shapes: [ShapeID], _ body: (Resolution, Bool) -> Void) {
    for shape in shapes { everyBranch(of: shape) { body($0, !$0.unions.isEmpty) } }
  }

  private func branches(of shape: ShapeID) -> [ShapeID] {
    resolver.resolve(shape).unions.flatMap { one in
      schema.branches[one.union.branches.indices].filter { branch in
        let label = schema.symbols.text(branch.label)
        return one.union.kind == .alternatives || label == "then" || label == "else" || label.hasPrefix("with ")
      }.map(\.shape)
    }
  }
}
