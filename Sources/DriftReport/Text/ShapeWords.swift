import DriftModel

/// What a shape says of itself, in few words.
struct ShapeWords {
  private let schema: Schema
  /// How far types of types are spelled out.
  private static let deepest = 4
  /// How many values of an enumeration or branches of a union are named.
  private static let mostNamed = 4

  /// Speaks of the shapes of a schema.
  init(_ schema: Schema) { self.schema = schema }

  /// Whether a shape that stands in place has fields of its own to print.
  func hasInside(_ id: ShapeID, depth: Int = 0) -> Bool {
    guard id != .none, depth < Self.deepest else { return false }
    let shape = schema[id]
    if !shape.fields.isEmpty { return true }
    if hasInside(shape.items, depth: depth + 1) || hasInside(shape.values, depth: depth + 1) { return true }
    return schema.unions[shape.unions.indices].contains { union in
      schema.branches[union.branches.indices].contains { hasInside($0.shape, depth: depth + 1) }
    }
  }

  /// The type: `string (email)`, `array of Contact`, `map of integer`, `Card or Invoice`.
  func type(_ id: ShapeID, depth: Int = 0) -> String {
    guard id != .none else { return "any" }
    guard depth < Self.deepest else { return "…" }
    let shape = schema[id]
    let references = schema.references[shape.references.indices].map(name)
    if !references.isEmpty {
      let names = references.joined(separator: shape.fields.isEmpty ? " and " : ", ")
      return shape.fields.isEmpty ? names : "object extending \(names)"
    }
    let alternatives = schema.unions[shape.unions.indices].filter { $0.kind == .alternatives }
    if let union = alternatives.first {
      let branches = schema.branches[union.branches.indices]
      let named = branches.prefix(Self.mostNamed).map { type($0.shape, depth: depth + 1) }
      return Self.distinct(named).joined(separator: " or ") + (branches.count > Self.mostNamed ? " or …" : "")
    }
    return scalarWord(shape)
      ?? Self.kinds.filter { shape.types.contains($0.0) }
      .map { word($0.0, $0.1, shape, depth) }.joined(separator: " or ").orAny
  }

  private static let kinds: [(kind: TypeSet, word: String)] = TypeSet.named + [(.never, "nothing")]

  private func word(_ kind: TypeSet, _ word: String, _ shape: Shape, _ depth: Int) -> String {
    if kind == .array, shape.items != .none { return "array of \(type(shape.items, depth: depth + 1))" }
    if kind == .object, shape.values != .none, shape.fields.isEmpty {
      return "map of \(type(shape.values, depth: depth + 1))"
    }
    return word
  }

  /// A scalar with the source's own format, which tells more than the common type does.
  private func scalarWord(_ shape: Shape) -> String? {
    guard !shape.types.isEmpty, shape.types.isSubset(of: .scalars) else { return nil }
    let words = Self.kinds.filter { shape.types.contains($0.0) }.map(\.1)
    guard let format = fact(.format, shape) ?? fact(.sourceType, shape), !words.contains(format) else { return nil }
    return "\(words.joined(separator: " or ")) (\(format))"
  }

  private func name(_ reference: Reference) -> String {
    let name = Neutral.name(schema.symbols.text(reference.name))
    return reference.target == .missing ? "\(name) (missing)" : name
  }

  private static func distinct(_ all: [String]) -> [String] {
    var seen: Set<String> = []
    return all.filter { seen.insert($0).inserted }
  }
}

extension String {
  fileprivate var orAny: String { isEmpty ? "any" : self }
}

extension ShapeWords {
  /// What is said of a field in its parent: required, read-only, write-only.
  func flags(_ field: Field) -> [String] {
    var out: [String] = []
    if field.required.any { out.append("required") }
    switch (field.access[.read], field.access[.create], field.access[.update]) {
    case (.no, .no, .no): out.append("neither read nor written")
    case (.no, _, _): out.append("write-only")
    case (_, .no, .no): out.append("read-only")
    case (_, .no, _): out.append("not on creation")
    case (_, _, .no): out.append("on creation only")
    default: break
    }
    return out
  }

