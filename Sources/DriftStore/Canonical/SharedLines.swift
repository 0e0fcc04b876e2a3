import DriftModel

/// Which lines of canonical texts stand for one place of the source: a parameter or an answer that operations share,
/// pieces of an `allOf` that several definitions take in, the middle of something that references name.
///
/// Such a line says `"shared"`; equal lines that say so are one again when they are read, so that a change in them is
/// one change. A number tells apart what is equal and not one.
struct SharedLines {
  private struct Key: Hashable {
    var origin: Origin
    var content: Digest

    /// A digest is as good as random already.
    func hash(into hasher: inout Hasher) { hasher.combine(content.high ^ UInt64(origin.offset)) }
  }

  private var counts: [Key: Int] = [:]
  private var tags: [Key: Int] = [:]
  /// The shapes that references name in the middle of something, by name.
  private(set) var places: [(name: Symbol, shape: ShapeID)] = []
  private let uses: [Origin: Uses]

  /// Who uses a parameter or a header at one place of the source.
  enum Use {
    /// One operation.
    case own
    /// All who share it: it is used where it is written down.
    case ofAll
    /// The operations of a path.
    case ofPath
  }

  private struct Uses {
    var count = 0
    var path: Substring
    var isOnePath = true
  }

  init(_ schema: Schema) {
    var walk = Walk(schema)
    walk.visitAll()
    counts = walk.counts
    uses = Self.uses(schema)
    places = walk.places
    var origins: [Digest: Int] = [:]
    for key in walk.met where (counts[key] ?? 0) > 1 && tags[key] == nil {
      let number = (origins[key.content] ?? 0) + 1
      origins[key.content] = number
      tags[key] = number
    }
  }

  /// The number of a shared place; nil where nothing else stands for the same place.
  func tag(_ origin: Origin, _ content: Digest) -> Int? {
    origin == .none ? nil : tags[Key(origin: origin, content: content)]
  }

  /// How many lines stand for a place.
  func count(_ origin: Origin, _ content: Digest) -> Int { counts[Key(origin: origin, content: content)] ?? 0 }

  /// Who else uses a field at a place.
  func use(_ place: Origin, of field: Field) -> Use {
    guard place != .none, let all = uses[place], all.count > 1 else { return .own }
    return place == field.origin ? .ofAll : all.isOnePath ? .ofPath : .own
  }

  private static func uses(_ schema: Schema) -> [Origin: Uses] {
    var out: [Origin: Uses] = [:]
    for operation in schema.operations {
      let path = OperationPath.of(schema.symbols.text(operation.key))
      let answers = schema.responses[operation.responses.indices].map(\.message)
      for message in [operation.request] + answers {
        for at in schema.messages[Int(message)].fields.indices {
          let place = schema.messageFieldOrigins[at]
          out[place, default: Uses(path: path)].count += 1
          if out[place]?.path != path { out[place]?.isOnePath = false }
        }
      }
    }
    return out
  }

  /// A walk over all lines, in the order of the texts.
  private struct Walk {
    let schema: Schema
    let builder: FieldDigests
    let children: ShapeChildren
    var counts: [Key: Int] = [:]
    var met: [Key] = []
    var places: [(name: Symbol, shape: ShapeID)] = []
    var known: Set<Symbol> = []

    init(_ schema: Schema) {
      self.schema = schema
      builder = FieldDigests(schema)
      children = ShapeChildren(schema: schema)
      counts.reserveCapacity(schema.shapes.count)
      met.reserveCapacity(schema.shapes.count)
    }

    mutating func visitAll() {
      let symbols = schema.symbols
      let definitions = schema.definitions.filter { $0.shape != .none }
      for definition in definitions.sorted(by: { symbols.precedes($0.name, $1.name) }) { visit(definition.shape) }
      for operation in schema.operations.sorted(by: { symbols.precedes($0.name, $1.name) }) {
        visit(message: Int(operation.request))
        let responses = schema.responses[operation.responses.indices]
        for response in responses.sorted(by: { symbols.precedes($0.status, $1.status) }) {
          visit(message: Int(response.message))
        }
      }
      var done = 0
      while done < places.count {
        visit(places[done].shape)
        done += 1
      }
      places.sort { symbols.precedes($0.name, $1.name) }
    }

    private mutating func count(_ origin: Origin, _ content: Digest) {
      guard origin != .none else { return }
      let key = Key(origin: origin, content: content)
      let before = counts[key] ?? 0
      counts[key] = before + 1
      // The order matters only for what is shared, and the first meeting decides.
      if before == 0 { met.append(key) }
    }

    private mutating func visit(message index: Int) {
      let message = schema.messages[index]
      count(message.origin, message.digest)
      let symbols = schema.symbols
      let fields = schema.messageFields[message.fields.indices].map(Int.init)
      for field in fields.sorted(by: { symbols.precedes(schema.fields[$0].name, schema.fields[$1].name) }) {
        count(schema.fields[field].origin, builder.digest(ofField: field))
        visit(schema.fields[field].shape)
      }
      for body in schema.bodies[message.bodies.indices].sorted(by: { symbols.precedes($0.media, $1.media) }) {
        visit(body.shape)
      }
    }

    private mutating func visit(_ start: ShapeID) {
      let shape = schema[start]
      count(shape.origin, shape.digest)
      for reference in schema.references[shape.references.indices] {
        if case .place(let place) = reference.target, known.insert(reference.name).inserted {
          places.append((reference.name, place))
        }
      }
      for field in children.fields(shape) { visit(schema.fields[field].shape) }
      if shape.items != .none { visit(shape.items) }
      if shape.values != .none { visit(shape.values) }
      for alternative in children.alternatives(shape) { visit(alternative.branch.shape) }
    }
  }
}

/// The digests of fields of a finished schema.
struct FieldDigests {
  private var digests: [Int: Digest] = [:]

  init(_ schema: Schema) {
    let builder = SchemaBuilder(schema)
    for index in Set(schema.messageFields) {
      digests[Int(index)] = builder.digest(of: schema.fields[Int(index)])
    }
  }

  /// The digest of a parameter or a header, by its index into ``Schema/fields``.
  func digest(ofField index: Int) -> Digest { digests[index] ?? .zero }
}

/// What operations of one path have in common: `/orders` of `GET /orders`.
enum OperationPath {
  static func of(_ key: String) -> Substring { key.drop { $0 != " " } }
}
