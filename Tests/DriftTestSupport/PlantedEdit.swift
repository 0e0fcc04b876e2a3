public import DriftDiff
import DriftModel

/// One edit of a document at one place, and the one change that it must show as.
public enum PlantedEdit: String, CaseIterable, Sendable {
  case removed, renamed, type, required, nullable, enumValueAdded, enumValueRemoved, limit

  /// What a comparison must report.
  public struct Expectation: Sendable {
    /// The kind.
    public var kind: ChangeKind
    /// The addresses on the old side, of which one must be given; empty for none.
    public var old: Set<String>
    /// The addresses on the new side.
    public var new: Set<String>
    /// What tells it apart at one address, where that is fixed.
    public var detail: String?
    /// What it does to the values that are admitted, where that is fixed.
    public var compatibility: Compatibility?

    /// Whether some changes are exactly this one.
    public func isMet(by changes: [Change]) -> Bool {
      guard changes.count == 1, let change = changes.first, change.kind == kind else { return false }
      func fits(_ side: Change.Side?, _ allowed: Set<String>) -> Bool {
        side.map { allowed.contains($0.address.description) } ?? allowed.isEmpty
      }
      return fits(change.old, old) && fits(change.new, new)
        && (compatibility == nil || change.compatibility == compatibility)
        && (detail.map { change.detail.hasPrefix($0) } ?? true)
    }
  }

  /// Plants the edit; nil where the place cannot have it.
  public func plant(
    at site: Site, in map: DocumentMap, using random: inout SeededGenerator
  ) -> (documents: DocumentSet, expected: Expectation)? {
    guard map.isUnique(site), map.isFree(site, site.schema) || self != .removed && self != .renamed else {
      return nil
    }
    var edit = Editor(site: site, map: map, documents: map.documents)
    let expected: Expectation? =
      switch self {
      case .removed: edit.remove()
      case .renamed: edit.rename(&random)
      case .type: edit.changeType()
      case .required: edit.toggleRequired()
      case .nullable: edit.toggleNullable()
      case .enumValueAdded: edit.addValue()
      case .enumValueRemoved: edit.removeValue()
      case .limit: edit.changeLimit()
      }
    return expected.map { (edit.documents, $0) }
  }
}
