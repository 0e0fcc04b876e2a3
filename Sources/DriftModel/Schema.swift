/// The canonical field tree of one system: definitions and operations, as columns of small structs.
///
/// Made by a `SchemaBuilder`; both sides of a comparison share one ``symbols``.
public struct Schema {
  /// The reader that made it: `openapi`, `json-schema`.
  public var format: String
  /// The dialect of the source, for people: `OpenAPI 3.1.0`.
  public var dialect: String
  /// The reader's revision (DESIGN: "A newer drift is no drift").
  public var revision: Int
  /// The texts of all names and facts.
  public let symbols: SymbolTable
  /// The documents it was read from.
  public var parts: [any SourcePart]
  /// What stands at each place.
  public var shapes: [Shape] = []
  /// The facts of shapes, messages and operations, in runs.
  public var facts: [Fact] = []
  /// The fields of shapes, in runs.
  public var fields: [Field] = []
  /// The references of shapes, in runs.
  public var references: [Reference] = []
  /// The unions of shapes, in runs.
  public var unions: [Union] = []
  /// The branches of unions, in runs.
  public var branches: [Branch] = []
  /// The named shapes.
  public var definitions: [Definition] = []
  /// What extends what, where a value on the wire tells them apart (discriminator, abstract type).
  public var variants: [Variant] = []
  /// What a caller can do.
  public var operations: [Operation] = []
  /// The requests and answers of operations.
  public var messages: [Message] = []
  /// The fields of messages, in runs: indices into ``fields``, because operations share parameters.
  public var messageFields: [UInt32] = []
  /// Where each of ``messageFields`` is used: operations may share what is used, not the use.
  public var messageFieldOrigins: [Origin] = []
  /// The bodies of messages, in runs.
  public var bodies: [Body] = []
  /// The answers of operations, in runs.
  public var responses: [Response] = []
  /// What a caller may rely on for the whole system: servers, security.
  public var systemFacts: Run = .empty
  /// Keywords without a place in the tree.
  public var notes: [Note] = []
  /// Parts that could not be read.
  public var gaps: [Gap] = []
  /// Documents that are referred to and could not be read, by path: what an older or newer version has in them is
  /// neither gone nor new.
  public var unreadDocuments: Set<String> = []
  /// The paths of operations that could not be read, variables blanked.
  public var unreadPaths: Set<Symbol> = []
  /// Lists of which there is more than was read, each with what says so: what an older or newer version has beside them is
  /// neither gone nor new.
  public var shortLists: [String] = []
  /// Who last changed the members of definitions, by the names of both; the definition itself under the empty name. A
  /// member may be gone from the definition.
  public var touches: [Symbol: [Symbol: Touch]] = [:]
  /// The path of each of ``parts`` in the system's folder.
  public var partPaths: [String] = []

  /// Finds out what leads to what, where not all shapes are there to tell; nil where they are.
  public var outline: (() -> ReachOutline)?
  /// Collects the stubs that are looked into; nil where there is none.
  public var stubRequests: StubRequests?

  /// Makes an empty schema.
  public init(format: String, dialect: String, revision: Int, symbols: SymbolTable, parts: [any SourcePart]) {
    self.format = format
    self.dialect = dialect
    self.revision = revision
    self.symbols = symbols
    self.parts = parts
  }

  /// A shape by its number.
  @inlinable public subscript(shape: ShapeID) -> Shape {
    _read { yield shapes[Int(shape.index)] }
    _modify { yield &shapes[Int(shape.index)] }
  }

  /// The file, line and column of an origin.
  public func place(_ origin: Origin) -> SourcePlace? {
    origin == .none || Int(origin.part) >= parts.count ? nil : parts[Int(origin.part)].place(at: origin.offset)
  }
}

/// A shape that may stand where another is named: what reaches the base reaches it too.
public struct Variant: Sendable {
  /// The shape that carries the discriminator.
  public var base: ShapeID
  /// What a value of the discriminator leads to.
  public var target: Reference.Target

  /// Makes a pair.
  public init(base: ShapeID, target: Reference.Target) {
    self.base = base
    self.target = target
  }
}

/// A named shape.
public struct Definition: Sendable {
  /// The name that addresses begin with; qualified where two would clash.
  public var name: Symbol
  /// What the definition is in its own documents: the name, and the document's path where there are several. Pairing
  /// goes by it, so that a second document with the same name takes nothing away from the first.
  public var identity: Symbol
  /// Whether the name is sent on the wire (DESIGN: "The wire decides").
  public var isNameOnWire: Bool
  /// Whether the document's root is this definition: callers send or receive it as it stands.
  public var isRoot: Bool
  /// What it is.
  public var shape: ShapeID
  /// Where its name stands.
  public var origin: Origin
  /// The rank in the source.
  public var position: UInt32

