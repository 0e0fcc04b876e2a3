/// All forms of a report, in the order in which help texts list them.
public enum ReportRegistry {
  /// The list.
  public static let formats: [any ReportFormat] = [
    TextReport(),
    JSONReport(),
    MarkdownReport(),
    GitHubReport(),
  ]

  /// The form of a name; nil where there is none.
  public static func format(_ id: String) -> (any ReportFormat)? { formats.first { $0.id == id } }
}
