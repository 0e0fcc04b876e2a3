public import DriftModel
import DriftSyntax

/// A thing of a version: its text, or as much of it as a comparison needs that never looks inside.
public struct StoredThing {
  /// What it is.
  public var key: ThingKey
  /// What stands beside the text.
  public var hints: ThingHints
  /// Of the text: equal texts, equal digests.
  public var digest: Digest
  /// The text with its place; nil where only the digest is of interest.
  public var text: StoredText?

  /// Makes a thing.
  public init(key: ThingKey, hints: ThingHints, digest: Digest, text: StoredText?) {
    self.key = key
    self.hints = hints
    self.digest = digest
    self.text = text
  }
}

/// A canonical text that does not read: written by a newer drift, or damaged.
public struct MalformedText: Error {
  /// What was expected.
  public var message: String
  /// The byte offset in the text.
  public var offset: Int
}

/// Reads canonical texts back into a schema.
struct CanonicalReader: ~Copyable {
  var builder: SchemaBuilder
  let symbols: SymbolTable
  let meaning: LineMeaning
  /// The names of definitions, to their numbers.
  var definitions: [Symbol: Int] = [:]
  /// The names of places in the middle of something, to numbers that stand for them until all are read.
  var places: [Symbol: Int] = [:]
  var placeShapes: [ShapeID] = []
  var pendingVariants: [(base: ShapeID, name: Symbol)] = []
  /// What `"shared"` lines stand for, by content and number.
  var sharedShapes: [SharedKey: (shape: ShapeID, origin: Origin)] = [:]
  var sharedFields: [SharedKey: UInt32] = [:]
  var sharedMessages: [SharedKey: UInt32] = [:]
  /// Where several use what they share; the path is empty where all do.
  var sharedUses: [SharedUse: Origin] = [:]
  // The text that is being read.
  var tree: SyntaxTree
  var lines: [Line] = []
  var at = 0
  var part: UInt32 = 0
  var order: [UInt32] = []
  var sets: [SetPlace: [UInt32]] = [:]
  /// The numbers of shared lines that do not say so, and the lines that stand for one use of a field.
  var inner: [UInt32: Int] = [:]
  var uses: Set<UInt32> = []
  var pathUses: Set<UInt32> = []
  /// What the operation that is read has in common with others.
  var operationPath: Substring = ""
  /// The set of values that is read next.
  var nextSet = SetPlace(line: 0, number: 0)

  /// A set of values: the line and which of the line's sets.
  struct SetPlace: Hashable {
    var line: UInt32
    var number: UInt32
  }

  struct SharedKey: Hashable {
    var content: Digest
    var number: Int
  }

  struct SharedUse: Hashable {
    var field: SharedKey
    var path: Substring
  }

  /// A line of a text: how deep it stands and its last step.
  struct Line {
    var node: NodeID
    var depth: Int
    var step: CanonicalPath.Step
    /// Of an operation: whether it belongs to an answer. The step `response` has no line of its own.
    var isAnswer = false
  }

  private init(_ schema: Schema) {
    symbols = schema.symbols
    meaning = LineMeaning(symbols)
    builder = SchemaBuilder(schema)
    tree = SyntaxTree(
      source: SourceText(file: "", copying: []), symbols: symbols, notation: "",
      nodes: [SyntaxNode(kind: .null, keyStart: 0, start: 0, extent: 0)])
  }

  /// Reads things into an empty schema; those without a text become stubs that only equal themselves.
  static func read(_ things: [StoredThing], into schema: Schema) throws(MalformedText) -> Schema {
    var reader = CanonicalReader(schema)
    reader.register(things)
    var next = 0
    for thing in things {
      switch thing.key.kind {
      case .system: try reader.readSystem(thing)
      case .definition:
        try reader.readDefinition(thing, next)
        next += 1
      case .operation: try reader.readOperation(thing)
      case .place: try reader.readPlace(thing)
      }
    }
    return reader.finish()
  }

  private mutating func register(_ things: [StoredThing]) {
    for thing in things {
      let name = symbols.intern(thing.key.name)
      switch thing.key.kind {
      case .definition:
        let index = builder.schema.definitions.count
        if thing.key.ordinal == 1 || definitions[name] == nil { definitions[name] = index }
        builder.schema.definitions.append(
          Definition(
            name: name, identity: thing.hints.identity.isEmpty ? name : symbols.intern(thing.hints.identity),
            isNameOnWire: thing.hints.isNameOnWire, isRoot: thing.hints.isRoot, shape: .none, origin: .none,
            position: UInt32(index)))
      case .place:
        places[name] = placeShapes.count
        placeShapes.append(.none)
      case .system, .operation: continue
      }
    }
  }

