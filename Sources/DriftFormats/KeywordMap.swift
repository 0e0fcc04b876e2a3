import DriftModel

/// A format's keywords, looked up by symbol with one array access.
///
/// Symbols are numbered as they come, so the map is made for one symbol table, when reading begins.
struct KeywordMap<Keyword: RawRepresentable & CaseIterable> where Keyword.RawValue == String {
  private var byID: [Keyword?]

  init(_ symbols: SymbolTable) {
    let ids = Keyword.allCases.map { (symbols.intern($0.rawValue), $0) }
    byID = Array(repeating: nil, count: symbols.count)
    for (symbol, keyword) in ids { byID[Int(symbol.id)] = keyword }
  }

  /// The keyword that a symbol spells, nil where it is none.
  @inline(__always) subscript(symbol: Symbol) -> Keyword? {
    let index = Int(symbol.id)
    return index < byID.count ? byID[index] : nil
  }
}
