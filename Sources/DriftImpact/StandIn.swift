import DriftDiff
import DriftModel

/// Where an entry's place is met now, where what is sent, or answered, got a definition of its own: `ContactInput.phone` in
/// requests, while `Contact` stays for answers.
///
/// The wire is as it was. But who maps the old definition hears no more of what becomes of the new one.
struct StandIn: Equatable {
  /// The entry's address in the definition that took the old one's place.
  var address: Address
  /// The directions in which the old one is met no more.
  var usage: UsageSet
  /// Those in which it is met as before.
  var rest: UsageSet

  /// Follows an entry into what a place refers to now; nil where the place did not refer to the entry's own definition, or
  /// what it refers to has no such member.
  init?(
    of entry: JudgedEntry, losing usage: UsageSet, keeping rest: UsageSet, by change: Change, _ old: Schema,
    _ new: AddressResolver
  ) {
    guard change.kind == .referenceChanged, let root = entry.before.trail.root,
      let (from, to) = Self.shapes(change, old, new.schema), old.definition(at: from) == root,
      let target = new.schema.definition(at: to)
    else { return nil }
    let name = new.schema.symbols.text(new.schema.definitions[target].name)
    address = Address([.name(name)] + entry.entry.address.steps.dropFirst())
    (self.usage, self.rest) = (usage, rest)
    guard (try? new.resolve(address)) != nil else { return nil }
  }

  private static func shapes(_ change: Change, _ old: Schema, _ new: Schema) -> (ShapeID, ShapeID)? {
    switch change.subject {
    case .place(let holder): (holder.old, holder.new)
    case .field(let from?, let to?, _): (old.fields[from].shape, new.fields[to].shape)
    case .field, .definition, .operation, .system: nil
    }
  }

  /// What happens to the entry.
  var verdict: SeverityTable.Verdict {
    .init(.warning, usage.contains(.read) ? "is answered as \(address) now" : "is taken as \(address) now")
  }
}

extension Schema {
  /// The definition that a shape is, or refers to and adds no member to; nil where it is none.
  fileprivate func definition(at shape: ShapeID) -> Int? {
    definition(referredToBy: shape) ?? definitions.firstIndex { $0.shape == shape && shape != .none }
  }
}
