/// Another way to write the same schema: nothing changes on the wire, and nothing may be reported.
public enum Respelling: String, CaseIterable, Sendable {
  // Order.
  case keyOrder, listOrder, pieceOrder
  // Null.
  case nullInTypeList, nullBranch, nullConstantBranch, laterVersion
  // One thing in two forms.
  case allOfOne, oneOfOne, anyOfOne, constantUnion, annotatedConstants, constantOrEnum, typeListOrUnion
  case impliedScalarType, impliedObjectType, numberSpelling
  // What is said anyway.
  case defaultsOfSchemas, emptyRequired, openObject, openObjectAsSchema, defaultsOfParameters,
    defaultsOfDocument
  // Where it is said.
  case parametersOfOperations, parameterOfPathItem, sharedInPlace, placeShared, referenceInPlace,
    referenceToMiddle
  case escapedReference
  // In which document.
  case definitionInOtherFile, definitionAsFile, pathItemInOtherFile, definitionsFile

  /// Whether definitions must have equal digests too: the form is one by construction, not only when compared.
  public var isCanonical: Bool {
    switch self {
    // What is only read need not be sent in 3.0, whatever `required` says; 3.1 leaves that open.
    case .laterVersion: false
    case .referenceInPlace, .referenceToMiddle, .definitionInOtherFile, .definitionAsFile,
      .pathItemInOtherFile,
      .definitionsFile:
      false
    default: true
    }
  }

  /// Whether the whole document is written in another way, not one place of it.
  public var isWhole: Bool {
    switch self {
    case .keyOrder, .listOrder, .laterVersion, .sharedInPlace, .defaultsOfParameters, .defaultsOfDocument,
      .parametersOfOperations, .escapedReference:
      true
    default: false
    }
  }

  /// Writes the documents in the other way; nil where there is nothing to write differently.
  public func apply(to map: DocumentMap, using random: inout SeededGenerator) -> DocumentSet? {
    var writer = Respeller(map: map, random: random)
    let isDone = writer.apply(self)
    random = writer.random
    return isDone && writer.documents.files.map(\.value) != map.documents.files.map(\.value)
      ? writer.documents : nil
  }
}
