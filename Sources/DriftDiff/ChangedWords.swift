/// The part of two texts round what differs: words that are read for what they say have to be seen where they were changed,
/// however long what stands round them is.
public enum ChangedWords {
  /// How much of what both have alike is left before the difference, and after it.
  private static let context = 24

  /// Both texts from a little before the first difference to a little after the last one, each with at most `limit`
  /// characters of its own; a text that is not longer than that is whole.
  public static func excerpts(_ old: String, _ new: String, limit: Int) -> (old: String, new: String) {
    let (before, after) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    let start = zip(before, after).prefix { $0 == $1 }.count
    let shorter = min(before.count, after.count)
    let end = min(zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count, shorter - start)
    func cut(_ scalars: [Unicode.Scalar]) -> String {
      guard scalars.count > limit else { return String(String.UnicodeScalarView(scalars)) }
      let from = max(0, start - context)
      let to = min(scalars.count - end + context, scalars.count, from + limit)
      let shown = (from > 0 ? ["…"] : []) + scalars[from..<to] + (to < scalars.count ? ["…"] : []) as [Unicode.Scalar]
      return String(String.UnicodeScalarView(shown))
    }
    return (cut(before), cut(after))
  }
}
