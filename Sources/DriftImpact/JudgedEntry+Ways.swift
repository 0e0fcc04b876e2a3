import DriftDiff
import DriftModel

/// What a change means for the way that an entry takes, beyond the place that it is at.
extension JudgedEntry {
  /// Whether the older version has the place and the newer one has not.
  var isGone: Bool { before.isThere && !after.isThere }

  /// Whether a change says by itself that what the entry names is gone from where it was.
  func isTakenAway(by change: Change) -> Bool {
    switch change.kind {
    case .fieldRemoved, .fieldRenamed, .fieldMoved, .definitionRemoved, .definitionRenamed, .operationRemoved,
      .operationRenamed, .typeChanged, .responseRemoved, .mediaTypeRemoved:
      isTouched(by: change)
    default: false
    }
  }

  /// Whether the entry writes to what the system answers.
  var isWrittenToAnswer: Bool {
    guard let index = after.trail.operation, after.trail.root == nil, !after.isReversed, !after.trail.messages.isEmpty,
      !owned.entry.access.isDisjoint(with: .write)
    else { return false }
    return !after.trail.messages.contains(Int(schema.operations[index].request))
  }

  /// Whether the entry sends a member of this name, or what it may be part of.
  func sends(member name: String) -> Bool {
    guard !entry.access.isDisjoint(with: .write) else { return false }
    func isIt(_ field: Int, _ schema: Schema) -> Bool { schema.symbols.text(schema.fields[field].name) == name }
    return after.trail.fields.contains { isIt($0, schema) } || after.belowFields.contains { isIt($0, schema) }
      || after.below.contains { schema[$0].fields.indices.contains { isIt($0, schema) } }
      || !after.isThere && before.trail.fields.contains { isIt($0, old) }
  }

  /// Whether the entry goes on through an object that was closed, by a member that it names: that is allowed as before.
  func names(whatIsIn change: Change) -> Bool {
    guard after.isThere, !after.trail.endsAtMessages else { return false }
    let closed: ShapeID?
    switch change.subject {
    case .definition(_, let new): closed = new.map { schema.definitions[$0].shape }
    case .field(_, let new, _): closed = new.map { schema.fields[$0].shape }
    case .place(let holder): closed = holder.new
    case .system, .operation: closed = nil
    }
    guard let closed else { return false }
    return !after.below.contains(closed)
  }

  /// Whether an operation that the entry sends to answers a success no more that it answered.
  func isAnsweredAnew(by change: Change) -> Bool {
    guard change.kind == .responseRemoved, change.detail.hasPrefix("2"), !owned.entry.access.contains(.read),
      case .operation(let old?, _) = change.subject
    else { return false }
    return before.trail.operation == old && !before.isReversed
  }

  /// Whether a rename or a loss on the entry's way is part of a move that the entry meets further on.
  func isToldByMove(_ change: Change, _ moves: [Change]) -> Bool {
    guard change.kind == .fieldRenamed || change.kind == .fieldRemoved, !moves.isEmpty, let at = step(change) else {
      return false
    }
    return moves.contains { move in step(move).map { $0 > at } ?? false }
  }

  private func step(_ change: Change) -> Int? {
    guard case .field(let old?, _, _) = change.subject else { return nil }
    return before.trail.step(of: old)
  }
}
