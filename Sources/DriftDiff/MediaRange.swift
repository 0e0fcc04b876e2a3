/// Ranges of media types (RFC 9110, 12.5.1): `*/*`, `application/*`.
enum MediaRange {
  /// Whether one of some media types is a range that a media type falls under.
  static func covers(_ admitted: [String], _ media: String) -> Bool {
    admitted.contains { range in
      range.hasSuffix("/*") && range != media && (range == "*/*" || media.hasPrefix(range.dropLast()))
    }
  }
}
