extension Respeller {
  /// A reference with its target written in place of it.
  mutating func replaceReference() -> Bool {
    var references: [(file: Int, path: [JSONValue.Step], text: String)] = []
    for (file, document) in documents.files.enumerated() {
      document.value.walk { value, path in
        // The next to last key tells whether a schema stands here.
        guard value.members.count == 1, let text = value["$ref"]?.string, isSchemaPlace(path) else { return }
        references.append((file, path, text))
      }
    }
    for (file, path, text) in references.shuffled(using: &random) {
      guard let target = map.resolve(text, from: file), target.file == file, !target.path.isEmpty,
        let content = documents.files[file].value[target.path], content["discriminator"] == nil,
        !isRecursive(target), !map.isUnderDiscriminator(file, path), !map.hasTarget(under: path, file: file)
      else { continue }
      documents.files[file].value[path] = content
      return true
    }
    return false
  }

  private func isSchemaPlace(_ path: [JSONValue.Step]) -> Bool {
    guard path.count >= 2, !path.contains(.key("example")), !path.contains(.key("examples")) else {
      return false
    }
    switch (path[path.count - 2], path[path.count - 1]) {
    case (.key("properties"), .key), (.key("oneOf"), .index), (.key("anyOf"), .index),
      (.key("allOf"), .index):
      return true
    case (_, .key("items")), (_, .key("additionalProperties")), (_, .key("schema")): return true
    default: return false
    }
  }

  /// Whether a schema leads back to itself, or holds definitions of its own.
  private func isRecursive(_ place: DocumentMap.Place) -> Bool {
    var seen: Set<DocumentMap.Place> = []
    var open = [place]
    while let next = open.popLast() {
      guard let value = documents.files[next.file].value[next.path] else { continue }
      var isBack = false
      value.walk { inner, _ in
        guard let text = inner["$ref"]?.string, let target = map.resolve(text, from: next.file) else {
          return
        }
        if target == place || place.path.starts(with: target.path) { isBack = true }
        if seen.insert(target).inserted { open.append(target) }
      }
      if isBack { return true }
    }
    return false
  }

  /// Of two places with one content, the second as a reference to the first, wherever that stands.
  mutating func referToMiddle() -> Bool {
    var places: [JSONValue: [Site]] = [:]
    for site in map.sites where site.schema.count > 3 && site.file == 0 {
      if case .parameter = site.slot { continue }
      if case .header = site.slot { continue }
      guard let schema = documents.entry[site.schema], schema.members.count > 1 else { continue }
      places[schema, default: []].append(site)
    }
    let groups = places.values.filter { $0.count > 1 }.sorted { $0[0].pointer < $1[0].pointer }
    for group in groups.shuffled(using: &random) {
      guard let content = documents.entry[group[0].schema] else { continue }
      var holdsReference = false
      content.walk { value, _ in if value["$ref"] != nil { holdsReference = true } }
      let (first, second) = (group[0].schema, group[1].schema)
      guard !holdsReference, !second.starts(with: first), !first.starts(with: second),
        !map.hasTarget(under: second, file: 0)
      else { continue }
      documents.entry[second] = ["$ref": .text("#" + Self.fragment(first))]
      return true
    }
    return false
  }

  private static func fragment(_ path: [JSONValue.Step]) -> String {
    Site.pointer(path).replacing("{", with: "%7B").replacing("}", with: "%7D")
  }

  /// References with every letter of their last step escaped (RFC 3986, 2.1).
  mutating func escapeReferences() -> Bool {
    let before = documents.files[0].value
    documents.entry = documents.entry.mapped { value in
      guard let text = value["$ref"]?.string, let slash = text.lastIndex(of: "/"), text.hasPrefix("#/"),
        value.members.count == 1
      else { return value }
      let last = text[text.index(after: slash)...]
      guard last.utf8.allSatisfy({ $0 < 0x80 }), !last.contains("%"), !last.contains("~") else {
        return value
      }
      let escaped = last.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      return ["$ref": .text(text[...slash] + escaped)]
    }
    return documents.entry != before
  }

  // MARK: Several documents

