import DriftDiff
import DriftModel

/// Holds examples against the kinds of value and the limits of their places.
extension EntryChecks {
  /// A failure for each example that no value of the place can be. Enumerations are checked beside this.
  func limits(_ entry: JudgedEntry, _ changes: [Change]) -> [Failure] {
    let examples = entry.owned.entry.examples
    let told: Set<ChangeKind> = [.typeChanged, .formatChanged, .constraintChanged, .nullabilityChanged]
    guard !examples.isEmpty, entry.after.isThere, !said(told, at: entry, changes) else { return [] }
    let schema = resolver.schema
    // What is sent as text anyway is one text, however it is written in the mapping.
    let isText = schema.isOfElements || entry.after.trail.ends.contains { schema.fields[$0].role != .member }
    let check = ExampleCheck(resolver: resolver.resolver, isSentAsText: isText)
    let address = entry.owned.entry.address.description
    let writes = !entry.owned.entry.access.isDisjoint(with: .write)
    return examples.compactMap { example in
      guard let reason = check.refusal(of: example, at: entry.after.trail.terminals) else { return nil }
      return Failure(
        rule: RuleBook.exampleRefused, address: address, distinction: example.text,
        severity: writes ? .breaking : .warning,
        message: "\(address) has no value \"\(example.text)\": \(reason) (\(example.place.file):\(example.place.line))",
        consequence: writes ? "its write of \"\(example.text)\" will be refused" : "will never read it",
        fix: "give a value that fits, and test one call")
    }
  }
}

/// Whether a value can stand at a place.
struct ExampleCheck {
  let resolver: Resolver
  let isSentAsText: Bool
  private var schema: Schema { resolver.schema }
  /// How many unions are followed into each other.
  private static let deepest = 8

  /// Why an example can stand at none of some shapes; nil where it can, or where it cannot be told.
  func refusal(of example: Mapping.Example, at shapes: [ShapeID]) -> String? {
    let refusals = shapes.map { refusal(of: example, at: $0, depth: 0) }
    return refusals.contains(nil) ? nil : refusals.first ?? nil
  }

  private func refusal(of example: Mapping.Example, at shape: ShapeID, depth: Int) -> String? {
    let resolution = resolver.resolve(shape)
    guard depth < Self.deepest, !resolution.isUnknown else { return nil }
    if let own = refusal(of: example, by: resolution) { return own }
    for one in resolution.unions where one.union.kind == .alternatives {
      let branches = schema.branches[one.union.branches.indices].map(\.shape)
      let refusals = branches.map { refusal(of: example, at: $0, depth: depth + 1) }
      if !refusals.isEmpty, !refusals.contains(nil) { return refusals[0] }
    }
    return nil
  }

  private func refusal(of example: Mapping.Example, by resolution: Resolution) -> String? {
    let types = resolution.types
    // An example is one value: of a list or an object nothing is said.
    guard types.isDisjoint(with: [.array, .object]) else { return nil }
    if !example.isText, example.text == "null" {
      return resolution.nullable == .no && !types.isEmpty ? "null is no value of it" : nil
    }
    if let reason = kind(example, types) { return reason }
    if resolution.facts.contains(where: { $0.fact.key == .enumValue }) { return nil }
    let isNumber = Self.isNumber(example.text) && types.isDisjoint(with: .string)
    for one in resolution.facts {
      let limit = schema.symbols.text(one.fact.value)
      let reason = isNumber ? bound(example.text, one.fact, limit) : length(example.text, one.fact, limit)
      if let reason { return reason }
    }
    return nil
  }

  /// Whether the kind of value is none that the place admits.
  private func kind(_ example: Mapping.Example, _ types: TypeSet) -> String? {
    guard !types.isEmpty, !types.contains(.never) else { return nil }
    let isNumber = Self.isNumber(example.text)
    let isFlag = example.text == "true" || example.text == "false"
    var fitting: TypeSet = []
    if example.isText || isSentAsText { fitting.insert(.string) }
    if isNumber, !example.isText || isSentAsText {
      fitting.insert(.number)
      if Self.isWhole(example.text) { fitting.insert(.integer) }
    }
    if isFlag, !example.isText || isSentAsText { fitting.insert(.boolean) }
    // A flag is 0 or 1 in XML Schema (XSD 1.0 part 2, 3.2.2).
    if isSentAsText, example.text == "0" || example.text == "1" { fitting.insert(.boolean) }
    guard types.isDisjoint(with: fitting) else { return nil }
    let names: [(TypeSet, String)] = [
      (.string, "a text"), (.integer, "a whole number"), (.number, "a number"), (.boolean, "true or false"),
    ]
    return "it is " + names.filter { types.contains($0.0) }.map(\.1).joined(separator: " or ")
  }

  private func bound(_ text: String, _ fact: Fact, _ limit: String) -> String? {
    guard fact.kind == .number else { return nil }
    let order = Self.order(text, limit)
    switch fact.key {
    case .minimum where order < 0: return "the least is \(limit)"
    case .maximum where order > 0: return "the most is \(limit)"
    case .exclusiveMinimum where order <= 0: return "it is more than \(limit)"
    case .exclusiveMaximum where order >= 0: return "it is less than \(limit)"
    case .multipleOf where !Self.isMultiple(text, of: limit): return "it is a multiple of \(limit)"
    default: return nil
    }
  }

  private func length(_ text: String, _ fact: Fact, _ limit: String) -> String? {
    // Characters are code points (RFC 8259, 7; JSON Schema 2020-12 validation, 6.3.1).
    let count = text.unicodeScalars.count
    switch fact.key {
    case .minLength: return Int(limit).flatMap { count < $0 ? "it has \(limit) characters at least" : nil }
    case .maxLength: return Int(limit).flatMap { count > $0 ? "it has \(limit) characters at most" : nil }
    case .pattern where !schema.isOfElements:
      return ExamplePattern.matches(text, limit) == false ? "it matches \(limit)" : nil
    default: return nil
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first,
      first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return Double(text) != nil && text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
  }

  private static func isWhole(_ text: String) -> Bool { isMultiple(text, of: "1") }

  private static func order(_ a: String, _ b: String) -> Int {
    Array(a.utf8).withUnsafeBytes { left in
      Array(b.utf8).withUnsafeBytes { right in ExactDecimal.compare(left, right) }
    }
  }

  private static func isMultiple(_ a: String, of b: String) -> Bool {
    Array(a.utf8).withUnsafeBytes { left in
      Array(b.utf8).withUnsafeBytes { right in ExactDecimal.isMultiple(left, of: right) }
    }
  }
}
