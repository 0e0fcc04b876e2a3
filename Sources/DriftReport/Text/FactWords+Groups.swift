import DriftDiff

/// Which members exclude each other, or stand together, in words.
extension FactWords {
  static func isOfGroups(_ old: FactValue?, _ new: FactValue?) -> Bool {
    old?["exclusive"] != nil && new?["exclusive"] != nil
  }

  /// `only one of a, b may be sent`, `one of a, b -> one of a with b, c`.
  static func groups(_ old: FactValue?, _ new: FactValue?) -> String {
    let (before, after) = (texts(old), texts(new))
    if after.isEmpty { return "no longer only \(before.joined(separator: "; "))" }
    if before.isEmpty {
      return after.map { $0.hasPrefix("one of") ? "only \($0) may be sent" : "\($0) may be sent" }.joined(
        separator: "; ")
    }
    return "\(before.joined(separator: "; ")) -> \(after.joined(separator: "; "))"
  }

  private static func texts(_ value: FactValue?) -> [String] {
    guard case .list(let all)? = value?["exclusive"] else { return [] }
    return all.map { one in
      guard case .text(let text) = one else { return FactWords.value(one) }
      return Neutral.text(text, limit: LineText.widestSentence)
    }
  }
}
