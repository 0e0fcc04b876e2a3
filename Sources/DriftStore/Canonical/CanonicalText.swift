public import DriftModel
import DriftSyntax

/// A schema as canonical texts, one a thing: what a version holds and what people review.
///
/// One line a field, each an object of JSON; the same schema gives the same bytes, in whatever order its source lists
/// things. Nothing of the field tree is left out, so that reading the texts gives the schema back.
public enum CanonicalText {
  /// The things of a schema, in the order of the source.
  public static func things(of schema: Schema) -> [Thing] {
    var writer = CanonicalWriter(schema)
    return writer.writeAll()
  }

  /// Reads things into a schema that has nothing in it yet; those without a text become stubs that equal what has the
  /// same digest and cannot be looked into.
  ///
  /// - Throws: ``MalformedText`` where a text is none of these.
  public static func read(_ things: [StoredThing], into schema: Schema) throws(MalformedText) -> Schema {
    try CanonicalReader.read(things, into: schema)
  }
}

/// Writes one schema.
struct CanonicalWriter {
  let schema: Schema
  let symbols: SymbolTable
  let digests: FieldDigests
  let children: ShapeChildren
  let shared: SharedLines
  let variants: [ShapeID: [Symbol]]
  let words = LineWords()
  var json = JSONWriter()
  var path = CanonicalPath()
  var order: [UInt32] = []
  var sets: [[UInt32]] = []
  /// The line whose sets are counted, and how many it has so far.
  var setLine = 0
  var setCount = 0
  var leads = NameList()
  /// How many shared parts the current line is inside of: only the outermost says so.
  var sharedDepth = 0
  /// How many stand for the outermost.
  var sharedCount = 0
  var inner: [[UInt32]] = []
  var uses: [UInt32] = []
  var pathUses: [UInt32] = []
  var isFirst = true

  init(_ schema: Schema) {
    self.schema = schema
    symbols = schema.symbols
    digests = FieldDigests(schema)
    children = ShapeChildren(schema: schema)
    shared = SharedLines(schema)
    var variants: [ShapeID: [Symbol]] = [:]
    for variant in schema.variants {
      if case .definition(let index) = variant.target {
        variants[variant.base, default: []].append(schema.definitions[index].name)
      }
    }
    let names = schema.symbols
    self.variants = variants.mapValues { all in Array(Set(all)).sorted { names.precedes($0, $1) } }
  }

  mutating func writeAll() -> [Thing] {
    var things: [Thing] = []
    things.append(system())
    var seen: [ThingKey: Int] = [:]
    for index in schema.definitions.indices { add(definition(index), to: &things, &seen) }
    for index in schema.operations.indices { add(operation(index), to: &things, &seen) }
    for (name, shape) in shared.places { add(place(name, shape), to: &things, &seen) }
    return things
  }

  /// Adds a thing; those that have one name are numbered, in the order of their texts.
  private func add(_ thing: Thing, to things: inout [Thing], _ seen: inout [ThingKey: Int]) {
    let count = seen[thing.key, default: 0] + 1
    seen[thing.key] = count
    things.append(thing)
    guard count > 1 else { return }
    let all = things.indices.filter { things[$0].key.kind == thing.key.kind && things[$0].key.name == thing.key.name }
    let ordered = all.sorted { things[$0].text.lexicographicallyPrecedes(things[$1].text) }
    for (rank, index) in ordered.enumerated() { things[index].key.ordinal = rank + 1 }
  }

  /// Starts a text.
  private mutating func begin() {
    json = JSONWriter()
    order = []
    sets = []
    (setLine, setCount) = (0, 0)
    leads = NameList()
    (sharedDepth, sharedCount) = (0, 0)
    (inner, uses, pathUses) = ([], [], [])
  }

  private mutating func end(_ key: ThingKey, _ hints: ThingHints = .init()) -> Thing {
    var hints = hints
    // Ranks that only grow from sibling to sibling say nothing; where nothing was ranked there is nothing to keep.
    hints.order = order.allSatisfy { $0 == 0 } ? [] : order
    hints.sets = sets
    (hints.inner, hints.uses, hints.pathUses) = (inner, uses, pathUses)
    if hints.leads.isEmpty { hints.leads = leads.sorted }
    return Thing(key: key, text: json.bytes, hints: hints)
  }

  private mutating func system() -> Thing {
    begin()
    beginLine(head: .system, "")
    write(facts: schema.systemFacts)
    endLine()
    return end(ThingKey(.system, ""))
  }

