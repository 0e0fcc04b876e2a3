import DriftModel

/// What a change of a fact is called, and what it does to the values that are admitted.
enum FactRule {
  /// A fact that is reported as this kind.
  case kind(ChangeKind)
  /// A limit or a restriction: reported as a constraint.
  case constraint
  /// Values of an enumeration, one change a value.
  case enumeration
  /// Set or gone: two kinds.
  case deprecation
  /// How long a thing stays as it is: better or worse than what was promised, told as life is.
  case promise
  /// Not a change in itself.
  case none
}

extension FactKey {
  /// How a change of the fact is reported.
  var rule: FactRule {
    switch self {
    case .sourceType: .kind(.typeChanged)
    case .format: .kind(.formatChanged)
    case .contentEncoding, .contentMediaType, .contentSchema, .wire, .xmlForm, .style, .explode, .encoding,
      .discriminator, .discriminatorMapping, .namespace:
      .kind(.encodingChanged)
    case .enumValue: .enumeration
    case .enumLabel, .label, .hidden, .presentation: .kind(.labelChanged)
    case .defaultValue, .fixedValue, .computed: .kind(.defaultChanged)
    case .traits: .kind(.accessChanged)
    case .valuesUnder: .kind(.conditionChanged)
    case .openEnum, .minLength, .maxLength, .pattern, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum,
      .multipleOf, .precision, .scale, .minItems, .maxItems, .uniqueItems, .minContains, .maxContains,
      .minProperties, .maxProperties, .exclusive, .abstract, .assertion, .wildcard, .unique, .inactive:
      .constraint
    case .stableID: .kind(.fieldRepurposed)
    case .description, .summary, .operationID, .replacedBy: .kind(.documentationChanged)
    case .deprecated: .deprecation
    case .sunset, .stability: .promise
    case .linkTarget, .relations: .kind(.linkChanged)
    case .security: .kind(.securityChanged)
    case .server: .kind(.serverChanged)
    case .bodyRequired: .kind(.requiredChanged)
    // Told with the order of all members.
    case .unordered: .none
    }
  }

  /// Whether the fact is about which values are admitted, so that it says nothing once the type is another.
  var restrictsValues: Bool {
    switch rule {
    case .constraint, .enumeration: true
    case .kind(let kind): kind == .formatChanged || kind == .defaultChanged
    case .deprecation, .promise, .none: false
    }
  }

  /// The types whose values a limit of JSON Schema is about; nil for what is about any.
  var limitedTypes: TypeSet? {
    switch self {
    case .minLength, .maxLength, .pattern: .string
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf: [.number, .integer]
    case .minItems, .maxItems, .uniqueItems, .minContains, .maxContains: .array
    case .minProperties, .maxProperties: .object
    default: nil
    }
  }

  /// Whether it says which of several alternatives a value is.
  var tellsAlternativesApart: Bool { self == .discriminator || self == .discriminatorMapping }

  /// Whether the kind of a change says already which fact it is about.
  var isItsKind: Bool {
    switch self {
    case .format, .description, .label, .defaultValue, .stableID: true
    default: false
    }
  }

  /// The keyword as reports name it.
  var keyword: String { Self.keywords[Int(rawValue)] }

  /// The fact that a keyword of a report names; nil for another word.
  init?(keyword: some StringProtocol) {
    guard let at = Self.keywords.firstIndex(where: { $0 == keyword }) else { return nil }
    self = Self.allCases[at]
  }

  private static let keywords = allCases.map(\.spelling)

  private var spelling: String {
    switch self {
    case .defaultValue: "default"
    case .fixedValue: "fixed"
    case .openEnum: "open"
    case .enumLabel: "enumLabels"
    case .operationID: "operationId"
    case .bodyRequired: "required"
    case .stableID: "stableId"
    case .linkTarget: "link"
    case .xmlForm: "xml"
    default: String(describing: self)
    }
  }

  /// What a change of the fact does to the values that are admitted: `order` compares numbers (-1, 0, 1).
  func compatibility(
    old: Fact?, new: Fact?, order: (Fact, Fact) -> Int, isMultiple: (Fact, Fact) -> Bool,
    format: (Fact, Fact) -> Compatibility
  ) -> Compatibility? {
    switch rule {
    case .constraint: break
    case .kind(.formatChanged), .kind(.requiredChanged):
      guard let old, let new else { return old == nil ? .narrowed : .widened }
      return format(old, new)
    default: return nil
    }
    // An open enumeration admits what it does not name.
    if self == .openEnum { return new == nil ? .narrowed : .widened }
    guard let old else { return .narrowed }
    guard let new else { return .widened }
    switch limit {
    case .lower: return order(old, new) < 0 ? .narrowed : .widened
    case .upper: return order(old, new) < 0 ? .widened : .narrowed
    case nil where self == .multipleOf:
      return isMultiple(new, old) ? .narrowed : isMultiple(old, new) ? .widened : .incompatible
    case nil: return .incompatible
    }
  }
}
