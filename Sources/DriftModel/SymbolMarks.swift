/// A set of symbols that is emptied often: what one request or one object names.
///
/// Emptying it costs nothing, and neither does what was in it before.
public struct SymbolMarks {
  private var rounds: [UInt32] = []
  private var round: UInt32 = 1

  /// Makes an empty set.
  public init() {}

  /// Whether a symbol is in the set.
  public func contains(_ symbol: Symbol) -> Bool { Int(symbol.id) < rounds.count && rounds[Int(symbol.id)] == round }

  /// Adds a symbol. False, where it was there; what has no name is never there.
  public mutating func insert(_ symbol: Symbol) -> Bool {
    guard symbol != .none, !contains(symbol) else { return symbol == .none }
    let at = Int(symbol.id)
    if at >= rounds.count {
      rounds.append(contentsOf: repeatElement(0, count: max(at + 1 - rounds.count, rounds.count)))
    }
    rounds[at] = round
    return true
  }

  /// Empties the set.
  public mutating func removeAll() { round += 1 }
}
