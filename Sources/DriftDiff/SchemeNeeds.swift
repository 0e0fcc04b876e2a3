public import DriftModel

/// Which operations need what went from the catalogue of security schemes: a scheme that works otherwise now, a scope
/// that is not given any more.
public struct SchemeNeeds {
  private let new: Schema
  /// The operations of the new side that need some of it.
  public let operations: Set<Int>

  /// Finds the operations that need some lines of the catalogue.
  public init(_ old: Schema, _ new: Schema, _ lines: [String]) {
    self.new = new
    guard !lines.isEmpty else {
      operations = []
      return
    }
    // An operation that stayed as it is has to be read to know what it asks for.
    old.stubRequests?.wantsAll = true
    new.stubRequests?.wantsAll = true
    operations = Set(
      new.operations.indices.filter { index in
        let asked = new.facts(new.operations[index].facts).filter { $0.fact.key == .security }
        return asked.contains { one in
          let requirement = SecurityRequirement(new.symbols.text(one.fact.value))
          return lines.contains(where: requirement.needs)
        }
      })
  }

  /// Whether any does.
  public var isNeeded: Bool { !operations.isEmpty }

  /// The directions in which operations that need it meet a definition.
  public func usage(of definition: Int) -> UsageSet {
    var some = new
    // Reach goes by the operations that there are.
    let outline = new.outline?() ?? ReferenceGraph.outline(of: new)
    let kept = new.operations.indices.filter(operations.contains)
    some.operations = kept.map { new.operations[$0] }
    let part = ReachOutline(edges: outline.edges, operations: kept.map { outline.operations[$0] })
    some.outline = { part }
    return kept.isEmpty ? [] : Reach(some).usage[definition]
  }
}
