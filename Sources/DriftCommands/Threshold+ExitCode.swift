public import ArgumentParser
public import DriftImpact
import DriftReport

extension Threshold: ExpressibleByArgument {
  /// The exit code of a report as it is listed: 3 where something was not checked, before anything that was found.
  ///
  /// Against a base only what a branch did itself counts, or with `isStrict` what it brings too.
  func exitCode(for report: Report, isStrict: Bool = false) -> ExitCode {
    if !report.isComplete { return .incomplete }
    return isReached(by: report, isStrict) ? .findings : .clean
  }

  private func isReached(by report: Report, _ isStrict: Bool) -> Bool {
    report.systems.contains { hasReached($0.findings, report, isStrict) } || hasReached(report.own, report, isStrict)
  }

  private func hasReached(_ findings: [Finding], _ report: Report, _ isStrict: Bool) -> Bool {
    findings.contains {
      guard report.base == nil || $0.standing == .byMappings || isStrict && $0.standing == .bySystems else {
        return false
      }
      // What somebody accepted is information that counts for nothing.
      return ($0.waiver == nil || $0.severity > .info) && isReached(by: $0.severity)
    }
  }
}