  private mutating func definition(_ index: Int) -> Thing {
    begin()
    let definition = schema.definitions[index]
    beginLine(head: .definition, definition.name)
    if definition.identity != definition.name { member(.identity, definition.identity) }
    if definition.isNameOnWire { flag(.onWire) }
    if definition.isRoot { flag(.root) }
    var hints = ThingHints(
      identity: definition.identity == definition.name ? "" : symbols.text(definition.identity),
      isNameOnWire: definition.isNameOnWire, isRoot: definition.isRoot)
    if definition.shape == .none {
      flag(.unread)
      endLine()
    } else {
      write(shape: definition.shape, sharedTag: sharedTag(of: definition.shape))
      let shape = schema[definition.shape]
      hints.bases = schema.references[shape.references.indices].compactMap { reference in
        if case .definition = reference.target { symbols.text(reference.name) } else { nil }
      }
      hints.hasDiscriminator = schema.facts[shape.facts.indices].contains { $0.key == .discriminator }
    }
    let touches = (schema.touches[definition.name] ?? [:]).map { (name: symbols.text($0.key), touch: $0.value) }
    hints.touched = touches.sorted { $0.name < $1.name }.flatMap { name, touch in
      [name, touch.who, touch.when, touch.kind.rawValue]
    }
    return end(ThingKey(.definition, symbols.text(definition.name)), hints)
  }

  private mutating func place(_ name: Symbol, _ shape: ShapeID) -> Thing {
    begin()
    beginLine(head: .place, name)
    write(shape: shape, sharedTag: sharedTag(of: shape))
    return end(ThingKey(.place, symbols.text(name)))
  }

  private mutating func operation(_ index: Int) -> Thing {
    begin()
    let operation = schema.operations[index]
    beginLine(head: .operation, operation.name)
    if operation.key != operation.name { member(.key, operation.key) }
    if operation.isReversed { flag(.reversed) }
    if operation.writes != .update { member(.writes, String(describing: operation.writes)) }
    write(facts: operation.facts)
    endLine()
    step(name: "request") { $0.write(message: operation.request) }
    var hints = ThingHints(
      identity: operation.key == operation.name ? "" : symbols.text(operation.key),
      creates: operation.writes == .create, isReversed: operation.isReversed)
    hints.leads = leads.sorted
    leads = NameList()
    let responses = schema.responses[operation.responses.indices].enumerated().sorted {
      symbols.precedes($0.element.status, $1.element.status)
    }
    for (rank, response) in responses {
      step(name: "response") { inner in
        inner.step(response.status) { $0.write(message: response.message, rank: rank) }
      }
    }
    hints.answers = leads.sorted
    leads = NameList()
    return end(ThingKey(.operation, symbols.text(operation.name)), hints)
  }
}

extension CanonicalWriter {
  /// Begins a head line: what the text is about.
  mutating func beginLine(head: LineKey, _ name: Symbol) {
    beginLine(head: head, symbols.bytes(name))
  }

  mutating func beginLine(head: LineKey, _ name: StaticString) {
    name.withUTF8Buffer { beginLine(head: head, UnsafeRawBufferPointer($0)) }
  }

  private mutating func beginLine(head: LineKey, _ name: UnsafeRawBufferPointer) {
    json.raw("{")
    isFirst = true
    write(key: head)
    json.string(name)
  }

  /// Begins the line of the current path; `rank` is that of the place in the order of the source.
  mutating func beginLine(rank: UInt32) {
    order.append(rank)
    json.raw("{")
    isFirst = true
    write(key: .at)
    path.bytes.withUnsafeBytes { json.string($0) }
  }

  /// Ends a line.
  mutating func endLine() { json.raw("}\n") }

  /// Writes the key of a member.
  mutating func write(key: LineKey) { write(key: words.structural[key] ?? []) }

  mutating func write(key: [UInt8]) {
    if !isFirst { json.raw(",") }
    isFirst = false
    json.raw(key)
  }

  mutating func flag(_ key: LineKey) {
    write(key: key)
    json.raw("true")
  }

  mutating func member(_ key: LineKey, _ text: Symbol) {
    write(key: key)
    json.string(symbols.bytes(text))
  }

  mutating func member(_ key: LineKey, _ text: String) {
    write(key: key)
    json.string(text)
  }

  /// Three values a direction: one word where all say the same.
  mutating func member(_ key: LineKey, _ value: ByDirection) {
    write(key: key)
    func word(_ tri: Tri) -> StaticString {
      switch tri {
      case .yes: "true"
      case .no: "false"
      case .unknown: "null"
      }
    }
    if value == ByDirection(value[.read]) { return json.raw(word(value[.read])) }
    json.raw("{\"read\":")
    json.raw(word(value[.read]))
    json.raw(",\"create\":")
    json.raw(word(value[.create]))
    json.raw(",\"update\":")
    json.raw(word(value[.update]))
    json.raw("}")
  }

  /// Writes what is below the path and one more step.
  mutating func step(_ name: Symbol, _ body: (inout CanonicalWriter) -> Void) {
    let length = path.enter(name: symbols.bytes(name))
    body(&self)
    path.leave(to: length)
  }

  mutating func step(name: StaticString, _ body: (inout CanonicalWriter) -> Void) {
    let length = name.withUTF8Buffer { path.enter(name: UnsafeRawBufferPointer($0)) }
    body(&self)
    path.leave(to: length)
  }
}

/// Distinct names, for the hints.
struct NameList {
  private var all: Set<String> = []

  mutating func insert(_ name: String) { all.insert(name) }

  /// The names in the order of their bytes.
  var sorted: [String] { all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
