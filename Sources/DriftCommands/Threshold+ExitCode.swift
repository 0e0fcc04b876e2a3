public import ArgumentParser
public import DriftImpact
import DriftReport

extension Threshold: ExpressibleByArgument {
  /// The exit code of a report as it is listed: 3 where something was not checked, before anything that was found.
  func exitCode(for report: Report) -> ExitCode {
    if !report.isComplete { return .incomplete }
    return isReached(by: report) ? .findings : .clean
  }

  private func isReached(by report: Report) -> Bool {
    (report.systems.flatMap(\.findings) + report.own).contains {
      // What somebody accepted is information that counts for nothing.
      ($0.waiver == nil || $0.severity > .info) && isReached(by: $0.severity)
    }
  }
}
