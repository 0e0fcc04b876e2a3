import DriftModel
import DriftSyntax

/// Reads a whole OpenAPI or Swagger document: components as definitions, paths, webhooks and callbacks as operations.
///
/// Shared parameters, headers and answers are read once and used by every operation that names them.
struct OpenAPIReader: ~Copyable {
  var schemas: SchemaReader
  let keys: KeywordMap<OpenAPIKeyword>
  let isSwagger2: Bool
  /// What was read from a node already, so that what is shared stays shared.
  var fieldOfNode = HashedTable<ParameterKey>()
  var messageOfNode = HashedTable<AnswerKey>()
  private let reference: Symbol
  private let place: Symbol
  /// Media types as they are written, and what they are without case and charset.
  private var knownMedia = NumberTable()
  /// The parameters of the request that is read.
  var seenNames = SymbolMarks()
  /// The callbacks that are being read, the outermost first.
  var openCallbacks: [Place] = []
  /// How many callbacks of callbacks are read: several at each level would be more than anybody waits for.
  static let deepestCallback = 8
  /// What operations inherit from the document.
  var inherited = Inherited()

  typealias Place = SchemaReader.Place

  /// A parameter where it stands in the template of a path; operations of other paths may share it at another place.
  struct ParameterKey: Equatable {
    var place: Place
    var position: UInt32
  }

  /// An answer and the media types that it is sent in, where the operation says them.
  struct AnswerKey: Equatable {
    var place: Place
    var media: [Symbol]
  }

  /// A parameter or a header where a message uses it.
  struct FieldUse {
    var field: UInt32
    var origin: Origin
  }

  /// What stands at the document's root and holds for operations that say nothing else.
  struct Inherited {
    var security: [Fact] = []
    var consumes: [Symbol] = []
    var produces: [Symbol] = []
  }

  init(_ reader: consuming SchemaReader, isSwagger2: Bool) {
    keys = KeywordMap(reader.symbols)
    reference = reader.symbols.intern("$ref")
    place = reader.symbols.intern("in")
    schemas = reader
    self.isSwagger2 = isSwagger2
  }

  var tree: SyntaxTree { schemas.tree }
  var symbols: SymbolTable { schemas.symbols }

  consuming func finish() -> Schema { schemas.finish() }

  /// Reads one entry document: names first, so that references know what they lead to.
  mutating func readEntry(_ number: Int) {
    schemas.enter(part: number)
    let root = SyntaxTree.root
    inherited = Inherited(
      security: securityFacts(tree.member(root, "security")), consumes: mediaTypes(tree.member(root, "consumes")),
      produces: mediaTypes(tree.member(root, "produces")))
    nameDefinitions(root)
    schemas.readPending()
    schemas.enter(part: number)
    readSystemFacts(root)
    for child in tree.children(root) {
      switch keys[tree[child].key] {
      case .paths: readPaths(child)
      case .webhooks: readWebhooks(child)
      case .components: noteComponents(child)
      case .info, .tags, .externalDocs: schemas.note(tree[child].key, child)
      case .openapi, .swagger, .jsonSchemaDialect, .servers, .security, .selfURI, .host, .basePath, .schemes,
        .consumes, .produces, .definitions, .parameters, .responses, .securityDefinitions:
        continue
      default: schemas.note(tree[child].key, child)
      }
      schemas.enter(part: number)
    }
    schemas.readPending()
  }

  /// `/components/schemas` or `/definitions`: every member is a definition, used or not.
  private mutating func nameDefinitions(_ root: NodeID) {
    let holder = isSwagger2 ? Optional(root) : tree.member(root, "components")
    guard let holder, let all = tree.member(holder, isSwagger2 ? "definitions" : "schemas") else { return }
    schemas.registerDefinitions(all)
  }

  private mutating func noteComponents(_ node: NodeID) {
    for child in tree.children(node) {
      switch keys[tree[child].key] {
      case .schemas, .parameters, .responses, .headers, .requestBodies, .securitySchemes, .callbacks, .pathItems,
        .links, .mediaTypes:
        continue
      default: schemas.note(tree[child].key, child)
      }
    }
  }

  /// Follows `$ref` of anything but a schema to where it is written; nil, and a gap, where nothing is.
  mutating func follow(_ node: NodeID) -> Place? {
    var place = Place(part: schemas.part, node: node)
    let home = schemas.part
    defer { schemas.enter(part: home) }
    // A ring of references has no end; no document chains as many as this.
    for _ in 0..<64 {
      schemas.enter(part: place.part)
      guard tree.kind(place.node) == .object, let text = tree.member(place.node, reference),
        tree.kind(text) == .string
      else { return place }
      switch schemas.locate(text) {
      case .found(let part, let target): place = Place(part: part, node: target)
      case .missing(let why):
        schemas.gap(tree.string(text) ?? "$ref", why, schemas.origin(text))
        return nil
      }
    }
    schemas.gap("$ref", "references that lead to one another in a ring", schemas.origin(node))
    return nil
  }

  /// Where a parameter is sent: the value of `in`.
  func location(of parameter: Place) -> String {
    let tree = schemas.parts[parameter.part].tree
    return tree.member(parameter.node, place).flatMap { tree.string($0) } ?? ""
  }

  /// Media types in lower case, each once.
  mutating func mediaTypes(_ list: NodeID?) -> [Symbol] {
    guard let list else { return [] }
    var out: [Symbol] = []
    for child in tree.children(list) {
      let media = mediaType(tree.symbol(child))
      if !out.contains(media) { out.append(media) }
    }
    return out
  }

  /// `application/json; charset=utf-8` is `application/json` (FORMATS 1.4); any other parameter tells two media
  /// types apart.
  mutating func mediaType(_ symbol: Symbol) -> Symbol {
    if let known = knownMedia[symbol] { return Symbol(id: UInt32(known)) }
    let plain = plainMediaType(symbol)
    knownMedia.set(symbol, Int(plain.id))
    return plain
  }

  private func plainMediaType(_ symbol: Symbol) -> Symbol {
    let bytes = symbols.bytes(symbol)
    guard bytes.contains(where: { $0 == UInt8(ascii: ";") || ($0 >= 0x41 && $0 <= 0x5a) }) else { return symbol }
    let pieces = String(decoding: bytes, as: UTF8.self).lowercased().filter { $0 != " " }.split(separator: ";")
    return symbols.intern(pieces.filter { !$0.hasPrefix("charset=") }.joined(separator: ";"))
  }
}
