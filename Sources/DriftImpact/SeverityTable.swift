import DriftDiff
import DriftModel

/// What a change means for who reads and who writes: the one table.
enum SeverityTable {
  /// A severity and what will happen to the agent.
  struct Verdict: Equatable {
    var severity: Severity
    var consequence: String

    init(_ severity: Severity, _ consequence: String) {
      self.severity = severity
      self.consequence = consequence
    }
  }

  /// What a change means for an agent that reads the place.
  static func reading(_ change: Change) -> Verdict {
    switch change.kind {
    case .fieldRemoved: .init(.breaking, "will read null")
    case .fieldRenamed where isPathVariable(change): .init(.info, "the variable of a path has no name on the wire")
    case .fieldRenamed: .init(.breaking, "will read null: the name is another")
    case .fieldMoved: .init(.breaking, "will read null: it stands elsewhere" + optionalThere(change))
    case .fieldRepurposed: .init(.breaking, "will read another thing under the same name")
    case .definitionAdded where !isOnWire(change): .init(.info, "nothing on the wire")
    case .fieldAdded, .definitionAdded, .operationAdded: .init(.info, "may read more")
    case .definitionRemoved: isOnWire(change) ? .init(.breaking, "will read null") : .init(.info, "nothing on the wire")
    case .definitionRenamed:
      isOnWire(change)
        ? .init(.breaking, "will not find it: the name is another") : .init(.info, "nothing on the wire")
    case .operationRemoved: .init(.breaking, "calls will be refused")
    case .operationRenamed: .init(.breaking, "calls to the old place will be refused")
    case .typeChanged:
      byCompatibility(
        change, wider: .breaking, narrower: .info, fraction(change, reads: true) ?? "will read another type")
    case .formatChanged: byCompatibility(change, wider: .breaking, narrower: .info, "may read another format")
    case .nullabilityChanged:
      change.compatibility == .widened ? .init(.breaking, "may read null") : .init(.info, "reads null no more")
    case .requiredChanged where change.isOfNewRecords: .init(.info, "concerns new records alone")
    case .requiredChanged:
      change.compatibility == .widened
        ? .init(.breaking, "may read null: it is no longer always there") : .init(.info, "is always there now")
    case .accessChanged where isAbout(change, "traits"): traits(change, reads: true)
    case .accessChanged:
      loses(change, "readable")
        ? .init(.breaking, "can no longer read it")
        : gains(change, "readable")
          ? .init(.warning, "reads what was only written: it may be a secret") : .init(.info, "reads it as before")
    case .enumValueAdded where change.compatibility == .incompatible:
      .init(.breaking, "will read values of which it knows none: \(value(change.new))")
    case .enumValueAdded: .init(.warning, "may read a value that it does not know: \(value(change.new))")
    case .enumValueRemoved: .init(.info, "reads \(value(change.old)) no more")
    case .enumValueRenamed: .init(.breaking, "will read \(value(change.new)) instead of \(value(change.old))")
    case .unionMemberAdded where isSubstitute(change): .init(.warning, "may read an element that it does not know")
    case .unionMemberAdded: .init(.breaking, "may read a shape that it does not know")
    case .unionMemberRemoved where isSubstitute(change): .init(.breaking, "will not meet that element any more")
    case .unionMemberRemoved: .init(.info, "meets one shape less")
    case .constraintChanged where isOfGroups(change):
      change.new?.value["optional"] != nil
        ? .init(.breaking, "may read null: it is no longer always there")
        : change.compatibility == .narrowed
          ? .init(.info, "meets them in fewer ways")
          : .init(.warning, "may meet them together, or none, as it did not before")
    case .constraintChanged where isExclusion(change):
      .init(.info, "meets the shapes that it knows")
    case .constraintChanged where change.detail == "unique":
      change.compatibility == .widened
        ? .init(.warning, "looking it up by this may find several") : .init(.info, "finds one at most")
    case .constraintChanged where change.detail == "inactive":
      .init(.info, "meets the values that it knows: records may have what is inactive")
    case .constraintChanged where wasConstant(change):
      .init(.breaking, "will read other values than the one it was")
    case .constraintChanged:
      byCompatibility(
        change, wider: isLimit(change) ? .breaking : isPattern(change) || isWildcard(change) ? .info : .warning,
        narrower: .info,
        "may read values outside of the old limit")
    case .conditionChanged where isAbout(change, "valuesUnder"): .init(.info, "meets the values that it knows")
    case .conditionChanged:
      byCompatibility(change, wider: .breaking, narrower: .info, "may meet combinations that were excluded")
    case .objectOpened: .init(.info, "may read more")
    case .objectClosed: .init(.info, "reads nothing more than the schema names")
    case .defaultChanged where isFixed(change): .init(.breaking, "will read another value")
    case .defaultChanged where isAbout(change, "computed"):
      .init(
        .warning,
        change.beginsComputing
          ? "reads a value that is computed now"
          : change.new?.value["computed"] == nil
            ? "reads a value that is computed no more" : "reads a value that is computed in another way")
    case .defaultChanged: .init(.info, "reads what it read")
    case .referenceChanged: .init(.info, "what differs stands beside this")
    case .linkChanged where isAbout(change, "relations"): relations(change)
    case .linkChanged: .init(.warning, "a key may lead to another record")
    case .orderChanged: .init(.info, "reads by name")
    case .responseRemoved:
      isSuccess(change)
        ? .init(.breaking, "will not get the answer \(change.detail) any more") : .init(.info, "meets one answer less")
    case .responseAdded:
      .init(isSuccess(change) ? .warning : .info, "may get an answer that it does not know: \(change.detail)")
    case .mediaTypeRemoved where change.detail.hasSuffix("/*"):
      .init(.warning, "may no longer be answered in the form that it asks for")
    case .mediaTypeRemoved: .init(.breaking, "will no longer be answered as \(change.detail)")
    case .mediaTypeAdded: .init(.info, "may be answered in another form")
    case .encodingChanged where onlyAdds(change): .init(.info, "meets the values that it knows as before")
    case .encodingChanged where onlyLoses(change): .init(.info, "meets one shape less")
    case .encodingChanged where change.isOfOperation:
      .init(.breaking, "its calls have to be made in another way" + spelling(change))
    case .encodingChanged:
      .init(.breaking, "will misread it: the same value is spelled in another way" + spelling(change))
    case .securityChanged: security(change)
    case .serverChanged: server(change)
    case .deprecated: deprecation(change)
    case .undeprecated: .init(.info, "may rely on it for longer")
    case .documentationChanged, .labelChanged: .init(.info, "words alone")
    case .behaviourChanged: .init(.warning, "its model reads other words and may act otherwise")
    }
  }

