import DriftDiff
import DriftModel

/// The name of a finding, which must outlive the night (DESIGN, "The JSON report").
///
/// System, class and old canonical address, and for what can occur twice at one address what tells them apart. Never a
/// line, a message, a probability, a version, a direction or an agent field's name.
public enum FindingID {
  static func of(_ change: Change, system: String) -> String {
    let which = change.ordinal == 0 ? "" : " \(change.ordinal)"
    return of(
      rule: group(change.kind), address: change.addressText, distinction: distinction(change) + which, system: system)
  }

  /// The id of a finding that is about no change. An entry whose place is not there is the finding that says it went.
  public static func of(rule: String, address: String, distinction: String, system: String) -> String {
    ShortID.of("f_", [system, rule == RuleBook.addressMissing ? "field-gone" : rule, address, distinction])
  }

  /// The id of the finding that a value of a list is gone.
  public static func ofValueGone(_ value: String, at address: String, system: String) -> String {
    of(rule: group(.enumValueRemoved), address: address, distinction: value, system: system)
  }

  /// Removed, renamed and moved are all `gone`: a claim that changes its mind is the same finding.
  private static func group(_ kind: ChangeKind) -> String {
    switch kind {
    case .fieldRemoved, .fieldRenamed, .fieldMoved: "field-gone"
    case .definitionRemoved, .definitionRenamed: "definition-gone"
    case .operationRemoved, .operationRenamed: "operation-gone"
    case .enumValueRemoved, .enumValueRenamed: "enum-value-gone"
    default: kind.rawValue
    }
  }

  private static func distinction(_ change: Change) -> String {
    switch change.kind {
    case .typeChanged, .formatChanged, .referenceChanged:
      [change.detail, word(change.new?.value["type"]), word(change.new?.value["format"])].joined(separator: " ")
    // Of the catalogue of schemes what went is accepted: more may come to it.
    case .securityChanged where change.subject == .system:
      change.old.map { text($0.value.without(change.new?.value, under: "security")) } ?? ""
    case .constraintChanged, .defaultChanged, .nullabilityChanged, .requiredChanged, .accessChanged, .linkChanged,
      .conditionChanged, .encodingChanged, .securityChanged, .serverChanged, .deprecated, .behaviourChanged:
      // What was accepted is that it became this: a limit that becomes lower still is another finding.
      [change.detail, change.new.map { text($0.value) } ?? ""].joined(separator: " ")
    case .fieldRepurposed: [change.detail, change.otherUnit?.new ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    default: change.detail
    }
  }

  /// A new value, whatever the order in which the source listed its parts.
  private static func text(_ value: FactValue) -> String {
    switch value {
    case .text(let text): text
    case .number(let digits): digits
    case .flag(let flag): flag ? "true" : "false"
    case .null: "null"
    case .list(let all): all.map(text).sorted().joined(separator: ",")
    case .facts(let all): all.map { "\($0.name)=\(text($0.value))" }.sorted().joined(separator: ";")
    }
  }

  private static func word(_ value: FactValue?) -> String {
    if case .text(let text)? = value { text } else { "" }
  }
}

extension FactValue {
  /// The values of a list that another one does not have.
  fileprivate func without(_ other: FactValue?, under name: String) -> FactValue {
    guard case .list(let mine)? = self[name] else { return .null }
    guard case .list(let theirs)? = other?[name] else { return .list(mine) }
    return .list(mine.filter { !theirs.contains($0) })
  }
}
