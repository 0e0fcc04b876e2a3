import DriftModel
import DriftSyntax

/// The tools that a server of the Model Context Protocol lists (FORMATS 8): each is an operation, its schemas are JSON
/// Schema.
///
/// Icons and `_meta` are for programs that show or run tools; they say nothing of a call.
struct MCPFormat: SchemaFormat {
  let id = "mcp"
  let title = "MCP tools/list"
  let revision = 1

  func references(_ document: SyntaxTree) -> [String] { [] }

  func recognises(_ document: SyntaxTree) -> Recognition {
    let root = SyntaxTree.root
    if Self.isTool(root, document) { return .yes(dialect: title) }
    guard let list = MCPFormat.tools(in: document) else { return .no }
    let isAnswer = MCPFormat.result(in: document) != root || document.member(root, "nextCursor") != nil
    if document.children(list).contains(where: { Self.isTool($0, document) }) { return .yes(dialect: title) }
    // Of an answer even what lacks its schema is a tool.
    let areNamed = document.children(list).allSatisfy { document.member($0, "name") != nil }
    return isAnswer && areNamed ? .yes(dialect: title) : .no
  }

  /// The answer proper: what JSON-RPC wraps, what an event of a stream holds.
  static func result(in tree: SyntaxTree) -> NodeID {
    var node = SyntaxTree.root
    if tree.member(node, "tools") == nil, let data = tree.member(node, "data"), tree.kind(data) == .object {
      node = data
    }
    guard tree.member(node, "jsonrpc") != nil, let result = tree.member(node, "result") else { return node }
    return result
  }

  /// What says that another page follows: anything but nothing or null (2025-06-18, Pagination).
  static func next(in tree: SyntaxTree) -> NodeID? {
    tree.member(result(in: tree), "nextCursor").flatMap { tree.kind($0) == .null ? nil : $0 }
  }

  static func tools(in tree: SyntaxTree) -> NodeID? {
    if tree.kind(SyntaxTree.root) == .array { return SyntaxTree.root }
    guard let tools = tree.member(result(in: tree), "tools"), tree.kind(tools) == .array else { return nil }
    return tools
  }

  static func isTool(_ node: NodeID, _ tree: SyntaxTree) -> Bool {
    tree.member(node, "name") != nil && tree.member(node, "inputSchema") != nil
  }

  func read(_ input: FormatInput) throws -> Schema {
    var reader = ToolReader(SchemaReader(input, dialect: .draft2020, format: self))
    reader.read(input.entries)
    return reader.finish()
  }
}

/// Reads the tools of one server, from all pages of its list.
private struct ToolReader: ~Copyable {
  var schemas: SchemaReader

  /// A tool where it stands.
  private struct Tool {
    var name: String
    var part: Int
    var node: NodeID
  }

  init(_ schemas: consuming SchemaReader) {
    self.schemas = schemas
    self.schemas.isOfTools = true
  }

  private var tree: SyntaxTree { schemas.tree }
  private var symbols: SymbolTable { schemas.symbols }

  consuming func finish() -> Schema { schemas.finish() }

  mutating func read(_ pages: [FormatInput.Part]) {
    var tools: [Tool] = []
    var cursor: (part: Int, node: NodeID)?
    var isEnded = false
    for part in pages.indices {
      schemas.enter(part: part)
      collect(&tools, part)
      if let next = MCPFormat.next(in: tree) {
        cursor = (part, next)
      } else if MCPFormat.tools(in: tree) != nil {
        isEnded = true
      }
    }
    if let cursor, !isEnded {
      schemas.enter(part: cursor.part)
      tellShort(cursor.node)
    }
    var seen: Set<String> = []
    // By name, so that what is told apart by its tool is so in whatever order the server lists them.
    for tool in tools.sorted(by: { ($0.name, $0.part, $0.node) < ($1.name, $1.part, $1.node) }) {
      schemas.enter(part: tool.part)
      if seen.insert(tool.name).inserted {
        read(tool)
      } else {
        schemas.gap(tool.name, "a tool of this name stands twice; the first is read", schemas.origin(tool.node))
      }
    }
  }

  /// A page that is missing looks as if its tools were gone.
  private mutating func tellShort(_ cursor: NodeID) {
    let text =
      tree.kind(cursor) == .string
      ? "the list goes on, and the page that follows is not here"
      : "expected a text or nothing, found \(tree.kind(cursor).word): whether the list goes on is not known"
    schemas.gap("nextCursor", text, schemas.origin(cursor))
    schemas.builder.schema.shortLists.append("nextCursor: \(text)")
  }

  private mutating func collect(_ tools: inout [Tool], _ part: Int) {
    let root = SyntaxTree.root
    let isOne = MCPFormat.isTool(root, tree)
    let nodes = isOne ? [root] : MCPFormat.tools(in: tree).map { tree.children($0).map { $0 } } ?? []
    for node in nodes {
      guard tree.kind(node) == .object, let name = tree.member(node, "name").flatMap({ tree.string($0) }), !name.isEmpty
      else {
        schemas.gap("tools", "expected a tool with its name, found \(tree.kind(node).word)", schemas.origin(node))
        continue
      }
      tools.append(Tool(name: name, part: part, node: node))
    }
    guard !isOne, tree.kind(root) == .object else { return }
    let result = MCPFormat.result(in: tree)
    let envelope: Set = ["jsonrpc", "id", "result", "event", "data", "retry"]
    let answer: Set = ["tools", "nextCursor", "ttlMs", "cacheScope", "resultType", "_meta"]
    for (holder, known) in [(root, result == root ? answer : envelope), (result, answer)] {
      for child in tree.children(holder) where !known.contains(symbols.text(tree[child].key)) {
        schemas.note(tree[child].key, child)
      }
      if result == root { break }
    }
  }

