public import DriftStore
import DriftSyntax

/// What a system granted and said of access, night by night: a line where something is not what it was. A night that
/// brings nothing new adds nothing.
public struct HealthRecord: Sendable {
  /// What something was from some night on.
  public struct Line: Sendable, Equatable {
    /// When it was first seen.
    public var at: Timestamp
    /// What: `scopes`, `principal`, `limit daily`.
    public var fact: String
    /// What it was.
    public var value: String

    /// Makes a line.
    public init(at: Timestamp, fact: String, value: String) {
      self.at = at
      self.fact = fact
      self.value = value
    }
  }

  /// The lines, the earlier first.
  public private(set) var lines: [Line] = []

  /// Reads the lines of a file; one that is none, as a merge by hand may leave it, is passed over.
  public init(_ bytes: [UInt8]) {
    lines = KeptRecord.lines(bytes).compactMap { record in
      guard let at = record.text("at").flatMap({ Timestamp($0) }), let fact = record.text("fact"),
        let value = record.text("value")
      else { return nil }
      return Line(at: at, fact: fact, value: value)
    }
    sort()
  }

  private mutating func sort() { lines.sort { ($0.at, $0.fact, $0.value) < ($1.at, $1.fact, $1.value) } }

  /// What something was before a time.
  public func last(_ fact: String, before time: Timestamp) -> Line? {
    lines.last { $0.at < time && $0.fact == fact }
  }

  /// All that something was before a time, the earlier first.
  public func all(_ fact: String, before time: Timestamp) -> [Line] {
    lines.filter { $0.at < time && $0.fact == fact }
  }

  /// How many facts are known before a time whose names begin with a text.
  func count(of prefix: String, before time: Timestamp) -> Int {
    Set(lines.lazy.filter { $0.at < time && $0.fact.hasPrefix(prefix) }.map(\.fact)).count
  }

  /// Adds what is not what it was; true where anything is not.
  public mutating func add(_ facts: [(fact: String, value: String)], at now: Timestamp) -> Bool {
    var isNews = false
    for one in facts where last(one.fact, before: now)?.value != one.value {
      let line = Line(at: now, fact: one.fact, value: one.value)
      guard !lines.contains(line) else { continue }
      lines.append(line)
      isNews = true
    }
    sort()
    return isNews
  }

  /// The file.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    for line in lines {
      var writer = ObjectWriter()
      writer.object { one in
        one.member("at", line.at.description)
        one.member("fact", line.fact)
        one.member("value", line.value)
      }
      out += writer.bytes
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }
}
