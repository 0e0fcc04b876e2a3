/// How little of a limit is left. One that sinks from grade to grade is news for whoever knew of the better one, or accepted
/// it; one that rises is not.
public enum HeadroomGrade: Int, CaseIterable, Sendable {
  /// Less than there is to be.
  case low
  /// Less than a quarter of that.
  case nearlyUsedUp
  /// Nothing.
  case usedUp

  /// What tells findings of one limit apart.
  public func distinction(_ limit: String) -> String {
    switch self {
    case .low: limit
    case .nearlyUsedUp: "\(limit), nearly used up"
    case .usedUp: "\(limit), used up"
    }
  }

  /// The ids of what is worse than a finding of a limit, or as bad; none for a finding of another rule.
  public static func atLeast(_ finding: Finding, of system: String) -> [String] {
    guard finding.rule == RuleBook.limitHeadroom, !finding.address.isEmpty else { return [] }
    let ids = allCases.map { grade in
      FindingID.of(
        rule: finding.rule, address: "", distinction: grade.distinction(finding.address), system: system)
    }
    guard let own = ids.firstIndex(of: finding.id) else { return [] }
    return Array(ids[own...])
  }
}
