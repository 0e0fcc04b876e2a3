import DriftModel
import DriftSyntax

/// The keys of a field in a description (FORMATS 5.2).
enum SalesforceWord: String, CaseIterable {
  case name, label, inlineHelpText, type, extraTypeInfo, length, precision, scale, digits, nillable
  case createable, updateable, defaultedOnCreate, calculated, calculatedFormula, formulaTreatNullNumberAsZero,
    autoNumber
  case defaultValue, defaultValueFormula, unique, caseSensitive, externalId, idLookup, nameField
  case picklistValues, restrictedPicklist, controllerName
  case referenceTo, relationshipName, cascadeDelete, restrictedDelete, relationshipOrder, writeRequiresMasterRead
  case referenceTargetField, filteredLookupInfo, compoundFieldName
  case deprecatedAndHidden, encrypted, mask, maskType, htmlFormatted, custom
  case aggregatable, filterable, groupable, sortable, searchPrefilterable, aiPredictionField, highScaleNumber
  case displayLocationInDecimal, queryByDistance
  // Said by another key too: by the type, by the length, by the targets of a reference, by the controlling field; and whether
  // rights are given field by field, of which the rights themselves tell.
  case soapType, byteLength, polymorphicForeignKey, namePointing, dependentPicklist, permissionable
}

/// One field of a description.
struct SalesforceField {
  let name: String
  let owner: String
  let members: KnownMembers<SalesforceWord>
  let node: NodeID
  /// The field whose value says which values this one may have.
  let controller: KnownMembers<SalesforceWord>?
  let stableID: String?

  func read(_ list: inout FieldListReader, position: UInt32) -> Field {
    var draft = list.builder.begin(at: list.origin(node))
    draft.nullable = ByDirection(list.flag(members[.nillable]))
    readType(&list, &draft)
    readWords(&list)
    readDefault(&list)
    readUse(&list)
    readRelations(&list)
    for other in members.others { list.note(other) }
    let shape = list.builder.finish(draft)
    let (create, update) = (list.flag(members[.createable]), list.flag(members[.updateable]))
    return Field(
      name: list.symbols.intern(name), shape: shape, required: demand(list, create),
      access: ByDirection(read: .yes, create: create, update: update), position: position, origin: list.origin(node))
  }

  /// No key says it: what may be set, has no default and may not be null has to be sent (FORMATS 5.2).
  private func demand(_ list: borrowing FieldListReader, _ create: Tri) -> ByDirection {
    let (nillable, defaulted) = (list.flag(members[.nillable]), list.flag(members[.defaultedOnCreate]))
    let must: Tri =
      create == .no || nillable == .yes || defaulted == .yes
      ? .no : create == .yes && nillable == .no && defaulted == .no ? .yes : .unknown
    return ByDirection(read: .no, create: must, update: .no)
  }

  /// The keys that a description has for every field, and this one does not state. A default matters where a value is
  /// demanded otherwise.
  func unsaid(_ list: borrowing FieldListReader) -> [String] {
    var words = [SalesforceWord.createable, .updateable, .nillable]
    if list.flag(members[.createable]) == .yes, list.flag(members[.nillable]) == .no {
      words.append(.defaultedOnCreate)
    }
    return words.filter { list.flag(members[$0]) == .unknown }.map(\.rawValue)
  }

  private func readWords(_ list: inout FieldListReader) {
    list.state(.stableID, stableID)
    list.stateProse(.label, members[.label])
    list.stateProse(.description, members[.inlineHelpText])
    if list.flag(members[.deprecatedAndHidden]) == .yes { list.stateTrue(.deprecated) }
    if list.flag(members[.custom]) == .no { list.state(.presentation, "standard") }
  }

