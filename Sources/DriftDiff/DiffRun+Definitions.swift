import DriftModel

extension DiffRun {
  /// Pairs definitions and operations that have no namesake; what stays alone came or went.
  mutating func pairRest() {
    // Of a list that goes on nothing is gone, and nothing is new beside one: nor is it another under a new name.
    let isShort = (old: !old.shortLists.isEmpty, new: !new.shortLists.isEmpty)
    let gone = old.definitions.indices.filter {
      pairing.newDefinition[$0] == nil && old.definitions[$0].shape != .none && !isShort.new
    }
    let come = new.definitions.indices.filter {
      pairing.oldDefinition[$0] == nil && new.definitions[$0].shape != .none && !isShort.old
    }
    if let root = pairing.renamedRoot {
      let evidence = RenameEvidence(reason: "root", weight: 20, text: "it is the whole document, under another title")
      reportDefinition(
        .definitionRenamed, root.old, root.new,
        Claim(old: root.old, new: root.new, probability: 1, evidence: [evidence], alternatives: []))
    }
    for claim in claimDefinitions(gone, come) {
      pairing.pairDefinitions(claim.old, claim.new)
      reportDefinition(.definitionRenamed, claim.old, claim.new, claim)
    }
    for index in gone
    where pairing.newDefinition[index] == nil && !isUnread(definition: old.definitions[index], old, new) {
      reportDefinition(.definitionRemoved, index, nil, nil)
    }
    for index in come
    where pairing.oldDefinition[index] == nil && !isUnread(definition: new.definitions[index], new, old) {
      reportDefinition(.definitionAdded, nil, index, nil)
    }
    let goneOperations = old.operations.indices.filter { pairing.newOperation[$0] == nil && !isShort.new }
    let comeOperations = new.operations.indices.filter { pairing.oldOperation[$0] == nil && !isShort.old }
    for claim in operationsAtSameAddress(goneOperations, comeOperations) {
      pairing.pairOperations(claim.old, claim.new)
      reportOperation(.operationRenamed, claim.old, claim.new, claim, isAtSameAddress: true)
    }
    let (lostOperations, newOperations) = (
      goneOperations.filter { pairing.newOperation[$0] == nil },
      comeOperations.filter { pairing.oldOperation[$0] == nil }
    )
    for claim in claimOperations(lostOperations, newOperations) {
      pairing.pairOperations(claim.old, claim.new)
      reportOperation(.operationRenamed, claim.old, claim.new, claim)
    }
    for index in lostOperations where pairing.newOperation[index] == nil && !isUnread(old.operations[index], new) {
      reportOperation(.operationRemoved, index, nil, nil)
    }
    for index in newOperations where pairing.oldOperation[index] == nil && !isUnread(new.operations[index], old) {
      reportOperation(.operationAdded, nil, index, nil)
    }
  }

  /// Whether the other side could not read the document in which a definition stands: it is neither gone nor new.
  private func isUnread(definition: Definition, _ schema: Schema, _ other: Schema) -> Bool {
    let part = Int(definition.origin.part)
    return part < schema.partPaths.count && other.unreadDocuments.contains(schema.partPaths[part])
  }

  /// Whether the other side could not read the path of an operation.
  private func isUnread(_ operation: Operation, _ other: Schema) -> Bool {
    guard !other.unreadPaths.isEmpty else { return false }
    let path = symbols.text(operation.key).split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
    return symbols.existing(path).map(other.unreadPaths.contains) ?? false
  }

  private mutating func reportDefinition(
    _ kind: ChangeKind, _ a: Int?, _ b: Int?, _ claim: Claim?
  ) {
    let before = a.map { old.definitions[$0] }
    let after = b.map { new.definitions[$0] }
    let context = DiffContext(
      old: Address([.name(symbols.text(before?.name ?? after?.name ?? .empty))]),
      new: Address([.name(symbols.text(after?.name ?? before?.name ?? .empty))]), usage: usage(a, b),
      root: a != nil && b != nil ? .definition(old: a ?? 0, new: b ?? 0) : .system)
    report(
      kind, context, .definition(old: a, new: b), (before?.origin ?? .none, after?.origin ?? .none),
      (
        before.map { definitionValue($0, oldResolver, isGone: after == nil) },
        after.map { definitionValue($0, newResolver, isGone: false) }
      ), probability: claim?.probability, evidence: claim?.evidence ?? [], alternatives: claim?.alternatives ?? [])
  }

  /// What a report says of a definition, and whether callers meet its name or the whole of it.
  ///
  /// A collection of definitions, without operations and without a root, is used by their names: one that is gone is
  /// missed.
  private func definitionValue(_ definition: Definition, _ resolver: Resolver, isGone: Bool) -> FactValue {
    let schema = resolver.schema
    let value = typeValue(resolver.resolve(definition.shape), resolver, definition.shape)
    let isAddressed = schema.operations.isEmpty && !schema.definitions.contains { $0.isRoot }
    let isOnWire = definition.isNameOnWire || isGone && (definition.isRoot || isAddressed)
    return isOnWire ? value.adding("onWire", .flag(true)) : value
  }

  private mutating func reportOperation(
    _ kind: ChangeKind, _ a: Int?, _ b: Int?, _ claim: Claim?, isAtSameAddress: Bool = false
  ) {
    let before = a.map { old.operations[$0] }
    let after = b.map { new.operations[$0] }
    let context = DiffContext(
      old: Address([.name(symbols.text(before?.name ?? after?.name ?? .empty))]),
      new: Address([.name(symbols.text(after?.name ?? before?.name ?? .empty))]),
      usage: before.map(isTentative) ?? false ? [] : .all,
      root: .operation(old: a ?? -1, new: b ?? -1))
    func value(_ schema: Schema, _ operation: Operation) -> FactValue {
      let id = schema.facts[operation.facts.indices].first { $0.key == .operationID }
      var facts = id.map { [FactValue.Named("operationId", .text(symbols.text($0.value)))] } ?? []
      if isAtSameAddress { facts.append(.init(Change.sameAddress, .flag(true))) }
      return .facts(facts)
    }
    report(
      kind, context, .operation(old: a, new: b), (before?.origin ?? .none, after?.origin ?? .none),
      (before.map { value(old, $0) }, after.map { value(new, $0) }), probability: claim?.probability,
      evidence: claim?.evidence ?? [], alternatives: claim?.alternatives ?? [])
  }
}
