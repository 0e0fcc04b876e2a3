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
    out.night = out.night.map { night in
      var night = night
      let told = (out.systems.flatMap(\.findings) + out.own).filter { $0.isOfNight && $0.foldedUnder.isEmpty }
      night.new = told.count { $0.standing == .tonight }
      night.open = told.count { one in
        one.standing == .weekly || one.standing == .before && one.isOpenOfNight
      }
      night.muted = told.count { $0.standing == .before && $0.rule == RuleBook.changeLogUnread }
      night.solved.removeAll { !rules.contains($0.rule) }
      return night
    }
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
    let ids = Set(kept.map(\.id))
    out.findings = kept.map { finding in
      var finding = finding
      // Without the one that it is folded under it stands by itself.
      if !ids.contains(finding.foldedUnder) { finding.foldedUnder = "" }
      finding.change = finding.change.flatMap { place[$0] }
      return finding
    }
    return out
  }

  fileprivate func only(_ rules: Set<String>) -> SystemReport {
    keeping { finding in
      let rule = finding.change.map { changes[$0].kind.rawValue } ?? finding.rule
      return rules.contains(rule) || finding.isOfTrust
    }
  }
}

extension Finding {
  /// Whether it says that a part could not be read.
  var isGap: Bool { change == nil && rule == RuleBook.gap }

  /// Whether it says that something could not be checked at all.
  var isOfTrust: Bool { change == nil && RuleBook.incompleteness.contains(rule) }
}
