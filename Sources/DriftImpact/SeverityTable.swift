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
    // Words may have been mended that were wrong all along.
    case .fieldRepurposed where change.otherUnit != nil: .init(.warning, "may read values in another unit")
    case .fieldRepurposed: .init(.breaking, "will read another thing under the same name")
    case .definitionAdded where !isOnWire(change): .init(.info, "nothing on the wire")
    case .fieldAdded, .definitionAdded, .operationAdded: .init(.info, "may read more")
    case .definitionRemoved: isOnWire(change) ? .init(.breaking, "will read null") : .init(.info, "nothing on the wire")
    case .definitionRenamed:
      isOnWire(change)
        ? .init(.breaking, "will not find it: the name is another") : .init(.info, "nothing on the wire")
    case .operationRemoved: .init(.breaking, "calls will be refused")
    case .operationRenamed where change.isAtSameAddress: .init(.info, "calls go to the same address")
    case .operationRenamed: .init(.breaking, "calls to the old place will be refused")
    case .typeChanged where change.isAboutOneText:
      change.beginsList
        ? .init(.warning, "may read several values in one text, a;b") : .init(.info, "reads one value at most")
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
    case .objectClosed where change.old?.value["values"] != nil:
      .init(.breaking, "will read null: it has no members but those that it names")
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
    case .encodingChanged where masks(change): .init(.breaking, "will read it masked" + spelling(change))
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
    case .behaviourChanged where change.losesTool:
      .init(.warning, "has this tool no more, if its tools are made of the document: one needs an operationId")
    case .behaviourChanged: .init(.warning, "its model reads other words and may act otherwise")
    }
  }

  /// What a change means where nobody is named who meets it, if that is another thing than for who is; nil else.
  ///
  /// What the older document told callers to leave alone, or what each of them has to choose, concerns those who did not
  /// or chose otherwise: a mapping names them. And whether an agent's tools are made of the document, no mapping says:
  /// those of an agent that uses everything are.
  static func unnamed(_ change: Change) -> Verdict? {
    switch change.kind {
    case .deprecated where change.compatibility == nil: .init(.info, "will go some day")
    // Who reads it reads null, told or not.
    case .fieldRemoved where isAbandoned(change) && change.usage.isDisjoint(with: .read):
      .init(.info, "was deprecated: callers were told to send it no more")
    // RFC 9110, 15: an unknown status of a class counts as the first of its class.
    case .responseAdded: .init(.info, "may meet another answer of a class that it knows")
    case .serverChanged: .init(.info, "another address is listed")
    case .behaviourChanged where change.losesTool && !change.usage.isEmpty:
      .init(.breaking, "tools that are made of the document lose this one: without an operationId it is left out")
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

  /// What it means for who calls, whatever it is of the call that the agent maps, that what every call sends is refused.
  static func stopping(_ change: Change) -> Verdict {
    guard change.kind != .mediaTypeRemoved else {
      return .init(.breaking, "its call will be refused: \(change.detail) is taken no more")
    }
    let name = change.new?.address.steps.last?.text ?? ""
    return .init(.breaking, "its call will be refused: \(name == "request" ? "the body" : name) has another type")
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

  static func byCompatibility(
    _ change: Change, wider: Severity, narrower: Severity, _ consequence: String
  ) -> Verdict {
    switch change.compatibility {
    case .widened: .init(wider, wider == .info ? "may use more values" : consequence)
    case .narrowed: .init(narrower, narrower == .info ? "meets fewer values" : consequence)
    case .incompatible, nil: .init(max(wider, narrower), consequence)
    }
  }

  static func security(_ change: Change) -> Verdict {
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
  static func deprecation(_ change: Change) -> Verdict {
    guard change.compatibility != nil else {
      guard case .text(let day)? = change.new?.value["sunset"] else { return .init(.warning, "will lose it some day") }
      return .init(.warning, "will lose it: it ends on \(day)")
    }
    return isAbout(change, "stability")
      ? .init(.breaking, "can no longer rely on it to stay as it is")
      : .init(.breaking, "may lose it before the day that it could plan by")
  }
}
