public import DriftModel

/// A version as far as somebody looks into it: what is not looked at stays unread.
public struct VersionPart {
  private let history: SystemHistory
  private let version: Version
  private let symbols: SymbolTable
  /// The things whose texts are read; nil for all.
  private var texts: Set<ThingKey>?
  private var rounds = 0

  /// Makes a part that begins with the definitions and operations of some names.
  public init(_ history: SystemHistory, _ version: Version, _ symbols: SymbolTable, named names: some Sequence<String>)
  {
    self.history = history
    self.version = version
    self.symbols = symbols
    texts = names.reduce(into: []) {
      $0.insert(ThingKey(.definition, $1))
      $0.insert(ThingKey(.operation, $1))
    }
    // An operation is the same one whatever the variables of its path are called.
    let keys = Set(names.filter { $0.contains("{") }.map(OperationName.key))
    guard !keys.isEmpty, let listing = try? history.listing(version.stem) else { return }
    for entry in listing.entries where entry.key.kind == .operation && keys.contains(OperationName.key(entry.key.name))
    {
      texts?.insert(entry.key)
    }
  }

  /// Reads it.
  public func read() throws(DriftError) -> Schema { try history.schema(version, symbols, texts: texts) }

  /// Takes in what was looked into and was not there; false where there was nothing.
  public mutating func widen(_ schema: Schema) -> Bool {
    guard var known = texts, let requests = schema.stubRequests else { return false }
    if requests.wantsAll {
      texts = nil
      return true
    }
    let before = known.count
    for definition in schema.definitions where requests.wanted.contains(definition.shape) {
      known.insert(ThingKey(.definition, schema.symbols.text(definition.name)))
    }
    guard known.count > before else { return false }
    rounds += 1
    // What is looked into so often is cheaper read at once.
    texts = rounds < 6 ? known : nil
    return true
  }
}
