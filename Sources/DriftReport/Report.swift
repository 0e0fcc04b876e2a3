public import DriftDiff
public import DriftImpact
public import DriftModel

/// Everything that a run has to say, before it is written in some form.
public struct Report {
  /// The systems, in the order of their names.
  public var systems: [SystemReport]
  /// Findings about the project's own files, of no system.
  public var own: [Finding]
  /// What a branch changed, where it was held against a base.
  public var base: Base?
  /// What a night has to say, where it is the report of one.
  public var night: Night?

  /// What a branch changed for better or worse.
  public struct Base {
    /// The revision as the user named it.
    public var revision: String
    /// Findings of the base that are there no more.
    public var solved: [Finding]
    /// How many findings are new.
    public var new: Int
    /// How many findings were there before.
    public var before: Int
    /// How many findings of the base are accepted, suppressed or judged otherwise by what the branch changed.
    public var letPass = 0
    /// How many findings of the last nights are open, and no matter of a branch.
    public var ofNights = 0

    /// What stands behind the other counts where there are any of those.
    var passed: String {
      letPass > 0 ? ", \(letPass) let pass (accepted, suppressed, or judged otherwise)" : ""
    }

    /// What is said of those; empty where there are none.
    var nights: String {
      guard ofNights > 0 else { return "" }
      return ofNights == 1
        ? "1 finding of the last nights stays open, and is no matter of a branch (drift check lists it)"
        : "\(ofNights) findings of the last nights stay open, and are no matter of a branch (drift check lists them)"
    }

    /// Makes a summary.
    public init(revision: String, solved: [Finding], new: Int, before: Int) {
      self.revision = revision
      self.solved = solved
      self.new = new
      self.before = before
    }
  }

  /// Makes a report.
  public init(systems: [SystemReport], own: [Finding] = []) {
    self.systems = systems
    self.own = own
  }

  /// Whether everything was checked.
  public var isComplete: Bool { systems.allSatisfy(\.isComplete) }

  /// How many findings of all are of some sort.
  public func count(where isCounted: (Finding) -> Bool) -> Int {
    systems.reduce(own.count(where: isCounted)) { $0 + $1.findings.count(where: isCounted) }
  }

  /// The findings of all systems with a severity.
  public func count(_ severity: Severity) -> Int {
    // Read in place: a finding is large.
    func counted(_ all: [Finding]) -> Int { all.indices.count { all[$0].severity == severity } }
    return systems.reduce(counted(own)) { $0 + counted($1.findings) }
  }
}

/// What a run has to say of one system.
public struct SystemReport {
  /// The system's name, `-` where it has none.
  public var name: String
  /// The older side; nil where entries were looked at as they stand.
  public var old: Side?
  /// The newer side; nil where there is no version.
  public var new: Side?
  /// The changes, in the order of their addresses.
  public var changes: [Change]
  /// The findings; each change has exactly one.
  public var findings: [Finding]
  /// Keywords without a place in the tree, of both sides.
  public var notes: [ReportedNote]
  /// Parts that could not be read.
  public var gaps: [ReportedGap]
  /// Whether a mapping was there to judge by.
  public var hasMapping: Bool
  /// Whether it is a system of a project, which says who looks after it and after the mappings.
  public var isOfProject = false
  /// Whether the system could be looked at as a whole.
  public var isLookedAt = true
  /// The day of the last good look at a system that is fetched; empty where nobody knows.
  public var lastLook = ""
  /// Whether it may have been later.
  public var isLastLookLeast = false

  /// One side of a comparison.
  public struct Side {
    /// The schema.
    public var schema: Schema
    /// The version's name (`v7`), empty for a document that is none.
    public var version: String
    /// The digest of the content.
    public var digest: String
    /// Where it came from, as the user named it.
    public var source: String

    /// Makes a side.
    public init(schema: Schema, version: String, digest: String, source: String) {
      self.schema = schema
      self.version = version
      self.digest = digest
      self.source = source
    }
  }

  /// A note and where it stands.
  public struct ReportedNote {
    /// The note.
    public var note: Note
    /// The first place; nil where it is about none.
    public var place: SourcePlace?

    /// Makes a reported note.
    public init(_ note: Note, place: SourcePlace?) {
      self.note = note
      self.place = place
    }
  }

  /// A gap and whether somebody accepted it.
  public struct ReportedGap {
    /// Names the gap on the command line: `g_` and ten hexadecimal digits.
    public var id: String
    /// The gap.
    public var gap: Gap
    /// Where it stands.
    public var place: SourcePlace?
    /// Whether it was accepted.
    public var isAccepted: Bool
    /// The side that alone has it, `old` or `new`; empty where both have it.
    public var side: String

    /// Makes a reported gap.
    public init(id: String, gap: Gap, place: SourcePlace?, isAccepted: Bool, side: String = "") {
      self.side = side
      self.id = id
      self.gap = gap
      self.place = place
      self.isAccepted = isAccepted
    }
  }

  /// Makes a system's report.
  public init(
    name: String, old: Side?, new: Side?, changes: [Change], findings: [Finding],
    notes: [ReportedNote], gaps: [ReportedGap], hasMapping: Bool
  ) {
    self.name = name
    self.old = old
    self.new = new
    self.changes = changes
    self.findings = findings
    self.notes = notes
    self.gaps = gaps
    self.hasMapping = hasMapping
  }

  /// Whether nothing is open that could not be read.
  public var isComplete: Bool { isLookedAt && openGaps == 0 }

  /// How many parts could not be read and were not accepted.
  var openGaps: Int { gaps.count { !$0.isAccepted } }
}
