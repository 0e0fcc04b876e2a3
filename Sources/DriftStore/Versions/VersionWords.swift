import DriftModel

/// The keys of listings and of tables of texts, looked up by symbol with one array access.
struct VersionWords {
  enum Word: String, CaseIterable {
    case system, definition, operation, place, number, digest, `in`, gone, after
    case bytes, identity, onWire, root, discriminator, creates, reversed, order, sets, inner, uses, pathUses, leads
    case answers, bases, touched, texts
  }

  private var byID: [Word?] = []

  init(_ symbols: SymbolTable) {
    let words = Word.allCases.map { (symbols.intern($0.rawValue), $0) }
    byID = Array(repeating: nil, count: symbols.count)
    for (symbol, word) in words { byID[Int(symbol.id)] = word }
  }

  subscript(symbol: Symbol) -> Word? {
    let index = Int(symbol.id)
    return index < byID.count ? byID[index] : nil
  }
}
