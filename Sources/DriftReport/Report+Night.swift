extension Report {
  /// What a night has to say beside its findings: what is new since the one before, what ended, what goes on.
  public struct Night: Sendable {
    /// When it was: `2026-11-24T02:15:00Z`.
    public var at: String
    /// The systems that it was to look at.
    public var systems: Int
    /// Those that it could not look at, with the rule that says why and since when.
    public var unchecked: [Unchecked] = []
    /// Systems that it looked at, and of which it could not tell all: their rights, or whether an action works.
    public var partial: [String] = []
    /// Systems that it looked at, and whose schema has parts that could not be read and that nobody accepted.
    public var gapped: [String] = []
    /// Versions that it stored.
    public var stored: [Stored] = []
    /// Findings that are there no more.
    public var solved: [Solved] = []
    /// How many findings are new.
    public var new = 0
    /// How many were there before.
    public var open = 0
    /// How many of those wake nobody between two weeks: change logs that stay away.
    public var muted = 0
    /// Since when the oldest of those is there: a day; empty where there is none.
    public var oldest = ""
    /// What was told on the way.
    public var warnings: [String] = []

    /// Makes a night.
    public init(at: String, systems: Int) {
      self.at = at
      self.systems = systems
    }

    /// How many systems were looked at and are known in full.
    public var checked: Int { systems - unchecked.count - partial.count - gapped.count }

    /// The sum of it: `3 systems, 1 checked, 1 in part, 1 with gaps`.
    public var sum: String {
      "\(systems) \(systems == 1 ? "system" : "systems"), \(checked) checked"
        + (partial.isEmpty ? "" : ", \(partial.count) in part")
        + (gapped.isEmpty ? "" : ", \(gapped.count) with gaps")
    }

    /// Whether there is nothing to say.
    public var isQuiet: Bool { new == 0 && open == muted && unchecked.isEmpty && !hasEvents }

    /// Whether anything happened beside findings.
    var hasEvents: Bool { !solved.isEmpty || !stored.isEmpty || !warnings.isEmpty }
  }

  /// A system that a night could not look at.
  public struct Unchecked: Sendable {
    /// The system.
    public var system: String
    /// The rule that says why.
    public var rule: String
    /// Since when, a day.
    public var since: String
    /// The day of the last good look; empty where there was none.
    public var lastLook: String
    /// Since when, in words: a system that was well in between comes and goes.
    public var span: String { !lastLook.isEmpty && lastLook >= since ? "on and off since \(since)" : "since \(since)" }

    /// Whether its finding is listed this night, so that a line of its own would say it twice.
    public var isListed: Bool
    /// Who has to hear of it; empty where nobody is named.
    public var owner: String

    /// Makes one.
    public init(system: String, rule: String, since: String, lastLook: String, isListed: Bool, owner: String = "") {
      self.owner = owner
      self.system = system
      self.rule = rule
      self.since = since
      self.lastLook = lastLook
      self.isListed = isListed
    }
  }

  /// A version that a night stored.
  public struct Stored: Sendable {
    /// The system.
    public var system: String
    /// The version: `v3`.
    public var version: String
    /// The version before it: `v2`; empty for a first one.
    public var parent: String
    /// How many definitions and operations are not what they were.
    public var changed: Int
    /// Whether other parts of it could not be read than before.
    public var hasOtherGaps: Bool

    /// Makes one.
    public init(system: String, version: String, parent: String, changed: Int, hasOtherGaps: Bool = false) {
      self.hasOtherGaps = hasOtherGaps
      self.system = system
      self.version = version
      self.parent = parent
      self.changed = changed
    }
  }

  /// A finding that ended.
  public struct Solved: Sendable {
    /// The finding's id.
    public var id: String
    /// The system; empty for one about the project's own files.
    public var system: String
    /// The rule.
    public var rule: String
    /// What it was about.
    public var address: String
    /// When it was first seen, a day.
    public var since: String
    /// Whether somebody accepted it, and it did not go by itself.
    public var isAccepted: Bool
    /// Who was told of it.
    public var owners: Set<String>
    /// What it was, in a few words: `crm Contact.phone field-renamed`.
    public var subject: String { [system, address, rule].filter { !$0.isEmpty }.joined(separator: " ") }

    /// Makes one.
    public init(
      id: String, system: String, rule: String, address: String, since: String, isAccepted: Bool,
      owners: Set<String> = []
    ) {
      self.owners = owners
      self.id = id
      self.system = system
      self.rule = rule
      self.address = address
      self.since = since
      self.isAccepted = isAccepted
    }
  }

  /// Whether it says what is new against something: then what was there before is counted, not listed.
  var isAboutNews: Bool { base != nil || night != nil }
}
