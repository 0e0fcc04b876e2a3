/// The names that somebody may have meant.
public enum Suggestion {
  /// The most alike of some names, the best first; only those that a slip of the fingers or of memory explains.
  public static func nearest(to name: String, in names: some Sequence<String>, atMost limit: Int) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars.filter(isLetter))
    var scored: [(distance: Int, name: String)] = []
    for candidate in names {
      let other = Array(candidate.lowercased().unicodeScalars.filter(isLetter))
      let distance = editDistance(wanted, other)
      let longest = max(wanted.count, other.count, 1)
      let holds = wanted.count >= 4 && (starts(other, with: wanted) || starts(wanted, with: other) && other.count >= 4)
      if distance * 5 <= longest * 2 || holds { scored.append((distance, candidate)) }
    }
    scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return scored.prefix(limit).map(\.name)
  }

  private static func starts(_ a: [Unicode.Scalar], with b: [Unicode.Scalar]) -> Bool { a.starts(with: b) }

  /// Separators and case are what people remember least.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { !"_- .".unicodeScalars.contains(scalar) }

  /// Insertions, removals, replacements and swaps of neighbours that turn one text into the other.
  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.count > 200 || b.count > 200 { return a == b ? 0 : 200 }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
