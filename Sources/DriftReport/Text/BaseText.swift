import DriftImpact

/// The head of a report that holds a branch against its base.
struct BaseText {
  private let base: Report.Base

  init(_ base: Report.Base) { self.base = base }

  func write(to screen: inout Screen) {
    screen.write("against \(Neutral.text(base.revision)): ", .bold)
    screen.write("\(base.new) new, \(base.solved.count) solved, \(base.before) there before")
    screen.line()
    for finding in base.solved {
      screen.pad(to: 2)
      screen.write("solved")
      screen.pad(to: 12)
      screen.wrap(Neutral.text(finding.message, limit: LineText.widestSentence), indent: 14)
      screen.line()
    }
    screen.line()
  }
}

extension SystemReport {
  /// Whether there is something to say that the base did not say.
  var isNews: Bool {
    !isComplete || findings.contains { $0.standing == .byMappings || $0.standing == .bySystems }
  }
}
