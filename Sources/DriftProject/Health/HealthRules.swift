public import DriftModel

/// What `drift.yaml` says of a system's access beside its schema: what the token is documented to be, what the mapping
/// needs, and when a limit or an end is near enough to be told.
public struct HealthRules: Sendable {
  /// How long before its end a token, or a version of the API, is told, seconds.
  public var warnBefore = 14 * 86_400
  /// The part of a limit that has to be left when a night begins.
  public var minHeadroom = 0.2
  /// How long the token is documented to live; nil where nobody says.
  public var lifetime: Lifetime?
  /// The day on which what somebody made by hand ends, `2027-03-01`; empty where nobody says.
  public var expires = ""
  /// Whose the credentials are; nil where nobody says.
  public var principal: Principal?
  /// The scopes that the mapping needs.
  public var scopes: [String] = []
  /// Where the system tells what a token may do (RFC 7662); nil where nobody is asked.
  public var introspection: HTTPSource.URL?
  /// Whether the system is asked anything beside its documents.
  public var asksAnything: Bool { !probes.isEmpty || introspection != nil }
  /// What is read to see whether it still may be.
  public var probes: [Probe] = []
  /// The version of the API that is asked, `v66.0`; empty where nobody says.
  public var version = ""
  /// The last day of that version, `2028-06-01`; empty where nobody says.
  public var versionEnds = ""
  /// Where it is declared; nil where nothing is.
  public var place: SourcePlace?

  /// Rules of a system of which nothing is said.
  public init() {}

  /// How long a token is documented to live.
  public enum Lifetime: Sendable, Equatable {
    /// So many seconds.
    case seconds(Int)
    /// It does not end by itself.
    case endless
  }

  /// Whose credentials are.
  public enum Principal: String, Sendable, CaseIterable {
    /// An account for programs.
    case service
    /// A person, who may leave.
    case person
  }

  /// Something that is read to see whether it still may be: one operation can be refused while all others work.
  public struct Probe: Sendable {
    /// Its name: `list contacts`.
    public var name: String
    /// Where.
    public var url: HTTPSource.URL

    /// Makes a probe.
    public init(name: String, url: HTTPSource.URL) {
      self.name = name
      self.url = url
    }
  }
}
