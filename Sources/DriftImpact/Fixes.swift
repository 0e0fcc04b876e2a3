import DriftDiff
import DriftModel

/// What to do about a change, in words.
enum Fixes {
  /// From this probability on a new name is said as the one to use; below it is offered as a choice.
  private static let sure = 0.9

  static func fix(for change: Change, affected: [Finding.Affected]) -> Finding.Fix? {
    guard let first = affected.first, let target = change.new?.address ?? change.alternatives.first?.address else {
      return nil
    }
    switch change.kind {
    case .fieldRenamed, .fieldMoved, .definitionRenamed, .operationRenamed:
      let isSure = (change.probability ?? 0) >= sure
      let place = "\(first.place.file):\(first.place.line)"
      return .init(
        text: isSure
          ? "map \(target) instead (\(place)), and test one call" : "if it is \(target), map that instead (\(place))")
    case .fieldRemoved where !change.alternatives.isEmpty:
      return .init(text: "look at \(change.alternatives.map(\.address.description).joined(separator: " and "))")
    default: return nil
    }
  }
}
