public import DriftModel

/// What an entry of a mapping is known by in the lock and in acceptances: never the agent's name for the field, so that
/// renaming that changes nothing.
public struct EntryKey: Hashable, Sendable, Comparable {
  /// The system.
  public var system: String
  /// The agent.
  public var agent: String
  /// The place, in canonical spelling.
  public var address: String
  /// The directions.
  public var access: UsageSet

  /// Makes a key of its parts.
  public init(system: String, agent: String, address: String, access: UsageSet) {
    self.system = system
    self.agent = agent
    self.address = address
    self.access = access
  }

  /// The key of an entry.
  public init(_ owned: AgentEntry) {
    self.init(
      system: owned.entry.system, agent: owned.agent, address: owned.entry.address.description,
      access: owned.entry.access)
  }

  /// `read`, `write` or `read,write`.
  public var accessText: String { Self.text(access) }

  /// The directions as the lock writes them.
  public static func text(_ access: UsageSet) -> String {
    let words = [(UsageSet.read, "read"), (UsageSet.write, "write")].filter { !access.isDisjoint(with: $0.0) }
    return words.map(\.1).joined(separator: ",")
  }

  /// The directions of a text; nil for anything that is none.
  public static func access(_ text: some StringProtocol) -> UsageSet? {
    switch text {
    case "read": .read
    case "write": .write
    case "read,write": .all
    default: nil
    }
  }

  /// By system, agent, place and directions, each by its bytes.
  public static func < (a: EntryKey, b: EntryKey) -> Bool {
    (a.system, a.agent, a.address, a.access.rawValue) < (b.system, b.agent, b.address, b.access.rawValue)
  }
}
