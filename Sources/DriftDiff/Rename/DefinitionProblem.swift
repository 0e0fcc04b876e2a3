public import DriftModel

/// A field of a definition as the matcher of definitions sees it.
public struct DefinitionField: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Stands for its exact type: equal keys, same type.
  public var typeKey: UInt64

  /// Makes a field.
  public init(name: String, typeKey: UInt64) {
    self.name = name
    self.typeKey = typeKey
  }
}

/// A definition or an operation that only one version has.
public struct DefinitionCandidate: Sendable {
  /// The name that addresses begin with, with its namespace: `SP.Directory.Group`, `GET /v1/customers/{id}`.
  public var name: String
  /// Stands for all that it contains, its name left out; zero where that is not known.
  public var content: Digest
  /// The direct fields; of an operation what it takes and answers.
  public var fields: [DefinitionField]
  /// How many values it restricts to, where it is an enumeration.
  public var valueCount: Int
  /// The description, empty where there is none.
  public var description: String
  /// The method of an operation in capitals, empty for a definition.
  public var method: String
  /// The steps of an operation's path, parameters as `{}`; empty for a definition.
  public var path: [String]
  /// The identifier of an operation, empty where there is none.
  public var operationID: String
  /// An identity that outlives a rename, empty where there is none.
  public var stableID: String
  /// The successor that the old document itself names, empty where there is none.
  public var replacedBy: String
  /// What sort of thing it is: those of different kinds never match.
  public var kind: UInt8

  /// Makes a candidate; what is not given is absent.
  public init(
    name: String, content: Digest = .zero, fields: [DefinitionField] = [], valueCount: Int = 0,
    description: String = "",
    method: String = "",
    path: [String] = [], operationID: String = "", stableID: String = "", replacedBy: String = "",
    kind: UInt8 = 0
  ) {
    self.name = name
    self.content = content
    self.fields = fields
    self.valueCount = valueCount
    self.description = description
    self.method = method
    self.path = path
    self.operationID = operationID
    self.stableID = stableID
    self.replacedBy = replacedBy
    self.kind = kind
  }
}

/// Another explanation of a removed or an added definition.
public struct DefinitionAlternative: Hashable, Sendable {
  /// The index of the removed one.
  public var removed: Int
  /// The index of the added one.
  public var added: Int
  /// How likely the two are one, 0 to 1.
  public var probability: Double
}

/// That a removed and an added definition are one.
public struct DefinitionClaim: Hashable, Sendable {
  /// The index of the removed one.
  public var removed: Int
  /// The index of the added one.
  public var added: Int
  /// How likely the two are one, 0.5 to 1; exactly 1 only where it is certain.
  public var probability: Double
  /// The reasons, strongest first.
  public var evidence: [RenameEvidence]
  /// The best other explanations, likeliest first, three at most.
  public var runnersUp: [DefinitionAlternative]
}

/// What the matcher of definitions found.
public struct DefinitionSolution: Sendable {
  /// The claims in the order of what was removed.
  public var claims: [DefinitionClaim] = []
  /// What unclaimed removed ones may be, 0.2 and above, likeliest first.
  public var alternatives: [DefinitionAlternative] = []
  /// How many removed ones were not compared with everything.
  public var limited = 0

  /// The names of the claims, for ``RenameProblem/definitionRenames``.
  public func renames(_ removed: [DefinitionCandidate], _ added: [DefinitionCandidate]) -> [DefinitionRename] {
    claims.map { DefinitionRename(old: removed[$0.removed].name, new: added[$0.added].name) }
  }
}
