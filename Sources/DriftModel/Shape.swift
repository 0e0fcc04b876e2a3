/// The number of a shape in ``Schema/shapes``.
@frozen public struct ShapeID: Hashable, Sendable {
  /// The position in the column.
  public let index: UInt32
  /// Makes a number.
  @inlinable public init(_ index: Int) { self.index = UInt32(truncatingIfNeeded: index) }
  /// No shape.
  @inlinable public static var none: ShapeID { ShapeID(Int(UInt32.max)) }
}

/// What stands at one place of a schema, in its canonical form: everything it says itself, all of which holds at once.
///
/// Spellings that mean the same have the same shape: inline pieces of `allOf` are merged into it, a union or
/// `allOf` of one is its content, a `null` branch is ``nullable``, a union of constants is an enumeration. What is
/// *referred to* is not copied in; ``references`` name it, and the resolver follows them.
public struct Shape: Sendable {
  /// The kinds of value; empty admits any.
  public var types: TypeSet = []
  /// The common type, when the shape is one kind of scalar.
  public var scalar: ScalarKind = .none
  /// Whether `null` is a value.
  public var nullable: ByDirection = .no
  /// Whether it can be read, set on creation, set on update: `readOnly` and its kin, wherever the shape is used.
  public var access: ByDirection = .yes
  /// Whether members beyond the fields are refused.
  public var isClosed = false
  /// Whether ``items`` are refused beyond the positions that have fields.
  public var hasClosedItems = false
  /// Whether a writer has to send the members in the order of their positions (`xs:sequence`).
  public var isOrdered = false
  /// Whether only the digest is known, because a comparison of versions had no need of the rest so far.
  public var isStub = false
  /// What it states about itself, sorted by key.
  public var facts: Run = .empty
  /// Its own members; their names are distinct.
  public var fields: Run = .empty
  /// The definitions that hold here too: `$ref`, members of `allOf`, an extended base.
  public var references: Run = .empty
  /// Groups of alternatives; one branch of each holds.
  public var unions: Run = .empty
  /// The shape of a list's items.
  public var items: ShapeID = .none
  /// The shape of a map's values: members that no field names.
  public var values: ShapeID = .none
  /// Where it stands.
  public var origin: Origin = .none
  /// Of everything above but the origin, and of all shapes below; references count by name.
  public var digest: Digest = .zero

  /// Makes a shape that admits anything.
  public init() {}
}

/// What a field is in its parent; the member of an address says it too (`"query:limit"`, `@id`).
public enum FieldRole: UInt8, Sendable, CaseIterable {
  /// A named member of an object, a column, a child element.
  case member
  /// A member whose name matches a pattern; its name is the pattern.
  case pattern
  /// A list item at a fixed position; its name is the position.
  case position
  /// Parameters of a request.
  case path, query, queryString, header, cookie
  /// An XML attribute, and the text of an element.
  case attribute, text

  /// Whether it stands beside the body: in the path, the query or a header.
  public var isParameter: Bool { [.path, .query, .queryString, .header, .cookie].contains(self) }
}

/// A member of a shape or a parameter of a message.
public struct Field: Sendable {
  /// The name as an address spells it (parameters with their place: `query:limit`).
  public var name: Symbol
  /// What it is in its parent.
  public var role: FieldRole
  /// Whether it must be there.
  public var required: ByDirection
  /// Whether it can be read, set on creation, set on update.
  public var access: ByDirection
  /// What stands there, with the facts of this use: description, deprecation, stable id.
  public var shape: ShapeID
  /// The rank in the source's own order: a hint for the matcher, outside every digest.
  public var position: UInt32
  /// Where the name stands.
  public var origin: Origin

  /// Makes a field that anyone may read and write.
  public init(
    name: Symbol, role: FieldRole = .member, shape: ShapeID, required: ByDirection = .no,
    access: ByDirection = .yes, position: UInt32 = 0, origin: Origin = .none
  ) {
    self.name = name
    self.role = role
    self.shape = shape
    self.required = required
    self.access = access
    self.position = position
    self.origin = origin
  }
}

/// A use of a shape that stands elsewhere (`$ref`).
public struct Reference: Sendable {
  /// What the reference leads to.
  public enum Target: Hashable, Sendable {
    /// A definition, as an index into ``Schema/definitions``.
    case definition(Int)
    /// A shape in the middle of something.
    case place(ShapeID)
    /// Nothing that could be read; there is a gap.
    case missing
  }

  /// Where it leads.
  public var target: Target
  /// The canonical name of the target: two references with equal names mean the same in a document.
  public var name: Symbol
  /// Where the reference stands.
  public var origin: Origin

  /// Makes a reference.
  public init(target: Target, name: Symbol, origin: Origin) {
    self.target = target
    self.name = name
    self.origin = origin
  }
}

/// A group of alternatives at one place.
public struct Union: Sendable {
  /// What the alternatives are.
  public enum Kind: UInt8, Sendable {
    /// One of the branches holds (`oneOf`, `anyOf`, a choice, a substitution group).
    case alternatives
    /// Branches that hold under a condition (`then`, `else`, `dependentSchemas`, `contains`), told apart by label.
    case conditional
  }

  /// What the alternatives are.
  public var kind: Kind
  /// Whether a value that fits two of the branches is refused (`oneOf`).
  public var isExclusive: Bool
  /// Its branches, in ``Schema/branches``.
  public var branches: Run
  /// Where it stands.
  public var origin: Origin

  /// Makes a group.
  public init(kind: Kind, isExclusive: Bool = false, branches: Run, origin: Origin) {
    self.kind = kind
    self.isExclusive = isExclusive
    self.branches = branches
    self.origin = origin
  }
}

/// One alternative of a ``Union``.
public struct Branch: Sendable {
  /// What holds in it.
  public var shape: ShapeID
  /// What tells it apart, where the source says so (`then`, a discriminator's value); else ``Symbol/none``.
  public var label: Symbol
  /// The digest of the condition, where there is one.
  public var condition: Digest

  /// Makes a branch.
  public init(shape: ShapeID, label: Symbol = .none, condition: Digest = .zero) {
    self.shape = shape
    self.label = label
    self.condition = condition
  }
}