  mutating func split(_ respelling: Respelling) -> Bool {
    guard documents.files.count == 1 else { return false }
    if respelling == .pathItemInOtherFile { return movePathItem() }
    let holder: [JSONValue.Step] =
      !isOpenAPI
      ? [.key(documents.entry["$defs"] != nil ? "$defs" : "definitions")]
      : isSwagger ? [.key("definitions")] : [.key("components"), .key("schemas")]
    let base = Site.pointer(holder) + "/"
    // What is not reached from outside would be gone, were it in another document.
    let reached = reachedDefinitions(holder)
    let names = (documents.entry[holder]?.members ?? []).map(\.key).filter { name in
      reached.contains(holder + [.key(name)]) && !name.contains("/") && !name.contains("~")
        && !name.contains("%") && !name.contains(".")
    }
    guard !names.isEmpty, !hasIdentifiers else { return false }
    let moved: [String]
    if respelling == .definitionsFile {
      moved = names
    } else {
      moved = [names.randomElement(using: &random) ?? names[0]]
    }
    var library: [JSONValue.Member] = []
    for name in moved {
      guard let value = documents.entry[holder + [.key(name)]] else { continue }
      library.append(.init(name, retarget(value) { local($0, moved, base, respelling) }))
      documents.entry[holder + [.key(name)]] = nil
    }
    if documents.entry[holder]?.members.isEmpty == true { documents.entry[holder] = nil }
    let file = respelling == .definitionAsFile ? "parts/\(moved[0]).json" : "parts/library.json"
    documents.entry = retarget(documents.entry) { text in
      for name in moved where text == "#" + base + name || text.hasPrefix("#" + base + name + "/") {
        let rest = text.dropFirst(base.count + 1 + name.count)
        return respelling == .definitionAsFile
          ? file + (rest.isEmpty ? "" : "#" + rest) : file + "#" + base + name + rest
      }
      return text
    }
    var value: JSONValue
    if respelling == .definitionAsFile {
      value = library[0].value
    } else {
      value = .object([])
      value[holder] = .object(library)
    }
    documents.files.append((file, value))
    // Discriminators name components: what moved away has no such name any more.
    return map.discriminators.isEmpty && documents.files[0].value != map.documents.entry
  }

  /// The definitions that references lead to from outside of all definitions, directly or through one another.
  private func reachedDefinitions(_ holder: [JSONValue.Step]) -> Set<[JSONValue.Step]> {
    var found: Set<[JSONValue.Step]> = []
    var outside = documents.entry
    outside[holder] = nil
    var open = [outside]
    while let value = open.popLast() {
      value.walk { inner, path in
        guard let text = inner["$ref"]?.string, let target = map.resolve(text, from: 0) else { return }
        let isExtension = path.contains { if case .key(let key) = $0 { key.hasPrefix("x-") } else { false } }
        guard !isExtension else { return }
        guard target.path.count > holder.count, target.path.starts(with: holder) else { return }
        let definition = Array(target.path.prefix(holder.count + 1))
        if found.insert(definition).inserted, let next = documents.entry[definition] { open.append(next) }
      }
    }
    return found
  }

  /// A reference inside what moved: to itself, or back to the main document.
  private func local(_ text: String, _ moved: [String], _ base: String, _ respelling: Respelling) -> String {
    guard text.hasPrefix("#") else { return text }
    for name in moved where text == "#" + base + name || text.hasPrefix("#" + base + name + "/") {
      guard respelling == .definitionAsFile else { return text }
      let rest = text.dropFirst(base.count + 1 + name.count)
      return "#" + rest
    }
    return "../\(documents.files[0].path)" + text
  }

  private var hasIdentifiers: Bool {
    var found = false
    documents.entry.walk { value, path in
      if !path.isEmpty, value["$id"]?.string != nil || value["$anchor"] != nil { found = true }
      if let text = value["$ref"]?.string, !text.hasPrefix("#/") { found = true }
      if value["$dynamicRef"] != nil { found = true }
    }
    return found || documents.entry["$id"] != nil || documents.entry["id"]?.string != nil
  }

  private func retarget(_ value: JSONValue, _ change: (String) -> String) -> JSONValue {
    value.mapped { inner in
      guard let text = inner["$ref"]?.string else { return inner }
      var out = inner
      out["$ref"] = .text(change(text))
      return out
    }
  }

  private mutating func movePathItem() -> Bool {
    guard isOpenAPI, let path = documents.entry["paths"]?.members.randomElement(using: &random),
      !map.hasTarget(under: [.key("paths"), .key(path.key)], file: 0)
    else { return false }
    let home = documents.files[0].path
    documents.entry[[.key("paths"), .key(path.key)]] = ["$ref": "paths/item.json"]
    documents.files.append(
      ("paths/item.json", retarget(path.value) { $0.hasPrefix("#") ? "../" + home + $0 : $0 }))
    return true
  }
}
