import DriftFetch
import DriftStore

/// The one who writes to the store: systems are looked at together and stored one after the other.
actor StoreWriter {
  private let store: Store
  private let now: Timestamp

  init(_ store: Store, at now: Timestamp) {
    self.store = store
    self.now = now
  }

  /// Stores what was read, unless the store has it.
  func snapshot(_ system: String, _ prepared: PreparedSnapshot) throws -> Store.Outcome {
    try store.snapshot(system, from: prepared.source, at: now) { prepared }
  }

  /// Makes sure that the store still has what some documents say, and that `schema/` shows it: a run that was killed may
  /// have left it crooked.
  ///
  /// - Returns: nil where the version cannot be read as a whole, so that the documents are needed once more.
  func confirm(_ system: String, _ source: VersionSource) throws -> Store.Outcome? {
    struct Needed: Error {}
    do {
      return try store.snapshot(system, from: source, at: now) { () throws -> PreparedSnapshot in throw Needed() }
    } catch is Needed {
      return nil
    }
  }

  /// Writes down a good look, and what was granted where that is news.
  func note(_ system: String, goodFor seconds: Int, _ facts: AccessFacts?) throws {
    let path = "\(store.path)/\(system)/access"
    var record = AccessRecord(try Store.read(path) ?? [])
    let isNews = facts.map { record.add($0, at: now) } ?? false
    // Most nights write nothing, and so need not wait for anybody.
    guard try isNews || store.isLookDue(system, at: now, goodFor: seconds) else { return }
    try store.exclusively {
      try store.look(system, at: now, goodFor: seconds)
      if isNews { try store.write(record.bytes, to: path) }
    }
  }
}
