import DriftDiff
import DriftModel

/// A mapping's entry with what it covers on both sides.
public struct JudgedEntry {
  /// The entry and whose it is.
  public let owned: AgentEntry
  var entry: Mapping.Entry { owned.entry }
  let before: EntrySide
  let after: EntrySide
  /// What of the entry's way is there on the newer side: the whole, or what stands before the first step that is not. The
  /// call is made as before, and something may be asked of it, whatever became of the place.
  let reached: EntrySide
  let old: Schema
  private let new: Schema
  /// The newer schema.
  var schema: Schema { new }

  /// Follows an entry's address on both sides.
  ///
  /// - Throws: ``UnknownEntry`` where neither side has it.
  public init(
    _ owned: AgentEntry, _ old: AddressResolver, _ new: AddressResolver
  ) throws(UnknownEntry) {
    self.owned = owned
    self.old = old.schema
    self.new = new.schema
    let left = Self.trail(owned.entry.address, old)
    let right = Self.trail(owned.entry.address, new)
    if case .failure(let onOld) = left, case .failure(let onNew) = right {
      throw UnknownEntry(owned, onOld, onNew)
    }
    before = (try? left.get()).map { EntrySide($0, access: owned.entry.access, old) } ?? EntrySide()
    after = (try? right.get()).map { EntrySide($0, access: owned.entry.access, new) } ?? EntrySide()
    if case .failure(let error) = right, let part = try? new.resolve(error.prefix) {
      reached = EntrySide(part, access: owned.entry.access, new)
    } else {
      reached = after
    }
  }

  private static func trail(_ address: Address, _ resolver: AddressResolver) -> Result<Trail, UnresolvedAddress> {
    do {
      return .success(try resolver.resolve(address))
    } catch {
      return .failure(error)
    }
  }

  /// Whether a change is at the entry's place, on the way to it, or below it.
  ///
  /// What has another name or place now is met under the old one alone: who follows the advice is hit no more.
  func isTouched(by change: Change) -> Bool {
    change.subjects.contains {
      isTouched(by: change, at: $0) && !isOfOtherOperation(change, at: $0) && isMetThrough($0)
    }
  }

  /// Whether a member is lost where the entry goes. What several take in from one definition stands in that as before, and
  /// a change at one of them is nothing to who goes through another.
  private func isMetThrough(_ subject: Change.Subject) -> Bool {
    guard case .field(let field?, _, let parent) = subject, parent.old != .none,
      !old[parent.old].fields.indices.contains(field)
    else { return true }
    return before.trail.shapes.contains(parent.old) || before.below.contains(parent.old)
      || before.definitions.contains { old.definitions[$0].shape == parent.old }
  }

  /// Whether the member that a change is about is on the entry's way, or below its end.
  func hasMember(of change: Change) -> Bool {
    change.subjects.contains { subject in
      guard let field = subject.fields.old else { return false }
      return before.covers(field) || before.below.contains { old[$0].fields.indices.contains(field) }
    }
  }

  /// Whether an entry of an operation goes through a definition that another operation uses no more, or otherwise: what
  /// that one refers to now is nothing to it.
  private func isOfOtherOperation(_ change: Change, at subject: Change.Subject) -> Bool {
    guard let operation = before.trail.operation, before.trail.root == nil, after.isThere,
      !change.oldOperations.isEmpty, !change.oldOperations.contains(operation)
    else { return false }
    let place: ShapeID
    switch subject {
    case .field(_, _, let parent): place = parent.new
    case .place(let holder): place = holder.new
    case .system, .operation, .definition: return false
    }
    return place != .none && !after.trail.shapes.contains(place) && !after.below.contains(place)
  }

  private func isTouched(by change: Change, at subject: Change.Subject) -> Bool {
    let isRenaming = change.kind.isRenaming
    switch subject {
    case .field(let old, let new, let parent) where parent.old == .none && parent.new == .none:
      // A parameter that operations share may be another in some of them.
      let isWords = change.kind.isWords
      let covered = old.map { isWords ? before.trail.ends.contains($0) : before.covers($0) } ?? false
      let covers = new.map { isWords ? after.trail.ends.contains($0) : after.covers($0) } ?? false
      let isOld = covered && isMet(before.trail.operation, change.oldOperations)
      let isNew = covers && isMet(after.trail.operation, change.newOperations)
      return isOld || !isRenaming && isNew
    case .system: return change.kind != .serverChanged || !hasOwnServers
    case .operation(let old, let new):
      let isOld = old.map { before.trail.operation == $0 } ?? false
      let isNew = !isRenaming && new.map { after.trail.operation == $0 } ?? false
      guard isOld || isNew else { return false }
      return isOld && before.meets(change.address, self.old) || isNew && after.meets(change.address, self.new)
    case .definition(let old, let new):
      guard !change.kind.isWords, change.kind != .definitionAdded else { return false }
      return old.map(before.definitions.contains) ?? false
        || !isRenaming && new.map(after.definitions.contains) ?? false
    case .place(let holder):
      return !change.kind.isWords
        && (before.trail.shapes.contains(holder.old) || after.trail.shapes.contains(holder.new)
          || before.below.contains(holder.old) || after.below.contains(holder.new))
    // What is new on the way leads to the place, and is none itself.
    case .field(nil, let new?, _)
    where change.kind == .fieldAdded && after.trail.fields.contains(new) && !after.trail.ends.contains(new):
      return false
    case .field(let old, let new, let parent):
      if change.kind.isWords {
        return old.map(before.trail.ends.contains) ?? false || new.map(after.trail.ends.contains) ?? false
      }
      if old.map(before.covers) ?? false || before.below.contains(parent.old) { return true }
      return !isRenaming && (new.map(after.covers) ?? false || after.below.contains(parent.new))
    }
  }

