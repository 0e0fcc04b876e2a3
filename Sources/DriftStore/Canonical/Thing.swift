/// What a snapshot consists of: a definition, an operation, the system as a whole, a shape in the middle of something
/// that references name.
public struct ThingKey: Hashable, Comparable, Sendable {
  /// What kind of thing.
  public enum Kind: String, CaseIterable, Sendable {
    case system, definition, operation, place
  }

  /// What kind of thing.
  public var kind: Kind
  /// The name that addresses begin with; of a place that of its references; empty for the system.
  public var name: String
  /// Which of several that have one name, from 1.
  public var ordinal: Int

  /// Makes a key.
  public init(_ kind: Kind, _ name: String, ordinal: Int = 1) {
    self.kind = kind
    self.name = name
    self.ordinal = ordinal
  }

  /// The same on every machine: by kind, then by the bytes of the name.
  public static func < (a: ThingKey, b: ThingKey) -> Bool {
    if a.kind != b.kind { return rank(a.kind) < rank(b.kind) }
    if a.name != b.name { return a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }
    return a.ordinal < b.ordinal
  }

  private static func rank(_ kind: Kind) -> Int {
    switch kind {
    case .system: 0
    case .definition: 1
    case .operation: 2
    case .place: 3
    }
  }
}

/// A thing in its canonical text, and what stands beside the text.
public struct Thing: Sendable {
  /// What it is.
  public var key: ThingKey
  /// JSON Lines: the head, then a line for each place below it, the same however the source lists them.
  public var text: [UInt8]
  /// What no digest covers.
  public var hints: ThingHints
}

/// What the matcher and the verdict need of a thing beside its text.
public struct ThingHints: Equatable, Sendable {
  /// What the thing is in its own document, where that is not its name: a definition's identity, an operation's key.
  public var identity = ""
  /// Of a definition: whether its name is sent.
  public var isNameOnWire = false
  /// Of a definition: whether the document's root is it.
  public var isRoot = false
  /// For each line but the head the rank in the order of the source; empty where they stand in that order.
  public var order: [UInt32] = []
  /// Of sets of values that the source lists in another order than the text: the line, which set of the line, and for
  /// each value the rank in the source.
  public var sets: [[UInt32]] = []
  /// Of what is shared inside of something shared, whose line says nothing of it: the line and the number.
  public var inner: [[UInt32]] = []
  /// The lines of parameters and headers that all who share them use at one place of the source.
  public var uses: [UInt32] = []
  /// The lines of those that the operations of one path use at one place of the source.
  public var pathUses: [UInt32] = []
  /// The names of the definitions, and of the places, that what is sent and what is defined refers to.
  public var leads: [String] = []
  /// Of an operation, the same for what is answered.
  public var answers: [String] = []
  /// The definitions that hold in this one: what extends them may stand where they are named.
  public var bases: [String] = []
  /// Whether a value on the wire tells its extensions apart.
  public var hasDiscriminator = false
  /// Of a definition: who last changed its members, as the system told: name, who, when and what was done, four texts
  /// each.
  public var touched: [String] = []
  /// Of an operation: whether it makes new records.
  public var creates = false
  /// Of an operation: whether the system calls the agent.
  public var isReversed = false
}
