public import DriftImpact
public import DriftStore
import DriftSyntax

/// When each finding of a system was first seen: lines beside its versions, so that a fresh clone knows what is new, and
/// that two branches merge line by line.
public struct SeenLedger: Sendable {
  /// That a finding began to be open, or ceased to be.
  public struct Line: Sendable, Equatable {
    /// The finding's id.
    public var finding: String
    /// When.
    public var at: Timestamp
    /// What happened to it.
    public var state: State
    /// The finding's rule.
    public var rule: String
    /// What it is about; empty where it is about no place.
    public var address: String
    /// What it said, for one that only a night can see; of a rename or a move the new place; empty for the rest, which
    /// versions tell again.
    public var text: String
    /// What it said is to be done, for one that only a night can see; empty where that is what its rule says.
    public var advice: String
    /// The finding under which it is folded; empty where it stands by itself.
    public var under: String
    /// Who was told, separated by spaces; empty where nobody is named.
    public var owners: String
    /// How bad it was, for one that only a night can see; nil for the rest.
    public var severity: Severity?
    /// Whose it is to act, where that is not what the rule says.
    public var actor: Party?

    /// Makes a line.
    public init(
      finding: String, at: Timestamp, state: State, rule: String, address: String, text: String = "",
      advice: String = "", under: String = "", owners: String = "", severity: Severity? = nil, actor: Party? = nil
    ) {
      self.actor = actor
      self.owners = owners
      self.severity = severity
      self.finding = finding
      self.at = at
      self.state = state
      self.rule = rule
      self.address = address
      self.text = text
      self.advice = advice
      self.under = under
    }
  }

  /// What can happen to a finding.
  public enum State: String, Sendable, CaseIterable {
    /// It is there.
    case open
    /// It is there no more.
    case solved
    /// Somebody accepted it.
    case accepted
    /// It is not there this time, and was before: of one that comes and goes.
    case away
  }

  /// The lines, the earlier first.
  public private(set) var lines: [Line] = []

  /// Reads the lines of a file. One that is none, as a merge by hand may leave it, is passed over: what is known of a
  /// finding decides how it is told, never whether.
  public init(_ bytes: [UInt8]) {
    lines = KeptRecord.lines(bytes).compactMap(Self.line)
    sort()
  }

  private mutating func sort() {
    lines.sort { ($0.at, $0.finding, $0.state.rawValue) < ($1.at, $1.finding, $1.state.rawValue) }
  }

  /// The findings that were open before a time, each with what was last said of it and since when it is there.
  public func open(before time: Timestamp) -> [String: Line] {
    known(before: time).filter { $0.value.line.state == .open }.mapValues { known in
      var line = known.line
      line.at = known.since
      return line
    }
  }

  /// The findings that were open before a time, or away, each with its last line and since when it is there. One that came
  /// back counts from its first time.
  func known(before time: Timestamp) -> [String: (line: Line, since: Timestamp)] {
    var out: [String: (line: Line, since: Timestamp)] = [:]
    for line in lines where line.at < time {
      switch line.state {
      case .open, .away: out[line.finding] = (line, out[line.finding]?.since ?? line.at)
      case .solved, .accepted: out[line.finding] = nil
      }
    }
    return out
  }

  /// The findings that were there when they were last heard of before a time, accepted or not, each with that line.
  func there(before time: Timestamp) -> [String: Line] {
    var out: [String: Line] = [:]
    for line in lines where line.at < time { out[line.finding] = line.state == .solved ? nil : line }
    return out
  }

  /// The findings that were accepted when they were last heard of before a time, each with that line.
  public func accepted(before time: Timestamp) -> [String: Line] {
    var out: [String: Line] = [:]
    for line in lines where line.at < time { out[line.finding] = line.state == .accepted ? line : nil }
    return out
  }

  /// Whether a finding went after a day: what was accepted of it then is no word on its return.
  public func hasEnded(_ finding: String, after day: String) -> Bool {
    lines.contains { $0.finding == finding && $0.state == .solved && $0.at.day > day }
  }

  /// Adds lines; a line that is there already stays the one that it is.
  public mutating func add(_ more: [Line]) {
    for line in more where !lines.contains(line) { lines.append(line) }
    sort()
  }

  /// The file.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    for line in lines {
      var writer = ObjectWriter()
      writer.object { one in
        one.member("finding", line.finding)
        one.member("at", line.at.description)
        one.member("state", line.state.rawValue)
        one.member("rule", line.rule)
        one.member("address", line.address)
        if !line.text.isEmpty { one.member("text", line.text) }
        if !line.advice.isEmpty { one.member("advice", line.advice) }
        if !line.under.isEmpty { one.member("under", line.under) }
        if !line.owners.isEmpty { one.member("owners", line.owners) }
        if let severity = line.severity { one.member("severity", severity.rawValue) }
        if let actor = line.actor { one.member("acts", actor.rawValue) }
      }
      out += writer.bytes
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  private static func line(_ record: KeptRecord) -> Line? {
    guard let finding = record.text("finding"), let at = record.text("at").flatMap({ Timestamp($0) }),
      let state = record.text("state").flatMap({ State(rawValue: $0) })
    else { return nil }
    return Line(
      finding: finding, at: at, state: state, rule: record.text("rule") ?? "", address: record.text("address") ?? "",
      text: record.text("text") ?? "", advice: record.text("advice") ?? "", under: record.text("under") ?? "",
      owners: record.text("owners") ?? "",
      severity: record.text("severity").flatMap { Severity(rawValue: $0) },
      actor: record.text("acts").flatMap { Party(rawValue: $0) })
  }
}
