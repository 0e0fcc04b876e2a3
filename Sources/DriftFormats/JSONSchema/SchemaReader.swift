import DriftModel
import DriftSyntax

/// Reads schemas of JSON Schema and of OpenAPI's Schema Object into a ``SchemaBuilder``.
///
/// `$ref` stays a reference: nothing is expanded. What is referred to becomes a definition (components, `$defs`,
/// whole documents) or a place in the middle of something. Nesting is bounded by the syntax layer's depth limit.
struct SchemaReader: ~Copyable {
  var builder: SchemaBuilder
  let symbols: SymbolTable
  let keywords: KeywordMap<SchemaKeyword>
  let formats: KeywordMap<FormatName>
  /// All documents so far; the current one is also in ``tree``.
  var parts: [ReadPart] = []
  /// Where the documents were fetched from; nil for files.
  let web: WebPlace?
  var load: (String) throws(FormatInput.LoadFailure) -> SyntaxTree
  /// Whether the documents are files of a folder.
  let isFolder: Bool
  /// The document being read.
  var tree: SyntaxTree
  var part = 0
  var dialect: SchemaDialect
  /// Definitions that were named but not read yet.
  var pendingDefinitions: [PendingDefinition] = []
  /// Shapes in the middle of something that references lead to; a reference holds the index until the end.
  var places: [PendingPlace] = []
  var placeNumbers: [Place: Int] = [:]
  var definitionByName = NumberTable()
  var identities: Set<Symbol> = []
  /// What the discriminators of schemas that are being read lead to; a schema takes its own when it is finished.
  var pendingVariants: [Reference.Target] = []
  /// Whether the schemas are those of tools, which have keywords of their own.
  var isOfTools = false
  /// Whether any schema was told apart by a discriminator.
  var hasDiscriminators = false
  var noteCounts: [Symbol: (count: Int, origin: Origin)] = [:]

  struct PendingDefinition {
    var index: Int
    var part: Int
    var node: NodeID
  }

  struct PendingPlace {
    var part: Int
    var node: NodeID
    var name: Symbol
  }

  /// A node of a document.
  struct Place: Hashable {
    var part: Int
    var node: NodeID

    /// Another one for every place.
    var number: UInt64 { UInt64(part) << 32 | UInt64(node) }
  }

  /// One schema where it is used: its shape, and what it says about the field that holds it.
  struct Use {
    var shape: ShapeID
    var access: ByDirection
    var isRequired = false
  }

  init(
    _ input: FormatInput, dialect: SchemaDialect, format: any SchemaFormat
  ) {
    symbols = input.symbols
    keywords = KeywordMap(symbols)
    formats = KeywordMap(symbols)
    load = input.load
    web = input.web
    tree = input.entries[0].tree
    isFolder = input.isFolder
    self.dialect = dialect
    builder = SchemaBuilder(
      Schema(format: format.id, dialect: dialect.name, revision: format.revision, symbols: symbols, parts: []))
    builder.demandsFollowAccess = dialect.requiresByDirection
    for entry in input.entries { _ = addPart(entry.path, entry.tree, dialect: dialect) }
  }

  /// Takes in a document; gives its number.
  mutating func addPart(_ path: String, _ tree: SyntaxTree, dialect: SchemaDialect) -> Int {
    parts.append(ReadPart(path: path, tree: tree, dialect: dialect))
    builder.schema.parts.append(tree.source)
    builder.schema.partPaths.append(path)
    return parts.count - 1
  }

  /// Makes another document the current one.
  mutating func enter(part number: Int) {
    guard number != part else { return }
    part = number
    tree = parts[number].tree
    dialect = parts[number].dialect
  }

  /// Where a node stands: its key, where it has one.
  @inline(__always) func origin(_ node: NodeID) -> Origin {
    Origin(part: UInt32(truncatingIfNeeded: part), offset: tree[node].keyStart)
  }

  /// The shape of a schema in its own draft.
  mutating func schema(_ node: NodeID) -> Use {
    var draft = builder.begin(at: origin(node))
    var isRequired = false
    let variants = pendingVariants.count
    read(node, into: &draft, isRequired: &isRequired)
    settle(&draft)
    let access = draft.access
    let shape = builder.finish(draft)
    while pendingVariants.count > variants {
      builder.schema.variants.append(Variant(base: shape, target: pendingVariants.removeLast()))
    }
    parts[part].shapeOfNode[node] = Int32(truncatingIfNeeded: shape.index)
    return Use(shape: shape, access: access, isRequired: isRequired)
  }

