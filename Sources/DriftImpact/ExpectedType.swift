import DriftModel

/// A type as an entry's `expects` names it.
struct ExpectedType {
  /// The kinds of value; empty where the word is `null`.
  let types: TypeSet
  /// The kind of scalar, where the word is more exact than a kind of value.
  let scalar: ScalarKind

  private static let kinds: [(word: String, types: TypeSet)] = [
    ("string", .string), ("number", .number), ("integer", .integer), ("boolean", .boolean), ("object", .object),
    ("array", .array), ("null", []),
  ]
  private static let scalars = ScalarKind.allCases.filter { kind in
    kind != .none && !kinds.contains { $0.word == kind.word }
  }

  /// All words, the kinds of value first.
  static let words = kinds.map(\.word) + scalars.map(\.word)

  /// The type of a word; nil where the word is none.
  init?(_ word: String) {
    if let kind = Self.kinds.first(where: { $0.word == word }) {
      (types, scalar) = (kind.types, .none)
    } else if let scalar = Self.scalars.first(where: { $0.word == word }) {
      (types, self.scalar) = (scalar == .decimal ? [.number, .integer, .string] : .string, scalar)
    } else {
      return nil
    }
  }

  /// How what a schema admits stands to what is expected.
  enum Verdict {
    /// Nothing is admitted that is not expected, or the schema does not say.
    case met
    /// Something else is admitted too.
    case exceeded
    /// Nothing that is expected is admitted.
    case contradicted
  }

  /// Holds a place's kinds of value against the expected ones.
  func verdict(_ found: TypeSet, _ kind: ScalarKind, isNullable: Bool) -> Verdict {
    if types.isEmpty { return isNullable || found.isEmpty ? .met : .contradicted }
    guard !found.isEmpty else { return .met }
    // A whole number is a number.
    let accepted = types.contains(.number) ? types.union(.integer) : types
    let isWhole = types == .integer && found.contains(.number)
    if found.isDisjoint(with: accepted), !isWhole { return .contradicted }
    // Both say exactly what the text is, and say two things.
    let plain: Set<ScalarKind> = [.none, .string, .number, .integer]
    if scalar != .none, !plain.contains(kind), kind != scalar { return .contradicted }
    return found.subtracting(accepted).isEmpty ? .met : .exceeded
  }
}
