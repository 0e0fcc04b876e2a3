import DriftModel
import DriftSyntax

extension SchemaReader {
  /// What is read after the rest of a schema object, so that the order of its keys does not matter.
  private struct Deferred {
    var allOf: NodeID?
    var anyOf: NodeID?
    var oneOf: NodeID?
    var hasConditions = false
    var hasArrayKeywords = false
    var hasBounds = false
    var saysNullable = false
    var saysType = false
    var hasNullType = false
    var hasNullValue = false
    var hasValues = false
    var hasNoValue = false
  }

  /// Reads the members of a schema object into a draft.
  ///
  /// A parameter of Swagger 2.0 is a schema too, beside what makes it a parameter, which is read elsewhere.
  mutating func readKeywords(
    _ node: NodeID, into draft: inout ShapeDraft, isRequired: inout Bool, isParameter: Bool = false
  ) {
    let reference = referenceText(node)
    if let reference { refer(to: reference) }
    // Before 2019-09 only annotations beside `$ref` mean something (FORMATS 1.6).
    let annotationsOnly = reference != nil && !dialect.appliesSiblings
    var later = Deferred()
    // What this piece says of null is settled by itself before it joins what other pieces say.
    let before = draft.nullable
    draft.nullable = .unknown
    for child in tree.children(node) {
      guard let keyword = keywords[tree[child].key] else {
        if !isParameter { note(tree[child].key, child) }
        continue
      }
      if annotationsOnly, !keyword.isAnnotation {
        if keyword != .ref { note("\(keyword.rawValue) beside $ref", child) }
        continue
      }
      readKeyword(keyword, child, node, &draft, &later, &isRequired)
    }
    settleNullability(later, &draft)
    if later.hasNoValue, !builder.states(.openEnum, in: draft) { draft.narrow(to: .never) }
    if later.hasBounds { readBounds(node) }
    if later.hasArrayKeywords { readArrayKeywords(node, into: &draft) }
    if let all = later.allOf { readAllOf(all, into: &draft) }
    if let any = later.anyOf { readAlternatives(any, isExclusive: false, into: &draft) }
    if let one = later.oneOf { readAlternatives(one, isExclusive: true, into: &draft) }
    if later.hasConditions { readConditions(node) }
    // The keyword is meant, whatever the pieces beside it say (FORMATS 1.6).
    if later.saysNullable { draft.nullable = .yes }
    draft.nullable = draft.nullable.together(with: before)
  }

  private mutating func readKeyword(
    _ keyword: SchemaKeyword, _ child: NodeID, _ node: NodeID, _ draft: inout ShapeDraft, _ later: inout Deferred,
    _ isRequired: inout Bool
  ) {
    switch keyword {
    case .type: readType(child, &draft, &later)
    case .properties: readProperties(child, into: &draft)
    case .required:
      switch tree.kind(child) {
      case .true: isRequired = true
      case .array, .false: break
      default: malformed(child, expected: "a list of names")
      }
      for name in tree.children(child) where tree.kind(name) == .string {
        builder.require(tree.symbol(name), at: origin(name))
      }
    case .description: stateProse(.description, child)
    case .title: stateProse(.label, child)
    case .enum:
      guard isKind(.array, child) else { return }
      later.hasValues = true
      var values: [Fact] = []
      for value in tree.children(child) {
        if tree.kind(value) == .null { later.hasNullValue = true } else { values.append(valueFact(.enumValue, value)) }
      }
      // A list without a value admits none (JSON Schema 2020-12 Validation, 6.1.2).
      if values.isEmpty { later.hasNoValue = true }
      builder.enumerate(values, in: draft)
    case .const:
      later.hasValues = true
      if tree.kind(child) == .null {
        later.hasNullValue = true
      } else {
        builder.enumerate([valueFact(.enumValue, child)], in: draft)
      }
    case .format: stateFormat(child)
    case .pattern: stateText(.pattern, child)
    case .minLength: stateLimit(.minLength, child)
    case .maxLength: stateLimit(.maxLength, child)
    case .minItems: stateLimit(.minItems, child)
    case .maxItems: stateLimit(.maxItems, child)
    case .minProperties: stateLimit(.minProperties, child)
    case .maxProperties: stateLimit(.maxProperties, child)
    case .multipleOf: stateLimit(.multipleOf, child)
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: later.hasBounds = true
    case .uniqueItems: stateFlag(.uniqueItems, child)
    case .items, .prefixItems, .additionalItems, .unevaluatedItems: later.hasArrayKeywords = true
    case .additionalProperties, .unevaluatedProperties: readAdditional(child, into: &draft)
    case .patternProperties: readPatternProperties(child)
    case .allOf: later.allOf = child
    case .anyOf: later.anyOf = child
    case .oneOf: later.oneOf = child
    case .not, .if, .contains, .propertyNames, .contentSchema,
      .dependentSchemas, .dependentRequired, .dependencies:
      later.hasConditions = true
    case .default: stateValue(.defaultValue, child)
    case .deprecated, .doNotSuggest: stateFlag(.deprecated, child)
    case .xDeprecated, .deprecationMessage, .xSunset, .xDeprecationDate: readDeprecation(keyword, child)
    case .xReplacedBy: stateText(.replacedBy, child)
    case .readOnly:
      if tree.kind(child) == .true {
        draft.access = draft.access.and(ByDirection(read: .yes, create: .no, update: .no))
      }
    case .writeOnly:
      if tree.kind(child) == .true {
        draft.access = draft.access.and(ByDirection(read: .no, create: .yes, update: .yes))
      }
    case .xMSMutability: readMutability(child, &draft)
    case .nullable, .xNullable: later.saysNullable = later.saysNullable || tree.kind(child) == .true
    case .contentEncoding: stateText(.contentEncoding, child)
    case .contentMediaType: stateText(.contentMediaType, child)
    case .discriminator: readDiscriminator(child)
    case .xml: stateValue(.xmlForm, child)
    case .xMSEnum:
      if let open = tree.member(child, "modelAsString"), tree.kind(open) == .true { stateTrue(.openEnum) }
    case .xExtensibleEnum:
      stateTrue(.openEnum)
      let values = tree.children(child).map { valueFact(.enumValue, $0) }
      later.hasValues = later.hasValues || !values.isEmpty
      builder.enumerate(values, in: draft)
    case .xStripeBypass: if tree.kind(child) == .true { stateTrue(.openEnum) }
    case .xEnumVarnames, .xEnumNames, .xEnumDescriptions: readEnumLabels(child, node)
    case .xExpandableFields, .xExpansionResources: readLinks(child)
    case .xInternalID: stateText(.stableID, child)
    case .xStabilityLevel: stateValue(.stability, child)
    case .xMCPHeader:
      guard isOfTools, let header = tree.string(child) else { return note(tree[child].key, child) }
      builder.state(.wire, .text, symbols.intern("header \(header)"))
    case .defs, .definitions: registerDefinitions(child, isNested: true)
    case .ref, .dynamicRef, .recursiveRef, .dollarID, .id, .schema, .anchor, .dynamicAnchor, .recursiveAnchor,
      .vocabulary, .then, .else, .minContains, .maxContains:
      break  // Read elsewhere: references, identifiers and the dialect, and what goes with `if` and `contains`.
    case .comment, .example, .examples, .externalDocs: note(tree[child].key, child)
    }
  }

