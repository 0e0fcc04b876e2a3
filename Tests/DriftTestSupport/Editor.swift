import DriftDiff
import DriftModel

/// Edits one place of a set of documents.
struct Editor {
  let site: Site
  let map: DocumentMap
  var documents: DocumentSet

  private var schema: JSONValue {
    get { documents.files[site.file].value[site.schema] ?? .null }
    set { documents.files[site.file].value[site.schema] = newValue }
  }

  private func same(
    _ kind: ChangeKind, _ compatibility: Compatibility? = nil, detail: String? = nil
  ) -> PlantedEdit.Expectation {
    .init(kind: kind, old: site.addresses, new: site.addresses, detail: detail, compatibility: compatibility)
  }

  private var isOpenAPI: Bool { !map.version.isEmpty }
  private var isEarly: Bool { map.version.hasPrefix("2") || map.version.hasPrefix("3.0") }

  private subscript(path: [JSONValue.Step]) -> JSONValue? {
    get { documents.files[site.file].value[path] }
    set { documents.files[site.file].value[path] = newValue }
  }

  // MARK: The field itself

  mutating func remove() -> PlantedEdit.Expectation? {
    let gone = PlantedEdit.Expectation(kind: .fieldRemoved, old: site.addresses, new: [])
    switch site.slot {
    case .property(let object, let name):
      guard var holder = self[object], !map.discriminators.contains(name) else { return nil }
      // The last member's object would become a value of any type where no type is written.
      guard (holder["properties"]?.members.count ?? 0) > 1 || holder["type"] != nil else { return nil }
      holder["properties"]?[name] = nil
      if var demanded = holder["required"] {
        demanded.elements.removeAll { $0.string == name }
        holder["required"] = demanded
      }
      self[object] = holder
    case .parameter(let path, _, let place):
      guard place != "path", isOwn(path), case .index = path.last else { return nil }
      self[path] = nil
    case .header(let path, _):
      self[path] = nil
    case nil: return nil
    }
    return gone
  }

  /// Whether one operation alone has the place: what is shared goes or is renamed at many places.
  private var isUsedOnce: Bool { site.addresses.count == 1 }

  /// Whether a parameter stands in an operation or its path item, so that one edit takes it away.
  private func isOwn(_ path: [JSONValue.Step]) -> Bool {
    path.contains(.key("paths")) || path.contains(.key("webhooks"))
  }

  mutating func rename(_ random: inout SeededGenerator) -> PlantedEdit.Expectation? {
    func expected(_ name: String) -> PlantedEdit.Expectation {
      let new = site.parents.compactMap { try? Address(parsing: $0).appending(.name(name)).description }
      return .init(kind: .fieldRenamed, old: site.addresses, new: Set(new))
    }
    switch site.slot {
    case .property(let object, let name):
      let other = Self.successor(of: name, &random)
      guard var holder = self[object], !map.discriminators.contains(name), !map.holderHas(other, site) else {
        return nil
      }
      holder["properties"]?.rename(name, to: other)
      if var demanded = holder["required"] {
        demanded.elements = demanded.elements.map { $0.string == name ? .text(other) : $0 }
        holder["required"] = demanded
      }
      self[object] = holder
      return expected(other)
    case .parameter(let path, let name, let place):
      guard place != "path", isOwn(path) else { return nil }
      let other = Self.successor(of: name, &random)
      self[path + [.key("name")]] = .text(other)
      return expected(place == "formData" ? other : "\(place):\(other)")
    case .header(let path, let name):
      guard isUsedOnce else { return nil }
      let other = Self.successor(of: name, &random)
      var holder = self[Array(path.dropLast())] ?? .null
      holder.rename(name, to: other)
      self[Array(path.dropLast())] = holder
      return expected("header:\(other)")
    case nil: return nil
    }
  }

  /// Another name that a person may give to the same thing.
  private static func successor(of name: String, _ random: inout SeededGenerator) -> String {
    let separator = name.contains("-") ? "-" : name.contains("_") ? "_" : ""
    let ending = ["value", "code", "number", "info"].randomElement(using: &random) ?? "value"
    return separator.isEmpty
      ? name + ending.prefix(1).uppercased() + ending.dropFirst() : name + separator + ending
  }

