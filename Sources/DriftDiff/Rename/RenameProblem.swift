/// The broad kind of a type: two types of one family hold values of one sort.
public enum RenameTypeFamily: UInt8, Sendable {
  /// Text, enumerations of text.
  case string
  /// Integers and decimals.
  case number
  /// True and false.
  case boolean
  /// Dates, times, durations.
  case date
  /// A structure that stands inline.
  case object
  /// A list of anything.
  case array
  /// Another definition.
  case reference
  /// Anything, or not known: in conflict with no other family.
  case any
}

/// A removed or an added thing as the matcher sees it.
public struct RenameCandidate: Sendable {
  /// The last step of its path, without qualifiers such as `query:`.
  public var name: String
  /// The name of the definition or field that it stands in.
  public var parentName: String
  /// Stands for the exact canonical type with array depth and format: equal keys, same type.
  public var typeKey: UInt64
  /// The broad kind of the type.
  public var typeFamily: RenameTypeFamily
  /// Whether it must be there; nil where the format does not say.
  public var isRequired: Bool?
  /// Whether it may be null; nil where the format does not say.
  public var isNullable: Bool?
  /// The default as it stands in the document, nil where there is none.
  public var defaultValue: String?
  /// The description, empty where there is none.
  public var description: String
  /// The title that people see, empty where there is none.
  public var label: String
  /// The values of an enumeration.
  public var enumValues: [String]
  /// The names of the direct children of an object.
  public var children: [String]
  /// The name of the definition that it refers to, empty where there is none.
  public var reference: String
  /// The rank among all siblings, removed, added and unchanged, of its own side.
  public var position: Int
  /// An identity that outlives a rename (protobuf number, an internal id), empty where there is none.
  public var stableID: String
  /// The successor that the old document itself names ("use `x` instead"), empty where there is none.
  public var replacedBy: String
  /// What sort of member it is (body, path, query, header); different roles never match.
  public var role: UInt8

  /// Makes a candidate; what is not given is absent.
  public init(
    name: String, parentName: String = "", typeKey: UInt64 = 0, typeFamily: RenameTypeFamily = .any,
    isRequired: Bool? = nil, isNullable: Bool? = nil, defaultValue: String? = nil, description: String = "",
    label: String = "", enumValues: [String] = [], children: [String] = [], reference: String = "",
    position: Int = 0, stableID: String = "", replacedBy: String = "", role: UInt8 = 0
  ) {
    self.name = name
    self.parentName = parentName
    self.typeKey = typeKey
    self.typeFamily = typeFamily
    self.isRequired = isRequired
    self.isNullable = isNullable
    self.defaultValue = defaultValue
    self.description = description
    self.label = label
    self.enumValues = enumValues
    self.children = children
    self.reference = reference
    self.position = position
    self.stableID = stableID
    self.replacedBy = replacedBy
    self.role = role
  }
}

/// A field that both versions of a parent have.
public struct RenameSibling: Sendable {
  /// The last step of its path.
  public var name: String
  /// The rank among all siblings of that side.
  public var position: Int
  /// What sort of member it is, as in ``RenameCandidate/role``.
  public var role: UInt8

  /// Makes a sibling.
  public init(name: String, position: Int, role: UInt8 = 0) {
    self.name = name
    self.position = position
    self.role = role
  }
}

/// What one matched parent lost and gained.
public struct RenameBlock: Sendable {
  /// What only the old version has.
  public var removed: [RenameCandidate]
  /// What only the new version has.
  public var added: [RenameCandidate]
  /// The unchanged siblings with their ranks in the old version.
  public var stayedOld: [RenameSibling]
  /// The same siblings with their ranks in the new version.
  public var stayedNew: [RenameSibling]
  /// Whether the source has an order of its own: without it ranks are not looked at.
  public var isOrdered: Bool
  /// Whether the parent was there before and is there now. From one that is gone to one that is new nothing moves: that
  /// is the parent under another name.
  public var hasWholeParent = true

  /// Makes a block.
  public init(
    removed: [RenameCandidate], added: [RenameCandidate], stayedOld: [RenameSibling] = [],
    stayedNew: [RenameSibling] = [], isOrdered: Bool = true
  ) {
    self.removed = removed
    self.added = added
    self.stayedOld = stayedOld
    self.stayedNew = stayedNew
    self.isOrdered = isOrdered
  }
}

/// A definition that is known under another name by now.
public struct DefinitionRename: Hashable, Sendable {
  /// Its old name.
  public var old: String
  /// Its new name.
  public var new: String

  /// Makes a pair of names.
  public init(old: String, new: String) {
    self.old = old
    self.new = new
  }
}

/// All that vanished and appeared between two versions of one system.
public struct RenameProblem: Sendable {
  /// The matched parents in which something vanished or appeared.
  public var blocks: [RenameBlock]
  /// The definitions that were renamed: fields often follow.
  public var definitionRenames: [DefinitionRename]
  /// The distinct names of all fields and definitions of the old version, unchanged ones included; empty where they
  /// are not known. A word that lives on elsewhere was hardly renamed here.
  public var oldNames: [String]
  /// The distinct names of all fields and definitions of the new version.
  public var newNames: [String]

  /// Makes a problem.
  public init(
    blocks: [RenameBlock], definitionRenames: [DefinitionRename] = [], oldNames: [String] = [],
    newNames: [String] = []
  ) {
    self.blocks = blocks
    self.definitionRenames = definitionRenames
    self.oldNames = oldNames
    self.newNames = newNames
  }
}
