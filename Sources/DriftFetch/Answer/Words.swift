/// What others said, made fit to be shown: on one line, without what acts on a terminal, and not for ever.
enum Words {
  /// The text on one line, cut to a number of characters.
  static func clean(_ text: String, atMost count: Int = 300) -> String {
    var out = String.UnicodeScalarView()
    var isSpace = true
    // Whoever sends a megabyte is not read to its end.
    for scalar in text.unicodeScalars.prefix(8 * count) {
      if scalar.properties.isWhitespace || acts(scalar) {
        if !isSpace { out.append(" ") }
        isSpace = true
      } else {
        out.append(scalar)
        isSpace = false
      }
    }
    if isSpace, !out.isEmpty { out.removeLast() }
    let line = String(out)
    return line.count > count ? line.prefix(count - 1) + "…" : line
  }

  /// A time in seconds, in tenths at most: `30 s`, `0.3 s`.
  static func seconds(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value) s" }
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10) s" : "\(Double(tenths) / 10) s"
  }

  /// Whether a character is not seen, but does something: controls, formats such as marks of direction, what has no use.
  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
