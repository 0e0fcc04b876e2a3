import DriftModel

/// Security schemes that only have another name in the document: a name of `components` is nowhere on the wire.
struct SchemeNames {
  private var names: [String: String] = [:]
  private let symbols: SymbolTable

  /// Finds the schemes of the older side that work as one of the newer side does which is called otherwise.
  init(_ old: Schema, _ new: Schema) {
    symbols = old.symbols
    let (before, after) = (Self.schemes(old), Self.schemes(new))
    for (name, lines) in before where after[name] == nil {
      let same = after.filter { before[$0.key] == nil && $0.value == lines }.map(\.key)
      let rivals = before.filter { after[$0.key] == nil && $0.value == lines }
      if same.count == 1, rivals.count == 1 { names[name] = same[0] }
    }
  }

  /// What the catalogue says of each scheme.
  private static func schemes(_ schema: Schema) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for fact in schema.facts[schema.systemFacts.indices] where fact.key == .security {
      let line = line(schema.symbols.text(fact.value))
      guard let colon = line.firstRange(of: ": ") else { continue }
      found[String(line[..<colon.lowerBound]), default: []].insert(String(line[colon.upperBound...]))
    }
    return found
  }

  /// A line of the catalogue; the name of a header is compared without case (RFC 9110, 5.1).
  private static func line(_ text: String) -> String {
    guard let header = text.firstRange(of: ": apiKey header ") else { return text }
    return String(text[..<header.upperBound]) + text[header.upperBound...].lowercased()
  }

  /// What the catalogue of the older side says, under the names of the newer.
  func catalogue(_ facts: [Resolution.OwnedFact], isOld: Bool) -> [Resolution.OwnedFact] {
    facts.map { one in
      var text = Self.line(symbols.text(one.fact.value))
      if isOld, let colon = text.firstRange(of: ": "), let name = names[String(text[..<colon.lowerBound])] {
        text = name + text[colon.lowerBound...]
      }
      return with(text, one)
    }
  }

  /// What operations of the older side ask for, under the names of the newer.
  func requirements(_ facts: [Resolution.OwnedFact]) -> [Resolution.OwnedFact] {
    guard !names.isEmpty else { return facts }
    return facts.map { one in
      guard one.fact.key == .security else { return one }
      let parts = symbols.text(one.fact.value).split(separator: " and ").map { part -> String in
        let name = part.prefix { $0 != "(" }
        return (names[String(name)] ?? String(name)) + part.dropFirst(name.count)
      }
      return with(parts.sorted().joined(separator: " and "), one)
    }
  }

  private func with(_ text: String, _ one: Resolution.OwnedFact) -> Resolution.OwnedFact {
    var one = one
    one.fact.value = symbols.intern(text)
    return one
  }
}
