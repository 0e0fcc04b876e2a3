/// The names that somebody may have meant.
public enum Suggestion {
  /// The most alike of some names, the best first; only those that a slip of the fingers or of memory explains.
  public static func nearest(to name: String, in names: some Sequence<String>, atMost limit: Int) -> [String] {
    let wanted = letters(name)
    var scored: [(distance: Int, name: String)] = []
    var rows = Rows()
    for candidate in names {
      let other = letters(candidate)
      let longest = max(wanted.count, other.count, 1)
      let holds = wanted.count >= 4 && (other.starts(with: wanted) || wanted.starts(with: other) && other.count >= 4)
      let most = holds ? longest : longest * 2 / 5
      guard abs(wanted.count - other.count) <= most, let distance = rows.distance(wanted, other, atMost: most)
      else { continue }
      scored.append((distance, candidate))
    }
    scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return scored.prefix(limit).map(\.name)
  }

  /// What counts of a name: separators and case are what people remember least.
  private static func letters(_ name: String) -> [UInt32] {
    var out: [UInt32] = []
    out.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      guard byte < 0x80 else { return name.lowercased().unicodeScalars.map(\.value).filter { !isSeparator($0) } }
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let letter = UInt32(isCapital ? byte | 0x20 : byte)
      if !isSeparator(letter) { out.append(letter) }
    }
    return out
  }

  private static func isSeparator(_ letter: UInt32) -> Bool {
    letter == 0x5f || letter == 0x2d || letter == 0x20 || letter == 0x2e
  }

  /// The three rows of the table of distances that are looked at, used again for every candidate.
  private struct Rows {
    private var beforeLast: [Int] = []
    private var last: [Int] = []
    private var row: [Int] = []

    /// Insertions, removals, replacements and swaps of neighbours that turn one text into the other; nil for more than
    /// `most`, which is known long before the end of the table.
    mutating func distance(_ a: [UInt32], _ b: [UInt32], atMost most: Int) -> Int? {
      if a.count > 200 || b.count > 200 { return a == b ? 0 : nil }
      last.removeAll(keepingCapacity: true)
      last.append(contentsOf: 0...b.count)
      for i in 0..<a.count {
        row.removeAll(keepingCapacity: true)
        row.append(i + 1)
        var least = i + 1
        for j in 0..<b.count {
          var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
          if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
          row.append(best)
          least = min(least, best)
        }
        // A swap may reach one row further back, and costs one more there.
        guard least <= most + 1 else { return nil }
        swap(&beforeLast, &last)
        swap(&last, &row)
      }
      return last[b.count] <= most ? last[b.count] : nil
    }
  }
}