  private func readType(_ list: inout FieldListReader, _ draft: inout ShapeDraft) {
    let type = list.text(members[.type]) ?? ""
    list.state(.sourceType, type)
    list.state(.format, list.text(members[.extraTypeInfo]))
    func scalar(_ types: TypeSet, _ kind: ScalarKind) {
      draft.types = types
      draft.scalar = kind
    }
    switch type.lowercased() {
    case "string", "textarea", "phone", "encryptedstring", "datacategorygroupreference", "id", "reference":
      scalar(.string, .string)
    case "email": scalar(.string, .email)
    case "url": scalar(.string, .uri)
    case "picklist", "combobox":
      scalar(.string, .string)
      readValues(&list, isOpen: type == "combobox")
    case "multipicklist":
      draft.types = .array
      list.state(.wire, "a;b")
      var items = list.builder.begin(at: list.origin(node))
      items.types = .string
      items.scalar = .string
      items.nullable = .no
      readValues(&list, isOpen: false)
      draft.items = list.builder.finish(items)
    case "boolean": scalar(.boolean, .boolean)
    case "int", "long": scalar(.integer, .integer)
    case "double", "currency", "percent": scalar(.number, .decimal)
    case "date": scalar(.string, .date)
    case "datetime": scalar(.string, .dateTime)
    case "time": scalar(.string, .time)
    case "base64": scalar(.string, .binary)
    case "address", "location", "complexvalue", "json": draft.types = .object
    case "anytype": break
    default:
      list.gap(
        "\(owner).\(name)", "a type that drift does not know: \(type.isEmpty ? "none" : "\(type.prefix(40))")", node)
      list.leaveUnknown("type \(type)", at: node)
    }
    readLimits(&list, draft)
  }

  private func readLimits(_ list: inout FieldListReader, _ draft: ShapeDraft) {
    let isText = draft.types == .string && !list.builder.states(.enumValue, in: draft)
    if isText { list.stateNumber(.maxLength, members[.length]) }
    if draft.types == .integer { list.stateNumber(.precision, members[.digits]) }
    if draft.types == .number {
      list.stateNumber(.precision, members[.precision])
      list.stateNumber(.scale, members[.scale], admitsZero: true)
    }
  }

  private func readValues(_ list: inout FieldListReader, isOpen: Bool) {
    if isOpen || list.flag(members[.restrictedPicklist]) == .no { list.stateTrue(.openEnum) }
    let place = "\(owner).\(name)"
    let under = controllingValues(list)
    var values: [FieldListReader.Value] = []
    var pairs: [String] = []
    for entry in list.choices(members[.picklistValues], of: place) {
      guard let node = list.tree.member(entry, "value"), list.tree.kind(node) == .string else {
        list.gap(place, "a value of a picklist without its text", entry)
        continue
      }
      let value = FieldListReader.Value(
        symbol: list.tree.symbol(node), label: list.text(entry, "label"),
        isInactive: list.flag(list.tree.member(entry, "active")) == .no)
      values.append(value)
      guard let under, let bits = list.text(entry, "validFor"), pairs.count <= Self.mostPairs else { continue }
      guard let valid = Self.decode(bits, under) else {
        list.gap(
          place, "validFor of \(list.symbols.text(value.symbol)) is no bitmap over the values of its controlling field",
          entry)
        continue
      }
      pairs += valid.map { "\(list.symbols.text(value.symbol))=\($0)" }
    }
    // A list that takes nothing but its values has some: which, is not said.
    if values.isEmpty, !isOpen, list.flag(members[.restrictedPicklist]) == .yes {
      list.gap(place, "a picklist that takes its own values alone, and has none", members[.picklistValues] ?? node)
      return list.leaveUnknown("values", at: members[.picklistValues] ?? node)
    }
    list.state(values)
    if pairs.count > Self.mostPairs, let all = members[.picklistValues] {
      list.note("validFor", "more than \(Self.mostPairs) pairs of values of two fields are not compared", all)
    } else {
      for pair in pairs { list.state(.valuesUnder, pair) }
    }
  }

  /// How many pairs of values of two fields are compared; beyond that a note says that they are not.
  private static let mostPairs = 20_000

  /// The values of the controlling field in the order over which `validFor` counts. It is of no use to compare the bitmaps
  /// themselves: one more value there rewrites them all.
  private func controllingValues(_ list: borrowing FieldListReader) -> [String]? {
    guard let controller else { return nil }
    if list.text(controller[.type]) == "boolean" { return ["false", "true"] }
    guard let values = controller[.picklistValues], list.tree.kind(values) == .array else { return nil }
    return list.tree.children(values).map { list.text($0, "value") ?? "" }
  }

