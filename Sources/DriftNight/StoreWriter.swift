import DriftFetch
import DriftStore

/// Writes what the looks of one run bring. While any of them writes the store's lock is held, so that no other process
/// comes in between and no look waits for another one's lock.
actor StoreWriter {
  private let store: Store
  private let now: Timestamp
  private var hold: StoreHold?
  private var writing = 0

  init(_ store: Store, at now: Timestamp) {
    self.store = store
    self.now = now
  }

  private func enter() throws -> StoreHold {
    let held = try hold ?? store.hold()
    hold = held
    writing += 1
    return held
  }

  private func leave() {
    writing -= 1
    if writing == 0 { hold = nil }
  }

  /// Stores what was read, unless the store has it.
  nonisolated func snapshot(_ system: String, _ prepared: PreparedSnapshot) async throws -> Store.Outcome {
    try await writing { [store, now] hold in
      try store.snapshot(system, from: prepared.source, at: now, under: hold) { prepared }
    }
  }

  /// Makes sure that the store still has what some documents say, and that `schema/` shows it: a run that was killed may
  /// have left it crooked.
  ///
  /// - Returns: nil where the version cannot be read as a whole, so that the documents are needed once more.
  nonisolated func confirm(_ system: String, _ source: VersionSource) async throws -> Store.Outcome? {
    struct Needed: Error {}
    do {
      return try await writing { [store, now] hold in
        try store.snapshot(system, from: source, at: now, under: hold) { () throws -> PreparedSnapshot in throw Needed()
        }
      }
    } catch is Needed {
      return nil
    }
  }

  private nonisolated func writing<T: Sendable>(
    _ body: @escaping @Sendable (StoreHold) throws -> T
  ) async throws -> T {
    let hold = try await enter()
    do {
      let result = try await ProcessorWork.result { try body(hold) }
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  /// Writes down a good look.
  func note(_ system: String, goodFor seconds: Int) throws {
    // Most nights write nothing, and so need not wait for anybody.
    guard try store.isLookDue(system, at: now, goodFor: seconds) else { return }
    // `exclusively` would wait for the lock that this very process holds.
    let held = try enter()
    defer { leave() }
    try withExtendedLifetime(held) { try store.look(system, at: now, goodFor: seconds) }
  }
}
