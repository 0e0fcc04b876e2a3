/// Two long texts side by side: what both begin with is cut before what tells them apart is.
enum Contrast {
  /// How much of what both begin with is left at its start, and before the difference.
  private static let head = 12
  private static let lead = 12
  /// How much is left from the difference on, and at the end.
  private static let difference = 28
  private static let tail = 8

  /// Both texts, inert, each in about `limit` columns.
  static func of(
    _ old: String, _ new: String, limit: Int, _ show: (String, Int) -> String = { FactWords.text($0, limit: $1) }
  ) -> (old: String, new: String) {
    let shared = shared(old, new)
    guard max(Neutral.columns(old), Neutral.columns(new)) > limit, shared > head + lead + 1 else {
      let shown = (show(old, limit), show(new, limit))
      // Cut in the middle, both can look the same where they differ in the middle alone.
      return shown.0 == shown.1 && old != new ? (show(old, .max), show(new, .max)) : shown
    }
    func cut(_ text: String) -> String {
      let scalars = Array(text.unicodeScalars)
      let rest = scalars.dropFirst(shared - lead)
      let isLong = rest.count > lead + difference + tail
      let shown = isLong ? rest.prefix(lead + difference) + ["…"] + rest.suffix(tail) : rest
      return show(String(String.UnicodeScalarView(scalars.prefix(head) + ["…"] + shown)), .max)
    }
    return (cut(old), cut(new))
  }

  /// How many scalars two texts begin with alike.
  static func shared(_ a: String, _ b: String) -> Int {
    zip(a.unicodeScalars, b.unicodeScalars).prefix { $0 == $1 }.count
  }
}
