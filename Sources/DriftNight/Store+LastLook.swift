public import DriftStore

/// When a system was last looked at and found well, as far as this machine knows.
public struct LastLook: Sendable {
  /// When.
  public var at: Timestamp
  /// Whether it may have been later: the repository is told of some good looks alone, the machine that looks remembers all.
  public var isLeast: Bool
}

extension Store {
  /// The last good look at a system; nil where nobody knows of one.
  public func lastGoodLook(at system: String) -> LastLook? {
    let told = (try? lastLook(system)) ?? nil
    let own = Timestamp(LookMemory(of: system, in: self).looked)
    guard let last = [told, own].compactMap({ $0 }).max() else { return nil }
    return LastLook(at: last, isLeast: own.map { $0.day < last.day } ?? true)
  }
}
