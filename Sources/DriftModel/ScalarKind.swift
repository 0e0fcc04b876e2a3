/// The common type of a scalar, whatever its source calls it (FORMATS 0.1).
///
/// The source's own words stay beside it as the facts ``FactKey/sourceType`` and ``FactKey/format``.
public enum ScalarKind: UInt8, Sendable, CaseIterable {
  case none, string, integer, number, decimal, boolean, date, dateTime, time, duration, binary, uuid, uri, email

  /// The kind of a value that two statements describe: the one that says more.
  func together(with other: ScalarKind) -> ScalarKind {
    func weight(_ kind: ScalarKind) -> Int {
      switch kind {
      case .none: 0
      case .string, .number: 1
      case .integer, .decimal, .boolean: 2
      default: 3
      }
    }
    let (mine, theirs) = (weight(self), weight(other))
    if mine != theirs { return mine > theirs ? self : other }
    return rawValue <= other.rawValue ? self : other
  }

  /// Whether it is a text that has to look a certain way.
  public var isText: Bool { self == .email || self == .uri || self == .uuid }

  /// The word for it in reports.
  public var word: String { self == .none ? "any" : String(describing: self) }
}
