import DriftModel

/// Writes lines for a terminal, in colour where that is wanted; the text is the same without.
struct Screen {
  /// What was written so far.
  private(set) var bytes: [UInt8]
  private let color: Bool
  /// The width that lines are broken at; nil where they are not.
  let width: Int?
  /// The columns that the line holds so far.
  private(set) var column = 0

  /// The column at which places end where there is no terminal.
  static let pageWidth = 100
  /// Below this a report is not made narrower: the terminal breaks it.
  private static let narrowest = 40

  /// Goes on behind some bytes.
  init(after bytes: consuming [UInt8], color: Bool, width: Int?) {
    self.bytes = bytes
    self.color = color
    self.width = width.map { max($0, Self.narrowest) }
  }

  /// Where places end.
  var rightEdge: Int { min(width ?? Self.pageWidth, 120) }

  /// How a piece of text looks.
  enum Style: String {
    case plain = ""
    case bold = "\u{1b}[1m"
    case dim = "\u{1b}[2m"
    case red = "\u{1b}[1;31m"
    case yellow = "\u{1b}[33m"
  }

  /// Adds a text that is inert already.
  mutating func write(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    let isStyled = color && style != .plain
    if isStyled { bytes.append(contentsOf: style.rawValue.utf8) }
    bytes.append(contentsOf: text.utf8)
    if isStyled { bytes.append(contentsOf: "\u{1b}[0m".utf8) }
    column += Neutral.columns(text)
  }

  /// Fills the line with spaces up to a column, with one at least where something stands there.
  mutating func pad(to target: Int, gap: Int = 1) {
    let count = max(target - column, column == 0 ? 0 : gap)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    column += count
  }

  /// Ends the line.
  mutating func line() {
    bytes.append(UInt8(ascii: "\n"))
    column = 0
  }

  /// Adds a place at the right edge. On a terminal where it does not fit the folders in front are left out, and
  /// where that does not help it stands on the next line; elsewhere it is whole, on the line of its change.
  mutating func writeRight(_ place: SourcePlace?, _ style: Style) {
    guard let place else { return }
    var text = PlaceText.whole(place)
    if let width {
      text = PlaceText.fitting(place, columns: width - column - 2)
      if column > 0, column + 2 + Neutral.columns(text) > width {
        line()
        text = PlaceText.fitting(place, columns: width)
      }
    }
    pad(to: rightEdge - Neutral.columns(text), gap: 2)
    write(text, style)
  }

  /// A limit for what is cut on a terminal alone: elsewhere a program may look for it.
  func limit(_ columns: Int) -> Int { width == nil ? .max : columns }

  /// Adds words, broken at the width, with further lines indented to `indent`.
  ///
  /// No line begins with `::`: a build server would take it for a command.
  mutating func wrap(_ text: String, indent: Int) {
    guard let width else { return write(text) }
    var isFirst = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let columns = Neutral.columns(String(word))
      if !isFirst {
        if column + 1 + columns > width, column > indent, !word.hasPrefix("::") {
          line()
          pad(to: indent)
        } else {
          write(" ")
        }
      }
      write(String(word))
      isFirst = false
    }
  }
}
