import DriftDiff
import DriftModel

/// A finding in one sentence, for reports that show nothing else.
enum Message {
  static func text(_ change: Change, consequence: String) -> String {
    let what = "\(change.addressText) \(predicate(change))"
    return consequence.isEmpty ? what : "\(what): \(consequence)"
  }

  private static func predicate(_ change: Change) -> String {
    let target = change.new?.addressText ?? ""
    switch change.kind {
    case .fieldRenamed, .definitionRenamed, .operationRenamed: return "was renamed to \(target)"
    case .fieldMoved: return "moved to \(target)"
    case .fieldRepurposed: return "is another thing under the same name"
    case .fieldRemoved, .definitionRemoved, .operationRemoved: return "was removed"
    case .fieldAdded, .definitionAdded, .operationAdded: return "was added"
    case .enumValueAdded: return "has the new value \(word(change.new))"
    case .enumValueRemoved: return "lost the value \(word(change.old))"
    case .enumValueRenamed: return "has the value \(word(change.new)) instead of \(word(change.old))"
    case .unionMemberAdded: return "may be \(change.detail) too"
    case .unionMemberRemoved: return "is \(change.detail) no more"
    case .responseAdded: return "may answer \(change.detail)"
    case .responseRemoved: return "answers \(change.detail) no more"
    case .mediaTypeAdded: return "is offered as \(change.detail)"
    case .mediaTypeRemoved: return "is no longer offered as \(change.detail)"
    case .deprecated where change.new?.value["deprecated"] == nil,
      .undeprecated where change.old?.value["deprecated"] == nil:
      return "changed its " + (SeverityTable.isAbout(change, "stability") ? "stability" : "sunset")
    case .deprecated: return "is deprecated"
    case .undeprecated: return "is no longer deprecated"
    case .objectOpened: return "admits members that it does not name"
    case .objectClosed: return "refuses members that it does not name"
    default: return fromTo(change)
    }
  }

  private static func fromTo(_ change: Change) -> String {
    let noun =
      change.kind.rawValue.hasSuffix("-changed") ? String(change.kind.rawValue.dropLast(8)) : change.kind.rawValue
    let detail = change.detail.isEmpty || change.detail == noun ? "" : " \(change.detail)"
    return "changed its \(noun)\(detail)"
  }

  private static func word(_ side: Change.Side?) -> String {
    switch side?.value {
    case .text(let text)?: "\"\(text)\""
    case .number(let digits)?: digits
    case .flag(let flag)?: flag ? "true" : "false"
    default: "?"
    }
  }
}
