import DriftStore

/// What a snapshot did, in one line.
enum SnapshotText {
  static func of(_ outcome: Store.Outcome) -> String {
    let version = outcome.version
    var text = "\(version.system) \(version.name) \(version.shortDigest): "
    if outcome.isNew {
      if let parent = outcome.parent, let changed = outcome.changed {
        text += "stored, \(changed) \(changed == 1 ? "part differs" : "parts differ") from v\(parent)"
        if outcome.hasOtherGaps { text += "; what cannot be read is not what it was" }
      } else {
        text += "stored, the first version"
      }
    } else {
      text += "unchanged since \(version.header.time)"
    }
    if outcome.isHealing { text += "; it has the texts that older files lost" }
    if outcome.renumbered > 0 {
      text += "; \(outcome.renumbered) later \(outcome.renumbered == 1 ? "version" : "versions") moved up by one"
    }
    if outcome.straightened > 0, !outcome.isNew { text += "; schema/ was straightened" }
    return text
  }
}
