import DriftDiff
import DriftImpact
import DriftModel

/// Whether what somebody accepted as the new place of something is still that: who takes `phone_number` for `phone` has
/// not accepted that `phone_number` goes, too.
final class Successors {
  private let check: SystemCheck
  private lazy var resolver = check.new.map { AddressResolver($0.schema) }

  init(_ check: SystemCheck) { self.check = check }

  /// Whether an accepted new place is gone, or another one took its part, by the change of a finding.
  func lacks(_ address: String, _ finding: Finding) -> Bool {
    guard !address.isEmpty, let parsed = try? Address(parsing: address) else { return false }
    if let change = finding.change.map({ check.changes[$0] }), change.kind.isRenaming {
      return change.new?.addressText != address
    }
    return (try? resolver?.resolve(parsed)) == nil
  }
}