  private consuming func finish() -> Schema {
    for index in builder.schema.references.indices {
      guard case .place(let number) = builder.schema.references[index].target else { continue }
      let shape = placeShapes[Int(number.index)]
      builder.schema.references[index].target = shape == .none ? .missing : .place(shape)
    }
    for variant in pendingVariants {
      guard let index = definitions[variant.name] else { continue }
      builder.schema.variants.append(Variant(base: variant.base, target: .definition(index)))
    }
    return builder.finish()
  }

  private mutating func readSystem(_ thing: StoredThing) throws(MalformedText) {
    guard let text = thing.text else { return }
    try open(text, thing)
    let facts = try operationFacts(lines[0].node)
    builder.schema.systemFacts = builder.store(facts)
  }

  private mutating func readDefinition(_ thing: StoredThing, _ index: Int) throws(MalformedText) {
    guard let text = thing.text else {
      builder.schema.definitions[index].shape = builder.stub(thing.digest)
      return
    }
    try open(text, thing)
    readTouches(thing)
    builder.schema.definitions[index].origin = origin(of: 0)
    if has(.unread, lines[0].node) { return }
    builder.schema.definitions[index].shape = try readShape().shape
  }

  private mutating func readTouches(_ thing: StoredThing) {
    let all = thing.hints.touched
    for at in stride(from: 0, to: all.count - 3, by: 4) {
      let touch = Touch(who: all[at + 1], when: all[at + 2], kind: Touch.Kind(rawValue: all[at + 3]) ?? .changed)
      builder.schema.touches[symbols.intern(thing.key.name), default: [:]][symbols.intern(all[at])] = touch
    }
  }

  private mutating func readPlace(_ thing: StoredThing) throws(MalformedText) {
    guard let text = thing.text, let number = places[symbols.intern(thing.key.name)] else { return }
    try open(text, thing)
    placeShapes[number] = try readShape().shape
  }

  /// Makes a text the one that is read.
  mutating func open(_ text: StoredText, _ thing: StoredThing) throws(MalformedText) {
    do throws(SyntaxError) {
      tree = try JSONScanner.scanLines(text.source, symbols: symbols)
    } catch {
      throw MalformedText(message: error.message, offset: error.offset)
    }
    part = UInt32(builder.schema.parts.count)
    builder.schema.parts.append(text)
    order = thing.hints.order
    sets.removeAll(keepingCapacity: true)
    for set in thing.hints.sets where set.count > 2 { sets[SetPlace(line: set[0], number: set[1])] = Array(set[2...]) }
    inner.removeAll(keepingCapacity: true)
    for one in thing.hints.inner where one.count == 2 { inner[one[0]] = Int(one[1]) }
    (uses, pathUses) = (Set(thing.hints.uses), Set(thing.hints.pathUses))
    nextSet = SetPlace(line: 0, number: 0)
    lines.removeAll(keepingCapacity: true)
    at = 0
    for node in tree.children(SyntaxTree.root) {
      guard tree.kind(node) == .object else { throw malformed("expected an object", node) }
      guard !lines.isEmpty else {
        lines.append(Line(node: node, depth: 0, step: .name(thing.key.name)))
        continue
      }
      guard let child = tree.children(node).first(where: { _ in true }), case .line(.at)? = meaning[tree[child].key],
        let path = CanonicalPath.parse(tree.textBytes(child))
      else { throw malformed("expected \"at\" with the way to a place", node) }
      let isAnswer = thing.key.kind == .operation && path.first == .name("response")
      lines.append(
        Line(node: node, depth: isAnswer ? path.depth - 1 : path.depth, step: path.last, isAnswer: isAnswer))
    }
    guard !lines.isEmpty else { throw MalformedText(message: "expected a head line, found nothing", offset: 0) }
  }

  func malformed(_ message: String, _ node: NodeID) -> MalformedText {
    MalformedText(message: message, offset: Int(tree[node].start))
  }

  /// The place of a line: its first byte.
  func origin(of line: Int) -> Origin { Origin(part: part, offset: tree[lines[line].node].start) }

  /// The rank of a line in the order of the source.
  func rank(of line: Int, among siblings: Int) -> UInt32 {
    order.indices.contains(line - 1) ? order[line - 1] : UInt32(siblings)
  }

  func has(_ key: LineKey, _ node: NodeID) -> Bool {
    tree.children(node).contains { child in
      if case .line(key)? = meaning[tree[child].key] { tree.kind(child) == .true } else { false }
    }
  }
}
