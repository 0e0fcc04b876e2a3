/// The common type of a scalar, whatever its source calls it (FORMATS 0.1).
///
/// The source's own words stay beside it as the facts ``FactKey/sourceType`` and ``FactKey/format``.
public enum ScalarKind: UInt8, Sendable, CaseIterable {
  case none, string, integer, number, decimal, boolean, date, dateTime, time, duration, binary, uuid, uri, email

  /// The word for it in reports.
  public var word: String { self == .none ? "any" : String(describing: self) }
}
