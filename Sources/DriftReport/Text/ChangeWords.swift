import DriftDiff
import DriftModel

/// A change in a few words: what it is about, and what happened to it.
struct ChangeWords {
  /// The place below its definition or operation: `phone -> phone_number`; empty for the definition itself.
  var subject: String
  /// What happened: `renamed, 97 %`.
  var words: String

  /// Puts the changes of one place into words: one, or several values that came to it or went from it.
  init(_ changes: [Change]) {
    let change = changes[0]
    subject = Self.subject(change)
    let label = Self.label(change)
    if !label.isEmpty { subject += (subject.isEmpty ? "" : " ") + "(\(Self.quoted(label)))" }
    words = changes.count == 1 ? Self.words(change) : Self.values(changes)
    if let branch = change.branch, !change.kind.isOfUnion {
      words += " in \(Neutral.text(branch, limit: 40))"
    }
  }

  private static func values(_ changes: [Change]) -> String {
    let isAdded = changes[0].kind == .enumValueAdded
    let values = changes.map { FactWords.value(isAdded ? $0.new?.value : $0.old?.value) }
    return (isAdded ? "+ " : "- ") + FactWords.counted(values)
  }

  /// What is told apart by its place: names of one kind of thing are said without the definition that holds them.
  private static func subject(_ change: Change) -> String {
    let first = change.kind.isOfWhole ? 0 : 1
    let address = Neutral.address(change.address, from: first)
    guard change.kind.isClaim, let old = change.old?.address, let new = change.new?.address else {
      return address
    }
    if old.steps.first != new.steps.first, first == 1, change.kind == .fieldMoved {
      return "\(address) -> \(Neutral.address(new))"
    }
    let hasSameParent = old.steps.dropFirst().dropLast() == new.steps.dropFirst().dropLast()
    return "\(address) -> \(Neutral.address(new, from: hasSameParent ? new.steps.count - 1 : first))"
  }

  /// What people call the place, where that says more than its name does.
  private static func label(_ change: Change) -> String {
    guard let side = [change.old, change.new].lazy.compactMap(\.self).first(where: { !$0.label.isEmpty }),
      !isSame(side.address.steps.last?.text ?? "", side.label)
    else { return "" }
    return Neutral.text(side.label, limit: 40)
  }

