import DriftModel
import DriftSyntax

/// What a key of a line means, looked up by symbol with one array access.
struct LineMeaning {
  /// A key of the line itself, or a fact.
  enum Word {
    case line(LineKey)
    case fact(FactKey)
  }

  private var byID: [Word?]

  init(_ symbols: SymbolTable) {
    var words: [(Symbol, Word)] = LineKey.allCases.map { (symbols.intern($0.rawValue), .line($0)) }
    words += FactKey.allCases.map { (symbols.intern($0.lineKey), .fact($0)) }
    byID = Array(repeating: nil, count: symbols.count)
    for (symbol, word) in words { byID[Int(symbol.id)] = word }
  }

  subscript(symbol: Symbol) -> Word? {
    let index = Int(symbol.id)
    return index < byID.count ? byID[index] : nil
  }
}