  /// The directions in which an entry of a whole operation meets a change: what only its answers have is not written.
  func directions(of change: Change) -> UsageSet {
    guard let sent = before.sent ?? after.sent, let answered = before.answered ?? after.answered else { return .all }
    let shapes = change.subjects.reduce(into: EntrySide.Sides()) { found, subject in
      switch subject {
      case .place(let holder), .field(nil, nil, let holder): found.add(holder.old, holder.new)
      case .field(let old, let new, let parent):
        found.add(parent.old, parent.new)
        found.add(old.map { self.old.fields[$0].shape } ?? .none, new.map { self.new.fields[$0].shape } ?? .none)
      case .definition(let old, let new):
        found.add(
          old.map { self.old.definitions[$0].shape } ?? .none, new.map { self.new.definitions[$0].shape } ?? .none)
      case .operation, .system: break
      }
    }
    var out: UsageSet = []
    if shapes.meet(sent, after.sent ?? []) { out.formUnion(.write) }
    if shapes.meet(answered, after.answered ?? []) { out.formUnion(.read) }
    return out.isEmpty ? .all : out
  }

  /// Whether a change is another default of what goes along with what the entry sends, and its agent does not send: a
  /// parameter of its operation, a member of the body, a member of the record that it writes.
  func leavesOut(_ change: Change, beside entries: [JudgedEntry]) -> Bool {
    guard change.kind == .defaultChanged, change.subject.fields.new != nil else { return false }
    let uses = change.subjects.compactMap(\.fields.new)
    guard change.isParameter ? uses.contains(where: { after.sends($0, new) }) : writesBeside(change) else {
      return false
    }
    return !entries.contains { one in
      one.owned.agent == owned.agent
        && (!change.isParameter || one.after.trail.operation == after.trail.operation)
        && uses.contains { one.after.covers($0) }
    }
  }

  /// Whether the entry's operation is called where it says itself, whatever the document says.
  private var hasOwnServers: Bool {
    func says(_ operation: Int?, _ schema: Schema) -> Bool {
      guard let operation else { return false }
      return schema.facts[schema.operations[operation].facts.indices].contains { $0.key == .server }
    }
    return says(before.trail.operation, old) && says(after.trail.operation, new)
  }

  /// Whether several values of the entry's place are one text on the wire.
  var isOneText: Bool {
    (before.trail.terminals + before.trail.shapes).contains { shape in
      shape != .none
        && old.facts[old[shape].facts.indices].contains { $0.key == .wire && old.symbols.text($0.value) == "a;b" }
    }
  }

  /// Whether the entry writes a member of the very object that a change is in.
  private func writesBeside(_ change: Change) -> Bool {
    guard !entry.access.isDisjoint(with: .write), !change.usage.isDisjoint(with: .write) else { return false }
    return change.subjects.contains { subject in
      guard case .field(_, let field?, let parent) = subject, parent.new != .none else { return false }
      return (after.sentBodies.contains(parent.new) || after.trail.shapes.contains(parent.new)) && !after.covers(field)
        && !after.below.contains(parent.new)
    }
  }

  /// Whether a change was met in an operation; where it is not known in which, in all.
  private func isMet(_ operation: Int?, _ known: Set<Int>) -> Bool {
    guard let operation, !known.isEmpty else { return true }
    return known.contains(operation)
  }

  /// Whether the entry sends a member that has to be there now, or something in it.
  func sends(whatIsAskedBy change: Change) -> Bool {
    guard !entry.access.isDisjoint(with: .write) else { return false }
    return change.subjects.contains { $0.fields.new.map(after.trail.fields.contains) ?? false }
  }

  /// Whether that an operation has another name says already what a change is: how it is called, and what its messages are
  /// called where each operation has its own (WSDL 1.1, 2.4.5).
  ///
  /// - Parameter renamed: The operations that have another name now, by their old numbers.
  func isToldByRename(of renamed: [Int: Int], _ change: Change) -> Bool {
    guard let operation = before.trail.operation, renamed[operation] != nil, old.isOfElements else { return false }
    switch (change.kind, change.subject) {
    case (.encodingChanged, .operation(let index?, _)): return index == operation
    case (.definitionRenamed, .definition(let index?, _)):
      let shapes = old.messages(of: old.operations[operation]).flatMap { old.shapes(ofMessage: $0.message) }
      return shapes.contains { $0 == old.definitions[index].shape || old.definition(referredToBy: $0) == index }
    default: return false
    }
  }

