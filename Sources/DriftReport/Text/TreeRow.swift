/// One line of a tree; all of its texts are inert.
struct TreeRow {
  /// What a row stands for.
  enum Kind {
    /// A definition or an operation.
    case root
    /// A step of an address.
    case plain
    /// An alternative, which adds no step to an address.
    case branch
  }

  var depth: Int
  var name: String
  var kind = Kind.plain
  var type: String
  var facts: [String]

  /// Names wider than this do not push the types of their neighbours to the right.
  private static let widestName = 44

  /// Writes rows with their types in one column. On a terminal a row that is too wide ends in `…`.
  static func write(_ rows: [TreeRow], to screen: inout Screen) {
    let below = rows.filter { $0.depth > 0 }
    let widths = (below.isEmpty ? rows : below).map { $0.depth * 2 + Neutral.columns($0.name) }
    let column = (widths.filter { $0 <= widestName }.max() ?? 0) + 2
    for row in rows {
      screen.pad(to: row.depth * 2)
      screen.write(row.name, row.kind == .root ? .bold : row.kind == .branch ? .dim : .plain)
      let facts = row.facts.joined(separator: ", ")
      if !row.type.isEmpty || !facts.isEmpty {
        screen.pad(to: column, gap: 2)
        screen.write(fitting(row.type, room: screen.width.map { $0 - screen.column }))
        let rest = row.type.isEmpty || facts.isEmpty ? facts : ", " + facts
        screen.write(fitting(rest, room: screen.width.map { $0 - screen.column }), .dim)
      }
      screen.line()
    }
  }

  private static func fitting(_ text: String, room: Int?) -> String {
    guard let room, Neutral.columns(text) > room else { return text }
    guard room > 1 else { return "" }
    var out = ""
    var width = 1
    for character in text {
      width += Neutral.columns(String(character))
      guard width <= room else { break }
      out.append(character)
    }
    return out + "…"
  }
}
