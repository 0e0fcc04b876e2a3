public import DriftModel

/// Which agent fields read and write which places, as a mapping file says it.
public struct Mapping: Sendable {
  /// The agent.
  public var agent: String
  /// Who looks after the mapping; empty where nobody is named.
  public var owner: String
  /// The entries in the order of the file.
  public var entries: [Entry]

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
    public var isLookup: Bool
    /// The type that the agent counts on; empty where it names none.
    public var expectedType: String
    /// The format that the agent counts on; empty where it names none.
    public var expectedFormat: String
    /// Where the address stands.
    public var place: SourcePlace

    /// Makes an entry.
    public init(
      field: String, system: String, addressText: String, address: Address, access: UsageSet, isLookup: Bool,
      expectedType: String, expectedFormat: String, place: SourcePlace
    ) {
      self.field = field
      self.system = system
      self.addressText = addressText
      self.address = address
      self.access = access
      self.isLookup = isLookup
      self.expectedType = expectedType
      self.expectedFormat = expectedFormat
      self.place = place
    }
  }

  /// Makes a mapping.
  public init(agent: String, owner: String, entries: [Entry]) {
    self.agent = agent
    self.owner = owner
    self.entries = entries
  }

  /// The systems that the entries name, sorted.
  public var systems: [String] { Set(entries.map(\.system)).sorted() }
}
