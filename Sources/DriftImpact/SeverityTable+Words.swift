import DriftDiff
import DriftModel

/// What the table says of a change beyond its kind.
extension SeverityTable {
  /// What a change between whole numbers and numbers means: a whole number is read and taken as before.
  static func fraction(_ change: Change, reads: Bool) -> String? {
    let types = (change.old?.value["type"], change.new?.value["type"])
    switch (types.0, types.1) {
    case (.text("integer")?, .text("number")?) where reads: return "may read a value with a fraction"
    case (.text("number")?, .text("integer")?) where !reads: return "a value with a fraction will be refused"
    default: return nil
    }
  }

  /// Whether a text's format is named no more: a schema that does not say is no contradiction. A date, or how
  /// large a number is, is read by its format.
  static func leavesOpen(_ change: Change) -> Bool {
    guard change.new?.value["format"] == nil, case .text(let format)? = change.old?.value["format"] else {
      return false
    }
    return remarks.contains(format)
  }

  /// Formats that say what a text is, and refuse none by themselves (JSON Schema 2020-12 validation, 7.2.1).
  private static let remarks: Set<String> = [
    "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference",
    "uuid", "uri-template", "json-pointer", "relative-json-pointer", "regex", "password",
  ]

  /// What a thing that moved may be besides: left out, where it had to be there.
  static func optionalThere(_ change: Change) -> String {
    change.old?.value["required"] == .flag(true) && change.new?.value["required"] == .flag(false)
      ? ", where it may be left out" : ""
  }

  /// How a value was spelled and is now: `: SOAPAction "a" -> "b"`; nothing where no fact says it in a word.
  static func spelling(_ change: Change) -> String {
    let names = ["style", "explode", "namespace", "wire", "xml", "contentEncoding", "contentMediaType", "encoding"]
    guard let name = names.first(where: { change.old?.value[$0] != change.new?.value[$0] }) else { return "" }
    let (old, new) = (words(change.old?.value[name]), words(change.new?.value[name]))
    let kept = Set(old).intersection(new)
    let (gone, come) = (old.filter { !kept.contains($0) }, new.filter { !kept.contains($0) })
    func list(_ all: [String]) -> String { all.isEmpty ? "none" : all.joined(separator: ", ") }
    let title = name == "wire" || name == "xml" ? "" : name + " "
    return ": \(title)\(list(gone)) -> \(list(come))"
  }

  private static func words(_ value: FactValue?) -> [String] {
    switch value {
    case .text(let text)?, .number(let text)?: [text]
    case .flag(let flag)?: [flag ? "true" : "false"]
    case .list(let all)?: all.flatMap(words)
    case .null?, .facts?, nil: []
    }
  }

  /// What may no longer be done with a thing, or is no longer promised of a call.
  static func traits(_ change: Change, reads: Bool) -> Verdict {
    let (before, after) = (list(change.old?.value["traits"]), list(change.new?.value["traits"]))
    let isTask = after.contains(.text("tasks optional")) || after.contains(.text("tasks required"))
    let lost = before.subtracting(after).filter { trait in
      // A call as a task is taken as before.
      if isTask, trait == .text("tasks required") || trait == .text("tasks optional") { return false }
      // How sensitive a system takes its data for is nothing that a caller counts on.
      guard case .text(let text) = trait else { return true }
      return !text.hasPrefix("sensitivity ") && !text.hasPrefix("category ")
    }
    // A tool that has to be called as a task refuses a plain call (MCP 2025-11-25, Tasks).
    if after.contains(.text("tasks required")), !before.contains(.text("tasks required")) {
      return .init(.breaking, "its call will be refused: it has to be called as a task")
    }
    if lost.contains(.text("tasks required")) {
      return .init(.breaking, "its call will be refused: it cannot be called as a task any more")
    }
    if lost.isEmpty { return .init(.info, "may do what it did") }
    if lost == [.text("describedAnswer")] {
      return reads
        ? .init(.warning, "its answer is described no more: what it reads there cannot be checked")
        : .init(.info, "concerns the answer")
    }
    // Who lets a call go unattended does so because of these two.
    if lost.contains(.text("readOnly")) { return .init(.breaking, "what only read may change data now") }
    if lost.contains(.text("notDestructive")) { return .init(.breaking, "what only added may destroy data now") }
    return .init(.warning, "can no longer count on: \(lost.flatMap { words($0) }.sorted().joined(separator: ", "))")
  }

  /// Whether who may not see a value reads a mask in its place from now on; what is written is no mask.
  static func masks(_ change: Change) -> Bool {
    change.detail == "wire"
      && list(change.new?.value["wire"]).contains {
        if case .text(let wire) = $0 { wire.hasPrefix("masked") } else { false }
      }
  }

  /// A way to other records that is gone is missed; one more is not.
  static func relations(_ change: Change) -> Verdict {
    list(change.old?.value["relations"]).isSubset(of: list(change.new?.value["relations"]))
      ? .init(.info, "goes the ways that it went") : .init(.warning, "a way to other records is another")
  }
}
