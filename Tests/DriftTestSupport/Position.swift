/// A kind of place in a document at which an edit is planted: the rows of the table.
public enum Position: String, CaseIterable, Sendable {
  // In a definition.
  case property, nestedProperty, items, tupleItems, mapValues, patternValues
  case allOfBranch, oneOfBranch, anyOfBranch
  // What a definition is to others.
  case allOfTarget, baseOfBase, oneOfTarget, anyOfTarget
  // In operations.
  case operationParameter, pathItemParameter, sharedParameter, formParameter
  case header, sharedHeader
  case requestJSON, requestForm, requestOther, sharedRequest
  case answerJSON, answerOther, sharedAnswer
  case callbackRequest, callbackAnswer, webhook
  // Over several documents.
  case otherFile, defsInSeveralFiles
}

/// A place of a document where a schema, a parameter or a header stands.
public struct Site: Sendable {
  /// The document.
  public var file: Int
  /// The schema that describes the value.
  public var schema: [JSONValue.Step]
  /// What the place is.
  public var positions: Set<Position>
  /// The addresses under which the place may be reported: one, unless several operations share it.
  public var addresses: Set<String>
  /// What the place is in its parent, where it has a name.
  public var slot: Slot?
  /// Types of alternatives beside it, which an edited type must not become.
  public var typesBeside: Set<String> = []
  /// The parent's addresses, for the address of a renamed field.
  public var parents: Set<String>
  /// The named members around the place and its own, each with its merged object.
  public var chain: [Link] = []

  /// A member of a merged object.
  public struct Link: Hashable, Sendable {
    /// The object.
    public var entity: Int
    /// The member.
    public var name: String
  }

  /// How a place is named by its parent.
  public enum Slot: Hashable, Sendable {
    /// A member of the `properties` at a path; `required` stands beside `properties`.
    case property(object: [JSONValue.Step], name: String)
    /// A parameter object at a path.
    case parameter([JSONValue.Step], name: String, place: String)
    /// A header at a path.
    case header([JSONValue.Step], name: String)
  }

  /// The path of the value as a text, for messages.
  public var pointer: String { "\(file)#" + Site.pointer(schema) }

  /// A path as a JSON Pointer.
  public static func pointer(_ path: some Collection<JSONValue.Step>) -> String {
    path.map { step in
      switch step {
      case .key(let key): "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
      case .index(let index): "/\(index)"
      }
    }.joined()
  }
}

extension String {
  /// The text with every occurrence of another one replaced.
  func replacing(_ old: Character, with new: String) -> String {
    reduce(into: "") { $0 += $1 == old ? new : String($1) }
  }
}
