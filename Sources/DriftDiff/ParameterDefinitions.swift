import DriftModel

extension DiffRun {
  /// Marks the changes of a default at a definition that a parameter refers to.
  func markParameters(_ changes: inout [Change]) {
    let defaults = changes.indices.filter { index in
      if case .definition = changes[index].subject { changes[index].kind == .defaultChanged } else { false }
    }
    guard !defaults.isEmpty else { return }
    // Operations that did not change are not read, and any of them may have the parameter.
    old.stubRequests?.wantsAll = true
    new.stubRequests?.wantsAll = true
    let (before, after) = (old.parameterDefinitions, new.parameterDefinitions)
    for index in defaults {
      guard case .definition(let a, let b) = changes[index].subject else { continue }
      changes[index].isOfParameter = a.map(before.contains) ?? false || b.map(after.contains) ?? false
    }
  }
}

extension Schema {
  /// The definitions that hold for a whole parameter of a request, by index.
  fileprivate var parameterDefinitions: Set<Int> {
    var found: Set<Int> = []
    var open: [ShapeID] = []
    for operation in operations {
      let fields = messages[Int(operation.request)].fields
      open += messageFields[fields.indices].map { self.fields[Int($0)].shape }
    }
    while let shape = open.popLast() {
      for reference in references[self[shape].references.indices] {
        guard case .definition(let index) = reference.target, definitions[index].shape != .none,
          found.insert(index).inserted
        else { continue }
        open.append(definitions[index].shape)
      }
    }
    return found
  }
}
