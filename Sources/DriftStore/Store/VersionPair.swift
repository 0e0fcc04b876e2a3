public import DriftModel

/// Two versions as far as they differ: what both have alike stays unread until somebody looks into it.
public struct VersionPair {
  let old: (history: SystemHistory, version: Version)
  let new: (history: SystemHistory, version: Version)
  private let symbols: SymbolTable
  /// The things whose texts are read; nil for all.
  private var texts: Set<ThingKey>?
  private var rounds = 0

  /// Makes a pair; `isWhole` reads everything at once.
  public init(
    _ old: (SystemHistory, Version), _ new: (SystemHistory, Version), _ symbols: SymbolTable, isWhole: Bool
  ) throws(DriftError) {
    self.old = old
    self.new = new
    self.symbols = symbols
    guard !isWhole else { return }
    let differing = try old.0.differences(old.1, new.1, in: new.0)
    // What the differing things refer to is most often looked into as well.
    texts = differing.union(old.0.leads(of: differing, in: old.1)).union(new.0.leads(of: differing, in: new.1))
  }

  /// Whether the versions have the same content.
  public var isSame: Bool { old.version.header.root == new.version.header.root }

  /// Reads both sides.
  public func read() throws(DriftError) -> (old: Schema, new: Schema) {
    (
      try old.history.schema(old.version, symbols, texts: texts),
      try new.history.schema(new.version, symbols, texts: texts)
    )
  }

  /// Takes in what a comparison looked into and did not find; false where there was nothing.
  public mutating func widen(_ schemas: (old: Schema, new: Schema)) -> Bool {
    guard var known = texts else { return false }
    if schemas.old.stubRequests?.wantsAll == true || schemas.new.stubRequests?.wantsAll == true {
      texts = nil
      return true
    }
    let before = known.count
    for schema in [schemas.old, schemas.new] {
      guard let wanted = schema.stubRequests?.wanted, !wanted.isEmpty else { continue }
      for definition in schema.definitions where wanted.contains(definition.shape) {
        known.insert(ThingKey(.definition, schema.symbols.text(definition.name)))
      }
    }
    guard known.count > before else { return false }
    rounds += 1
    // What is looked into so often is cheaper read at once.
    texts = rounds < 4 ? known : nil
    return true
  }
}
