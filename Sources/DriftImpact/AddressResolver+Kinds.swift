public import DriftModel

extension AddressResolver {
  /// Whether a value may stand at an entry's place that its list does not name.
  func takesOtherValues(_ entry: JudgedEntry) -> Bool {
    var isOpen = false
    forEachBranch(of: entry.after.trail.terminals) { one, _ in
      if one.facts.contains(where: { $0.fact.key == .openEnum }) { isOpen = true }
    }
    return isOpen
  }

  /// The kinds of value that may stand at an entry's place, all alternatives together; empty where it is not said.
  public func kinds(of entry: JudgedEntry) -> TypeSet {
    var types: TypeSet = []
    var isOpen = false
    forEachBranch(of: entry.after.trail.terminals) { one, hasBranches in
      if one.isUnknown || one.types.isEmpty && !hasBranches { isOpen = true }
      types.formUnion(one.types)
    }
    return isOpen ? [] : types
  }
}
