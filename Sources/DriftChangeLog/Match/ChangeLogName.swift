/// What a mapping names, as a change log may name it.
public struct ChangeLogName: Sendable {
  /// The names of its address: the definition or the operation first, the field last.
  public var steps: [String]
  /// What people call the field; empty where nobody says.
  public var label: String

  /// Makes a name of the steps of an address; what only says where in an operation a field stands is left out.
  public init(steps: [String], label: String = "") {
    var kept: [String] = []
    var isInOperation = steps.first.map { $0.contains(" /") || $0.hasPrefix("/") } ?? false
    for (index, step) in steps.enumerated() {
      if index > 0, step == "[]" || step == "{}" || step.isEmpty { continue }
      if index == 1, step == "request" || step == "response" { isInOperation = true }
      if index > 0, isInOperation, index <= 3, Self.isPlace(step) { continue }
      kept.append(isInOperation && index > 0 ? Self.withoutLocation(step) : step)
    }
    self.steps = kept
    self.label = label
  }

  /// `term` of `query:term`.
  private static func withoutLocation(_ step: String) -> String {
    let location = ["query:", "header:", "path:", "cookie:"].first { step.hasPrefix($0) && step != $0 }
    return location.map { String(step.dropFirst($0.count)) } ?? step
  }

  /// `request`, `response`, a status, a media type.
  private static func isPlace(_ step: String) -> Bool {
    step == "request" || step == "response" || step == "default" || step.contains("/")
      || step.utf8.count == 3 && step.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x58 }
  }

  /// Whether the first step is an operation of HTTP: its method and its path.
  var operation: (method: String, path: String)? {
    guard let first = steps.first else { return nil }
    if first.hasPrefix("/") { return ("", first) }
    let parts = first.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[1].hasPrefix("/") else { return nil }
    return (String(parts[0]), String(parts[1]))
  }

  /// Whether a name is spelled as no word of a language is: `phone_number`, `lifecycleStage`, `x-id`, `address2`.
  static func isCode(_ name: String) -> Bool {
    var isLower = false
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): isLower = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): if isLower { return true }
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        if name.utf8.count > 2 { return true }
      default: break
      }
    }
    return false
  }

  /// Whether two names are one, in whatever case, and in the singular or the plural.
  static func isSame(_ a: String, _ b: String) -> Bool { singular(a) == singular(b) }

  static func singular(_ name: String) -> String {
    let lower = name.lowercased()
    if lower.hasSuffix("ies"), lower.utf8.count > 4 { return lower.dropLast(3) + "y" }
    if lower.hasSuffix("sses") || lower.hasSuffix("xes") { return String(lower.dropLast(2)) }
    return lower.hasSuffix("s") && !lower.hasSuffix("ss") && lower.utf8.count > 3 ? String(lower.dropLast()) : lower
  }
}
