/// The similarity of two words by letters in common and in order, with a bonus for a common beginning.
///
/// Winkler 1990; scaling 0.1, at most four letters of prefix.
enum JaroWinkler {
  /// 0 where nothing is shared, 1 for equal words; 0 as well for words above 64 letters, which no name of a
  /// field has.
  static func similarity(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Double {
    guard !a.isEmpty, !b.isEmpty, a.count <= 64, b.count <= 64 else { return 0 }
    let window = max(max(a.count, b.count) / 2 - 1, 0)
    var usedA: UInt64 = 0
    var usedB: UInt64 = 0
    var matches = 0
    for i in 0..<a.count {
      let low = max(0, i - window)
      let high = min(b.count, i + window + 1)
      guard low < high else { continue }
      for j in low..<high where usedB & (1 << UInt64(j)) == 0 && a[a.startIndex + i] == b[b.startIndex + j] {
        usedA |= 1 << UInt64(i)
        usedB |= 1 << UInt64(j)
        matches += 1
        break
      }
    }
    guard matches > 0 else { return 0 }
    var swaps = 0
    var j = 0
    for i in 0..<a.count where usedA & (1 << UInt64(i)) != 0 {
      while usedB & (1 << UInt64(j)) == 0 { j += 1 }
      if a[a.startIndex + i] != b[b.startIndex + j] { swaps += 1 }
      j += 1
    }
    let m = Double(matches)
    let jaro = (m / Double(a.count) + m / Double(b.count) + (m - Double(swaps) / 2) / m) / 3
    let prefix = Double(zip(a.prefix(4), b.prefix(4)).prefix { $0 == $1 }.count)
    return jaro + prefix * 0.1 * (1 - jaro)
  }
}
