public import DriftFetch
import DriftImpact
public import DriftProject
public import DriftStore

/// What a night saw of a system's access, and what is known of the nights before.
public struct HealthSight: Sendable {
  /// The system.
  public var system: Project.System
  /// What it granted and said this time.
  public var facts: AccessFacts
  /// Why its documents did not come; nil where they did.
  public var failure: FetchFailure?
  /// What it granted and said before.
  public var record: HealthRecord
  /// When the night is.
  public var now: Timestamp
  /// What was told on the way.
  public var warnings: [String] = []

  /// Makes a sight.
  public init(
    _ system: Project.System, _ facts: AccessFacts, failure: FetchFailure?, record: HealthRecord, at now: Timestamp,
    warnings: [String] = []
  ) {
    self.warnings = warnings
    self.system = system
    self.facts = facts
    self.failure = failure
    self.record = record
    self.now = now
  }

  /// What the project file says of it.
  var rules: HealthRules { system.health }

  /// What something was before this night; nil where nobody knows.
  func before(_ fact: String) -> String? { record.last(fact, before: now)?.value }

  /// The seconds from now to a time.
  func seconds(to time: Double) -> Double { time - Double(now.seconds) }

  /// The day by which an end that moves is known: that of the first night that told it, as long as `isSame` says of that
  /// day and the end of this night that it is the same matter.
  func knownDay(_ fact: String, of time: Double, isSame: (_ known: Double, _ time: Double) -> Bool) -> String {
    guard let day = before(fact), let known = Self.end(of: day), isSame(known, time) else { return Spans.day(time) }
    return day
  }

  /// The end of a day, seconds since 1970; nil for what is none.
  static func end(of day: String) -> Double? {
    day.isEmpty ? nil : Timestamp(endOf: day).map { Double($0.seconds) }
  }

  /// A finding of a rule; `distinction` tells apart what can occur twice in one system: a scope, a probe, a day.
  func finding(
    _ rule: String, _ severity: Severity, distinction: String = "", _ message: String, advice: String? = nil
  ) -> Finding {
    Finding(
      id: FindingID.of(rule: rule, address: "", distinction: distinction, system: system.name), rule: rule,
      severity: severity, owner: system.owner, change: nil, message: "\(system.name): \(message)", affects: [],
      fix: .init(
        text: advice.map { RuleBook.commands($0, for: system.name) } ?? RuleBook.advice(rule, for: system.name)),
      place: rules.place ?? system.place,
      address: distinction)
  }
}

/// A day and a span of time, for people.
enum Spans {
  /// `90 days`, `1 hour`, `20 minutes`.
  static func text(_ seconds: Int) -> String {
    func counted(_ unit: Int, _ one: String) -> String {
      let count = seconds / unit
      return "\(count) \(one)\(count == 1 ? "" : "s")"
    }
    switch seconds {
    case (2 * 86_400)...: return counted(86_400, "day")
    case 3_600...: return counted(3_600, "hour")
    case 60...: return counted(60, "minute")
    default: return counted(1, "second")
    }
  }

  /// `, in 12 days`; nothing for what is so far off that days say nothing.
  static func ahead(_ seconds: Double) -> String {
    (0..<3_653.0 * 86_400).contains(seconds) ? ", in \(text(Int(seconds)))" : ""
  }

  /// The day of a time, seconds since 1970, in UTC.
  static func day(_ time: Double) -> String {
    guard (-62_135_596_800..<253_402_300_800).contains(time) else { return "a day that is none" }
    return Timestamp(secondsSince1970: Int(time)).day
  }
}