  /// What a change means for an agent that writes the place.
  static func writing(_ change: Change) -> Verdict {
    switch change.kind {
    case .fieldRemoved: .init(.breaking, "what it writes is refused or lost")
    case .fieldRenamed where isPathVariable(change): .init(.info, "the variable of a path has no name on the wire")
    case .fieldRenamed: .init(.breaking, "what it writes under the old name is refused or lost")
    case .fieldMoved: .init(.breaking, "what it writes at the old place is refused or lost")
    case .fieldRepurposed: .init(.breaking, "its write will set another thing under the same name")
    case .fieldAdded:
      isRequired(change)
        ? .init(.breaking, "\(refused(change, "its write")): \(name(change)) is required now")
        : .init(.info, "may write more")
    case .definitionAdded where !isOnWire(change): .init(.info, "nothing on the wire")
    case .definitionAdded, .operationAdded: .init(.info, "may write more")
    case .definitionRemoved:
      isOnWire(change) ? .init(.breaking, "its write will be refused") : .init(.info, "nothing on the wire")
    case .definitionRenamed:
      isOnWire(change)
        ? .init(.breaking, "its write will be refused: the name is another") : .init(.info, "nothing on the wire")
    case .operationRemoved: .init(.breaking, "calls will be refused")
    case .operationRenamed: .init(.breaking, "calls to the old place will be refused")
    case .typeChanged:
      byCompatibility(
        change, wider: .info, narrower: .breaking,
        fraction(change, reads: false) ?? "its write will be refused: the type is another")
    case .formatChanged:
      byCompatibility(change, wider: .info, narrower: .breaking, "its write may be refused: the format is another")
    case .nullabilityChanged:
      change.compatibility == .narrowed
        ? .init(.breaking, "its write of null will be refused") : .init(.info, "may write null")
    case .requiredChanged:
      change.compatibility == .narrowed && change.new?.value["required"] != .flag(false)
        ? .init(.breaking, "\(refused(change, "its write")) without it") : .init(.info, "may leave it out")
    case .accessChanged where isAbout(change, "traits"): traits(change, reads: false)
    case .accessChanged:
      switch (loses(change, "creatable"), loses(change, "updatable")) {
      case (false, false): .init(.info, "writes it as before")
      case (true, false) where change.new?.value["updatable"] == .flag(true):
        .init(.breaking, "can no longer set it on new records")
      case (false, true) where change.new?.value["creatable"] == .flag(true):
        .init(.breaking, "can no longer change it: new records alone may have it set")
      default: .init(.breaking, "can no longer write it")
      }
    case .enumValueAdded: .init(.info, "may write \(value(change.new))")
    case .enumValueRemoved: .init(.breaking, "its write of \(value(change.old)) will be refused")
    case .enumValueRenamed: .init(.breaking, "its write of \(value(change.old)) will be refused")
    case .unionMemberAdded: .init(.info, "may write one shape more")
    case .unionMemberRemoved: .init(.breaking, "its write of that shape will be refused")
    case .constraintChanged where isOfGroups(change):
      change.compatibility == .widened
        ? .init(.info, "may write them in more ways")
        : .init(.breaking, "its write may be refused: not all of them may stand together, or one is missing")
    case .constraintChanged where isExclusion(change):
      change.compatibility == .widened
        ? .init(.info, "may write what fits several shapes")
        : .init(.breaking, "its write will be refused where it fits two shapes")
    case .constraintChanged where change.detail == "unique" || change.detail == "inactive":
      byCompatibility(
        change, wider: .info, narrower: .breaking,
        change.detail == "unique"
          ? "its write of a value that another record has will be refused"
          : "its write of a value that is inactive now will be refused")
    case .constraintChanged:
      byCompatibility(change, wider: .info, narrower: .breaking, "its write may be refused: the limit is stricter")
    case .conditionChanged:
      byCompatibility(
        change, wider: .info, narrower: .breaking, "its write may be refused: what has to go together is another")
    case .objectOpened: .init(.info, "may write more")
    case .objectClosed: .init(.breaking, "its write of anything else will be refused")
    case .defaultChanged where isFixed(change): .init(.breaking, "its write of the old value will be refused")
    case .defaultChanged where change.detail == "fixed" && change.new?.value["fixed"] != nil:
      .init(.breaking, "its write of any other value will be refused")
    case .defaultChanged where change.detail == "fixed": .init(.info, "may write another value")
    case .defaultChanged where isAbout(change, "computed"): .init(.info, "concerns what is read")
    // A call is made of its parameters; what is not sent in a body is seldom what the call is for.
    case .defaultChanged:
      .init(change.isParameter ? .breaking : .warning, "leaving it out means another value now")
    case .referenceChanged: .init(.info, "what differs stands beside this")
    case .linkChanged where isAbout(change, "relations"): relations(change)
    case .linkChanged: .init(.warning, "a key may lead to another record")
    case .orderChanged where change.compatibility == .widened: .init(.info, "may write in any order")
    case .orderChanged: .init(.breaking, "its write in the old order may be refused")
    case .responseRemoved, .responseAdded: .init(.info, "concerns the answer")
    case .mediaTypeRemoved where change.detail.hasSuffix("/*"): .init(.warning, "its write may be refused in its form")
    case .mediaTypeRemoved: .init(.breaking, "its write as \(change.detail) will be refused")
    case .mediaTypeAdded: .init(.info, "may write in another form")
    case .encodingChanged where onlyAdds(change): .init(.info, "may write more")
    case .encodingChanged where change.isOfOperation:
      .init(.breaking, "its calls have to be made in another way" + spelling(change))
    case .encodingChanged:
      .init(
        .breaking,
        "its write will be misread or refused: the same value has to be spelled in another way" + spelling(change))
    case .securityChanged: security(change)
    case .serverChanged: server(change)
    case .deprecated: deprecation(change)
    case .undeprecated: .init(.info, "may rely on it for longer")
    case .documentationChanged, .labelChanged: .init(.info, "words alone")
    case .behaviourChanged: .init(.warning, "its model reads other words and may act otherwise")
    }
  }

