import DriftDiff
import DriftModel

/// Entries that are addressed by a definition which callers no longer meet in a direction, and the changes that did it.
///
/// A definition's own changes say nothing of that: it may stand in the document as before, and no operation answers with
/// it any more (DESIGN, "Reach gives direction").
final class LostReach {
  private let old: Schema
  private let before: [UsageSet]
  private let after: [UsageSet]
  private let newDefinition: [Int: Int]
  private let variants: [ShapeID: [ShapeID]]
  private let shapesOfDefinitions: Set<ShapeID>
  /// For each change that was looked at the definitions that it took a way to away.
  private var known: [String: Set<ShapeID>] = [:]

  /// The directions in which each definition of the older schema was reached.
  var usageBefore: [UsageSet] { before }

  /// Compares what operations reach; `changes` say which definition is which under another name.
  init(_ old: Schema, _ new: Schema, _ changes: [Change]) {
    self.old = old
    before = Reach(old).usage
    after = Reach(new).usage
    var byName: [Symbol: Int] = [:]
    for (index, definition) in new.definitions.enumerated() { byName[definition.name] = index }
    var same: [Int: Int] = [:]
    for (index, definition) in old.definitions.enumerated() { same[index] = byName[definition.name] }
    for change in changes {
      if case .definition(let from?, let to?) = change.subject { same[from] = to }
    }
    newDefinition = same
    variants = Self.variants(old)
    shapesOfDefinitions = Set(old.definitions.map(\.shape))
  }

  /// What may stand where a shape is named: what a discriminator leads to, and what extends a base with one.
  private static func variants(_ schema: Schema) -> [ShapeID: [ShapeID]] {
    var found: [ShapeID: [ShapeID]] = [:]
    for variant in schema.variants {
      if case .definition(let index) = variant.target {
        found[variant.base, default: []].append(schema.definitions[index].shape)
      }
    }
    for definition in schema.definitions where definition.shape != .none {
      for at in schema[definition.shape].references.indices {
        guard case .definition(let base) = schema.references[at].target else { continue }
        let shape = schema.definitions[base].shape
        if shape != .none, schema.facts[schema[shape].facts.indices].contains(where: { $0.key == .discriminator }) {
          found[shape, default: []].append(definition.shape)
        }
      }
    }
    return found
  }

  /// The directions of an entry in which its definition was reached and is reached no more.
  func lost(_ entry: JudgedEntry) -> UsageSet {
    guard let root = entry.before.trail.root else { return [] }
    let now = newDefinition[root].map { after[$0] } ?? []
    return entry.entry.access.intersection(before[root]).subtracting(now)
  }

  /// The directions in which a definition of the newer schema is reached.
  func reachesNow(_ definition: Int) -> UsageSet { after[definition] }

  /// The directions of an entry in which its definition is reached as before, or never was.
  func kept(_ entry: JudgedEntry) -> UsageSet {
    let access = entry.entry.access
    guard let root = entry.before.trail.root else { return access }
    let now = newDefinition[root].map { after[$0] } ?? []
    // To create and to update are one direction of an entry: what may still be done of it keeps it.
    var kept: UsageSet = access.intersection(now).isDisjoint(with: .write) ? [] : .write
    if access.contains(.read), now.contains(.read) || !before[root].contains(.read) { kept.formUnion(.read) }
    return kept
  }

  /// Whether a change took away a way to the definition at which an entry begins.
  func isCause(_ change: Change, of entry: JudgedEntry) -> Bool {
    guard let root = entry.before.trail.root else { return false }
    let wanted = old.definitions[root].shape
    if let known = known[change.id] { return known.contains(wanted) }
    let below = shapes(below: old.shapes(takenAwayBy: change)).intersection(shapesOfDefinitions)
    known[change.id] = below
    return below.contains(wanted)
  }

  /// Everything at and below some shapes, through references, and what may stand in their place.
  func shapes(below start: [ShapeID]) -> Set<ShapeID> {
    var seen: Set<ShapeID> = []
    var open = start
    while !open.isEmpty {
      let found = old.shapes(below: open).subtracting(seen)
      seen.formUnion(found)
      open = found.flatMap { variants[$0] ?? [] }.filter { !seen.contains($0) }
    }
    return seen
  }
}
