import DriftDiff
import DriftModel

/// A mapping's entry with what its address passes through on both sides.
struct JudgedEntry {
  /// How a change concerns an entry.
  enum Touch {
    case none
    /// It is at the entry's place, on the way to it, or below it.
    case path
    /// It demands something beside the entry's place, of who writes the same record.
    case sibling
  }

  let agent: String
  let entry: Mapping.Entry
  private let before: Trail
  private let after: Trail
  private let belowOld: Set<ShapeID>
  private let belowNew: Set<ShapeID>
  /// Definitions on the way and below: what the field at the end refers to is part of it.
  private let definitionsOld: Set<Int>
  private let definitionsNew: Set<Int>

  init(
    _ entry: Mapping.Entry, agent: String, _ old: AddressResolver, _ new: AddressResolver
  ) throws(DriftError) {
    self.agent = agent
    self.entry = entry
    let left = Self.trail(entry.address, old)
    let right = Self.trail(entry.address, new)
    if case .failure(let onOld) = left, case .failure(let onNew) = right {
      throw Self.unknown(entry, onOld, onNew)
    }
    before = (try? left.get()) ?? Trail()
    after = (try? right.get()) ?? Trail()
    belowOld = old.schema.shapes(below: before.terminals)
    belowNew = new.schema.shapes(below: after.terminals)
    definitionsOld = before.definitions.union(old.schema.definitions(at: belowOld))
    definitionsNew = after.definitions.union(new.schema.definitions(at: belowNew))
  }

  private static func trail(_ address: Address, _ resolver: AddressResolver) -> Result<Trail, UnresolvedAddress> {
    do {
      return .success(try resolver.resolve(address))
    } catch {
      return .failure(error)
    }
  }

  private static func unknown(
    _ entry: Mapping.Entry, _ old: UnresolvedAddress, _ new: UnresolvedAddress
  ) -> DriftError {
    let best = old.prefix.steps.count >= new.prefix.steps.count ? old : new
    var seen: Set<Address> = []
    let near = (old.suggestions + new.suggestions).filter { seen.insert($0).inserted }.prefix(3)
    var help: [String] = []
    if !near.isEmpty {
      help.append("Did you mean \(near.map(\.description).joined(separator: ", or "))?")
    } else {
      help.append("drift show FILE lists what is there.")
    }
    if !best.reason.isEmpty { help.append("There \(best.reason.hasPrefix("a ") ? "is" : "it says:") \(best.reason).") }
    let found = best.prefix.steps.isEmpty ? "no definition or operation" : "\(best.prefix) has nothing"
    return DriftError(
      "neither version has \(entry.addressText): \(found) called \"\(best.step)\"", at: entry.place, help: help)
  }

  /// How a change concerns the entry.
  func touch(_ change: Change) -> Touch {
    switch change.subject {
    case .system: return .none
    case .operation(let old, let new):
      let isMet = old != nil && before.operation == old || new != nil && after.operation == new
      return isMet ? .path : .none
    case .definition(let old, let new):
      let isMet =
        old.map(definitionsOld.contains) ?? false || new.map(definitionsNew.contains) ?? false
      return isMet && !change.kind.isWords ? .path : .none
    case .place(let holder):
      let isOnPath =
        before.shapes.contains(holder.old) || after.shapes.contains(holder.new) || belowOld.contains(holder.old)
        || belowNew.contains(holder.new)
      return isOnPath && !change.kind.isWords ? .path : .none
    case .field(let old, let new, let parent):
      if change.kind.isWords {
        let isEnd = old.map(before.ends.contains) ?? false || new.map(after.ends.contains) ?? false
        return isEnd ? .path : .none
      }
      if old.map(before.fields.contains) ?? false || new.map(after.fields.contains) ?? false { return .path }
      if belowOld.contains(parent.old) || belowNew.contains(parent.new) { return .path }
      let isBeside = before.shapes.contains(parent.old) || after.shapes.contains(parent.new)
      return isBeside && change.kind.demands ? .sibling : .none
    }
  }
}

extension ChangeKind {
  /// Whether only what people read changed.
  var isWords: Bool { self == .documentationChanged || self == .labelChanged }

  /// Whether the change can demand a member that nobody wrote before.
  var demands: Bool { self == .fieldAdded || self == .requiredChanged }
}

extension Schema {
  /// The definitions whose shapes are among some.
  func definitions(at shapes: Set<ShapeID>) -> [Int] {
    definitions.indices.filter { shapes.contains(definitions[$0].shape) }
  }

  /// The shapes at and below some shapes, references followed.
  func shapes(below start: [ShapeID]) -> Set<ShapeID> {
    var seen: Set<ShapeID> = []
    var open = start
    while let id = open.popLast() {
      guard id != .none, seen.insert(id).inserted else { continue }
      let shape = self[id]
      for index in shape.references.indices {
        switch references[index].target {
        case .definition(let target): open.append(definitions[target].shape)
        case .place(let place): open.append(place)
        case .missing: continue
        }
      }
      for index in shape.fields.indices { open.append(fields[index].shape) }
      for index in shape.unions.indices { open += branches[unions[index].branches.indices].map(\.shape) }
      open.append(shape.items)
      open.append(shape.values)
    }
    return seen
  }
}
