/// The kinds of change: a closed list (DESIGN, "Kinds of change").
public enum ChangeKind: String, Sendable, CaseIterable {
  case definitionAdded = "definition-added"
  case definitionRemoved = "definition-removed"
  case definitionRenamed = "definition-renamed"
  case operationAdded = "operation-added"
  case operationRemoved = "operation-removed"
  case operationRenamed = "operation-renamed"
  case fieldAdded = "field-added"
  case fieldRemoved = "field-removed"
  case fieldRenamed = "field-renamed"
  case fieldMoved = "field-moved"
  case fieldRepurposed = "field-repurposed"
  case typeChanged = "type-changed"
  case formatChanged = "format-changed"
  case nullabilityChanged = "nullability-changed"
  case requiredChanged = "required-changed"
  case accessChanged = "access-changed"
  case referenceChanged = "reference-changed"
  case linkChanged = "link-changed"
  case defaultChanged = "default-changed"
  case constraintChanged = "constraint-changed"
  case conditionChanged = "condition-changed"
  case enumValueAdded = "enum-value-added"
  case enumValueRemoved = "enum-value-removed"
  case enumValueRenamed = "enum-value-renamed"
  case unionMemberAdded = "union-member-added"
  case unionMemberRemoved = "union-member-removed"
  case objectOpened = "object-opened"
  case objectClosed = "object-closed"
  case orderChanged = "order-changed"
  case responseAdded = "response-added"
  case responseRemoved = "response-removed"
  case mediaTypeAdded = "media-type-added"
  case mediaTypeRemoved = "media-type-removed"
  case encodingChanged = "encoding-changed"
  case securityChanged = "security-changed"
  case serverChanged = "server-changed"
  case deprecated
  case undeprecated
  case documentationChanged = "documentation-changed"
  case behaviourChanged = "behaviour-changed"
  case labelChanged = "label-changed"
}

extension ChangeKind {
  /// Whether only what people read changed.
  public var isWords: Bool { self == .documentationChanged || self == .labelChanged }

  /// Whether something has another name or place now.
  public var isRenaming: Bool {
    switch self {
    case .fieldRenamed, .fieldMoved, .definitionRenamed, .operationRenamed: true
    default: false
    }
  }
}

/// What a change does to the set of values that a place admits.
public enum Compatibility: String, Sendable {
  /// More values than before.
  case widened
  /// Fewer values than before.
  case narrowed
  /// Other values than before.
  case incompatible
}