  private mutating func readType(_ child: NodeID, _ draft: inout ShapeDraft, _ later: inout Deferred) {
    var types: TypeSet = []
    if tree.kind(child) == .array {
      for each in tree.children(child) { take(each, &types, &later) }
    } else {
      take(child, &types, &later)
    }
    if types.isEmpty && !later.hasNullType { return }
    later.saysType = true
    // A whole number is a number: naming both says no more than `number`.
    if types.contains(.number) { types.remove(.integer) }
    draft.narrow(to: types.isEmpty ? .never : types)
  }

  /// Adds the type that a word names; a word that names none is counted.
  private mutating func take(_ node: NodeID, _ types: inout TypeSet, _ later: inout Deferred) {
    guard tree.kind(node) == .string, let type = TypeWord(tree.textBytes(node)) else {
      return note("unknown type", node)
    }
    switch type {
    case .null: later.hasNullType = true
    case .file:
      types.insert(.string)
      builder.state(.format, .text, symbols.intern("binary"))
    default: types.insert(type.set)
    }
  }

  /// `nullable` counts wherever it stands (FORMATS 1.6); a type or values without `null` exclude it.
  private func settleNullability(_ later: Deferred, _ draft: inout ShapeDraft) {
    if later.saysNullable || (later.hasNullType) || (later.hasNullValue && !later.saysType) {
      draft.nullable = .yes
    } else if later.saysType || later.hasValues {
      draft.nullable = draft.nullable == .unknown ? .no : draft.nullable.and(.no)
    }
  }

  mutating func readProperties(_ node: NodeID, into draft: inout ShapeDraft) {
    guard isKind(.object, node) else { return }
    if draft.types == nil { draft.impliesObject = true }
    var position: UInt32 = 0
    for child in tree.children(node) {
      let use = schema(child)
      var field = Field(
        name: tree[child].key, shape: use.shape, required: use.isRequired ? .yes : .no, access: use.access,
        position: position, origin: origin(child))
      if field.name == .none { field.name = .empty }
      builder.add(field)
      position += 1
    }
  }

  private mutating func readPatternProperties(_ node: NodeID) {
    guard isKind(.object, node) else { return }
    for child in tree.children(node) {
      let use = schema(child)
      builder.add(
        Field(name: tree[child].key, role: .pattern, shape: use.shape, access: use.access, origin: origin(child)))
    }
  }

  private mutating func readAdditional(_ child: NodeID, into draft: inout ShapeDraft) {
    switch tree.kind(child) {
    case .false: draft.isClosed = true
    case .object:
      let values = schema(child).shape
      guard !builder.schema[values].isAnything else { return }
      draft.values = draft.values == .none ? values : builder.conjoin(draft.values, values)
    case .true: break
    default: malformed(child, expected: "a schema")
    }
  }

  private mutating func readMutability(_ child: NodeID, _ draft: inout ShapeDraft) {
    var access = ByDirection.no
    for word in tree.children(child) {
      switch tree.string(word) {
      case "read": access[.read] = .yes
      case "create": access[.create] = .yes
      case "update": access[.update] = .yes
      default: break
      }
    }
    draft.access = draft.access.and(access)
  }
}

extension SchemaKeyword {
  /// Whether the keyword only describes: what is kept beside a `$ref` that hides its siblings.
  var isAnnotation: Bool {
    switch self {
    case .title, .description, .deprecated, .readOnly, .writeOnly, .nullable, .xNullable, .example, .examples,
      .externalDocs, .xDeprecated, .xSunset, .xDeprecationDate, .xReplacedBy, .xStabilityLevel, .xMSMutability,
      .xExpandableFields, .xExpansionResources, .definitions, .defs, .comment, .xInternalID, .xml, .schema,
      .dollarID, .id, .anchor:
      true
    default: false
    }
  }
}
