import DriftModel

/// Mistakes in one mapping, told together so that they are mended in one go.
struct Mistakes {
  private var all: [DriftError] = []
  /// How many lines one error may have.
  private static let mostLines = 4

  /// Adds a mistake.
  mutating func add(_ error: DriftError) { all.append(error) }

  /// The first mistake with its advice, and the others a line each as far as there is room; nil where there is none.
  var error: DriftError? {
    guard var first = all.first else { return nil }
    let rest = all.dropFirst()
    guard !rest.isEmpty else { return first }
    first.help = Array(first.help.prefix(1))
    let room = Self.mostLines - 1 - first.help.count
    let shown = rest.count <= room ? rest.count : room - 1
    for other in rest.prefix(shown) {
      let line = other.place.map { "Line \($0.line): " } ?? ""
      first.help.append("\(line)\(other.message).")
    }
    if shown < rest.count { first.help.append("\(rest.count - shown) more mistakes like these.") }
    return first
  }
}
