import DriftModel

/// A wildcard of XML, taken apart: `any ##other lax 0..*` (XSD 1.0 part 1, 3.10).
struct Wildcard: Hashable {
  /// `any` or `anyAttribute`.
  var kind: String
  /// `##any`, `##other`, or what may stand, in order.
  var namespaces: [String]
  /// `strict`, `lax` or `skip`.
  var processContents: String
  /// How many may stand, for elements.
  var occurs: String

  init(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    kind = words.first ?? ""
    let end = words.lastIndex { Self.strictness[$0] != nil } ?? words.count
    namespaces = Array(words.dropFirst().prefix(max(0, end - 1)))
    processContents = end < words.count ? words[end] : ""
    occurs = words.dropFirst(end + 1).joined(separator: " ")
  }

  private static let strictness = ["strict": 0, "lax": 1, "skip": 2]

  /// What a report says.
  var value: FactValue {
    var facts: [FactValue.Named] = [
      .init("wildcard", .text(kind)), .init("namespace", .text(namespaces.joined(separator: " "))),
      .init("processContents", .text(processContents)),
    ]
    if !occurs.isEmpty { facts.append(.init("occurs", .text(occurs))) }
    return .facts(facts)
  }

  /// What another wildcard in the place of this one does to what is admitted.
  func compatibility(_ new: Wildcard) -> Compatibility {
    let parts = [
      Self.compare(Self.within(namespaces, new.namespaces), Self.within(new.namespaces, namespaces)),
      Self.compare(
        (Self.strictness[processContents] ?? 0) <= (Self.strictness[new.processContents] ?? 0),
        (Self.strictness[new.processContents] ?? 0) <= (Self.strictness[processContents] ?? 0)),
      Self.compare(Self.within(occurs, new.occurs), Self.within(new.occurs, occurs)),
    ].compactMap { $0 }
    guard let first = parts.first else { return .widened }
    return parts.allSatisfy { $0 == first } ? first : .incompatible
  }

  /// Nil where nothing differs.
  private static func compare(_ grows: Bool, _ shrinks: Bool) -> Compatibility? {
    grows && shrinks ? nil : grows ? .widened : shrinks ? .narrowed : .incompatible
  }

  private static func within(_ a: [String], _ b: [String]) -> Bool {
    if b == ["##any"] || a == b { return true }
    guard !a.contains("##any"), !a.contains("##other"), !a.contains("not") else { return false }
    // All but the own namespace, and but none (XSD 1.0 part 1, 3.10.2).
    if b == ["##other"] { return !a.contains("##targetNamespace") && !a.contains("##local") }
    return Set(a).isSubset(of: b)
  }

  private static func within(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.split(separator: "."), b.split(separator: "."))
    guard x.count == 2, y.count == 2 else { return a == b }
    return (y[0] == "0" || x[0] == y[0]) && (y[1] == "*" || x[1] == y[1])
  }
}

extension DiffRun {
  /// The wildcards of a type: one that came or went, or admits something else than before.
  mutating func compareWildcards(
    _ left: [Fact], _ right: [Fact], _ context: DiffContext, _ subject: Change.Subject,
    _ origins: (old: Origin, new: Origin)
  ) {
    func parsed(_ facts: [Fact], without others: [Fact]) -> [Wildcard] {
      facts.filter { !others.contains($0) }.map { Wildcard(symbols.text($0.value)) }
    }
    var come = parsed(right, without: left)
    for before in parsed(left, without: right) {
      let same = come.firstIndex { $0.kind == before.kind }
      let after = same.map { come.remove(at: $0) }
      report(
        .constraintChanged, context, subject, origins, (before.value, after?.value ?? .facts([])),
        compatibility: after.map(before.compatibility) ?? .narrowed, detail: FactKey.wildcard.keyword)
    }
    for after in come {
      report(
        .constraintChanged, context, subject, origins, (.facts([]), after.value), compatibility: .widened,
        detail: FactKey.wildcard.keyword)
    }
  }
}
