/// What stands at a place on the wire once its references are followed: one flat view of all that holds there.
///
/// Each part remembers which definition it came from, so that a comparison can leave to a definition what is its own.
public struct Resolution {
  /// Where a part of a resolution is written.
  public enum Owner: Hashable, Sendable {
    /// At the place itself, or in a shape without a name that it refers to.
    case here
    /// In a definition that the place refers to.
    case definition(Int)
    /// In the middle of something that the place refers to, by the reference's name.
    case place(Symbol)
  }

  /// A fact and where it is written.
  public struct OwnedFact {
    /// The fact.
    public var fact: Fact
    /// Where it is written.
    public var owner: Owner

    /// Makes a fact of an owner.
    public init(fact: Fact, owner: Owner) {
      self.fact = fact
      self.owner = owner
    }
  }

  /// A member and where it is written.
  public struct Member {
    /// The member, as an index into ``Schema/fields``.
    public var field: Int
    /// Whether it must be there, by all that is said of it.
    public var required: ByDirection
    /// Where it is written.
    public var owner: Owner
    /// What says that it must be there; nil where nothing does.
    public var demand: Demand?
  }

  /// What says that a member must be there: the member itself, or a `required` beside a reference to it.
  public struct Demand {
    /// The member that carries it, as an index into ``Schema/fields``.
    public var field: Int
    /// Where it is written.
    public var owner: Owner
  }

  /// A shape below and where it is written.
  public struct OwnedShape {
    /// The shape.
    public var shape: ShapeID
    /// Where it is written.
    public var owner: Owner
  }

  /// A group of alternatives and where it is written.
  public struct OwnedUnion {
    /// The group.
    public var union: Union
    /// Where it is written.
    public var owner: Owner
  }

  /// The kinds of value.
  public var types: TypeSet
  /// The common type of a scalar.
  public var scalar: ScalarKind
  /// Whether `null` is a value.
  public var nullable: ByDirection
  /// Whether it can be read, set on creation, set on update, by all that is said of it.
  public var access: ByDirection
  /// Whether further members are refused, and by whom.
  public var closedBy: Owner?
  /// Whether further items are refused.
  public var hasClosedItems: Bool
  /// Facts, own ones first.
  public var facts: [OwnedFact] = []
  /// Members; names are distinct.
  public var members: [Member] = []
  /// What says more of members that have a name already, as indices into ``Schema/fields``: pieces that all hold may each
  /// say something of one name. Each once, however many ways lead to it.
  public var repeated: Set<Int> = []
  /// Alternatives.
  public var unions: [OwnedUnion] = []
  /// Items of a list.
  public var items: OwnedShape?
  /// Values of a map.
  public var values: OwnedShape?
  /// The definitions that were followed, the direct ones.
  public var references: [Reference] = []
  /// All that is referred to and merged in, directly or not.
  public var holders: Set<Owner> = []
  /// Whether a part could not be read, so that nothing can be said of the whole.
  public var isUnknown = false

  /// All definitions whose content is merged in, directly or not.
  public var owners: Set<Int> {
    holders.reduce(into: []) { if case .definition(let index) = $1 { $0.insert(index) } }
  }
}

/// Resolves shapes of one schema, each at most once.
public final class Resolver {
  /// The schema.
  public let schema: Schema
  private var known = NumberTable()
  private var resolutions: [Resolution] = []
  private var owned: [OwnedShapeID: Resolution] = [:]

  private struct OwnedShapeID: Hashable {
    var shape: ShapeID
    var owner: Resolution.Owner
  }

  /// How many references are followed one after the other before a chain counts as a ring.
  private static let longestChain = 200

  /// Makes a resolver.
  public init(_ schema: Schema) { self.schema = schema }

  /// What stands at a shape on the wire.
  public func resolve(_ id: ShapeID) -> Resolution {
    if let done = known[id] { return resolutions[done] }
    var active: Set<ShapeID> = []
    let out = resolve(id, .here, &active)
    known.set(id, resolutions.count)
    resolutions.append(out)
    return out
  }

  /// Whether `null` is a value, where the alternatives of a place say so: of one of them, or of none.
  public func nullability(_ resolution: Resolution) -> ByDirection {
    nullability(resolution, depth: 0)
  }

  private func nullability(_ resolution: Resolution, depth: Int) -> ByDirection {
    guard resolution.nullable == .unknown, depth < Self.deepestUnion else { return resolution.nullable }
    var all = ByDirection.unknown
    for one in resolution.unions where one.union.kind == .alternatives {
      // A branch that could not be read says nothing; the others still do.
      let branches = schema.branches[one.union.branches.indices].map { resolve($0.shape) }
        .filter { !$0.isUnknown }.map { nullability($0, depth: depth + 1) }
      // Any value, where a branch says nothing at all.
      let union = branches.contains(.unknown) ? ByDirection.unknown : branches.reduce(ByDirection.no) { $0.or($1) }
      all = all.together(with: union)
    }
    return all
  }

  /// How many unions inside one another are looked into.
  private static let deepestUnion = 16

  /// The shape that a reference leads to; nil where it leads nowhere.
  public func target(_ reference: Reference) -> (shape: ShapeID, owner: Resolution.Owner)? {
    switch reference.target {
    case .definition(let index): (schema.definitions[index].shape, .definition(index))
    case .place(let shape): (shape, .place(reference.name))
    case .missing: nil
    }
  }