  /// What a change means where nobody is named who meets it, if that is less than for who is; nil else.
  ///
  /// What the older document told callers to leave alone, or what each of them has to choose, concerns those who did not
  /// or chose otherwise: a mapping names them.
  static func unnamed(_ change: Change) -> Verdict? {
    switch change.kind {
    case .deprecated where change.compatibility == nil: .init(.info, "will go some day")
    // Who reads it reads null, told or not.
    case .fieldRemoved where isAbandoned(change) && change.usage.isDisjoint(with: .read):
      .init(.info, "was deprecated: callers were told to send it no more")
    // RFC 9110, 15: an unknown status of a class counts as the first of its class.
    case .responseAdded: .init(.info, "may meet another answer of a class that it knows")
    case .serverChanged: .init(.info, "another address is listed")
    default: nil
    }
  }

  /// What a demanded member means for an agent that does not send it yet.
  static func demanding(_ change: Change) -> Verdict {
    let name = change.new?.address.steps.last?.text ?? ""
    var what = change.detail == "required" && name == "request" ? "a body" : name
    if isOfGroups(change), case .list(let all)? = change.new?.value["required"] {
      what = all.map { if case .text(let name) = $0 { name } else { "" } }.joined(separator: ", ")
    }
    return .init(.breaking, "\(refused(change, "its call")): \(what) is required now")
  }

