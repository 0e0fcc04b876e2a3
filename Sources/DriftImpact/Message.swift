import DriftDiff
import DriftModel

/// A finding in one sentence, for reports that show nothing else.
enum Message {
  static func text(_ change: Change, consequence: String) -> String {
    let subject = change.addressText.isEmpty ? "the system" : change.addressText
    let what = "\(subject) \(predicate(change))" + (change.touch.map { " (\($0.words))" } ?? "")
    return consequence.isEmpty ? what : "\(what): \(consequence)"
  }

  private static func predicate(_ change: Change) -> String {
    let target = change.new?.addressText ?? ""
    switch change.kind {
    case .fieldRenamed, .definitionRenamed, .operationRenamed: return "was renamed to \(target)"
    case .fieldMoved: return "moved to \(target)"
    case .fieldRepurposed:
      if let (old, new) = change.otherUnit { return "is said to be in \(new), no longer in \(old)" }
      return change.detail.isEmpty
        ? "is another thing under the same name" : "has values that are called what others of its values were"
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
    case .typeChanged where change.old?.value["type"] == change.new?.value["type"]:
      return fromTo(change, keyword(change), "type")
    case .typeChanged: return fromTo(change, "type", "type")
    case .formatChanged: return fromTo(change, "format", "format")
    case .constraintChanged: return fromTo(change, keyword(change), keyword(change))
    case .defaultChanged where keyword(change) == "computed": return fromTo(change, "computed", "computation")
    case .defaultChanged: return fromTo(change, change.detail.isEmpty ? "default" : keyword(change), "default")
    case .encodingChanged: return fromTo(change, keyword(change), "encoding \(keyword(change))")
    case .nullabilityChanged:
      return change.compatibility == .widened ? "may be null now" : "is no longer null"
    case .requiredChanged where change.new?.value["present"] == nil:
      guard change.new?.value["required"] == .flag(true) else { return "is no longer required" }
      let isOfNew = change.new?.value["requiredFor"] == .text("create")
      return isOfNew ? "is required of new records now" : "is required now"
    case .accessChanged where SeverityTable.isAbout(change, "traits"): return members(change, "traits", "traits")
    case .accessChanged: return access(change)
    case .serverChanged: return members(change, "server", "addresses")
    case .orderChanged: return "changed the order of its members"
    case .referenceChanged: return fromTo(change, "type", "reference")
    case .behaviourChanged: return behaviour(change)
    default: return changed(change)
    }
  }

  private static func access(_ change: Change) -> String {
    func can(_ side: Change.Side?, _ right: String) -> Bool { side?.value[right] == .flag(true) }
    let lost = [("readable", "read"), ("creatable", "set"), ("updatable", "updated")].filter { right, _ in
      can(change.old, right) && !can(change.new, right)
    }.map(\.1)
    return lost.isEmpty ? "changed its access" : "can no longer be \(lost.joined(separator: ", "))"
  }

  /// Which fact it is about; a branch may stand behind it.
  private static func keyword(_ change: Change) -> String { String(change.detail.prefix { $0 != " " }) }

  /// What a fact was and is, where both are short enough for a sentence.
  private static func fromTo(_ change: Change, _ key: String, _ noun: String) -> String {
    let (old, new) = (change.old?.value[key], change.new?.value[key])
    switch (short(old), short(new)) {
    case (let old?, let new?): return "changed its \(noun) from \(old) to \(new)"
    case (nil, let now?) where old == nil: return "has the \(noun) \(now) now"
    case (let was?, nil) where new == nil: return "lost its \(noun) \(was)"
    default: return members(change, key, noun)
    }
  }

  /// What a list of words lost and gained, where that is short enough for a sentence.
  private static func members(_ change: Change, _ key: String, _ noun: String) -> String {
    let (old, new) = (Change.texts(change.old, key), Change.texts(change.new, key))
    guard old != nil || new != nil else { return changed(change) }
    let lost = (old ?? []).filter { new?.contains($0) != true }.joined(separator: ", ")
    let came = (new ?? []).filter { old?.contains($0) != true }.joined(separator: ", ")
    guard lost.count <= longest, came.count <= longest else { return changed(change) }
    switch (lost.isEmpty, came.isEmpty) {
    case (false, false): return "has among its \(noun) \(came) in place of \(lost)"
    case (false, true): return "has among its \(noun) \(lost) no more"
    case (true, false): return "has among its \(noun) \(came) now"
    case (true, true): return changed(change)
    }
  }

  /// The most characters of a value in a sentence.
  private static let longest = 60

  /// What a model reads now in place of what: to judge it one has to read it.
  private static func behaviour(_ change: Change) -> String {
    func words(_ side: Change.Side?, _ name: String = "description") -> String {
      if case .text(let text)? = side?.value[name] { text } else { "" }
    }
    if change.losesTool { return "lost its operationId \(words(change.old, change.detail))" }
    let (old, new) = ChangedWords.excerpts(words(change.old), words(change.new), limit: 2 * longest)
    if old.isEmpty { return "has the description \"\(new)\" now" }
    return new.isEmpty
      ? "lost its description \"\(old)\"" : "changed its description from \"\(old)\" to \"\(new)\""
  }

  private static func short(_ value: FactValue?) -> String? {
    let text: String
    switch value {
    case .text(let word)?: text = word
    case .number(let digits)?: text = digits
    case .flag(let flag)?: text = flag ? "true" : "false"
    default: return nil
    }
    return text.isEmpty || text.count > longest ? nil : text
  }

  private static func changed(_ change: Change) -> String {
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
