public import DriftModel

/// The differences between two schemas of one system.
public struct SchemaDiff {
  /// The changes, in the order of their addresses.
  public var changes: [Change]
  /// What is which on the other side.
  public var pairing: Pairing
  /// Fields of the old schema that are claimed to be fields of the new one.
  public var renamedFields: [Int: Int]
  /// How many removed things were not held against everything that could be them.
  public var limited: Int

  /// Compares two schemas that share one ``SymbolTable``.
  public static func compare(_ old: Schema, _ new: Schema) -> SchemaDiff {
    var run = DiffRun(old, new)
    run.compareAll()
    return run.finish()
  }
}

/// One comparison while it goes on.
struct DiffRun {
  let old: Schema
  let new: Schema
  let symbols: SymbolTable
  let oldResolver: Resolver
  let newResolver: Resolver
  var pairing: Pairing
  var oldReach: Reach
  var newReach: Reach
  lazy var oldSharers = Sharers(old)
  lazy var newSharers = Sharers(new)
  /// Parameters and headers that some operation has on both sides.
  lazy var keptParameters = parametersOnBothSides()
  /// Whether the ids of fields are given anew, and say nothing.
  let hasOtherIDs: Bool
  var log: ChangeLog
  /// What vanished and appeared, a parent at a time; matched when the walk is over.
  var blocks: [MemberBlock] = []
  /// Enumerations that lost and gained values, matched when the walk is over.
  var enumerations: [EnumerationBlock] = []
  var renamedFields: [Int: Int] = [:]
  var limited = 0
  /// Variables of paths that have another name now, with the operations that were the first to say so.
  var variables: [PathVariable: (old: Origin, new: Origin)] = [:]
  /// Pairs of shapes that were compared already, in a direction.
  var compared: Set<ShapePair> = []
  /// The parameters and headers that were compared, as pairs, and the changes that each comparison brought.
  var sharedParameters = NumberTable()
  var sharedChanges: [Range<Int>] = []
  /// The shape of a side that is held against one of the other side's alternatives: among one there is nothing to tell
  /// apart.
  var onlyAlternatives: (old: ShapeID, new: ShapeID) = (.none, .none)
  /// What security schemes of the older side are called in the newer one.
  let schemeNames: SchemeNames
  /// Namespaces whose definitions all stand in another one now, by the old name.
  var namespaceMoves: [String: String] = [:]

  struct PathVariable: Hashable {
    var path: String
    var position: UInt32
  }

  struct ShapePair: Hashable {
    var old: ShapeID
    var new: ShapeID
    var usage: UsageSet
  }

  init(_ old: Schema, _ new: Schema) {
    self.old = old
    self.new = new
    symbols = old.symbols
    oldResolver = Resolver(old)
    newResolver = Resolver(new)
    pairing = Pairing(old, new)
    oldReach = Reach(old)
    newReach = Reach(new)
    hasOtherIDs = StableIDs.areOfAnotherPlace(old, new)
    log = ChangeLog()
    schemeNames = SchemeNames(old, new)
  }

  mutating func compareAll() {
    compareSystemFacts()
    pairRest()
    compareNamespaces()
    for (index, same) in pairing.newDefinition.enumerated() {
      if let same { compareDefinitions(index, same) }
    }
    for (index, same) in pairing.newOperation.enumerated() {
      if let same { compareOperations(index, same) }
    }
    matchMembers()
    matchValues()
  }

  /// In which directions a definition is met; one that both sides have, in those in which both do.
  ///
  /// Where only one side leads to it, something else stands on the other: the difference is told there.
  func usage(_ oldIndex: Int?, _ newIndex: Int?) -> UsageSet {
    let before = oldIndex.map { oldReach.usage[$0] }
    let after = newIndex.map { newReach.usage[$0] }
    guard let before, let after else { return before ?? after ?? [] }
    // What was not read may lead to it as before.
    let isWhole = new.unreadPaths.isEmpty && new.unreadDocuments.isEmpty && new.shortLists.isEmpty
    return isWhole ? before.intersection(after) : before.union(after)
  }

  private mutating func compareDefinitions(_ oldIndex: Int, _ newIndex: Int) {
    let a = old.definitions[oldIndex]
    let b = new.definitions[newIndex]
    guard a.shape != .none, b.shape != .none, old[a.shape].digest != new[b.shape].digest else { return }
    let context = DiffContext(
      old: Address([.name(symbols.text(a.name))]), new: Address([.name(symbols.text(b.name))]),
      usage: usage(oldIndex, newIndex), root: .definition(old: oldIndex, new: newIndex))
    compare(a.shape, b.shape, context, .definition(old: oldIndex, new: newIndex))
  }

  private mutating func compareSystemFacts() {
    var context = DiffContext(old: Address([]), new: Address([]), usage: .all, root: .system)
    func facts(_ schema: Schema, areSchemes: Bool) -> [Resolution.OwnedFact] {
      schema.facts(schema.systemFacts).filter { ($0.fact.key == .security) == areSchemes }
    }
    var rest = (facts(old, areSchemes: false), facts(new, areSchemes: false))
    if !hasCallersOfAllServers {
      rest.0.removeAll { $0.fact.key == .server }
      rest.1.removeAll { $0.fact.key == .server }
    }
    compareFacts(rest.0, rest.1, context, .system, (.none, .none))
    let schemes = (
      schemeNames.catalogue(facts(old, areSchemes: true), isOld: true),
      schemeNames.catalogue(facts(new, areSchemes: true), isOld: false)
    )
    let gone = Set(schemes.0.map(\.fact.value)).subtracting(schemes.1.map(\.fact.value))
    // A catalogue asks for nothing: what goes from it is missed by calls that need it.
    context.usage = SchemeNeeds(old, new, gone.map(symbols.text)).isNeeded ? .all : []
    compareFacts(schemes.0, schemes.1, context, .system, (.none, .none))
  }

  /// Whether any operation is called where the document says, and not where it says itself; without operations everybody is.
  private var hasCallersOfAllServers: Bool {
    func saysNothing(_ operation: Operation, _ schema: Schema) -> Bool {
      !schema.facts[operation.facts.indices].contains { $0.key == .server }
    }
    let pairs = pairing.newOperation.enumerated().compactMap { index, other in other.map { (index, $0) } }
    return pairs.isEmpty
      || pairs.contains { saysNothing(old.operations[$0.0], old) && saysNothing(new.operations[$0.1], new) }
  }

  consuming func finish() -> SchemaDiff {
    log.joinForms()
    log.markRepurposed(newMeanings())
    var (before, after) = (oldReach, newReach)
    var changes = log.finish(oldReach: &before, newReach: &after)
    markParameters(&changes)
    markTouches(&changes)
    markSameAddresses(&changes)
    return SchemaDiff(changes: changes, pairing: pairing, renamedFields: renamedFields, limited: limited)
  }
}

extension Schema {
  /// Facts that belong to no shape, as a resolution lists them.
  func facts(_ run: Run) -> [Resolution.OwnedFact] {
    facts[run.indices].map { Resolution.OwnedFact(fact: $0, owner: .here) }
  }
}
