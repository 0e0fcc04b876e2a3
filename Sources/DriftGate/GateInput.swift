public import DriftChangeLog
public import DriftImpact
public import DriftProject
public import DriftStore

/// What a check looks at: a project with its mappings, its lock and its acceptances, and the versions of its systems.
public struct GateInput {
  /// The project.
  public var project: Project
  /// The mappings of all files, in the order of their names.
  public var mappings: [Mapping]
  /// The lock; nil where there is none yet.
  public var lock: LockFile?
  /// The acceptances.
  public var acceptances: [Acceptance]
  /// Acceptances of what went since: they count for nothing when it comes again.
  public var spent: [Acceptance] = []
  /// The versions of a system.
  public var history: (String) -> SystemHistory
  /// What a night found beside the schemas, by the system: one that it could not look at.
  public var looks: [String: [Finding]] = [:]
  /// What a night found of a system's access, by the system.
  public var health: [String: [Finding]] = [:]
  /// What the last nights left open of what only a night can see, by the system.
  public var remembered: [String: [Finding]] = [:]
  /// What a night read of change logs, by the system.
  public var changeLogs: [String: ChangeLogState] = [:]
  /// Since when nobody looked at the change log of a system that somebody has to look at; nil where nobody knows.
  public var changeLogSince: (String) -> Timestamp? = { _ in nil }
  /// When a system was last looked at and found well; nil where nobody knows.
  public var lastLook: (String) -> Timestamp? = { _ in nil }
  /// The day that counts as today, `2026-11-26`.
  public var today: String

  /// Makes the input of a check.
  public init(
    project: Project, mappings: [Mapping], lock: LockFile?, acceptances: [Acceptance], today: String,
    history: @escaping (String) -> SystemHistory
  ) {
    self.project = project
    self.mappings = mappings
    self.lock = lock
    self.acceptances = acceptances
    self.today = today
    self.history = history
  }

  /// All entries with whose they are, in the order of the mappings.
  public var entries: [AgentEntry] { mappings.flatMap(\.owned) }
}
