/// Who last changed a field or an object, and when, as the system itself tells: kept beside the content, and in no digest,
/// because it moves without anything being another.
public struct Touch: Hashable, Sendable {
  /// What was done.
  public enum Kind: String, Sendable {
    /// It was made or changed.
    case changed
    /// It was taken out of use, and may be taken back.
    case archived
  }

  /// Who, in the system's words: `user 123`; empty where only the time is told.
  public var who: String
  /// When, as the system writes it; empty where only the person is told.
  public var when: String
  /// What was done.
  public var kind: Kind

  /// Makes a touch.
  public init(who: String, when: String, kind: Kind = .changed) {
    self.who = who
    self.when = when
    self.kind = kind
  }

  /// `changed by user 123 on 2026-11-02, says the system`.
  public var words: String {
    let person = who.isEmpty ? "" : " by \(who.prefix(80))"
    let day = when.isEmpty ? "" : " on \(when.prefix(20).prefix { $0 != "T" && $0 != " " })"
    return "\(kind.rawValue)\(person)\(day), says the system"
  }
}
