public import DriftModel

/// One difference between two schemas. Knows nothing of agents.
public struct Change: Sendable {
  /// The same change has the same id on every machine: `c_` and ten hexadecimal digits.
  public var id: String = ""
  /// What kind it is.
  public var kind: ChangeKind
  /// The old side; nil for what was added.
  public var old: Side?
  /// The new side; nil for what was removed.
  public var new: Side?
  /// What it does to the values that are admitted, for kinds that can say so.
  public var compatibility: Compatibility?
  /// Which of several facts or branches it is about, where one place can have several: a constraint's keyword.
  public var detail: String = ""
  /// Who made it, where the system tells.
  public var touch: Touch?
  /// Which of several that are alike in all of this, in their order: their ids have to differ.
  public var ordinal = 0
  /// How sure a rename or a move is, 0 to 1; nil for what is certain.
  public var probability: Double?
  /// The reasons for a claim.
  public var evidence: [Evidence] = []
  /// What else it may be, likeliest first.
  public var alternatives: [Alternative] = []
  /// The number of operations or places that the change reaches.
  public var reach: Int = 0
  /// The directions in which callers meet the place.
  public var usage: UsageSet = []
  /// Whether the change is at a definition that a parameter refers to: a call is made of its parameters.
  public var isOfParameter = false
  /// The operations of the old schema that it was met in, by index: those that share a parameter which is another now.
  public var oldOperations: Set<Int> = []
  /// The same of the new schema.
  public var newOperations: Set<Int> = []
  /// What the change is about, for finding out whom it concerns.
  public var subject: Subject = .system
  /// What it is about too, where one place of the source stands for several of the tree: the members of a group that
  /// several types take in.
  public var otherSubjects: [Subject] = []

  /// One side of a change.
  public struct Side: Sendable {
    /// The canonical address.
    public let address: Address
    /// The address as people write it.
    public let addressText: String
    /// The facts that matter for the kind, by name.
    public var value: FactValue
    /// Where it stands in the source.
    public var origin: Origin
    /// What people call the place, where the schema says so.
    public var label: String

    /// Makes a side.
    public init(address: Address, value: FactValue, origin: Origin, label: String = "") {
      self.address = address
      addressText = address.description
      self.value = value
      self.origin = origin
      self.label = label
    }
  }

  /// A reason for a rename.
  public typealias Evidence = RenameEvidence

  /// Another place that a removed thing may be now.
  public struct Alternative: Hashable, Sendable {
    /// The place.
    public var address: Address
    /// How likely, 0 to 1.
    public var probability: Double

    /// Makes an alternative.
    public init(address: Address, probability: Double) {
      self.address = address
      self.probability = probability
    }
  }

  /// The parts of the two schemas that a change is about.
  public enum Subject: Hashable, Sendable {
    /// The system as a whole: servers, security schemes.
    case system
    /// Definitions, by index; an absent side is nil.
    case definition(old: Int?, new: Int?)
    /// Operations, by index; an absent side is nil.
    case operation(old: Int?, new: Int?)
    /// Fields, by index into ``Schema/fields``, and whether the parent itself is theirs to name.
    case field(old: Int?, new: Int?, parent: Holder)
    /// What stands at a place that is no field: items, values, a body, an answer.
    case place(Holder)
  }

  /// The shapes at which a change happened; ``ShapeID/none`` where there is none.
  public struct Holder: Hashable, Sendable {
    /// In the old schema.
    public var old: ShapeID
    /// In the new schema.
    public var new: ShapeID

    /// Makes a pair.
    public init(old: ShapeID, new: ShapeID) {
      self.old = old
      self.new = new
    }
  }

  /// Makes a change.
  public init(kind: ChangeKind, old: Side?, new: Side?) {
    self.kind = kind
    self.old = old
    self.new = new
  }

  /// Whether a member went because the definition that has it stands one level further down there: the definition has it as
  /// before.
  public var isWrapped: Bool { kind == .fieldMoved && evidence.first?.reason == Self.wrapped }

  /// Whether an operation has no `operationId` any more. Who makes an agent's tools of a document calls them by it, and
  /// leaves out what has none, mostly without a word.
  public var losesTool: Bool { kind == .behaviourChanged && detail == FactKey.operationID.keyword }

  /// What that is called among the reasons of a move.
  static let wrapped = "wrapped"

  /// The address under which people know the place: the old one, else the new one.
  public var address: Address { old?.address ?? new?.address ?? Address([]) }

  /// The texts of a list on a side; nil where there is none.
  public static func texts(_ side: Side?, _ name: String) -> [String]? {
    switch side?.value[name] {
    case .list(let all)?: all.compactMap { if case .text(let text) = $0 { text } else { nil } }
    case .text(let text)?: [text]
    default: nil
    }
  }

  /// All that it is about.
  public var subjects: [Subject] { [subject] + otherSubjects }

  /// The same as people write it.
  public var addressText: String { old?.addressText ?? new?.addressText ?? "" }
}

/// A value in a report: the part of JSON that facts need.
public indirect enum FactValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A number as it is written.
  case number(String)
  /// True or false.
  case flag(Bool)
  /// Null.
  case null
  /// A list.
  case list([FactValue])
  /// Facts by name, in the order given.
  case facts([Named])

  /// One named fact.
  public struct Named: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: FactValue

    /// Makes a named fact.
    public init(_ name: String, _ value: FactValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value of a named fact; nil where there is none of that name.
  public subscript(name: String) -> FactValue? {
    guard case .facts(let all) = self else { return nil }
    return all.first { $0.name == name }?.value
  }
}