  /// What a schema says, added to a draft: for `allOf` and for parameters that carry a schema.
  mutating func read(_ node: NodeID, into draft: inout ShapeDraft, isRequired: inout Bool) {
    switch tree.kind(node) {
    case .object: readKeywords(node, into: &draft, isRequired: &isRequired)
    case .true: break
    case .false: draft.types = .never
    default: malformed(node, expected: "a schema")
    }
  }

  /// Reads a schema whose demand to be required concerns nobody.
  mutating func read(_ node: NodeID, into draft: inout ShapeDraft) {
    var ignored = false
    read(node, into: &draft, isRequired: &ignored)
  }

  /// Counts a keyword that the tree has no place for.
  mutating func note(_ kind: String, _ node: NodeID) { note(symbols.intern(kind), node) }

  /// Counts a keyword that the tree has no place for.
  mutating func note(_ kind: Symbol, _ node: NodeID) {
    let place = origin(node)
    noteCounts[kind, default: (0, place)].count += 1
  }

  /// Reads what is pending until nothing is, resolves places, and gives the schema.
  consuming func finish() -> Schema {
    readPending()
    resolvePlaces()
    cutRings()
    if hasDiscriminators { builder.schema.markNamesOnWire() }
    for (kind, seen) in noteCounts.sorted(by: { symbols.precedes($0.key, $1.key) }) {
      let word = symbols.text(kind)
      builder.schema.notes.append(
        Note(kind: word, origin: seen.origin, text: KeywordNotes.text(word), count: seen.count))
    }
    return builder.finish()
  }

  /// Reads the definitions that were named so far, and those that they name.
  mutating func readPending() {
    var next = 0
    while next < pendingDefinitions.count {
      let pending = pendingDefinitions[next]
      next += 1
      enter(part: pending.part)
      let shape = schema(pending.node).shape
      builder.schema.definitions[pending.index].shape = shape
    }
    pendingDefinitions.removeAll()
  }

  /// A reference that closes a ring leads nowhere.
  private mutating func cutRings() {
    for index in builder.schema.ringReferences() {
      let reference = builder.schema.references[index]
      builder.schema.references[index].target = .missing
      gap(symbols.text(reference.name), "it is made of itself", reference.origin)
    }
  }

  /// Turns references into the middle of things into numbers of shapes; reads what nobody read yet.
  private mutating func resolvePlaces() {
    var targets: [Reference.Target] = []
    var next = 0
    while next < places.count {
      let place = places[next]
      next += 1
      enter(part: place.part)
      let known = parts[place.part].shapeOfNode[place.node]
      if known >= 0 {
        targets.append(.place(ShapeID(Int(known))))
      } else if isInsideSchema(place) {
        targets.append(.place(schema(place.node).shape))
      } else {
        // No operation and no definition holds it: it is a definition, called by the way to it.
        let name = symbols.text(place.name)
        targets.append(.definition(define(name, part: place.part, node: place.node, at: place.node)))
      }
      readPending()
    }
    for index in builder.schema.references.indices {
      if case .place(let number) = builder.schema.references[index].target {
        builder.schema.references[index].target = targets[Int(number.index)]
      }
    }
    for index in builder.schema.variants.indices {
      if case .place(let number) = builder.schema.variants[index].target {
        builder.schema.variants[index].target = targets[Int(number.index)]
      }
    }
  }

  /// Whether a place is part of a schema that was read: a piece of an `allOf` has no shape of its own.
  private func isInsideSchema(_ place: PendingPlace) -> Bool {
    let part = parts[place.part]
    return Pointer.ancestors(of: place.node, in: part.tree).contains { part.shapeOfNode[$0] >= 0 }
  }
}

/// A document while it is read.
struct ReadPart {
  var path: String
  var tree: SyntaxTree
  var dialect: SchemaDialect
  /// For each node the shape that was read from it, or -1.
  var shapeOfNode: ContiguousArray<Int32>
  /// For each node the definition that it is, or -1.
  var definitionOfNode: ContiguousArray<Int32>
  /// Where identifiers and anchors lead; made when the first is needed.
  var anchors: AnchorIndex?
  /// For the text of a reference into this document, by symbol, the node that it leads to: a document names few
  /// things often.
  var located = NumberTable()
  /// Names of definitions that stand at several places; found when the first nested one is met.
  var ambiguousNames: Set<Symbol>?

  init(path: String, tree: SyntaxTree, dialect: SchemaDialect) {
    self.path = path
    self.tree = tree
    self.dialect = dialect
    shapeOfNode = ContiguousArray(repeating: -1, count: tree.nodeCount)
    definitionOfNode = ContiguousArray(repeating: -1, count: tree.nodeCount)
  }
}