  /// Makes a definition.
  public init(
    name: Symbol, identity: Symbol? = nil, isNameOnWire: Bool = false, isRoot: Bool = false, shape: ShapeID,
    origin: Origin, position: UInt32 = 0
  ) {
    self.name = name
    self.identity = identity ?? name
    self.isNameOnWire = isNameOnWire
    self.isRoot = isRoot
    self.shape = shape
    self.origin = origin
    self.position = position
  }
}

/// Something that a caller can do.
public struct Operation: Sendable {
  /// The name that addresses begin with: `GET /v1/customers/{id}`.
  public var name: Symbol
  /// The name with what does not matter for identity blanked: `GET /v1/customers/{}`.
  public var key: Symbol
  /// Whether the system calls the agent: requests are read, answers are written (callbacks, webhooks).
  public var isReversed: Bool
  /// What is sent.
  public var request: UInt32
  /// What is answered, in ``Schema/responses``.
  public var responses: Run
  /// Identifier, deprecation, description, security, servers.
  public var facts: Run
  /// Whether a call makes a new record or changes one (`POST` against `PUT` and `PATCH`).
  public var writes: Usage
  /// Where it stands.
  public var origin: Origin
  /// Where each way to send it is said, by the way's fact, if that is another place: in a binding.
  public var wireOrigins: [Symbol: Origin] = [:]
  /// Of all of it but origins; references count by name.
  public var digest: Digest

  /// Makes an operation.
  public init(
    name: Symbol, key: Symbol, isReversed: Bool = false, request: UInt32, responses: Run, facts: Run,
    writes: Usage = .update, origin: Origin, digest: Digest = .zero
  ) {
    self.name = name
    self.key = key
    self.isReversed = isReversed
    self.request = request
    self.responses = responses
    self.facts = facts
    self.writes = writes
    self.origin = origin
    self.digest = digest
  }
}

/// A request or an answer: parameters or headers, and a body a media type.
public struct Message: Sendable {
  /// Parameters or headers, in ``Schema/messageFields``.
  public var fields: Run
  /// The bodies, in ``Schema/bodies``.
  public var bodies: Run
  /// What the message states about itself (a body that is required, a description).
  public var facts: Run
  /// Where it stands.
  public var origin: Origin
  /// Of all of it but origins.
  public var digest: Digest

  /// Makes a message.
  public init(fields: Run, bodies: Run, facts: Run, origin: Origin, digest: Digest = .zero) {
    self.fields = fields
    self.bodies = bodies
    self.facts = facts
    self.origin = origin
    self.digest = digest
  }
}

/// The body of a message in one media type.
public struct Body: Sendable {
  /// The media type, without parameters, in lower case; empty where the format has none.
  public var media: Symbol
  /// What is sent.
  public var shape: ShapeID
  /// Where it stands.
  public var origin: Origin
  /// How fields are spelled on the wire (`encoding` of a form), as facts.
  public var facts: Run

  /// Makes a body.
  public init(media: Symbol, shape: ShapeID, origin: Origin, facts: Run = .empty) {
    self.media = media
    self.shape = shape
    self.origin = origin
    self.facts = facts
  }
}

/// An answer of an operation.
public struct Response: Sendable {
  /// `200`, `2XX`, `default`; a fault's name.
  public var status: Symbol
  /// What is answered, in ``Schema/messages``.
  public var message: UInt32
  /// Where it stands.
  public var origin: Origin

  /// Makes an answer.
  public init(status: Symbol, message: UInt32, origin: Origin) {
    self.status = status
    self.message = message
    self.origin = origin
  }
}

/// Keywords that the tree has no place for: counted and named, without effect on the exit code.
public struct Note: Hashable, Sendable {
  /// The keyword or the kind of thing (`example`, `x-…`).
  public var kind: String
  /// The first place.
  public var origin: Origin
  /// What it means for the reader of the report.
  public var text: String
  /// How often.
  public var count: Int

  /// Makes a note.
  public init(kind: String, origin: Origin, text: String, count: Int = 1) {
    self.kind = kind
    self.origin = origin
    self.text = text
    self.count = count
  }
}

/// A part that could not be read; its place is in the tree with type unknown.
public struct Gap: Hashable, Sendable {
  /// What could not be read: a reference, a location.
  public var subject: String
  /// Why, and what to do.
  public var text: String
  /// Where.
  public var origin: Origin

  /// Makes a gap.
  public init(subject: String, text: String, origin: Origin) {
    self.subject = subject
    self.text = text
    self.origin = origin
  }

  /// `g_` and ten digits of a hash of what could not be read: the same gap keeps its name from night to night.
  public var id: String { ShortID.of("g_", [subject, text]) }
}
