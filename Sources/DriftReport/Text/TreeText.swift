public import DriftModel

/// Prints a schema, or a part of it, as an indented tree for `drift show`.
///
/// The names of a line and of the lines above it are the steps of its address: what stands there can be copied into
/// a mapping. References are named and not followed.
public struct TreeText {
  /// What is printed.
  public enum Root: Hashable, Sendable {
    /// All definitions, then all operations.
    case all
    /// A definition, by index.
    case definition(Int)
    /// An operation, by index.
    case operation(Int)
    /// The fields that an address ends at, by index: several where branches of a union have it.
    case fields([Int], Address)
    /// What stands at an address that ends at no field: items, values, a body.
    case shapes([ShapeID], Address)
  }

  /// How it is printed.
  public struct Options: Sendable {
    /// How many steps below the root are printed; nil prints all.
    public var depth: Int?
    /// Whether colours may be used.
    public var color = false
    /// The terminal's width in columns; nil where the output is no terminal: then the tree stands alone and no line
    /// is shortened.
    public var width: Int?

    /// Makes the options of a whole tree on something that is no terminal.
    public init() {}
  }

  private let schema: Schema
  private let options: Options
  private let words: ShapeWords
  private var rows: [TreeRow] = []

  /// Appends a tree to some bytes: UTF-8, the same bytes for the same schema.
  public static func write(_ schema: Schema, _ root: Root = .all, _ options: Options, to out: inout [UInt8]) {
    var tree = TreeText(schema: schema, options: options, words: ShapeWords(schema))
    var screen = Screen(after: out, color: options.color, width: options.width)
    if options.width != nil, root == .all {
      screen.write(Neutral.text(schema.dialect), .bold)
      screen.write(": \(schema.definitions.count) definitions, \(schema.operations.count) operations")
      screen.line()
      screen.line()
    }
    tree.write(root, to: &screen)
    out = screen.bytes
  }

  private mutating func write(_ root: Root, to screen: inout Screen) {
    switch root {
    case .all:
      for index in schema.definitions.indices { block(&screen, isFirst: index == 0) { $0.definition(index) } }
      for index in schema.operations.indices {
        block(&screen, isFirst: index == 0 && schema.definitions.isEmpty) { $0.operation(index) }
      }
    case .definition(let index): block(&screen, isFirst: true) { $0.definition(index) }
    case .operation(let index): block(&screen, isFirst: true) { $0.operation(index) }
    case .fields(let fields, let address):
      let all = fields.map { index in
        let field = schema.fields[index]
        return Standing(
          shape: field.shape, flags: words.flags(field), origin: field.origin, owner: words.owner(ofField: index))
      }
      block(&screen, isFirst: true) { $0.standing(all, at: address) }
    case .shapes(let shapes, let address):
      let all = shapes.map {
        Standing(shape: $0, flags: [], origin: $0 == .none ? .none : schema[$0].origin, owner: nil)
      }
      block(&screen, isFirst: true) { $0.standing(all, at: address) }
    }
  }

  /// The rows of one root, aligned among themselves; a blank line between roots that have something below.
  private mutating func block(_ screen: inout Screen, isFirst: Bool, _ add: (inout TreeText) -> Void) {
    rows = []
    add(&self)
    if !isFirst, options.depth != 0 { screen.line() }
    TreeRow.write(rows, to: &screen)
  }

  /// One of the things that stand at an address.
  private struct Standing {
    var shape: ShapeID
    /// What the field says of it.
    var flags: [String]
    var origin: Origin
    /// The definition or the branch that holds it; nil where that has no name.
    var owner: String?
  }

  /// What stands at an address; where branches of a union have it, each in the order of the document.
  private mutating func standing(_ all: [Standing], at address: Address) {
    let name = Neutral.address(address)
    guard all.count > 1 else {
      for one in all { place(name, .plain, one.shape, facts: one.flags, depth: 0) }
      return
    }
    rows.append(TreeRow(depth: 0, name: name, kind: .root, type: "in \(all.count) branches", facts: []))
    guard isShown(1) else { return }
    for one in all.sorted(by: { ($0.origin.part, $0.origin.offset) < ($1.origin.part, $1.origin.offset) }) {
      let owner = one.owner.map { "in \($0)" } ?? schema.place(one.origin).map { "at line \($0.line)" } ?? "or"
      place("| \(owner)", .branch, one.shape, facts: one.flags, depth: 1)
    }
  }