  /// What stands at a definition's shape, resolved once however many shapes refer to it.
  private func resolved(
    _ id: ShapeID, _ owner: Resolution.Owner, _ active: inout Set<ShapeID>
  ) -> Resolution {
    let key = OwnedShapeID(shape: id, owner: owner)
    if let done = owned[key] { return done }
    let out = resolve(id, owner, &active)
    owned[key] = out
    return out
  }

  private func resolve(_ id: ShapeID, _ owner: Resolution.Owner, _ active: inout Set<ShapeID>) -> Resolution {
    let shape = schema[id]
    if shape.isStub { schema.stubRequests?.wanted.insert(id) }
    var out = Resolution(
      types: shape.types, scalar: shape.scalar, nullable: shape.nullable, access: shape.access,
      closedBy: shape.isClosed ? owner : nil, hasClosedItems: shape.hasClosedItems)
    out.isUnknown = shape.isStub
    out.facts = schema.facts[shape.facts.indices].map { .init(fact: $0, owner: owner) }
    out.members = shape.fields.indices.map { index in
      let required = schema.fields[index].required
      return .init(
        field: index, required: required, owner: owner,
        demand: required.any ? Resolution.Demand(field: index, owner: owner) : nil)
    }
    out.unions = schema.unions[shape.unions.indices].map { .init(union: $0, owner: owner) }
    out.items = shape.items == .none ? nil : .init(shape: shape.items, owner: owner)
    out.values = shape.values == .none ? nil : .init(shape: shape.values, owner: owner)
    guard !shape.references.isEmpty else { return out }
    out.references = Array(schema.references[shape.references.indices])
    // A shape that holds itself says nothing more the second time.
    guard active.count < Self.longestChain, active.insert(id).inserted else { return out }
    defer { active.remove(id) }
    for reference in out.references {
      guard let (next, itsOwner) = target(reference), next != .none else {
        out.isUnknown = true
        continue
      }
      let more = resolved(next, itsOwner, &active)
      out.holders.insert(itsOwner)
      out.holders.formUnion(more.holders)
      out.merge(more, schema)
    }
    return out
  }
}

extension Resolution {
  /// Lets another resolution hold here too. What is said here comes before what it says.
  mutating func merge(_ other: Resolution, _ schema: Schema) {
    types = types.isEmpty ? other.types : other.types.isEmpty ? types : types.meet(other.types)
    if scalar == .none { scalar = other.scalar }
    // `nullable` beside a reference is meant (FORMATS 1.6), whatever the reference leads to.
    if nullable == .unknown { nullable = other.nullable }
    access = access.and(other.access)
    closedBy = closedBy ?? other.closedBy
    hasClosedItems = hasClosedItems || other.hasClosedItems
    isUnknown = isUnknown || other.isUnknown
    mergeFacts(other.facts, schema)
    repeated.formUnion(other.repeated)
    mergeMembers(other.members, schema)
    unions += other.unions
    items = items ?? other.items
    values = values ?? other.values
  }

  private mutating func mergeFacts(_ more: [OwnedFact], _ schema: Schema) {
    let keys = Set(facts.map(\.fact.key))
    let values = Set(facts.lazy.filter { $0.fact.key == .enumValue }.map(\.fact))
    if !values.isEmpty, more.contains(where: { $0.fact.key == .enumValue }) {
      let theirs = Set(more.lazy.filter { $0.fact.key == .enumValue }.map(\.fact))
      facts.removeAll { $0.fact.key == .enumValue && !theirs.contains($0.fact) }
    }
    for one in more {
      let key = one.fact.key
      if !keys.contains(key) {
        facts.append(one)
      } else if key.isSet {
        if key != .enumValue, !facts.contains(where: { $0.fact == one.fact }) { facts.append(one) }
      } else if key.limit != nil, let at = facts.firstIndex(where: { $0.fact.key == key }),
        one.fact.isStricter(than: facts[at].fact, schema.symbols)
      {
        facts[at] = one
      }
    }
  }

  private mutating func mergeMembers(_ more: [Member], _ schema: Schema) {
    guard !members.isEmpty else {
      members = more
      return
    }
    var places: [Symbol: Int] = [:]
    for (index, member) in members.enumerated() { places[schema.fields[member.field].name] = index }
    for member in more {
      guard let place = places[schema.fields[member.field].name] else {
        members.append(member)
        continue
      }
      let required = members[place].required.or(member.required)
      let demand = members[place].demand ?? member.demand
      // A name that only `required` brought has no shape of its own.
      if schema[schema.fields[members[place].field].shape].isAnything {
        members[place] = member
      } else if members[place].field != member.field {
        repeated.insert(member.field)
      }
      members[place].required = required
      members[place].demand = demand
    }
  }
}

extension TypeSet {
  /// The kinds that both admit; a whole number is a number.
  public func meet(_ other: TypeSet) -> TypeSet {
    var both = intersection(other)
    if contains(.number) && other.contains(.integer) || contains(.integer) && other.contains(.number) {
      both.insert(.integer)
    }
    return both.isEmpty ? .never : both
  }

  /// Whether all that this set admits is admitted by the other; the empty set admits everything.
  public func isWithin(_ other: TypeSet) -> Bool {
    if other.isEmpty { return true }
    if isEmpty { return false }
    return isSubset(of: other.contains(.number) ? other.union(.integer) : other)
  }
}