  /// The values whose bits are set in a bitmap in base64, from the highest bit of the first byte on.
  static func decode(_ text: String, _ values: [String]) -> [String]? {
    var out: [String] = []
    var at = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      default: return nil
      }
      for bit in 0..<6 {
        if digit & (32 >> UInt8(bit)) != 0 {
          guard at < values.count else { return nil }
          out.append(values[at])
        }
        at += 1
      }
    }
    return out
  }

  private func readDefault(_ list: inout FieldListReader) {
    let picked = members[.picklistValues].flatMap { values in
      list.tree.children(values).first { list.flag(list.tree.member($0, "defaultValue")) == .yes }
    }
    if let picked, let value = list.text(picked, "value") {
      list.state(.defaultValue, value)
    } else if let value = members[.defaultValue], list.tree.kind(value) != .null {
      switch list.tree.kind(value) {
      case .string: list.builder.state(.defaultValue, .text, list.tree.symbol(value))
      case .true, .false: list.builder.state(.defaultValue, .flag, list.symbols.intern("\(list.flag(value) == .yes)"))
      case .number: list.stateNumber(.defaultValue, value, admitsZero: true)
      default: list.gap("\(owner).\(name)", "expected a scalar as default, found \(list.tree.kind(value).word)", value)
      }
    } else if let formula = list.text(members[.defaultValueFormula]) {
      list.state(.defaultValue, "=" + formula)
    }
  }

  private func readUse(_ list: inout FieldListReader) {
    if list.flag(members[.unique]) == .yes {
      list.stateTrue(.unique)
      if list.flag(members[.caseSensitive]) == .yes { list.state(.traits, "caseSensitive") }
    }
    for word in [
      SalesforceWord.externalId, .idLookup, .nameField, .aggregatable, .filterable, .groupable, .sortable,
      .searchPrefilterable, .queryByDistance,
    ] where list.flag(members[word]) == .yes {
      list.state(.traits, word.rawValue)
    }
    if list.flag(members[.calculated]) == .yes {
      let zero = list.flag(members[.formulaTreatNullNumberAsZero]) == .yes ? " (null as 0)" : ""
      list.state(.computed, (list.text(members[.calculatedFormula]) ?? "calculated") + zero)
    } else if list.flag(members[.autoNumber]) == .yes {
      list.state(.computed, "autoNumber")
    }
    if list.flag(members[.encrypted]) == .yes {
      let mask = [list.text(members[.maskType]), list.text(members[.mask])].compactMap { $0 }.joined(separator: " ")
      // What is encrypted at rest is read in the clear by who may see it; what has a mask is not.
      if mask.isEmpty { list.state(.traits, "sensitivity encrypted") } else { list.state(.wire, "masked \(mask)") }
    }
    if list.flag(members[.htmlFormatted]) == .yes { list.state(.contentMediaType, "text/html") }
    for word in [SalesforceWord.aiPredictionField, .highScaleNumber, .displayLocationInDecimal]
    where list.flag(members[word]) == .yes {
      list.state(.presentation, word.rawValue)
    }
  }

  private func readRelations(_ list: inout FieldListReader) {
    for target in list.items(members[.referenceTo], of: "\(owner).\(name)") {
      list.state(.linkTarget, list.text(target))
    }
    for (word, said) in [
      (SalesforceWord.relationshipName, "by the name"), (.referenceTargetField, "by the key"),
      (.compoundFieldName, "part of"), (.controllerName, "controlled by"),
    ] {
      if let text = list.text(members[word]), text != name { list.state(.relations, "\(said) \(text)") }
    }
    for word in [SalesforceWord.cascadeDelete, .restrictedDelete, .writeRequiresMasterRead]
    where list.flag(members[word]) == .yes {
      list.state(.relations, word.rawValue)
    }
    if let order = members[.relationshipOrder], list.tree.kind(order) == .number {
      list.state(.relations, "master \(String(decoding: list.tree.textBytes(order), as: UTF8.self))")
    }
    if let filter = members[.filteredLookupInfo], list.tree.kind(filter) == .object {
      list.state(.relations, "filtered")
    }
  }
}