  mutating func toggleRequired() -> PlantedEdit.Expectation? {
    switch site.slot {
    case .property(let object, let name):
      guard var holder = self[object] else { return nil }
      // OpenAPI before 3.1 demands a member that only one side may send from that side alone.
      var demanded = holder["required"] ?? .list([])
      guard demanded.isList else { return nil }
      let isDemanded = demanded.elements.contains { $0.string == name }
      if isDemanded {
        demanded.elements.removeAll { $0.string == name }
      } else {
        demanded.elements.append(.text(name))
      }
      holder["required"] = demanded
      self[object] = holder
      return same(.requiredChanged, isDemanded ? .widened : .narrowed)
    case .parameter(let path, _, let place):
      guard place != "path" else { return nil }
      let isDemanded = self[path]?["required"] == .flag(true)
      self[path + [.key("required")]] = .flag(!isDemanded)
      return same(.requiredChanged, isDemanded ? .widened : .narrowed)
    case .header, nil:
      guard let place = headerObject else { return nil }
      guard !map.version.hasPrefix("2") else { return nil }
      let isDemanded = self[place]?["required"] == .flag(true)
      self[place + [.key("required")]] = .flag(!isDemanded)
      return same(.requiredChanged, isDemanded ? .widened : .narrowed)
    }
  }

  private var headerObject: [JSONValue.Step]? {
    guard case .header = site.slot else { return nil }
    return site.schema.last == .key("schema") ? Array(site.schema.dropLast()) : site.schema
  }

  // MARK: The value

  mutating func changeType() -> PlantedEdit.Expectation? {
    guard let type = schema["type"]?.string,
      let at = ["string", "integer", "number", "boolean"].firstIndex(of: type)
    else { return nil }
    let others = [
      ["boolean", "integer"], ["string", "boolean"], ["string", "boolean"], ["string", "integer"],
    ][at]
    guard let other = others.first(where: { !site.typesBeside.contains($0) }), schema["const"] == nil else {
      return nil
    }
    schema["type"] = .text(other)
    return same(.typeChanged)
  }

  mutating func toggleNullable() -> PlantedEdit.Expectation? {
    guard let type = schema["type"], schema["enum"] == nil || isEarly, schema["const"] == nil else {
      return nil
    }
    // Null in one piece of several that all hold is no value of the whole.
    if case .index = site.schema.last, site.schema.dropLast().last == .key("allOf") { return nil }
    if isOpenAPI && isEarly {
      let word = map.version.hasPrefix("2") ? "x-nullable" : "nullable"
      let isNullable = schema[word] == .flag(true)
      if case .text = type {} else { return nil }
      schema[word] = .flag(!isNullable)
      return same(.nullabilityChanged, isNullable ? .narrowed : .widened)
    }
    switch type {
    case .text(let one) where one != "null":
      schema["type"] = [.text(one), "null"]
      return same(.nullabilityChanged, .widened)
    case .list(let all) where all.contains("null") && all.count > 1:
      schema["type"] = .list(all.filter { $0 != "null" })
      return same(.nullabilityChanged, .narrowed)
    default: return nil
    }
  }

  private var values: [JSONValue]? {
    guard let all = schema["enum"]?.elements.filter({ $0.string != nil }), all.count >= 2 else { return nil }
    return all
  }

  mutating func addValue() -> PlantedEdit.Expectation? {
    guard values != nil, schema["type"]?.string ?? "string" == "string" else { return nil }
    schema["enum"]?.elements.append("planted-value")
    return .init(
      kind: .enumValueAdded, old: [], new: site.addresses, detail: "planted-value", compatibility: .widened)
  }

  mutating func removeValue() -> PlantedEdit.Expectation? {
    guard let last = values?.last?.string, schema["type"]?.string ?? "string" == "string" else { return nil }
    schema["enum"]?.elements.removeAll { $0.string == last }
    return .init(
      kind: .enumValueRemoved, old: site.addresses, new: [], detail: last, compatibility: .narrowed)
  }

  mutating func changeLimit() -> PlantedEdit.Expectation? {
    let words = ["string": "maxLength", "integer": "minimum", "number": "maximum", "array": "maxItems"]
    let named = schema["type"]?.elements.compactMap(\.string).first { $0 != "null" }
    guard let type = schema["type"]?.string ?? named, let word = words[type] else { return nil }
    if case .number(let text)? = schema[word], let old = Int(text) {
      schema[word] = .number(String(old + 7))
      return same(.constraintChanged, word == "minimum" ? .narrowed : .widened, detail: word)
    }
    guard schema[word] == nil else { return nil }
    schema[word] = 77
    return same(.constraintChanged, .narrowed, detail: word)
  }
}
