import DriftModel
import DriftStore

/// A name of what is no file, where it was meant as one of a version or of a system.
enum MistakenOperand {
  private static let forms =
    "A version is v3, latest, latest~2, a day (UTC) as 2026-10-01, or four digits or more of its digest."

  /// Makes sure that a document is there, as far as its name can be told from a version's.
  ///
  /// - Throws: ``DriftError`` with the forms there are, and the nearest.
  static func check(_ argument: String, in store: Store) throws(DriftError) {
    guard argument != "-", !FileTree.exists(argument), !argument.contains("/") else { return }
    if let at = argument.firstIndex(of: "@") {
      let text = String(argument[argument.index(after: at)...])
      return try check(version: text, of: String(argument[..<at]), argument, store)
    }
    let systems = try store.systems()
    if systems.contains(argument) {
      throw DriftError(
        "no such file, and \"\(argument)\" is a system", file: argument,
        help: ["Name one of its versions: \(argument)@latest, \(argument)@v1.", forms])
    }
    if argument.hasPrefix("latest") || isNumbered(argument) {
      throw DriftError("no such file, and no version is called so", file: argument, help: [forms])
    }
    guard !argument.contains("."), let near = Suggestion.nearest(to: argument, in: systems, atMost: 1).first else {
      return
    }
    throw DriftError("no such file", file: argument, help: ["Did you mean the system \(near)? \(near)@latest", forms])
  }

  private static func check(
    version text: String, of system: String, _ argument: String, _ store: Store
  ) throws(DriftError) {
    guard !system.isEmpty else {
      throw DriftError("no such file, and no version is called so", file: argument, help: [forms])
    }
    let history = try store.known(system)
    let usable = try history.versions().usable.reversed()
    let names =
      ["latest"] + usable.map(\.name) + usable.map { String($0.header.time.description.prefix(10)) }
      + usable.map(\.shortDigest)
    let near = Suggestion.nearest(to: text, in: Set(names).sorted(), atMost: 1).first
    let count = try history.count()
    let known = count == 1 ? "\(system) has v1." : "\(system) has v1 to v\(count)."
    throw DriftError(
      "no such file, and \"\(text)\" names no version of \(system)", file: argument,
      help: [(near.map { "Did you mean \(system)@\($0)? " } ?? "") + known, forms])
  }

  /// Whether an argument ends in a time, so that its colons separate no path: `crm@2026-10-01T25:00:00Z`.
  static func isTime(_ argument: String) -> Bool {
    guard let at = argument.firstIndex(of: "@") else { return false }
    let text = argument[argument.index(after: at)...]
    return text.first?.isNumber == true && text.contains("-") && text.allSatisfy { "0123456789-+:.TZ".contains($0) }
  }

  private static func isNumbered(_ text: String) -> Bool {
    text.first == "v" && text.count > 1 && text.dropFirst().allSatisfy(\.isNumber)
  }
}
