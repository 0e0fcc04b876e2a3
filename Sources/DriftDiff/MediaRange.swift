/// Ranges of media types (RFC 9110, 12.5.1): `*/*`, `application/*`.
enum MediaRange {
  /// Whether a media type is a range.
  static func isRange(_ media: String) -> Bool { media.hasSuffix("/*") }

  /// Whether a media type falls under one of some ranges, and is not that range itself.
  static func covers(_ ranges: [String], _ media: String) -> Bool {
    ranges.contains { $0 != media && ($0 == "*/*" || media.hasPrefix($0.dropLast())) }
  }
}