  /// What it means for a place inside an object that there is a list of such objects now.
  static func listing(_ usage: UsageSet) -> Verdict {
    .init(
      .breaking,
      usage.contains(.read)
        ? "will read null: there is a list of them now" : "what it writes is refused: there is a list of them now")
  }

  /// What a success that is answered no more means for an agent that only sends.
  static func answering(_ change: Change) -> Verdict {
    .init(.warning, "is not answered \(change.detail) any more: what it takes for done may be another thing")
  }

  /// What it means that no alternative has the place any more.
  static func losing(_ access: UsageSet) -> Verdict {
    .init(.breaking, access.contains(.read) ? "will read null: no alternative has it" : "its write will be refused")
  }

  private static func byCompatibility(
    _ change: Change, wider: Severity, narrower: Severity, _ consequence: String
  ) -> Verdict {
    switch change.compatibility {
    case .widened: .init(wider, wider == .info ? "may use more values" : consequence)
    case .narrowed: .init(narrower, narrower == .info ? "meets fewer values" : consequence)
    case .incompatible, nil: .init(max(wider, narrower), consequence)
    }
  }

  private static func security(_ change: Change) -> Verdict {
    let before = list(change.old?.value["security"])
    let after = list(change.new?.value["security"])
    // What is new in a catalogue nobody needs; every way in that there was is still there: nobody is kept out.
    if case .system = change.subject, before.isSubset(of: after) { return .init(.info, "gets in as before") }
    if before.isSubset(of: after), !before.isEmpty || after.isEmpty { return .init(.info, "gets in as before") }
    if case .system = change.subject {
      return .init(.breaking, "may not get in: the way in that its calls need is another")
    }
    var lacking: [String] = []
    if !before.isEmpty {
      let offered = after.compactMap(requirement)
      let ways = before.compactMap(requirement)
      let isMet = ways.allSatisfy { way in offered.contains { $0.isMet(by: way) } }
      if isMet, !offered.isEmpty { return .init(.info, "gets in as before") }
      lacking = SecurityRequirement.lacking(ways, of: offered)
    }
    if after.isEmpty { return .init(.info, "needs no credentials any more") }
    return .init(
      .breaking,
      lacking.isEmpty
        ? "its credentials or scopes may not do any more" : "needs \(lacking.joined(separator: " and ")) too")
  }

  /// A worse promise than the one that callers planned by is broken today; an end that is announced keeps it.
  private static func deprecation(_ change: Change) -> Verdict {
    guard change.compatibility != nil else {
      guard case .text(let day)? = change.new?.value["sunset"] else { return .init(.warning, "will lose it some day") }
      return .init(.warning, "will lose it: it ends on \(day)")
    }
    return isAbout(change, "stability")
      ? .init(.breaking, "can no longer rely on it to stay as it is")
      : .init(.breaking, "may lose it before the day that it could plan by")
  }

  /// Whether a change shows a fact of this name.
  static func isAbout(_ change: Change, _ fact: String) -> Bool {
    change.old?.value[fact] != nil || change.new?.value[fact] != nil
  }

  private static func requirement(_ value: FactValue) -> SecurityRequirement? {
    if case .text(let text) = value { SecurityRequirement(text) } else { nil }
  }

  private static func server(_ change: Change) -> Verdict {
    list(change.old?.value["server"]).isSubset(of: list(change.new?.value["server"]))
      ? .init(.info, "finds the system as before") : .init(.warning, "may find nobody at the old address")
  }