  /// Whether a label is a name written in another way: `Counterparty Type` of `counterparty_type`.
  static func isSame(_ name: String, _ label: String) -> Bool {
    func letters(_ text: String) -> String {
      String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != " " && $0 != "_" })).lowercased()
    }
    return letters(name) == letters(label)
  }

  private static func words(_ change: Change) -> String {
    let old = change.old?.value
    let new = change.new?.value
    switch change.kind {
    case .definitionAdded, .operationAdded, .responseAdded: return "added"
    case .fieldAdded: return added(new)
    case .definitionRemoved, .operationRemoved, .fieldRemoved, .responseRemoved: return "removed"
    case .definitionRenamed, .operationRenamed, .fieldRenamed: return "renamed" + percent(change)
    case .fieldMoved: return "moved" + percent(change)
    case .fieldRepurposed:
      if let (old, new) = change.otherUnit { return "unit \(FactWords.text(old)) -> \(FactWords.text(new))" }
      return change.detail.isEmpty ? "same name, another field" : "its values have exchanged their labels"
    case .enumValueAdded: return "+ " + FactWords.value(new)
    case .enumValueRemoved: return "- " + FactWords.value(old)
    case .enumValueRenamed: return "\(FactWords.value(old)) -> \(FactWords.value(new))" + percent(change)
    case .unionMemberAdded: return "+ alternative " + FactWords.value(new?["branch"])
    case .unionMemberRemoved: return "- alternative " + FactWords.value(old?["branch"])
    case .mediaTypeAdded: return "+ " + FactWords.value(new?["mediaType"])
    case .mediaTypeRemoved: return "- " + FactWords.value(old?["mediaType"])
    case .nullabilityChanged: return new?["nullable"] == .flag(true) ? "now nullable" : "no longer nullable"
    case .requiredChanged: return requirement(old, new)
    case .accessChanged where old?["traits"] != nil || new?["traits"] != nil: return FactWords.differences(old, new)
    case .conditionChanged where old?["valuesUnder"] != nil || new?["valuesUnder"] != nil:
      return FactWords.differences(old, new)
    case .accessChanged: return FactWords.access(old, new)
    case .objectOpened: return "further fields allowed"
    case .objectClosed: return "further fields no longer allowed"
    case .orderChanged: return "another order"
    case .deprecated where new?["deprecated"] == nil, .undeprecated where old?["deprecated"] == nil:
      return FactWords.differences(old, new)
    case .deprecated: return "deprecated"
    case .undeprecated: return "no longer deprecated"
    case .conditionChanged: return condition(old, new)
    case .typeChanged: return FactWords.types(old, new)
    case .referenceChanged: return "refers to " + FactWords.types(old, new)
    case .documentationChanged: return FactWords.documentation(old, new)
    case .constraintChanged where new?["oneOf"] == .flag(true): return "has to fit one alternative alone"
    case .constraintChanged where new?["oneOf"] == .flag(false): return "may fit several alternatives"
    case .constraintChanged where FactWords.isOfGroups(old, new): return FactWords.groups(old, new)
    case .constraintChanged, .formatChanged, .defaultChanged, .linkChanged, .encodingChanged,
      .securityChanged,
      .serverChanged, .labelChanged:
      return FactWords.differences(old, new)
    case .behaviourChanged: return FactWords.behaviour(old, new)
    }
  }

  private static func added(_ value: FactValue?) -> String {
    let type = FactWords.type(value)
    let words = (value?["required"] == .flag(true) ? ["required"] : []) + (type.isEmpty ? [] : [type])
    return words.isEmpty ? "added" : "added, " + words.joined(separator: " ")
  }

  private static func requirement(_ old: FactValue?, _ new: FactValue?) -> String {
    switch (old?["present"], new?["present"]) {
    case (.flag(true)?, .flag(false)?): "no longer there"
    case (.flag(false)?, .flag(true)?): "now there"
    default:
      new?["required"] != .flag(true)
        ? "no longer required"
        : new?["requiredFor"] == .text("create") ? "now required of new records" : "now required"
    }
  }

  private static func condition(_ old: FactValue?, _ new: FactValue?) -> String {
    switch (old?["condition"], new?["condition"]) {
    case (.text("none")?, let added?): "+ condition \(FactWords.value(added))"
    case (let removed?, .text("none")?): "- condition \(FactWords.value(removed))"
    case (_, let changed): "condition \(FactWords.value(changed)) changed"
    }
  }

  /// How sure a claim is. Only what is certain is said without a number, so 100 % never stands there.
  static func percent(_ change: Change) -> String {
    guard let probability = change.probability, probability < 1 else { return "" }
    return ", \(percent(probability)) %"
  }

  /// A probability below one in whole per cent.
  static func percent(_ probability: Double) -> Int { min(99, max(0, Int((probability * 100).rounded()))) }

  /// A text in quotes; what is in it is inert already.
  static func quoted(_ text: String) -> String { "\"\(text)\"" }
}

extension Change {
  /// The branch of a union that the change happened in.
  var branch: String? {
    guard case .text(let branch)? = new?.value["branch"] ?? old?.value["branch"] else { return nil }
    return branch
  }
}

extension ChangeKind {
  /// Whether the change is about a definition or an operation as a whole.
  var isOfWhole: Bool {
    switch self {
    case .definitionAdded, .definitionRemoved, .definitionRenamed, .operationAdded, .operationRemoved,
      .operationRenamed:
      true
    default: false
    }
  }

  /// Whether the change claims that two places are one.
  var isClaim: Bool {
    switch self {
    case .definitionRenamed, .operationRenamed, .fieldRenamed, .fieldMoved: true
    default: false
    }
  }

  /// Whether the branch is what the change is about.
  var isOfUnion: Bool { self == .unionMemberAdded || self == .unionMemberRemoved }
}
