public import DriftModel

extension Change {
  /// What a reader must have read on both sides for the change to be one of the world.
  ///
  /// `schemas` are those that were compared: a member's role is looked up in them.
  public func aspect(old: Schema, new: Schema) -> ReadAspect {
    switch kind {
    case .definitionAdded, .definitionRemoved, .definitionRenamed: .definitions
    case .operationAdded, .operationRemoved, .operationRenamed: .operations
    case .fieldAdded, .fieldRemoved, .fieldRenamed, .fieldMoved: .members(role(old, new))
    case .fieldRepurposed:
      .fact([.description, .label, .enumLabel].first { isSaid($0.keyword) } ?? .stableID)
    case .typeChanged: .types
    case .formatChanged: .fact(.format)
    case .nullabilityChanged: .nullability
    case .requiredChanged: .demand
    case .accessChanged: keyword.map { .fact($0) } ?? .access
    case .referenceChanged: .references
    case .linkChanged: .fact(keyword ?? .linkTarget)
    case .enumValueAdded, .enumValueRemoved, .enumValueRenamed: .fact(.enumValue)
    case .unionMemberAdded, .unionMemberRemoved: .alternatives
    case .conditionChanged: keyword == .valuesUnder ? .fact(.valuesUnder) : .conditions
    case .objectOpened, .objectClosed: .openness
    case .orderChanged: .order
    case .responseAdded, .responseRemoved: .answers
    case .mediaTypeAdded, .mediaTypeRemoved: .mediaTypes
    case .securityChanged where subject == .system: .securitySchemes
    case .securityChanged: .fact(.security)
    case .serverChanged: .fact(.server)
    case .deprecated, .undeprecated: .fact(keyword ?? .deprecated)
    case .defaultChanged: .fact(keyword ?? .defaultValue)
    case .constraintChanged where detail.hasPrefix(DiffRun.exclusion): .exclusion
    case .constraintChanged: keyword.map { .fact($0) } ?? .openness
    case .encodingChanged: .fact(keyword ?? .encoding)
    case .documentationChanged, .behaviourChanged: .fact(keyword ?? .description)
    case .labelChanged: .fact(keyword ?? .label)
    }
  }

  private func isSaid(_ name: String) -> Bool { old?.value[name] != nil && new?.value[name] != nil }

  /// The fact that the detail names, which may have a branch behind it.
  private var keyword: FactKey? {
    FactKey(keyword: detail.prefix { $0 != " " })
  }

  private func role(_ old: Schema, _ new: Schema) -> FieldRole {
    guard case .field(let before, let after, _) = subject else { return .member }
    if let before, old.fields.indices.contains(before) { return old.fields[before].role }
    if let after, new.fields.indices.contains(after) { return new.fields[after].role }
    return .member
  }
}