  /// Whether a discriminator leads to all that it led to, and to more.
  private static func onlyAdds(_ change: Change) -> Bool {
    // One more way to call an operation takes none away.
    if change.detail == "wire" { return change.compatibility == .widened }
    guard change.detail == "discriminatorMapping" else { return false }
    return list(change.old?.value["discriminatorMapping"]).isSubset(of: list(change.new?.value["discriminatorMapping"]))
  }

  /// Whether a discriminator leads to less than it did, and to nothing else.
  private static func onlyLoses(_ change: Change) -> Bool {
    guard change.detail == "discriminatorMapping" else { return false }
    return list(change.new?.value["discriminatorMapping"]).isSubset(of: list(change.old?.value["discriminatorMapping"]))
  }

  /// Whether a constraint bounds how large or how many: what a reader makes room for.
  private static func isLimit(_ change: Change) -> Bool {
    change.detail.lowercased().hasPrefix("min") || change.detail.lowercased().hasPrefix("max")
      || change.detail.hasPrefix("exclusiveM") || change.detail == "precision" || change.detail == "scale"
      || change.detail == "furtherItems"
  }

  /// Whether there was one value, and is any now.
  private static func wasConstant(_ change: Change) -> Bool {
    guard case .list(let values)? = change.old?.value["enumValue"] ?? change.old?.value["enum"] else { return false }
    return values.count == 1 && change.compatibility == .widened
  }

  /// Whether a branch is an element that may stand for another one (FORMATS 3.4).
  private static func isSubstitute(_ change: Change) -> Bool {
    (change.old ?? change.new)?.value["substitute"] == .flag(true)
  }

  /// Whether a change is about which members exclude each other or stand together.
  private static func isOfGroups(_ change: Change) -> Bool {
    change.old?.value["exclusive"] != nil && change.new?.value["exclusive"] != nil
  }

  /// Whether a change is about values that fit two alternatives.
  private static func isExclusion(_ change: Change) -> Bool { isAbout(change, "oneOf") }

  private static func isWildcard(_ change: Change) -> Bool { change.detail.hasPrefix("wildcard") }

  private static func isPattern(_ change: Change) -> Bool { change.detail == "pattern" }

  private static func isFixed(_ change: Change) -> Bool {
    change.detail == "fixed" && change.old?.value["fixed"] != nil && change.new?.value["fixed"] != nil
  }

  static func list(_ value: FactValue?) -> Set<FactValue> {
    guard case .list(let all)? = value else { return [] }
    return Set(all)
  }

  private static func isPathVariable(_ change: Change) -> Bool { change.detail == "path variable" }

  private static func isOnWire(_ change: Change) -> Bool {
    (change.old ?? change.new)?.value["onWire"] == .flag(true)
  }

  /// What will be refused for want of a member: many systems demand it of a new record alone, and take changes of others.
  private static func refused(_ change: Change, _ what: String) -> String {
    "\(change.new?.value["requiredFor"] == .text("create") ? "a new record" : what) will be refused"
  }

  private static func isRequired(_ change: Change) -> Bool { change.new?.value["required"] == .flag(true) }

  private static func isSuccess(_ change: Change) -> Bool { change.detail.hasPrefix("2") || change.detail == "default" }

  /// Whether what went was deprecated, and no day was told until which it would stay.
  private static func isAbandoned(_ change: Change) -> Bool {
    change.old?.value["deprecated"] == .flag(true) && change.old?.value["sunset"] == nil
  }

  private static func loses(_ change: Change, _ right: String) -> Bool {
    change.old?.value[right] == .flag(true) && change.new?.value[right] == .flag(false)
  }

  static func endsReading(_ change: Change) -> Bool { change.kind == .accessChanged && loses(change, "readable") }

  static func endsRight(_ change: Change) -> Bool {
    change.kind == .accessChanged && ["readable", "creatable", "updatable"].contains { loses(change, $0) }
  }

  private static func gains(_ change: Change, _ right: String) -> Bool {
    change.old?.value[right] == .flag(false) && change.new?.value[right] == .flag(true)
  }

  private static func name(_ change: Change) -> String { change.address.steps.last?.text ?? "" }

  private static func value(_ side: Change.Side?) -> String {
    switch side?.value {
    case .text(let text)?: "\"\(text)\""
    case .number(let digits)?: digits
    case .flag(let flag)?: flag ? "true" : "false"
    default: "it"
    }
  }
}
