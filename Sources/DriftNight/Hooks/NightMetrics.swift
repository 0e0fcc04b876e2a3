import DriftImpact
public import DriftReport

/// A night as the node exporter's text collector takes it (Prometheus, "Exposition formats", text).
public enum NightMetrics {
  /// The file; `exitCode` is how the run ended.
  public static func text(_ report: Report, at seconds: Int, exitCode: Int32) -> [UInt8] {
    guard let night = report.night else { return [] }
    var out = head(at: seconds, exitCode: exitCode)
    func metric(_ name: String, _ help: String, _ values: [(labels: String, value: Int)]) {
      out += Self.metric(name, help, values)
    }
    metric("drift_systems", "Systems that it was to look at.", [("", night.systems)])
    metric("drift_systems_unchecked", "Systems that it could not look at.", [("", night.unchecked.count)])
    metric(
      "drift_systems_partial", "Systems that it looked at, and of which it could not tell all.",
      [("", night.partial.count)])
    metric(
      "drift_systems_gapped", "Systems that it looked at, and parts of whose schema could not be read.",
      [("", night.gapped.count)])
    metric(
      "drift_findings", "Findings that ask somebody to act.",
      [("{state=\"new\"}", night.new), ("{state=\"open\"}", night.open), ("{state=\"solved\"}", night.solved.count)])
    metric(
      "drift_system_findings", "Findings of a system by severity.",
      Dictionary(grouping: report.systems, by: \.name).sorted { $0.key < $1.key }.flatMap { name, systems in
        [Severity.breaking, .warning].map { severity in
          (
            labels: "{system=\"\(escaped(name))\",severity=\"\(severity.rawValue)\"}",
            value: systems.reduce(0) { $0 + $1.findings.count { $0.severity == severity && $0.foldedUnder.isEmpty } }
          )
        }
      })
    metric(
      "drift_system_checked", "Whether the last run could look at a system.",
      Dictionary(grouping: report.systems, by: \.name).keys.sorted().map { name in
        (labels: "{system=\"\(escaped(name))\"}", value: night.unchecked.contains { $0.system == name } ? 0 : 1)
      })
    return Array(out.utf8)
  }

  /// The file of a run that could not be carried out: nothing is known but that.
  public static func failure(at seconds: Int, exitCode: Int32) -> [UInt8] {
    Array(head(at: seconds, exitCode: exitCode).utf8)
  }

  private static func metric(_ name: String, _ help: String, _ values: [(labels: String, value: Int)]) -> String {
    var out = "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for one in values { out += "\(name)\(one.labels) \(one.value)\n" }
    return out
  }

  private static func head(at seconds: Int, exitCode: Int32) -> String {
    metric("drift_run_timestamp_seconds", "When the last run was.", [("", seconds)])
      + metric(
        "drift_run_exit_code", "How it ended: 0 clean, 1 findings, 2 not carried out, 3 incomplete.",
        [("", Int(exitCode))])
  }

  /// A label's value: backslash, quote and line feed are escaped.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { out, character in
      switch character {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      default: out.append(character)
      }
    }
  }
}
