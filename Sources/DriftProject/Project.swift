public import DriftImpact
public import DriftModel

/// What `drift.yaml` says (docs/project.md): the systems, where their versions and the mappings are, and what fails.
public struct Project: Sendable {
  /// The file as the user would open it.
  public var file: String
  /// The folder of the file; paths in it count from there. `.` for the working directory.
  public var folder: String
  /// The folder of the versions, from ``folder``.
  public var snapshots = "Snapshots"
  /// Patterns of the mapping files, from ``folder``.
  public var mappings: [Pattern] = []
  /// From which severity on a check fails.
  public var failOn = Threshold.breaking
  /// From which severity on lines are annotated.
  public var annotateAt = Threshold.warning
  /// From which probability on a rename or a move is written by `drift fix`: 0.9 or more.
  public var fixAt = Judge.leastFixAt
  /// Cells of the severity table that the team judges otherwise.
  public var overrides: [SeverityOverride] = []
  /// Findings that the team does not want to see.
  public var suppressions: [Suppression] = []
  /// How a night goes.
  public var run = RunRules()
  /// The systems, in the order of the file.
  public var systems: [System] = []

  /// Makes a project that says nothing yet.
  public init(file: String, folder: String) {
    self.file = file
    self.folder = folder
  }

  /// The system of a name.
  public func system(_ name: String) -> System? { systems.first { $0.name == name } }

  /// A path from the project's folder, as the user would open it.
  public func path(_ relative: String) -> String {
    folder == "." || relative.hasPrefix("/") ? relative : "\(folder)/\(relative)"
  }

  /// The file that holds for every entry the version at which it was accepted.
  public var lockFile: String { path("drift.lock") }
  /// The file that holds acceptances.
  public var acceptanceFile: String { path("drift.accepted") }

  /// A pattern of paths and where it stands.
  public struct Pattern: Sendable {
    /// The pattern: `mappings/*.yaml`.
    public var text: String
    /// Where it is written; nil for one that nobody wrote.
    public var place: SourcePlace?

    /// Makes a pattern.
    public init(text: String, place: SourcePlace?) {
      self.text = text
      self.place = place
    }
  }

  /// A connected system.
  public struct System: Sendable {
    /// Its name: `crm`.
    public var name: String
    /// Who owns it; empty where nobody is named.
    public var owner = ""
    /// The format of its documents; empty where content tells.
    public var format = ""
    /// Where its documents come from.
    public var source = SystemSource.none
    /// The files of its schema; empty where they come from elsewhere.
    public var files: [Pattern] { if case .files(let patterns) = source { patterns } else { [] } }
    /// Whether its documents come from outside of the repository, so that a look at them grows old.
    public var isFetched: Bool {
      switch source {
      case .http, .command, .vendor, .tools, .toolProgram: true
      case .none, .files: false
      }
    }
    /// Where it says what changes.
    public var changeLog = ChangeLogSource.undeclared
    /// By which share of its fields a document may shrink before it is held back.
    public var maxShrink = 0.4
    /// How many seconds old the last good look at a fetched source may be.
    public var maxAge = 7 * 86_400
    /// What there is to say of its access.
    public var health = HealthRules()
    /// Where it is declared.
    public var place: SourcePlace

    /// Makes a system that is only known by name.
    public init(name: String, place: SourcePlace) {
      self.name = name
      self.place = place
    }
  }

  /// A finding that the team does not want to see.
  public struct Suppression: Sendable {
    /// The rule; empty for all.
    public var rule = ""
    /// The system; empty for all.
    public var system = ""
    /// A pattern of addresses, `*` standing for anything; empty for all.
    public var address = ""
    /// Why.
    public var reason: String
    /// The last day on which it holds, `2026-12-31`; empty where it holds for ever.
    public var until = ""
    /// Where it is written.
    public var place: SourcePlace

    /// Makes a suppression.
    public init(reason: String, place: SourcePlace) {
      self.reason = reason
      self.place = place
    }
  }
}
