/// The alternatives of a regular expression (XSD 1.0 part 2, F).
enum XSDPattern {
  /// One spelling of patterns of which one has to fit: `(a)|(b)`, `b|a` and two patterns `a` and `b` are the same.
  static func spelling(_ patterns: [String]) -> String {
    Set(patterns.flatMap(alternatives)).sorted().joined(separator: "|")
  }

  /// The alternatives at the top of a pattern, without brackets around them.
  private static func alternatives(_ pattern: String) -> [String] {
    var out: [String] = []
    var open = [pattern]
    while let next = open.popLast() {
      guard let parts = split(next) else { return [pattern] }
      if parts.count == 1 {
        if let inner = inside(next) { open.append(inner) } else { out.append(next) }
      } else {
        open += parts
      }
    }
    return out
  }

  /// What stands between bars outside of brackets; nil where the brackets do not fit.
  private static func split(_ pattern: String) -> [String]? {
    var parts: [[UInt8]] = [[]]
    var depth = 0
    for (byte, isPlain) in marked(pattern) {
      if isPlain, byte == UInt8(ascii: "(") { depth += 1 }
      if isPlain, byte == UInt8(ascii: ")") { depth -= 1 }
      guard depth >= 0 else { return nil }
      if isPlain, depth == 0, byte == UInt8(ascii: "|") {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    return depth == 0 ? parts.map { String(decoding: $0, as: UTF8.self) } : nil
  }

  /// What stands in the brackets around all of a pattern; nil where there are none.
  private static func inside(_ pattern: String) -> String? {
    guard pattern.hasPrefix("("), pattern.hasSuffix(")") else { return nil }
    var depth = 0
    for (index, (byte, isPlain)) in marked(pattern).enumerated() {
      if isPlain, byte == UInt8(ascii: "(") { depth += 1 }
      if isPlain, byte == UInt8(ascii: ")") { depth -= 1 }
      // The first bracket is closed before the end.
      if depth == 0 { return isPlain && index == pattern.utf8.count - 1 ? String(pattern.dropFirst().dropLast()) : nil }
    }
    return nil
  }

  /// The bytes of a pattern, each with whether it stands outside of classes of characters and behind no backslash.
  private static func marked(_ pattern: String) -> [(byte: UInt8, isPlain: Bool)] {
    var classes = 0
    var isEscaped = false
    return pattern.utf8.map { byte in
      if isEscaped {
        isEscaped = false
        return (byte, false)
      }
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      let isPlain = classes == 0 && !isEscaped
      // Classes may be taken away from classes: `[a-z-[aeiou]]`.
      if byte == UInt8(ascii: "[") { classes += 1 }
      if byte == UInt8(ascii: "]"), classes > 0 { classes -= 1 }
      return (byte, isPlain)
    }
  }
}