  /// The definition or the labelled branch that has a field of its own; nil where neither does.
  func owner(ofField index: Int) -> String? {
    func holds(_ shape: ShapeID) -> Bool { shape != .none && schema[shape].fields.indices.contains(index) }
    if let definition = schema.definitions.first(where: { holds($0.shape) }) {
      return Neutral.name(schema.symbols.text(definition.name))
    }
    return schema.branches.first { $0.label != .none && holds($0.shape) }.map {
      Neutral.name(schema.symbols.text($0.label))
    }
  }

  /// What a shape states about itself beside its type.
  func facts(of id: ShapeID) -> [String] {
    let shape = schema[id]
    var out: [String] = []
    if shape.nullable.any { out.append("nullable") }
    out += facts(shape.facts)
    if shape.isClosed { out.append("closed") }
    return out
  }

  /// What people call the place, in quotes; nil where the schema does not say it, or it is the name in other letters.
  func label(of id: ShapeID, name: String) -> String? {
    fact(.label, schema[id]).flatMap { ChangeWords.isSame(name, $0) ? nil : ChangeWords.quoted($0) }
  }

  /// Facts of a shape, an operation or a message in few words; prose and what only programs need is left out.
  func facts(_ run: Run) -> [String] {
    let all = Array(schema.facts[run.indices])
    func value(_ key: FactKey) -> String? { all.first { $0.key == key }.map(text) }
    var out: [String] = []
    if all.contains(where: { $0.key == .deprecated }) {
      out.append(value(.replacedBy).map { "deprecated, use \($0)" } ?? "deprecated")
    }
    if all.contains(where: { $0.key == .bodyRequired }) { out.append("required") }
    let values = all.filter { $0.key == .enumValue }.map(text)
    if values.count == 1 { out.append("always \(values[0])") }
    if values.count > 1 {
      // "1 more" is no shorter than the one.
      let named = values.count == Self.mostNamed + 1 ? values.count : Self.mostNamed
      let rest = values.count > named ? " | \(values.count - named) more" : ""
      out.append(values.prefix(named).joined(separator: " | ") + rest)
    }
    out += ranges(value) + limits(value)
    for pattern in all where pattern.key == .pattern { out.append("pattern \(text(pattern))") }
    if all.contains(where: { $0.key == .unique }) { out.append("unique") }
    if all.contains(where: { $0.key == .computed }) { out.append("computed") }
    if let fixed = value(.fixedValue) { out.append("always \(fixed)") }
    if let standard = value(.defaultValue) { out.append("default \(standard)") }
    return out
  }

  /// Limits with two ends: `length 1..50`.
  private func ranges(_ value: (FactKey) -> String?) -> [String] {
    let ranges: [(FactKey, FactKey, String)] = [
      (.minLength, .maxLength, "length "), (.minimum, .maximum, ""), (.minItems, .maxItems, "items "),
      (.minProperties, .maxProperties, "members "),
    ]
    return ranges.compactMap { lower, upper, word in
      switch (value(lower), value(upper)) {
      case (nil, nil): nil
      case (let low?, let high?): low == high ? "\(word)\(low)" : "\(word)\(low)..\(high)"
      case (let low?, nil): "\(word)>= \(low)"
      case (nil, let high?): "\(word)<= \(high)"
      }
    }
  }

  private func limits(_ value: (FactKey) -> String?) -> [String] {
    let limits: [(FactKey, String)] = [
      (.exclusiveMinimum, "> "), (.exclusiveMaximum, "< "), (.multipleOf, "multiple of "),
      (.precision, "digits "),
      (.scale, "decimals "),
    ]
    var out = limits.compactMap { key, word in value(key).map { word + $0 } }
    if value(.uniqueItems) == "true" { out.append("unique") }
    return out
  }

  private func fact(_ key: FactKey, _ shape: Shape) -> String? {
    schema.facts[shape.facts.indices].first { $0.key == key }.map {
      Neutral.text(schema.symbols.text($0.value), limit: 40)
    }
  }

  private func text(_ fact: Fact) -> String {
    fact.kind == .null ? "null" : Neutral.text(schema.symbols.text(fact.value), limit: 40)
  }
}
