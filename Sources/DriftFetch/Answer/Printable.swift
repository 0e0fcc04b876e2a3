/// What others say, made fit for a line of ours.
enum Printable {
  /// One line without what steers a screen, cut at some characters.
  static func text(_ text: some StringProtocol, most: Int = 300) -> String {
    var out = String.UnicodeScalarView()
    var isSpace = true
    for scalar in text.unicodeScalars {
      guard out.count < most else {
        out.append("…")
        break
      }
      let category = scalar.properties.generalCategory
      let isBlank = scalar.properties.isWhitespace || category == .control || category == .format
      if !isBlank { out.append(scalar) } else if !isSpace { out.append(" ") }
      isSpace = isBlank
    }
    while out.last == " " { out.removeLast() }
    return String(out)
  }
}
