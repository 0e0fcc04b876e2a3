import ArgumentParser
import DriftImpact
import DriftReport

/// From which severity on findings fail a command.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case breaking, warning, info, any, none

  /// The exit code of a report as it is listed: 3 where something was not checked, before anything that was found.
  func exitCode(for report: Report) -> ExitCode {
    if !report.isComplete { return .incomplete }
    return isReached(by: report) ? .findings : .clean
  }

  private func isReached(by report: Report) -> Bool {
    switch self {
    case .breaking: report.count(.breaking) > 0
    case .warning: report.count(.breaking) + report.count(.warning) > 0
    // No severity is below information.
    case .info, .any: report.systems.contains { !$0.findings.isEmpty }
    case .none: false
    }
  }
}
