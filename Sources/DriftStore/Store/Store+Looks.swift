public import DriftModel

/// When a system was last looked at and found well: an empty file named by the day, `checked/20261124`, so that a clone
/// knows how old its snapshots are and two branches merge.
extension Store {
  /// The day of the last good look that the repository knows of: of a file in `checked/`, or of a version, whichever is
  /// later. Nil where there is neither.
  public func lastLook(_ system: String) throws(DriftError) -> Timestamp? {
    let marked = try Files.names(in: "\(path)/\(system)/checked").compactMap { Timestamp(compact: $0 + "T000000Z") }
      .max()
    let stored = try history(system).stems().last.flatMap { Timestamp(compact: $0.prefix(16)) }
    return [marked, stored].compactMap { $0 }.max()
  }

  /// Whether a good look would have to be written down.
  public func isLookDue(_ system: String, at now: Timestamp, goodFor seconds: Int) throws(DriftError) -> Bool {
    guard let last = try lastLook(system) else { return true }
    return last < now && now.seconds - last.seconds >= max(1, seconds / 3)
  }

  /// Writes down that a system was looked at and found well. The mark is renewed when a third of the time has passed for
  /// which a look is good, so that most nights write nothing.
  public func look(_ system: String, at now: Timestamp, goodFor seconds: Int) throws(DriftError) {
    guard try isLookDue(system, at: now, goodFor: seconds) else { return }
    let folder = "\(path)/\(system)/checked"
    let day = String(now.compact.prefix(8))
    let older = try Files.names(in: folder).filter { $0 < day && $0.allSatisfy(\.isNumber) }
    try Files.makeFolder(folder)
    try Files.write([], to: "\(folder)/\(day)", isDurable: false)
    for name in older { try Files.remove("\(folder)/\(name)") }
  }
}
