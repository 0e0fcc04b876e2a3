/// When a system wants to be asked again (RFC 9110, 10.2.3).
public enum RetryAfter {
  /// The seconds from now; nil where nothing was said, or nothing that makes sense. Of several the longest counts; a date
  /// that has passed is 0.
  public static func seconds(_ headers: HeaderList, now: Double) -> Double? {
    headers.all("Retry-After").compactMap { seconds($0, now: now) }.max()
  }

  private static func seconds(_ value: String, now: Double) -> Double? {
    if let date = HTTPDate.seconds(value, now: now) { return max(0, date - now) }
    return value.split(separator: ",").compactMap { number(HTTPSyntax.trimmed($0)) }.max()
  }

  /// A number of seconds; fractions, which no rule has, come all the same.
  private static func number(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Double(text)
  }
}
