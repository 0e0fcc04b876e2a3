import DriftReport

/// Words of a command line that a person copies.
enum ShellWord {
  /// The word as a shell takes it for one; what is no plain text stands in the form `$'...'`.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./@:,+=".unicodeScalars.contains($0))
    }
    if isPlain, !word.isEmpty, !word.hasPrefix("-") { return word }
    guard word.unicodeScalars.allSatisfy({ Neutral.isShown($0) }) else {
      let escaped = word.unicodeScalars.reduce(into: "") { out, scalar in
        switch scalar {
        case "'", "\\": out += "\\\(scalar)"
        case _ where Neutral.isShown(scalar): out.unicodeScalars.append(scalar)
        default: out += String(scalar).utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
      }
      return "$'\(escaped)'"
    }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
