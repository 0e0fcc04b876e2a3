public import DriftModel

/// In which directions, and by how many operations, the definitions of a schema are met.
///
/// DESIGN, "Reach gives direction": through references, and back, from a discriminator to what extends it. A
/// definition that no operation reaches is information; without operations everything matters both ways.
public struct Reach {
  /// The directions of each definition.
  public private(set) var usage: [UsageSet]
  private let uses: [[Int]]
  private let ends: [ReachOutline.Operation]
  private let hasOperations: Bool
  private var counts: [Int: Int] = [:]

  /// Finds out the reach of every definition.
  public init(_ schema: Schema) {
    self.init(schema, schema.outline?() ?? ReferenceGraph.outline(of: schema))
  }

  /// What would be met of a schema that is there as a whole, if nothing stood at some places.
  public init(_ schema: Schema, without cut: Set<ShapeID>) {
    self.init(schema, ReferenceGraph.outline(of: schema, without: cut))
  }

  private init(_ schema: Schema, _ outline: ReachOutline) {
    usage = Array(repeating: [], count: schema.definitions.count)
    hasOperations = !schema.operations.isEmpty
    uses = outline.edges
    for (operation, ends) in zip(schema.operations, outline.operations) {
      let sent = UsageSet(operation.writes)
      for target in ends.sent { Self.spread(operation.isReversed ? .read : sent, from: target, uses, &usage) }
      for target in ends.answered { Self.spread(operation.isReversed ? sent : .read, from: target, uses, &usage) }
    }
    ends = outline.operations
    if !hasOperations { usage = usage.map { _ in .all } }
  }

  /// Adds a direction to a definition and to all that it leads to.
  private static func spread(_ direction: UsageSet, from start: Int, _ uses: [[Int]], _ usage: inout [UsageSet]) {
    guard !usage[start].isSuperset(of: direction) else { return }
    usage[start].formUnion(direction)
    var open = [start]
    while let at = open.popLast() {
      for next in uses[at] where !usage[next].isSuperset(of: direction) {
        usage[next].formUnion(direction)
        open.append(next)
      }
    }
  }

  /// How many operations meet a definition; without operations, how many definitions lead to it, itself included.
  public mutating func count(_ definition: Int) -> Int {
    if let known = counts[definition] { return known }
    let above = leading(to: definition)
    let found =
      hasOperations
      ? ends.count { one in one.sent.contains { above[$0] } || one.answered.contains { above[$0] } }
      : above.count { $0 }
    counts[definition] = found
    return found
  }

  /// The operations by which a caller meets a definition in some directions, by number.
  public mutating func callers(of definition: Int, _ access: UsageSet, _ schema: Schema) -> [Int] {
    let above = leading(to: definition)
    return schema.operations.indices.filter { index in
      guard !schema.operations[index].isReversed, index < ends.count else { return false }
      return !access.isDisjoint(with: .write) && ends[index].sent.contains { above[$0] }
        || access.contains(.read) && ends[index].answered.contains { above[$0] }
    }
  }

  private mutating func leading(to definition: Int) -> [Bool] {
    let users = reversed
    var above = Array(repeating: false, count: uses.count)
    above[definition] = true
    var open = [definition]
    while let at = open.popLast() {
      for next in users[at] where !above[next] {
        above[next] = true
        open.append(next)
      }
    }
    return above
  }

  private lazy var reversed: [[Int]] = {
    var users: [[Int]] = Array(repeating: [], count: uses.count)
    for (from, targets) in uses.enumerated() {
      for target in targets { users[target].append(from) }
    }
    return users
  }()
}

extension Schema {
  /// The messages of an operation, and whether the caller sends them.
  public func messages(of operation: Operation) -> [(message: Int, isSent: Bool)] {
    [(Int(operation.request), true)] + operation.responses.indices.map { (Int(responses[$0].message), false) }
  }
}

/// Which definitions the shapes of a schema refer to.
struct ReferenceGraph {
  private let schema: Schema
  /// For each shape the number of the walk that saw it last.
  private var seen: [UInt32]
  private var walk: UInt32 = 0
  /// The shapes that a walk has before it: one list for all walks.
  private var open: [ShapeID] = []
  /// Whether some shapes are never looked into.
  private var isCut = false

  init(_ schema: Schema) {
    self.schema = schema
    seen = Array(repeating: 0, count: schema.shapes.count)
  }

  /// What leads to what in a schema whose shapes are all there.
  static func outline(of schema: Schema, without cut: Set<ShapeID> = []) -> ReachOutline {
    var graph = ReferenceGraph(schema)
    // What was seen in a walk without an end is never seen in one.
    for shape in cut where shape != .none { graph.seen[Int(shape.index)] = .max }
    graph.isCut = !cut.isEmpty
    let edges = graph.definitionEdges()
    let operations = schema.operations.map { operation in
      ReachOutline.Operation(
        sent: graph.targets(ofMessage: Int(operation.request)),
        answered: schema.responses[operation.responses.indices].flatMap { graph.targets(ofMessage: Int($0.message)) })
    }
    return ReachOutline(edges: edges, operations: operations)
  }

  /// The definitions that each definition leads to in one step.
  mutating func definitionEdges() -> [[Int]] {
    var edges: [[Int]] = []
    var isBaseOf: [(base: Int, extension: Int)] = []
    for (index, definition) in schema.definitions.enumerated() {
      walk += 1
      var found: [Int] = []
      if definition.shape != .none { visit(definition.shape, &found) }
      edges.append(found)
      guard definition.shape != .none else { continue }
      // What extends a base with a discriminator may stand where the base is named.
      for at in schema[definition.shape].references.indices {
        if case .definition(let base) = schema.references[at].target, schema.definitions[base].shape != .none,
          hasDiscriminator(schema.definitions[base].shape)
        {
          isBaseOf.append((base, index))
        }
      }
    }
    for pair in isBaseOf { edges[pair.base].append(pair.extension) }
    guard !schema.variants.isEmpty else { return edges }
    var owner = NumberTable()
    for (index, definition) in schema.definitions.enumerated() where definition.shape != .none {
      owner.set(definition.shape, index)
    }
    for variant in schema.variants {
      if let base = owner[variant.base], case .definition(let target) = variant.target { edges[base].append(target) }
    }
    return edges
  }

  /// The definitions that a message refers to.
  mutating func targets(ofMessage index: Int) -> [Int] {
    walk += 1
    var found: [Int] = []
    let message = schema.messages[index]
    for at in message.fields.indices { visit(schema.fields[Int(schema.messageFields[at])].shape, &found) }
    for at in message.bodies.indices { visit(schema.bodies[at].shape, &found) }
    return found
  }

  private func hasDiscriminator(_ shape: ShapeID) -> Bool {
    schema.facts[schema[shape].facts.indices].contains { $0.key == .discriminator }
  }

  private mutating func visit(_ start: ShapeID, _ found: inout [Int]) {
    open.append(start)
    while let id = open.popLast() {
      guard id != .none, seen[Int(id.index)] != walk, !isCut || seen[Int(id.index)] != .max else { continue }
      seen[Int(id.index)] = walk
      let shape = schema.shapes[Int(id.index)]
      for index in shape.references.indices {
        switch schema.references[index].target {
        case .definition(let target): found.append(target)
        case .place(let place): open.append(place)
        case .missing: continue
        }
      }
      for index in shape.fields.indices { open.append(schema.fields[index].shape) }
      for index in shape.unions.indices {
        for branch in schema.unions[index].branches.indices { open.append(schema.branches[branch].shape) }
      }
      open.append(shape.items)
      open.append(shape.values)
    }
  }
}
