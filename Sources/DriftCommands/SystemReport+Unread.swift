import DriftImpact
import DriftModel
import DriftReport

extension SystemReport {
  /// The report of a system that could not be compared: it is named, and nothing is complete without it.
  static func unread(_ name: String, because error: DriftError, hasMapping: Bool) -> SystemReport {
    let finding = Finding(
      id: FindingID.of(rule: RuleBook.versionMissing, address: "", distinction: "", system: name),
      rule: RuleBook.versionMissing, severity: .info, owner: "", change: nil,
      message: "\(name) was not compared: \(error.file.map { "\($0): " } ?? "")\(error.message)", affects: [],
      fix: error.help.first.map { .init(text: $0) })
    var report = SystemReport(
      name: name, old: nil, new: nil, changes: [], findings: [finding], notes: [], gaps: [], hasMapping: hasMapping)
    report.isLookedAt = false
    return report
  }
}
