public import DriftModel

/// Which agent fields read and write which places, as a mapping file says it.
public struct Mapping: Sendable {
  /// The file as the user named it.
  public var file: String
  /// The agent.
  public var agent: String
  /// Who looks after the mapping; empty where nobody is named.
  public var owner: String
  /// The entries in the order of the file.
  public var entries: [Entry]
  /// Where the agent is named.
  public var place: SourcePlace

  /// Makes a mapping.
  public init(
    file: String, agent: String, owner: String, entries: [Entry], place: SourcePlace
  ) {
    self.file = file
    self.agent = agent
    self.owner = owner
    self.entries = entries
    self.place = place
  }

  /// The systems that the entries name, sorted.
  public var systems: [String] { Set(entries.map(\.system)).sorted() }

  /// The entries with whose they are.
  public var owned: [AgentEntry] { entries.map { AgentEntry(agent: agent, owner: owner, entry: $0) } }

  /// One line of a mapping: an agent's field and a place in a system.
  public struct Entry: Sendable {
    /// The agent's name for the field.
    public var field: String
    /// The system.
    public var system: String
    /// The place as it is written.
    public var addressText: String
    /// The place.
    public var address: Address
    /// Whether the agent reads or writes it.
    public var access: UsageSet
    /// Whether the agent finds records by it.
    public var isLookup = false
    /// The type that the agent counts on; empty where it names none.
    public var expectedType = ""
    /// The format that the agent counts on; empty where it names none.
    public var expectedFormat = ""
    /// How the value is made into what the agent works with, in words; empty where it is taken as it is.
    public var transform = ""
    /// What the agent does where there is no value.
    public var onMissing: OnMissing?
    /// Which record the agent takes where a lookup finds several.
    public var onDuplicate: OnDuplicate?
    /// What the agent does where the system cannot be reached.
    public var onUnavailable: OnUnavailable?
    /// Whether the agent cannot do without it.
    public var isRequired = false
    /// Values that the agent writes, or counts on reading, with the place of each.
    public var examples: [Example] = []
    /// Entries of this name, in whatever systems, are one and the same thing; empty where it is alone.
    public var identity = ""
    /// A remark for people.
    public var note = ""
    /// Where the address stands.
    public var place: SourcePlace
    /// The bytes of the address in its file, quotes included; nil where drift does not write there.
    public var addressRange: Range<Int>?
    /// Why drift does not write there, as the end of a sentence; empty where it may.
    public var obstacle = ""

    /// Makes an entry; the rest has values that say nothing.
    public init(
      field: String, system: String, addressText: String, address: Address, access: UsageSet, place: SourcePlace
    ) {
      self.field = field
      self.system = system
      self.addressText = addressText
      self.address = address
      self.access = access
      self.place = place
    }
  }

  /// A value that an agent writes or counts on.
  public struct Example: Hashable, Sendable {
    /// The value as it is written.
    public var text: String
    /// Whether it is a text, or else a number or a flag.
    public var isText: Bool
    /// Where it stands.
    public var place: SourcePlace

    /// Makes an example.
    public init(text: String, isText: Bool, place: SourcePlace) {
      self.text = text
      self.isText = isText
      self.place = place
    }
  }

  /// What an agent does where a value that it reads is not there.
  public enum OnMissing: String, Sendable, CaseIterable {
    /// It goes on without.
    case skip
    /// It stops.
    case fail
    /// It takes a value of its own.
    case `default`
    /// It asks a person.
    case ask
  }

  /// Which record an agent takes where it finds several.
  public enum OnDuplicate: String, Sendable, CaseIterable {
    /// The one that was changed last.
    case mostRecent = "most_recent"
    /// The one that the system calls the main one.
    case primary
    /// It leaves the choice to a person.
    case manual
  }

  /// What an agent does where a system cannot be reached.
  public enum OnUnavailable: String, Sendable, CaseIterable {
    /// It tries again later.
    case wait
    /// It goes on without.
    case skip
    /// It stops.
    case fail
  }
}

/// An entry of a mapping and whose it is.
public struct AgentEntry: Sendable {
  /// The agent.
  public var agent: String
  /// Who looks after the mapping; empty where nobody is named.
  public var owner: String
  /// The entry.
  public var entry: Mapping.Entry

  /// Makes an entry of an agent.
  public init(agent: String, owner: String, entry: Mapping.Entry) {
    self.agent = agent
    self.owner = owner
    self.entry = entry
  }
}
