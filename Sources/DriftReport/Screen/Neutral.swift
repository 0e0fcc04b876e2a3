/// Makes foreign text inert: names, descriptions and values come from documents that nobody vetted.
///
/// What a terminal, a log viewer or an eye would act upon becomes a visible escape (`\u001b`). Different texts stay
/// different: a backslash before an escape is doubled, so that no text can be written to look like an escaped one.
public enum Neutral {
  /// A text for the screen, cut in the middle where it is wider than `limit` columns.
  public static func text(_ text: String, limit: Int = 80) -> String {
    if isPlain(text, limit) { return text }
    return cut(pieces(text), limit)
  }

  /// Whether a text of printable ASCII says what it says, so that there is nothing to do.
  private static func isPlain(_ text: String, _ limit: Int) -> Bool {
    var count = 0
    var last: UInt8 = UInt8(ascii: " ")
    var isStart = true
    for byte in text.utf8 {
      guard (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\") else { return false }
      if byte == last, byte == UInt8(ascii: "#") || (byte == UInt8(ascii: ":") && isStart) { return false }
      if last != UInt8(ascii: " ") { isStart = false }
      last = byte
      count += 1
    }
    return count <= limit
  }

  /// The text a scalar at a time, each as it is shown.
  static func pieces(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var out: [String] = []
    out.reserveCapacity(scalars.count)
    var backslashes = 0
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\\" {
        out.append("\\")
        backslashes += 1
        continue
      }
      let isEscaped = acts(scalar) || isAmbiguous(scalar) || isCommand(scalars, index)
      if backslashes > 0, isEscaped || scalar == "u" {
        out.append(contentsOf: repeatElement("\\", count: backslashes))
      }
      backslashes = 0
      out.append(isEscaped ? escape(scalar) : String(scalar))
    }
    return out
  }

  /// Whether a scalar makes its text a command of a build server: `::error` at the start of a line (GitHub, which
  /// skips white space before it), `##vso[`, `##[` and `##teamcity[` anywhere (Azure, GitHub, TeamCity).
  private static func isCommand(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    switch scalars[index] {
    case "#": index > 0 && scalars[index - 1] == "#"
    case ":":
      index + 1 < scalars.count && scalars[index + 1] == ":"
        && scalars[..<index].allSatisfy { $0.properties.isWhitespace }
    default: false
    }
  }

  /// Keeps both ends of a text that is too wide: what tells names apart stands at either.
  static func cut(_ pieces: [String], _ limit: Int) -> String {
    let widths = pieces.map(columns)
    guard widths.reduce(0, +) > limit else { return pieces.joined() }
    var left = 0
    var right = pieces.count
    var room = max(limit, 3) - 1
    while left < right {
      let takesLeft = left <= pieces.count - right
      let width = widths[takesLeft ? left : right - 1]
      guard width <= room else { break }
      room -= width
      if takesLeft { left += 1 } else { right -= 1 }
    }
    return pieces[..<left].joined() + "…" + pieces[right...].joined()
  }
}

extension Neutral {
  /// Whether a scalar does something other than show itself: controls, marks of direction and other format
  /// characters, line and paragraph separators, spaces that look like another, what is ignored when displayed,
  /// and what is no character.
  static func acts(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7f { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint
    }
  }

  /// Whether a scalar shows itself, and looks like nothing else.
  public static func isShown(_ scalar: Unicode.Scalar) -> Bool { !acts(scalar) && !isAmbiguous(scalar) }

  /// Whether a scalar may look like another spelling of the same text: marks that a composed letter would hold
  /// (U+0300 to U+036F), parts of a Hangul syllable, and private use.
  static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300: false
    case 0x300...0x36f, 0x1100...0x11ff, 0xe000...0xf8ff, 0xf0000...0x10ffff: true
    default: false
    }
  }

  /// `\u` and four hexadecimal digits; two of them, as in JSON, above U+FFFF.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar).map { units in
      units.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    } ?? ""
  }

  /// How many columns of a terminal a text takes.
  static func columns(_ text: String) -> Int {
    // ASCII, nearly always: a column a byte.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: return 1
    // East Asian wide (UAX 11) and pictures: two columns each.
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return 0
      default: return 1
      }
    }
  }
}