  private mutating func read(_ tool: Tool) {
    let origin = schemas.origin(tool.node)
    var facts: [Fact] = []
    var input: NodeID?
    var output: NodeID?
    var title: NodeID?
    for child in tree.children(tool.node) {
      switch symbols.text(tree[child].key) {
      case "title": title = child
      case "description": facts += prose(.description, child)
      case "inputSchema": input = child
      case "outputSchema":
        output = child
        // Whoever says what it answers has to answer so (2025-06-18, Tool); where nothing is said nothing is known.
        if tree.kind(child) == .object { facts.append(Fact(.traits, .text, symbols.intern("describedAnswer"))) }
      case "annotations": facts += promises(child)
      case "execution":
        if let word = tree.member(child, "taskSupport").flatMap({ tree.string($0) }), word != "forbidden" {
          facts.append(Fact(.traits, .text, symbols.intern("tasks \(word)")))
        }
      case "name", "icons", "_meta": continue
      default: schemas.note(tree[child].key, child)
      }
    }
    let annotated = tree.member(tool.node, "annotations").flatMap { tree.member($0, "title") }
    if let words = title ?? annotated { facts += prose(.label, words) }
    let request = message(of: input, tool, "request")
    schemas.enter(part: tool.part)
    let answer = message(of: output, tool, "response")
    schemas.enter(part: tool.part)
    schemas.builder.schema.responses.append(Response(status: symbols.intern("200"), message: answer, origin: origin))
    let responses = Run(start: UInt32(schemas.builder.schema.responses.count - 1), count: 1)
    let name = symbols.intern(tool.name)
    var operation = Operation(
      name: name, key: name, request: request, responses: responses, facts: schemas.builder.store(facts), origin: origin
    )
    operation.digest = schemas.builder.digest(of: operation)
    schemas.builder.schema.operations.append(operation)
  }

  /// What a server says that a call does not do, as promises that hold; what is not said is not promised (the protocol
  /// defines what nothing said means).
  private mutating func promises(_ node: NodeID) -> [Fact] {
    guard tree.kind(node) == .object else {
      schemas.malformed(node, expected: "an object")
      return []
    }
    var said: [String: Bool] = [:]
    for child in tree.children(node) {
      let key = symbols.text(tree[child].key)
      switch (key, tree.kind(child)) {
      case ("readOnlyHint", .true), ("destructiveHint", .true), ("idempotentHint", .true), ("openWorldHint", .true):
        said[key] = true
      case ("readOnlyHint", .false), ("destructiveHint", .false), ("idempotentHint", .false), ("openWorldHint", .false):
        said[key] = false
      case ("title", _), (_, .null): continue
      default: schemas.note(tree[child].key, child)
      }
    }
    let isReadOnly = said["readOnlyHint"] ?? false
    var traits: [String] = []
    if isReadOnly { traits.append("readOnly") }
    // What changes nothing destroys nothing, and may be repeated.
    if isReadOnly || !(said["destructiveHint"] ?? true) { traits.append("notDestructive") }
    if isReadOnly || said["idempotentHint"] ?? false { traits.append("idempotent") }
    if !(said["openWorldHint"] ?? true) { traits.append("closedWorld") }
    return traits.map { Fact(.traits, .text, symbols.intern($0)) }
  }

  private mutating func prose(_ key: FactKey, _ node: NodeID) -> [Fact] {
    guard schemas.isKind(.string, node) else { return [] }
    let text = Prose.symbol(tree.textBytes(node), symbols) ?? tree.symbol(node)
    return text == .empty ? [] : [Fact(key, .text, text)]
  }

  /// What is sent or answered. A schema is a document of its own: its references count from its root.
  private mutating func message(of schema: NodeID?, _ tool: Tool, _ side: String) -> UInt32 {
    let origin = schemas.origin(schema ?? tool.node)
    let shape: ShapeID
    if let schema, tree.kind(schema) == .object || side == "response" && tree.kind(schema) != .null {
      let own = tree.document(at: schema)
      let dialect = SchemaDialect.declared(by: own) ?? .draft2020
      let part = schemas.addPart("\(tool.name).\(side)", own, dialect: dialect)
      schemas.enter(part: part)
      shape = schemas.schema(SyntaxTree.root).shape
      schemas.readPending()
    } else {
      // Nothing is said of it: unknown, not empty. Only what is answered may be left open (2025-06-18, Tool).
      if side == "request" {
        let found = schema.map { ", found \(tree.kind($0).word)" } ?? ""
        schemas.gap(
          "\(tool.name).inputSchema", "expected the schema of what the tool takes\(found): it is not known", origin)
      }
      let draft = schemas.builder.begin(at: origin)
      schemas.builder.refer(Reference(target: .missing, name: symbols.intern("no schema"), origin: origin))
      shape = schemas.builder.finish(draft)
    }
    schemas.builder.schema.bodies.append(Body(media: .empty, shape: shape, origin: origin))
    let bodies = Run(start: UInt32(schemas.builder.schema.bodies.count - 1), count: 1)
    var message = Message(fields: .empty, bodies: bodies, facts: .empty, origin: origin)
    message.digest = schemas.builder.digest(of: message)
    schemas.builder.schema.messages.append(message)
    return UInt32(schemas.builder.schema.messages.count - 1)
  }
}
