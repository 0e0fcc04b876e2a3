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
  fileprivate func only(_ kinds: Set<ChangeKind>) -> SystemReport {
    var kept: [Change] = []
    var place: [Int?] = []
    for change in changes {
      place.append(kinds.contains(change.kind) ? kept.count : nil)
      if kinds.contains(change.kind) { kept.append(change) }
    }
    var out = self
    out.changes = kept
    out.findings = findings.compactMap { finding in
      guard let change = finding.change else { return finding.isGap ? finding : nil }
      guard let now = place[change] else { return nil }
      var finding = finding
      finding.change = now
      return finding
    }
    return out
  }
}

extension Finding {
  /// Whether it says that a part could not be read.
  var isGap: Bool { change == nil && rule == "gap" }
}
