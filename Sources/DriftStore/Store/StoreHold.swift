public import DriftModel

/// The lock of a store, held by one process that writes several systems at once: their folders are apart, so that only
/// another process must be kept away.
public final class StoreHold: Sendable {
  let lock: StoreLock

  fileprivate init(_ lock: StoreLock) { self.lock = lock }
}

extension Store {
  /// Takes the lock until what it gives is let go.
  ///
  /// - Throws: ``DriftError`` that names who has it, after ten seconds.
  public func hold() throws(DriftError) -> StoreHold {
    try prepare()
    return StoreHold(try StoreLock.take(forStore: path))
  }
}
