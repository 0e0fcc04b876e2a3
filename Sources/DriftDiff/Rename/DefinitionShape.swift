internal import DriftModel

/// What the features need of a definition or an operation, as numbers: pairs are compared without a text.
struct DefinitionShape {
  let name: NameID
  let content: Digest
  let hasFields: Bool
  /// The telling words of the description.
  let description: [UInt64]
  /// 0 for a definition.
  let method: UInt64
  /// 0 where there is none.
  let operationID: UInt64
  /// Stands for the path with its order; 0 for a definition.
  let path: UInt64
  /// The steps of the path, sorted.
  let steps: [UInt64]
  /// Those of different sorts never match.
  let sort: UInt16

  init(_ candidate: DefinitionCandidate, _ name: NameID) {
    self.name = name
    content = candidate.content
    hasFields = !candidate.fields.isEmpty
    description = TextWords.words(candidate.description)
    method = candidate.method.isEmpty ? 0 : TextWords.hash(candidate.method)
    operationID = candidate.operationID.isEmpty ? 0 : TextWords.hash(candidate.operationID)
    let hashes = candidate.path.map(TextWords.hash)
    path = candidate.method.isEmpty ? 0 : hashes.reduce(1, StableHash.mix)
    steps = hashes.sorted()
    sort = UInt16(candidate.kind) << 1 | (candidate.method.isEmpty ? 0 : 1)
  }

  /// What is chosen to outlast a change of the path; 0 where there is none.
  var operationKey: UInt64 { operationID == 0 ? 0 : StableHash.mix(method, operationID) }
}