  /// Whether the entry's place is the field of a change, or below it.
  func passes(_ change: Change) -> Bool {
    change.subjects.contains { $0.fields.old.map(before.trail.fields.contains) ?? false }
  }

  /// Whether the entry writes what a change gives another name or place: mending it mends what else the agent sends.
  func sends(whatIsMovedBy change: Change) -> Bool {
    guard change.kind.isRenaming || change.kind == .fieldMoved, !entry.access.isDisjoint(with: .write) else {
      return false
    }
    return change.subjects.contains { $0.fields.old.map(before.trail.fields.contains) ?? false }
  }

  /// Whether a change demands something of who writes the same record, or of who calls the same operation at all.
  func isDemanded(by change: Change) -> Bool {
    guard change.isDemand else { return false }
    return change.subjects.contains { isDemanded(by: change, at: $0) }
  }

  /// Whether a change refuses every call of the entry's operation as it was made: another form or type of the body, or of
  /// what has to be in it. Whoever only reads the answer gets none.
  func isStopped(by change: Change) -> Bool {
    guard let operation = before.trail.operation, !before.isReversed,
      SeverityTable.writing(change).severity == .breaking
    else { return false }
    return change.subjects.contains { subject in
      switch (change.kind, subject) {
      case (.mediaTypeRemoved, .operation(operation, let now?)):
        change.address.steps.dropFirst().first == .name("request")
          && Set(old.media(sentTo: operation)).isDisjoint(with: new.media(sentTo: now))
      case (.typeChanged, .place(let holder)):
        before.sentBodies.contains(holder.old) && change.oldOperations.contains(operation)
      case (.typeChanged, .field(let field?, _?, let parent)) where parent.old == .none && parent.new == .none:
        before.sends(field, old) && old.fields[field].required[.create] == .yes
          && isMet(operation, change.oldOperations)
      case (.typeChanged, .field(let field?, _, let parent)):
        before.sentBodies.contains(parent.old) && old.fields[field].required[.create] == .yes
      default: false
      }
    }
  }

  /// Whether a change demands something of who calls the operation that took the place of the entry's.
  ///
  /// - Parameter renamed: The operations that have another name now, by their old numbers.
  func isDemanded(by change: Change, renamed: [Int: Int]) -> Bool {
    guard change.isDemand, let operation = before.trail.operation, let now = renamed[operation] else { return false }
    return change.subjects.contains { subject in
      guard case .field(_, .some, let parent) = subject, parent.new == .none else { return false }
      return change.newOperations.contains(now)
    }
  }

  private func isDemanded(by change: Change, at subject: Change.Subject) -> Bool {
    switch subject {
    case .operation(_, let index?):
      return reached.trail.operation == index && change.address.steps.dropFirst().first == .name("request")
    case .field(_, let index?, let parent) where parent.new == .none:
      return reached.sends(index, new) && isMet(reached.trail.operation, change.newOperations)
    case .field(let old, let new, let parent):
      // Without the member the whole call is refused, whatever the entry is of it.
      if reached.sentBodies.contains(parent.new) { return true }
      let isBeside = before.trail.shapes.contains(parent.old) || after.trail.shapes.contains(parent.new)
      let isItself = old.map(before.covers) ?? false || new.map(after.covers) ?? false
      return isBeside && !isItself && !entry.access.isDisjoint(with: .write)
    case .system, .definition, .place, .operation: return false
    }
  }
}

extension Change.Subject {
  /// The fields that it is about, by their numbers.
  var fields: (old: Int?, new: Int?) {
    if case .field(let old, let new, _) = self { (old, new) } else { (nil, nil) }
  }
}

extension EntrySide {
  /// Whether a field is on the way, or a parameter that is part of the end.
  func covers(_ field: Int) -> Bool { trail.fields.contains(field) || belowFields.contains(field) }
}

extension Change {
  /// Whether it demands, of who writes, a member that nobody had to write before.
  var isDemand: Bool {
    // A place that nobody is known to meet is taken at the mapping's word.
    guard usage.isEmpty || !usage.isDisjoint(with: .write) else { return false }
    let isRequired = SeverityTable.isRequired(self)
    switch kind {
    // Who sent a member under its old name leaves it out under the new one.
    case .fieldAdded, .fieldMoved: return isRequired
    case .fieldRenamed: return isRequired && detail != "path variable"
    case .requiredChanged: return isRequired && compatibility == .narrowed
    // Members that one had to choose from, and that are all demanded now.
    case .constraintChanged: return new?.value["exclusive"] != nil && new?.value["required"] != nil
    default: return false
    }
  }
}
