import DriftDiff
import DriftModel

extension Schema {
  /// The shapes that stood at a place which is gone, or is another now: what was met through them is met there no more.
  ///
  /// What only has another name or place is not taken away; see ``shapes(brokenBy:)``.
  func shapes(takenAwayBy change: Change) -> [ShapeID] {
    switch (change.kind, change.subject) {
    case (.operationRemoved, .operation(let index?, _)):
      messages(of: operations[index]).flatMap { shapes(ofMessage: $0.message) }
    case (.responseRemoved, .operation(let index?, _)):
      answers(index, change.detail).flatMap { shapes(ofMessage: $0) }
    case (.mediaTypeRemoved, .operation(let index?, _)): bodies(removedBy: change, from: index)
    case (.fieldRemoved, .field(let index?, _, _)), (.typeChanged, .field(let index?, _, _)),
      (.referenceChanged, .field(let index?, _, _)), (.unionMemberRemoved, .field(let index?, _, _)):
      [fields[index].shape]
    case (.typeChanged, .place(let holder)), (.referenceChanged, .place(let holder)),
      (.unionMemberRemoved, .place(let holder)):
      [holder.old]
    case (.typeChanged, .definition(let index?, _)), (.referenceChanged, .definition(let index?, _)),
      (.unionMemberRemoved, .definition(let index?, _)):
      [definitions[index].shape]
    default: []
    }
  }

  /// The shapes that stood where a change breaks whoever goes on from there; what it leads to stands as before.
  func shapes(brokenBy change: Change) -> [ShapeID] {
    switch (change.kind, change.subject) {
    // It stands there in each of several answers.
    case (.fieldMoved, .field) where change.isWrapped:
      change.subjects.compactMap { if case .field(_, _, let parent) = $0 { parent.old } else { nil } }
    case (.fieldRenamed, .field(let index?, _, _)), (.fieldMoved, .field(let index?, _, _)): [fields[index].shape]
    // Who meets the rest of a union, or an equal thing under another name, goes on.
    case (.referenceChanged, _), (.unionMemberRemoved, _): []
    default: shapes(takenAwayBy: change)
    }
  }

  private func bodies(removedBy change: Change, from operation: Int) -> [ShapeID] {
    let steps = change.address.steps
    let messages =
      steps.dropFirst().first == .name("request")
      ? [Int(operations[operation].request)] : answers(operation, steps.dropFirst(2).first?.text ?? "")
    return messages.flatMap { bodies[self.messages[$0].bodies.indices] }
      .filter { symbols.text($0.media) == change.detail }.map(\.shape)
  }

  private func answers(_ operation: Int, _ status: String) -> [Int] {
    responses[operations[operation].responses.indices]
      .filter { symbols.text($0.status) == status }.map { Int($0.message) }
  }
}
