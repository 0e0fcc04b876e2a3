public import DriftModel

/// Which definition and which operation of the old schema is which of the new one.
public struct Pairing {
  /// For each old definition its new self.
  public private(set) var newDefinition: [Int?]
  /// For each new definition its old self.
  public private(set) var oldDefinition: [Int?]
  /// For each old operation its new self.
  public private(set) var newOperation: [Int?]
  /// For each new operation its old self.
  public private(set) var oldOperation: [Int?]
  /// The root of a document that has another title now, by which mappings name it; nil where it has none, or the same.
  private(set) var renamedRoot: (old: Int, new: Int)?

  /// Pairs what has the same name; the roots of two documents are one whatever their titles say.
  public init(_ old: Schema, _ new: Schema) {
    newDefinition = Array(repeating: nil, count: old.definitions.count)
    oldDefinition = Array(repeating: nil, count: new.definitions.count)
    newOperation = Array(repeating: nil, count: old.operations.count)
    oldOperation = Array(repeating: nil, count: new.operations.count)
    // What is the same in its own documents first: a name may be qualified on one side and not on the other.
    var byIdentity: [Symbol: Int] = [:]
    for (index, definition) in new.definitions.enumerated() { byIdentity[definition.identity] = index }
    for (index, definition) in old.definitions.enumerated() {
      if let same = byIdentity[definition.identity] { pairDefinitions(index, same) }
    }
    var byName: [Symbol: Int] = [:]
    for (index, definition) in new.definitions.enumerated() where oldDefinition[index] == nil {
      byName[definition.name] = index
    }
    for (index, definition) in old.definitions.enumerated() where newDefinition[index] == nil {
      if let same = byName[definition.name] { pairDefinitions(index, same) }
    }
    let oldRoots = old.definitions.indices.filter { old.definitions[$0].isRoot && newDefinition[$0] == nil }
    let newRoots = new.definitions.indices.filter { new.definitions[$0].isRoot && oldDefinition[$0] == nil }
    if oldRoots.count == 1, newRoots.count == 1 {
      pairDefinitions(oldRoots[0], newRoots[0])
      renamedRoot = (oldRoots[0], newRoots[0])
    }
    var byKey: [Symbol: [Int]] = [:]
    for (index, operation) in new.operations.enumerated().reversed() { byKey[operation.key, default: []].append(index) }
    for (index, operation) in old.operations.enumerated() {
      if let same = byKey[operation.key]?.popLast() { pairOperations(index, same) }
    }
    pairByName(old, new)
  }

  /// Pairs operations of one name that are left: what else makes them what they are has another name.
  private mutating func pairByName(_ old: Schema, _ new: Schema) {
    guard newOperation.contains(nil), oldOperation.contains(nil) else { return }
    var byName: [Symbol: Int] = [:]
    for (index, operation) in new.operations.enumerated() where oldOperation[index] == nil {
      byName[operation.name] = index
    }
    for (index, operation) in old.operations.enumerated() where newOperation[index] == nil {
      if let same = byName.removeValue(forKey: operation.name) { pairOperations(index, same) }
    }
  }

  /// Says that two definitions are one.
  public mutating func pairDefinitions(_ old: Int, _ new: Int) {
    newDefinition[old] = new
    oldDefinition[new] = old
  }

  /// Says that two operations are one.
  public mutating func pairOperations(_ old: Int, _ new: Int) {
    newOperation[old] = new
    oldOperation[new] = old
  }
}
