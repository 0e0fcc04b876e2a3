import DriftDiff
public import DriftImpact

/// A form in which a report is written: one file a form, one line in ``ReportRegistry``.
public protocol ReportFormat: Sendable {
  /// The stable name, as `--format` takes it: `json`.
  var id: String { get }
  /// For people, in lists and help texts.
  var title: String { get }

  /// Appends the report to some bytes: UTF-8, the same bytes for the same report.
  func write(_ report: Report, _ options: ReportOptions, to out: inout [UInt8])
}

/// How a report is written. What counts as a failure is not among it: that is the exit code's.
public struct ReportOptions: Sendable {
  /// Whether colours may be used.
  public var color = false
  /// The terminal's width in columns; nil where the output is no terminal, so that no line is broken.
  public var width: Int?
  /// Whether changes that touch no mapping are listed too.
  public var showUnmapped = false
  /// Whether only counts are given, a definition a line.
  public var statOnly = false
  /// Whether notes are listed, each with its meaning and its first place.
  public var listsNotes = false
  /// The rules that the report was narrowed to (``Report/only(_:)``), for its head; empty for the whole.
  public var onlyRules: Set<String> = []

  /// From which severity on lines are annotated.
  public var annotateAt = Threshold.warning
  /// What findings are put together by; nil for the form's own order.
  public var grouping: Grouping?
  /// From which severity on a finding fails the command.
  public var failOn = Threshold.breaking
  /// Whether what the systems alone changed fails a command that holds a branch against its base.
  public var isStrict = false
  /// The path of a file from the top of its repository, as annotations count it.
  public var repositoryPath: @Sendable (String) -> String = { $0 }
  /// Whether each finding that could be accepted shows how.
  public var showsAcceptance = false

  /// Makes the options of a report without colour on something that is no terminal.
  public init() {}
}
