import DriftDiff
import DriftImpact

extension Report {
  /// The report with the findings of some rules alone and their changes; the whole where no rule is named.
  ///
  /// Gaps, their findings, what else could not be checked and notes stay: what could not be read may be of any rule.
  /// What is counted, written or held against a threshold afterwards is what is listed.
  public func only(_ rules: Set<String>) -> Report {
    guard !rules.isEmpty else { return self }
    var out = self
    out.systems = systems.map { $0.only(rules) }
    out.own = own.filter { rules.contains($0.rule) || $0.isOfTrust }
    return out
  }
}

extension SystemReport {
  fileprivate func only(_ rules: Set<String>) -> SystemReport {
    var kept: [Change] = []
    var place: [Int?] = []
    for change in changes {
      let isListed = rules.contains(change.kind.rawValue)
      place.append(isListed ? kept.count : nil)
      if isListed { kept.append(change) }
    }
    var out = self
    out.changes = kept
    out.findings = findings.compactMap { finding in
      guard let change = finding.change else {
        return rules.contains(finding.rule) || finding.isOfTrust ? finding : nil
      }
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
  var isGap: Bool { change == nil && rule == RuleBook.gap }

  /// Whether it says that something could not be checked at all.
  var isOfTrust: Bool { change == nil && RuleBook.incompleteness.contains(rule) }
}
