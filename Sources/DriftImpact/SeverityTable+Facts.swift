import DriftDiff
import DriftModel

/// What a change is about, as far as the table asks.
extension SeverityTable {
  /// Whether a change shows a fact of this name.
  static func isAbout(_ change: Change, _ fact: String) -> Bool {
    change.old?.value[fact] != nil || change.new?.value[fact] != nil
  }

  static func requirement(_ value: FactValue) -> SecurityRequirement? {
    if case .text(let text) = value { SecurityRequirement(text) } else { nil }
  }

  static func server(_ change: Change) -> Verdict {
    change.isAtSameAddress || list(change.old?.value["server"]).isSubset(of: list(change.new?.value["server"]))
      ? .init(.info, "finds the system as before") : .init(.warning, "may find nobody at the old address")
  }

  /// Whether a discriminator leads to all that it led to, and to more.
  static func onlyAdds(_ change: Change) -> Bool {
    // One more way to call an operation takes none away.
    if change.detail == "wire" { return change.compatibility == .widened }
    guard change.detail == "discriminatorMapping" else { return false }
    return list(change.old?.value["discriminatorMapping"]).isSubset(of: list(change.new?.value["discriminatorMapping"]))
  }

  /// Whether a discriminator leads to less than it did, and to nothing else.
  static func onlyLoses(_ change: Change) -> Bool {
    guard change.detail == "discriminatorMapping" else { return false }
    return list(change.new?.value["discriminatorMapping"]).isSubset(of: list(change.old?.value["discriminatorMapping"]))
  }

  /// Whether a constraint bounds how large or how many: what a reader makes room for.
  static func isLimit(_ change: Change) -> Bool {
    change.detail.lowercased().hasPrefix("min") || change.detail.lowercased().hasPrefix("max")
      || change.detail.hasPrefix("exclusiveM") || change.detail == "precision" || change.detail == "scale"
      || change.detail == "furtherItems"
  }

  /// Whether there was one value, and is any now.
  static func wasConstant(_ change: Change) -> Bool {
    guard case .list(let values)? = change.old?.value["enumValue"] ?? change.old?.value["enum"] else { return false }
    return values.count == 1 && change.compatibility == .widened
  }

  /// Whether a branch is an element that may stand for another one (FORMATS 3.4).
  static func isSubstitute(_ change: Change) -> Bool {
    (change.old ?? change.new)?.value["substitute"] == .flag(true)
  }

  /// Whether a change is about which members exclude each other or stand together.
  static func isOfGroups(_ change: Change) -> Bool {
    change.old?.value["exclusive"] != nil && change.new?.value["exclusive"] != nil
  }

  /// Whether a change is about values that fit two alternatives.
  static func isExclusion(_ change: Change) -> Bool { isAbout(change, "oneOf") }

  static func isWildcard(_ change: Change) -> Bool { change.detail.hasPrefix("wildcard") }

  static func isPattern(_ change: Change) -> Bool { change.detail == "pattern" }

  static func isFixed(_ change: Change) -> Bool {
    change.detail == "fixed" && change.old?.value["fixed"] != nil && change.new?.value["fixed"] != nil
  }

  static func list(_ value: FactValue?) -> Set<FactValue> {
    guard case .list(let all)? = value else { return [] }
    return Set(all)
  }

  static func isPathVariable(_ change: Change) -> Bool { change.detail == "path variable" }

  static func isOnWire(_ change: Change) -> Bool {
    (change.old ?? change.new)?.value["onWire"] == .flag(true)
  }

  /// What will be refused for want of a member: many systems demand it of a new record alone, and take changes of others.
  static func refused(_ change: Change, _ what: String) -> String {
    "\(change.new?.value["requiredFor"] == .text("create") ? "a new record" : what) will be refused"
  }

  static func isRequired(_ change: Change) -> Bool {
    change.new?.value["required"] == .flag(true) && !isReadOnly(change)
  }

  /// Whether it can only be read: then it has to be there in answers alone (OpenAPI 3.0.3, Schema Object, `readOnly`).
  static func isReadOnly(_ change: Change) -> Bool { change.new?.value["readOnly"] == .flag(true) }

  static func isSuccess(_ change: Change) -> Bool { change.detail.hasPrefix("2") || change.detail == "default" }

  /// Whether what went was deprecated, and no day was told until which it would stay.
  static func isAbandoned(_ change: Change) -> Bool {
    change.old?.value["deprecated"] == .flag(true) && change.old?.value["sunset"] == nil
  }

  static func loses(_ change: Change, _ right: String) -> Bool {
    change.old?.value[right] == .flag(true) && change.new?.value[right] == .flag(false)
  }

  static func endsReading(_ change: Change) -> Bool { change.kind == .accessChanged && loses(change, "readable") }

  static func endsRight(_ change: Change) -> Bool {
    change.kind == .accessChanged && ["readable", "creatable", "updatable"].contains { loses(change, $0) }
  }

  static func gains(_ change: Change, _ right: String) -> Bool {
    change.old?.value[right] == .flag(false) && change.new?.value[right] == .flag(true)
  }

  static func name(_ change: Change) -> String { change.address.steps.last?.text ?? "" }

  static func value(_ side: Change.Side?) -> String {
    switch side?.value {
    case .text(let text)?: "\"\(text)\""
    case .number(let digits)?: digits
    case .flag(let flag)?: flag ? "true" : "false"
    default: "it"
    }
  }
}