  private mutating func definition(_ index: Int) {
    let definition = schema.definitions[index]
    place(name(definition.name), .root, definition.shape, facts: [], depth: 0)
  }

  private mutating func operation(_ index: Int) {
    let operation = schema.operations[index]
    rows.append(
      TreeRow(
        depth: 0, name: name(operation.name), kind: .root, type: "", facts: words.facts(operation.facts)))
    guard isShown(1) else { return }
    message("request", Int(operation.request))
    for response in schema.responses[operation.responses.indices] {
      message("response.\(name(response.status))", Int(response.message))
    }
  }

  private mutating func message(_ name: String, _ index: Int) {
    let message = schema.messages[index]
    let bodies = Array(schema.bodies[message.bodies.indices])
    guard name != "request" || !bodies.isEmpty || !message.fields.isEmpty else { return }
    let hasStep = Set(bodies.map { schema[$0.shape].digest }).count > 1
    let facts = words.facts(message.facts)
    if let body = bodies.first, !hasStep {
      let media = bodies.map { Neutral.text(schema.symbols.text($0.media)) }.filter { !$0.isEmpty }
      let row = rows.count
      place(name, .plain, body.shape, facts: facts + media, depth: 1)
      // Parameters stand before the body's own fields, as in a request.
      let below = rows[(row + 1)...]
      rows.removeSubrange((row + 1)...)
      parameters(message)
      rows += below
    } else {
      rows.append(TreeRow(depth: 1, name: name, type: "", facts: facts))
      parameters(message)
      for body in bodies where isShown(2) {
        place(self.name(body.media), .plain, body.shape, facts: [], depth: 2)
      }
    }
  }

  private mutating func parameters(_ message: Message) {
    guard isShown(2) else { return }
    for at in message.fields.indices { field(Int(schema.messageFields[at]), depth: 2, prefix: "") }
  }

  private mutating func field(_ index: Int, depth: Int, prefix: String) {
    let field = schema.fields[index]
    let text = schema.symbols.text(field.name)
    let name = Neutral.name(field.role == .pattern ? "{\(text)}" : text)
    place(prefix + name, .plain, field.shape, facts: words.flags(field), depth: depth)
  }

  /// One row for what stands at a place, then what is in it.
  private mutating func place(
    _ name: String, _ kind: TreeRow.Kind, _ shape: ShapeID, facts: [String], depth: Int
  ) {
    guard shape != .none else {
      rows.append(TreeRow(depth: depth, name: name, kind: kind, type: "any", facts: facts))
      return
    }
    var all = facts + words.facts(of: shape)
    if let label = words.label(of: shape, name: name) { all.append(label) }
    let isOpen = isShown(depth + 1)
    let count = schema[shape].fields.count
    if !isOpen, count > 0 { all.insert("\(count) \(count == 1 ? "field" : "fields")", at: 0) }
    rows.append(TreeRow(depth: depth, name: name, kind: kind, type: words.type(shape), facts: all))
    if isOpen { inside(shape, depth: depth + 1, prefix: "") }
  }

  /// The fields of a shape, of the items and values that stand in place, and of the branches of its unions.
  private mutating func inside(_ id: ShapeID, depth: Int, prefix: String) {
    let shape = schema[id]
    for index in shape.fields.indices { field(index, depth: depth, prefix: prefix) }
    for (part, step) in [(shape.items, "[]"), (shape.values, "{}")]
    where part != .none && words.hasInside(part) {
      inside(part, depth: depth, prefix: prefix.isEmpty ? "\(step)." : String(prefix.dropLast()) + "\(step).")
    }
    for union in schema.unions[shape.unions.indices] {
      for branch in schema.branches[union.branches.indices] where words.hasInside(branch.shape) {
        let label = branch.label == .none ? "" : " \(self.name(branch.label))"
        rows.append(
          TreeRow(
            depth: depth, name: (union.kind == .alternatives ? "| or" : "| if") + label, kind: .branch,
            type: words.type(branch.shape), facts: words.facts(of: branch.shape)))
        if isShown(depth + 1) { inside(branch.shape, depth: depth + 1, prefix: prefix) }
      }
    }
  }

  private func isShown(_ depth: Int) -> Bool { options.depth.map { depth <= $0 } ?? true }

  private func name(_ symbol: Symbol) -> String { Neutral.name(schema.symbols.text(symbol)) }
}
