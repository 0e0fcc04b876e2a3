import DriftImpact
import DriftProject

/// What acceptances of other findings say of one.
///
/// Once the lock has moved past a change, its entries are told as they stand: a place that is not there, an example that is
/// no value. Who accepted the change accepted that.
struct AcceptanceCover {
  private let byID: [String: [Acceptance]]
  private let bySystem: [String: [Acceptance]]

  /// By the rule of what is told of an entry as it stands: the rules of the changes that it follows from.
  private static let causes: [String: Set<String>] = [
    RuleBook.addressMissing: RuleBook.losses,
    RuleBook.accessDenied: ["access-changed"],
    RuleBook.exampleRefused: [
      "enum-value-removed", "enum-value-renamed", "type-changed", "format-changed", "constraint-changed",
      "nullability-changed",
    ],
    RuleBook.expectationFailed: ["type-changed", "format-changed", "field-repurposed"],
    RuleBook.lookupAmbiguous: ["constraint-changed"],
  ]

  init(_ all: [Acceptance]) {
    byID = Dictionary(grouping: all, by: \.id)
    bySystem = Dictionary(grouping: all, by: \.system)
  }

  /// The acceptances, those of the finding itself aside.
  func of(_ finding: Finding, in system: String) -> [Acceptance] {
    if finding.rule == RuleBook.limitHeadroom {
      return HeadroomGrade.atLeast(finding, of: system).dropFirst().flatMap { byID[$0] ?? [] }
    }
    // An acceptance of many places that went together is one for each of them.
    let isOfPlace = finding.rule == "access-changed" || RuleBook.losses.contains(finding.rule)
    let causes = Self.causes[finding.rule] ?? []
    guard isOfPlace || !causes.isEmpty else { return [] }
    return (bySystem[system] ?? []).filter { one in
      guard causes.contains(one.rule) || isOfPlace && one.rule == RuleBook.permissionLost else { return false }
      return one.id != finding.id && finding.affects.contains { one.covers($0.key) } && isOfValue(one, finding, system)
    }
  }

  /// Whether the acceptance of one value's end is of the value that an example has.
  private func isOfValue(_ one: Acceptance, _ finding: Finding, _ system: String) -> Bool {
    guard finding.rule == RuleBook.exampleRefused, one.rule.hasPrefix("enum-value") else { return true }
    return FindingID.ofValueGone(finding.value, at: one.address, system: system) == one.id
  }
}
