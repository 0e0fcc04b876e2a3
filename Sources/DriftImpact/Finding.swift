public import DriftModel

/// How much a finding matters to the agents that it concerns.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Good to know; nothing fails.
  case info
  /// Something may fail, or already fails in rare cases.
  case warning
  /// Something fails: the agent reads null, or its write is refused.
  case breaking

  /// Breaking is the greatest.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .breaking: 2
    }
  }
}

/// A change with its impact: whom it hits, how badly, and what to do.
public struct Finding: Sendable {
  /// Outlives the night: `f_` and ten hexadecimal digits.
  public var id: String
  /// The rule that judged: a kind of change.
  public var rule: String
  /// The worst of what it affects.
  public var severity: Severity
  /// Who has to act; empty where nobody is named.
  public var owner: String
  /// The change, as an index into the list that was judged; nil for what is no change.
  public var change: Int?
  /// What changed and what will happen, in a sentence.
  public var message: String
  /// What will happen alone: `will read null`; empty where nobody is hit.
  public var consequence: String
  /// The agent fields that it hits; empty without a mapping.
  public var affects: [Affected]
  /// What to do.
  public var fix: Fix?
  /// Where it stands, for one that is about a file of the project; nil where a change or an entry says it.
  public var place: SourcePlace?
  /// The canonical address that it is about; empty where it is about none.
  public var address = ""
  /// The example of an entry that it is about; empty where it is about none.
  public var value = ""
  /// How it stands against the revision that a branch comes from; nil where there is no such comparison.
  public var standing: Standing?
  /// When a night first saw it, `2026-11-24T02:15:00Z`; empty where no night did.
  public var firstSeen = ""
  /// Whether it is what a night left open, told between two nights: nobody looked since.
  public var isRemembered = false
  /// The finding under which it is folded: the same event in fewer words; empty where it stands by itself.
  public var foldedUnder = ""
  /// What it has in common with others of its rule: the same answer to several requests; empty where that says nothing.
  public var cause = ""
  /// Who has to act, where that is not what its rule says.
  public var actor: Party?
  /// What was accepted of it, and why: all of it where ``severity`` is information because of that.
  public var waiver: Waiver?
  /// What was accepted of it until a day that is over, the last of these.
  public var endedWaiver: Waiver?

  /// An agent field that a finding hits.
  public struct Affected: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// The agent's name for the field.
    public var field: String
    /// The place that the entry names, as it is written.
    public var address: String
    /// Who looks after the mapping; empty where nobody is named.
    public var owner: String
    /// What the agent does with it.
    public var access: UsageSet
    /// Whether the agent finds records by it.
    public var isLookup: Bool
    /// The line of the mapping.
    public var place: SourcePlace
    /// How badly it is hit.
    public var severity: Severity
    /// What will happen to it, in a few words: `will read null`.
    public var consequence: String
    /// Whether somebody accepted that.
    public var isWaived = false
    /// What the entry is known by in the lock.
    public var key: EntryKey

    /// An entry that is hit, and how.
    public init(_ owned: AgentEntry, _ severity: Severity, _ consequence: String) {
      agent = owned.agent
      field = owned.entry.field
      address = owned.entry.addressText
      owner = owned.owner
      access = owned.entry.access
      key = EntryKey(owned)
      isLookup = owned.entry.isLookup
      place = owned.entry.place
      self.severity = severity
      self.consequence = consequence
    }
  }

  /// Who has to act on it: the owners of the mappings that it hits, else that of the system; both where it is for the system
  /// to act, since whoever is hit has to ask. Empty where nobody is named.
  public var owners: Set<String> {
    let hit = Set(affects.map(\.owner)).subtracting([""])
    return (hit.isEmpty || party == .theirs ? hit.union([owner]) : hit).subtracting([""])
  }

  /// Whose it is to act.
  public var party: Party { actor ?? RuleBook.party(rule) }

  /// Whether a base does not have it.
  public var isNew: Bool { standing == .byMappings || standing == .bySystems || standing == .tonight }

  /// How a finding stands against a base.
  public enum Standing: String, Sendable {
    /// It was there before.
    case before
    /// It is new, because the branch changed a mapping or moved a line of the lock.
    case byMappings = "new-by-mappings"
    /// It is new, because the branch brings versions in which a system changed.
    case bySystems = "new-by-systems"
    /// It is new since the last night.
    case tonight = "new"
    /// It was there before, and is told in full once a week.
    case weekly = "open"
  }

  /// Why a finding does not count: somebody accepted it, or the project suppresses it.
  public struct Waiver: Hashable, Sendable {
    /// Why.
    public var reason: String
    /// Who; empty where nobody said.
    public var by: String
    /// The last day on which it holds; empty where it holds for ever.
    public var until: String
    /// What the finding would be without it.
    public var severity: Severity
    /// Whether the project file suppresses it, and no person accepted it.
    public var isSuppression = false

    /// Makes a waiver.
    public init(reason: String, by: String, until: String, severity: Severity) {
      self.reason = reason
      self.by = by
      self.until = until
      self.severity = severity
    }
  }

  /// What to do about a finding.
  public struct Fix: Hashable, Sendable {
    /// In words.
    public var text: String
    /// As a unified diff; empty where there is none.
    public var patch: String
    /// The addresses to write anew, an entry each; empty where nothing is to be written.
    public var edits: [Edit]
    /// Whether it is what the finding's rule says of all of its sort, and nothing of this one.
    public var isGeneral = false

    /// What a rule says to do, for a system.
    public static func general(_ rule: String, for system: String) -> Fix {
      var fix = Fix(text: RuleBook.advice(rule, for: system))
      fix.isGeneral = true
      return fix
    }

    /// Makes a fix.
    public init(text: String, patch: String = "", edits: [Edit] = []) {
      self.text = text
      self.patch = patch
      self.edits = edits
    }
  }

  /// An address of a mapping that is to be written anew.
  public struct Edit: Hashable, Sendable {
    /// The entry, as the lock knows it.
    public var key: EntryKey
    /// Where the address stands.
    public var place: SourcePlace
    /// The bytes of the address in its file, quotes included; nil where drift does not write there.
    public var range: Range<Int>?
    /// Why drift does not write there, as the end of a sentence; empty where it may.
    public var obstacle: String
    /// Whether drift writes it when asked to.
    public var isWritable: Bool { isSure && range != nil }
    /// The new address.
    public var address: Address
    /// Whether drift may write it by itself; else a person chooses.
    public var isSure: Bool

    /// Makes an edit.
    public init(
      key: EntryKey, place: SourcePlace, range: Range<Int>?, address: Address, isSure: Bool, obstacle: String = ""
    ) {
      self.obstacle = obstacle
      self.key = key
      self.place = place
      self.range = range
      self.address = address
      self.isSure = isSure
    }
  }

  /// Makes a finding.
  public init(
    id: String, rule: String, severity: Severity, owner: String, change: Int?, message: String,
    consequence: String = "", affects: [Affected], fix: Fix? = nil, place: SourcePlace? = nil, address: String = "",
    value: String = ""
  ) {
    self.place = place
    self.value = value
    self.address = address
    self.id = id
    self.rule = rule
    self.severity = severity
    self.owner = owner
    self.change = change
    self.message = message
    self.consequence = consequence
    self.affects = affects
    self.fix = fix
  }
}

extension Finding.Waiver {
  /// Of one whose day is over: `accepted by ann until 2026-11-05: they mend it in week 45`.
  public var ended: String { "accepted\(by.isEmpty ? "" : " by \(by)") until \(until): \(reason)" }
}
