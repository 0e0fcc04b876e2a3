import DriftDiff
import DriftModel

extension Change {
  /// Whether a value that an agent says it writes is within a limit that became stricter; nil where the change is about no
  /// limit, or about one of which a text says nothing.
  func admits(_ example: String) -> Bool? {
    guard kind == .constraintChanged, compatibility == .narrowed else { return nil }
    if let values = Self.texts(new, "enumValue") { return values.contains(example) }
    guard case .number(let limit)? = new?.value[detail] else { return nil }
    // Lengths are counted as JSON Schema does (Validation, 6.3): characters of Unicode.
    let length = example.unicodeScalars.count
    switch detail {
    case "maxLength": return Int(limit).map { length <= $0 }
    case "minLength": return Int(limit).map { length >= $0 }
    case "maximum": return Self.order(example, limit).map { $0 <= 0 }
    case "minimum": return Self.order(example, limit).map { $0 >= 0 }
    case "exclusiveMaximum": return Self.order(example, limit).map { $0 < 0 }
    case "exclusiveMinimum": return Self.order(example, limit).map { $0 > 0 }
    default: return nil
    }
  }

  /// How two numbers compare, exactly; nil where one is none.
  private static func order(_ a: String, _ b: String) -> Int? {
    guard Double(a) != nil, Double(b) != nil, a.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) else {
      return nil
    }
    return Array(a.utf8).withUnsafeBytes { left in
      Array(b.utf8).withUnsafeBytes { right in ExactDecimal.compare(left, right) }
    }
  }
}
