import DriftDiff
import DriftModel

/// What changes mean for who writes.
extension SeverityTable {
  /// What a change means for an agent that writes the place.
  static func writing(_ change: Change) -> Verdict {
    switch change.kind {
    case .fieldRemoved: .init(.breaking, "what it writes is refused or lost")
    case .fieldRenamed where isPathVariable(change): .init(.info, "the variable of a path has no name on the wire")
    case .fieldRenamed: .init(.breaking, "what it writes under the old name is refused or lost")
    case .fieldMoved: .init(.breaking, "what it writes at the old place is refused or lost")
    case .fieldRepurposed where change.otherUnit != nil: .init(.warning, "what it writes may be taken for another unit")
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
    case .operationRenamed where change.isAtSameAddress: .init(.info, "calls go to the same address")
    case .operationRenamed: .init(.breaking, "calls to the old place will be refused")
    case .typeChanged where change.isAboutOneText:
      change.beginsList
        ? .init(.info, "may write several values in one text, a;b")
        : .init(.breaking, "its write of several values will be refused")
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
      change.compatibility == .narrowed && change.new?.value["required"] != .flag(false) && !isReadOnly(change)
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
    case .encodingChanged where masks(change): .init(.info, "writes the whole value as before")
    case .encodingChanged:
      .init(
        .breaking,
        "its write will be misread or refused: the same value has to be spelled in another way" + spelling(change))
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
}
