public import DriftModel

/// Differences that a newer reader made, told apart from those of the world (DESIGN, "A newer drift is no drift").
public enum Rereadings {
  /// The changes that are the world's, and a note for each definition in which the reader alone changed something.
  ///
  /// `rereadings` is what the reader of both schemas reads otherwise than it did, and since which revision.
  public static func apply(
    _ rereadings: [Rereading], to changes: [Change], _ old: Schema, _ new: Schema
  ) -> (changes: [Change], notes: [Note]) {
    guard old.format == new.format, old.revision != new.revision else { return (changes, []) }
    let earlier = min(old.revision, new.revision)
    let later = max(old.revision, new.revision)
    let reread = Set(rereadings.filter { $0.since > earlier && $0.since <= later }.map(\.aspect))
    guard !reread.isEmpty else { return (changes, []) }
    var kept: [Change] = []
    var counts: [String: (count: Int, origin: Origin)] = [:]
    for change in changes {
      guard reread.contains(change.aspect(old: old, new: new)) else {
        kept.append(change)
        continue
      }
      let name = change.address.steps.first?.text ?? "the system"
      counts[name, default: (0, change.new?.origin ?? .none)].count += 1
    }
    let notes = counts.keys.sorted().compactMap { name in
      counts[name].map { one in
        Note(
          kind: "reader-revision", origin: one.origin,
          text:
            "\(name): revision \(later) of the \(new.format) reader reads it otherwise than \(earlier); no change of the system",
          count: one.count)
      }
    }
    return (kept, notes)
  }
}
