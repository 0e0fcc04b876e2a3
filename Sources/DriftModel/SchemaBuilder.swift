/// Collects what readers find into a ``Schema`` in canonical form.
///
/// A shape is made in a ``ShapeDraft``: begin one, state what holds, finish it. Drafts nest like the document does;
/// what is inside one another is finished first. Pieces that hold at once (`allOf`) go into one draft.
public struct SchemaBuilder: ~Copyable {
  /// What was collected so far.
  public var schema: Schema
  /// The texts.
  public let symbols: SymbolTable

  var facts: ContiguousArray<Fact> = []
  var fields: ContiguousArray<Field> = []
  var references: ContiguousArray<Reference> = []
  var unions: ContiguousArray<Union> = []
  var required: ContiguousArray<(name: Symbol, origin: Origin)> = []
  /// Whether a member that is only read need not be sent, however `required` it is (OpenAPI 3.0, Schema Object).
  public var demandsFollowAccess = false
  /// For each symbol a number that is only meaningful to the draft that wrote it.
  private var marks: ContiguousArray<UInt64> = []
  private var lastMark: UInt64 = 0

  /// Makes a builder for an empty schema.
  public init(_ schema: Schema) {
    self.schema = schema
    symbols = schema.symbols
  }

  /// Ends the collecting.
  public consuming func finish() -> Schema { schema }

  /// Starts a shape.
  public func begin(at origin: Origin) -> ShapeDraft {
    ShapeDraft(
      origin: origin, factStart: facts.count, fieldStart: fields.count, referenceStart: references.count,
      unionStart: unions.count, requiredStart: required.count)
  }

  /// States a fact of the innermost draft.
  @inline(__always) public mutating func state(_ key: FactKey, _ kind: Fact.Kind, _ value: Symbol) {
    facts.append(Fact(key, kind, value))
  }

  /// Adds a member to the innermost draft.
  public mutating func add(_ field: Field) { fields.append(field) }

  /// Whether a member of that name was added to a draft.
  public func hasMember(_ name: Symbol, in draft: ShapeDraft) -> Bool {
    fields[draft.fieldStart...].contains { $0.name == name }
  }

  /// Calls a member of a draft otherwise.
  public mutating func rename(_ name: Symbol, to other: Symbol, in draft: ShapeDraft) {
    for index in draft.fieldStart..<fields.count where fields[index].name == name { fields[index].name = other }
  }

  /// Says that a member of the innermost draft must be there, whether or not it was added (yet).
  public mutating func require(_ name: Symbol, at origin: Origin) { required.append((name, origin)) }

  /// Says that a definition holds in the innermost draft too.
  public mutating func refer(_ reference: Reference) { references.append(reference) }

  /// Adds alternatives to the innermost draft.
  public mutating func add(_ kind: Union.Kind, isExclusive: Bool = false, branches: [Branch], at origin: Origin) {
    let run = Run(start: UInt32(schema.branches.count), count: UInt32(branches.count))
    schema.branches.append(contentsOf: branches)
    unions.append(Union(kind: kind, isExclusive: isExclusive, branches: run, origin: origin))
  }

  /// Marks a symbol with a number above `base`; gives the mark it had, nil where it had none above `base`.
  mutating func mark(_ symbol: Symbol, _ value: UInt64, above base: UInt64) -> UInt64? {
    let index = Int(symbol.id)
    if index >= marks.count {
      marks.append(contentsOf: repeatElement(0, count: max(index + 1, symbols.count + 256) - marks.count))
    }
    let before = marks[index]
    marks[index] = value
    return before > base ? before : nil
  }

  /// The mark of a symbol, nil where it has none above `base`.
  func marked(_ symbol: Symbol, above base: UInt64) -> UInt64? {
    let index = Int(symbol.id)
    return index < marks.count && marks[index] > base ? marks[index] : nil
  }

  /// Reserves marks for `count` symbols; marks above the number given belong to the caller alone.
  mutating func reserveMarks(_ count: Int) -> UInt64 {
    let base = lastMark
    lastMark += UInt64(count) + 1
    return base
  }
}

/// A shape that is being put together.
public struct ShapeDraft {
  /// The kinds of value said so far; pieces that hold at once narrow it. Nil while nothing was said.
  public var types: TypeSet?
  /// The common type, where the reader knows better than the types and the format.
  public var scalar: ScalarKind = .none
  /// Whether `null` was said to be a value.
  public var nullable: ByDirection = .unknown
  /// What may be done with the place, lifted to the field that holds it.
  public var access: ByDirection = .yes
  /// Whether members beyond the fields are refused.
  public var isClosed = false
  /// Whether items beyond the positions are refused.
  public var hasClosedItems = false
  /// Whether members come in the order in which they are declared.
  public var isOrdered = false
  /// Whether a member that is declared twice may be there twice: a child element.
  public var repeatsMembers = false
  /// The shape of items.
  public var items: ShapeID = .none
  /// The shape of other members' values.
  public var values: ShapeID = .none
  /// Whether keywords for members stand where no type was said: the place is meant as an object.
  public var impliesObject = false
  /// Whether keywords for items stand where no type was said: the place is meant as a list.
  public var impliesArray = false
  /// Where it stands.
  public var origin: Origin

  let factStart: Int
  let fieldStart: Int
  let referenceStart: Int
  let unionStart: Int
  let requiredStart: Int
  /// Where the members of pieces begin among all members; those before are said by the object itself.
  var pieceStart = Int.max

  /// Narrows the types to those of one more piece.
  public mutating func narrow(to more: TypeSet) {
    guard let known = types else {
      types = more
      return
    }
    var both = known.intersection(more)
    // A whole number is a number.
    if known.contains(.number), more.contains(.integer) { both.insert(.integer) }
    if known.contains(.integer), more.contains(.number) { both.insert(.integer) }
    types = both.isEmpty ? .never : both
  }
}
