public import DriftDiff
import DriftImpact

extension Report {
  /// The report with the changes of some kinds alone and their findings; the whole where no kind is named.
  ///
  /// Gaps, their findings and notes stay: what could not be read may be of any kind. What is counted, written or
  /// held against a threshold afterwards is what is listed.
  public func only(_ kinds: Set<ChangeKind>) -> Report {
    guard !kinds.isEmpty else { return self }
    var out = self
    out.systems = systems.map { $0.only(kinds) }
    return out
  }
}

extension SystemReport {
  /// The report with some findings and their changes alone.
  func keeping(_ isKept: (Finding) -> Bool) -> SystemReport {
    var out = self
    out.changes = []
    out.findings = []
    var place: [Int: Int] = [:]
    let kept = findings.filter(isKept)
    for change in Set(kept.compactMap(\.change)).sorted() {
      place[change] = out.changes.count
      out.changes.append(changes[change])
    }
    out.findings = kept.map { finding in
      var finding = finding
      finding.change = finding.change.flatMap { place[$0] }
      return finding
    }
    return out
  }

  fileprivate func only(_ kinds: Set<ChangeKind>) -> SystemReport {
    keeping { finding in finding.change.map { kinds.contains(changes[$0].kind) } ?? finding.isGap }
  }
}

extension Finding {
  /// Whether it says that a part could not be read.
  var isGap: Bool { change == nil && rule == "gap" }
}
