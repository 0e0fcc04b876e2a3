/// From which revision on a reader reads something as it does now (DESIGN, "A newer drift is no drift").
///
/// Between a version of an older revision and one of a newer, a difference in it is the reader's doing: a note, never
/// a finding.
public struct Rereading: Hashable, Sendable {
  /// What is read in another way. That it is read at all counts too.
  public var aspect: ReadAspect
  /// The first revision that reads it so.
  public var since: Int

  /// Makes a rereading.
  public init(_ aspect: ReadAspect, since: Int) {
    self.aspect = aspect
    self.since = since
  }
}
