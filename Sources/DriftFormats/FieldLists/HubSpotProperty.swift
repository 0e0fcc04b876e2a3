import DriftModel
import DriftSyntax

/// What is said of one property.
extension HubSpotReader {
  mutating func readProperty(
    _ property: String, _ members: KnownMembers<Word>, _ node: NodeID, _ required: Set<String>?, _ position: UInt32,
    of object: String
  ) {
    var draft = list.builder.begin(at: list.origin(node))
    // Everything may be cleared.
    draft.nullable = .yes
    readType("\(object).\(property)", members, node, &draft)
    list.stateProse(.label, members[.label])
    list.stateProse(.description, members[.description])
    if list.flag(members[.hasUniqueValue]) == .yes { list.stateTrue(.unique) }
    readPresentation(members)
    if let sensitivity = list.text(members[.dataSensitivity]) { list.state(.traits, "sensitivity \(sensitivity)") }
    for one in list.items(members[.sensitiveDataCategories], of: property) {
      list.state(.traits, list.text(one).map { "category \($0)" })
    }
    if list.flag(members[.calculated]) == .yes {
      list.state(.computed, list.text(members[.calculationFormula]) ?? "calculated")
    }
    for other in members.others { list.note(other) }
    let shape = list.builder.finish(draft)
    list.builder.add(
      Field(
        name: list.symbols.intern(property), shape: shape, required: demand(property, required),
        access: access(members), position: position, origin: list.origin(node)))
  }

  /// The keys that say whether a value may be written, and say it not; what is computed is written by nobody.
  func unsaid(_ members: KnownMembers<Word>) -> [String] {
    guard list.flag(members[.calculated]) != .yes else { return [] }
    let isReadOnly = members[.modificationMetadata].map { list.flag(list.tree.member($0, "readOnlyValue")) }
    return isReadOnly ?? .unknown == .unknown ? ["modificationMetadata.readOnlyValue"] : []
  }

  /// Only the schema says what a new record must have.
  private func demand(_ property: String, _ required: Set<String>?) -> ByDirection {
    guard let required else { return .unknown }
    return ByDirection(read: .unknown, create: Tri(required.contains(property)), update: .no)
  }

  private func access(_ members: KnownMembers<Word>) -> ByDirection {
    let isReadOnly = members[.modificationMetadata].map { list.flag(list.tree.member($0, "readOnlyValue")) } ?? .unknown
    let mayWrite: Tri =
      switch isReadOnly {
      case .yes: .no
      case .no: .yes
      case .unknown: list.flag(members[.calculated]) == .yes ? .no : .unknown
      }
    return ByDirection(read: .yes, create: mayWrite, update: mayWrite)
  }

  private mutating func readPresentation(_ members: KnownMembers<Word>) {
    if let group = list.text(members[.groupName]) { list.state(.presentation, "group \(group)") }
    for (word, said) in [
      (Word.hidden, "hidden"), (.formField, "in forms"), (.hubspotDefined, "built in"),
      (.showCurrencySymbol, "with currency"),
    ] where list.flag(members[word]) == .yes {
      list.state(.presentation, said)
    }
    guard let metadata = members[.modificationMetadata] else { return }
    for child in list.tree.children(metadata) {
      switch list.symbols.text(list.tree[child].key) {
      case "readOnlyDefinition": if list.flag(child) == .yes { list.state(.presentation, "fixed definition") }
      case "readOnlyOptions": if list.flag(child) == .yes { list.state(.presentation, "fixed options") }
      case "archivable": if list.flag(child) == .no { list.state(.presentation, "not archivable") }
      case "readOnlyValue": continue
      default: list.note(child)
      }
    }
  }

  private mutating func readType(
    _ place: String, _ members: KnownMembers<Word>, _ node: NodeID, _ draft: inout ShapeDraft
  ) {
    let type = list.text(members[.type]) ?? ""
    let widget = list.text(members[.fieldType]) ?? ""
    let hint =
      list.text(members[.textDisplayHint]) ?? list.text(members[.numberDisplayHint])
      ?? list.text(members[.dateDisplayHint])
    list.state(.sourceType, type)
    // How people are shown a value is no promise of what it is, but for these two (FORMATS 6.3).
    if let hint, hint == "email" || hint == "duration" {
      list.state(.format, hint)
    } else {
      list.state(.format, widget == "html" ? "html" : nil)
      list.state(.presentation, hint.map { "shown as \($0)" })
    }
    func scalar(_ types: TypeSet, _ kind: ScalarKind) {
      draft.types = types
      draft.scalar = kind
    }
    switch type {
    case "string", "phone_number", "object_coordinates": scalar(.string, hint == "email" ? .email : .string)
    case "number": scalar(.number, hint == "duration" ? .duration : .decimal)
    case "date": scalar(.string, .date)
    case "datetime": scalar(.string, .dateTime)
    case "bool": scalar(.boolean, .boolean)
    case "enumeration" where widget == "booleancheckbox": scalar(.boolean, .boolean)
    case "enumeration" where widget == "checkbox":
      draft.types = .array
      list.state(.wire, "a;b")
      var items = list.builder.begin(at: list.origin(node))
      items.types = .string
      items.scalar = .string
      items.nullable = .no
      readOptions(place, members)
      draft.items = list.builder.finish(items)
    case "enumeration":
      scalar(.string, .string)
      readOptions(place, members)
    case "json": draft.types = .object
    default:
      list.gap(place, "a type that drift does not know: \(type.isEmpty ? "none" : String(type.prefix(40)))", node)
      list.leaveUnknown("type \(type)", at: node)
    }
    if widget == "file" {
      list.state(.linkTarget, "file")
      list.state(.wire, "a;b")
    }
    list.state(.linkTarget, list.text(members[.referencedObjectType]))
    if let currency = list.text(members[.currencyPropertyName]) { list.state(.relations, "currency in \(currency)") }
  }

  private mutating func readOptions(_ place: String, _ members: KnownMembers<Word>) {
    // Their values live elsewhere.
    if list.flag(members[.externalOptions]) == .yes { return list.stateTrue(.openEnum) }
    var values: [FieldListReader.Value] = []
    for option in list.choices(members[.options], of: place) {
      guard let node = list.tree.member(option, "value"), list.tree.kind(node) == .string else {
        list.gap(place, "an option without a value", option)
        continue
      }
      // What is hidden from people the API takes as before.
      let isHidden = list.flag(list.tree.member(option, "hidden")) == .yes
      values.append(.init(symbol: list.tree.symbol(node), label: list.text(option, "label"), isHidden: isHidden))
    }
    list.state(values)
  }
}
