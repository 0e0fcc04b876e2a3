/// A paragraph, a heading, a list's item or a table's row of a text, without its markup.
struct TextBlock: Equatable {
  /// The words in one line, with what is marked as code between backticks.
  var text: String
  /// The level of a heading, from 1; zero for anything else.
  var heading = 0
  /// What an address leads to it with; empty where nothing does.
  var anchor = ""
}

/// Makes text inert and one line: what steers a terminal or the direction of writing is gone.
enum PlainText {
  /// The words of a text with single spaces between them.
  static func clean(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isSpaced = true
    for scalar in text.unicodeScalars {
      if scalar.isASCII, scalar.value > 0x20, scalar.value < 0x7F {
        out.append(scalar)
        isSpaced = false
        continue
      }
      switch scalar.properties.generalCategory {
      case .format, .surrogate, .privateUse, .unassigned: continue
      case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator:
        if !isSpaced { out.append(" ") }
        isSpaced = true
      default:
        out.append(scalar)
        isSpaced = false
      }
    }
    if isSpaced, !out.isEmpty { out.removeLast() }
    return String(out)
  }

  /// The beginning of a text.
  static func cut(_ text: String, _ most: Int) -> String {
    text.count <= most ? text : String(text.prefix(most - 1)) + "…"
  }
}
