/// Another arrangement of a document that leaves the wire as it is.
public enum Refactoring: String, CaseIterable, Sendable {
  case inlineToReference, fieldsIntoPieces, definitionSplit, definitionRenamed, pathVariableRenamed

  /// The kinds of change that the arrangement may show as; each at most once.
  public var shown: [String] {
    switch self {
    case .inlineToReference, .definitionSplit: ["definition-added"]
    case .fieldsIntoPieces: []
    case .definitionRenamed: ["definition-renamed"]
    case .pathVariableRenamed: ["field-renamed"]
    }
  }

  /// Arranges the documents differently; nil where there is no place for it.
  public func apply(to map: DocumentMap, using random: inout SeededGenerator) -> DocumentSet? {
    var writer = Respeller(map: map, random: random)
    let isDone = writer.refactor(self)
    random = writer.random
    return isDone ? writer.documents : nil
  }
}

extension Respeller {
  private var holder: [JSONValue.Step] {
    isOpenAPI
      ? isSwagger ? [.key("definitions")] : [.key("components"), .key("schemas")]
      : [.key(documents.entry["$defs"] != nil ? "$defs" : "definitions")]
  }

  mutating func refactor(_ refactoring: Refactoring) -> Bool {
    guard documents.files.count == 1 else { return false }
    if refactoring == .pathVariableRenamed { return renameVariable() }
    if refactoring == .definitionRenamed { return renameDefinition() }
    for site in map.sites.shuffled(using: &random) {
      if case .parameter(let path, _, _) = site.slot, path == site.schema { continue }
      guard let schema = documents.entry[site.schema], map.isFree(site, site.schema) else { continue }
      let isObject = schema["type"]?.string == "object" && (schema["properties"]?.members.count ?? 0) > 1
      guard isObject, schema["discriminator"] == nil else { continue }
      switch refactoring {
      case .inlineToReference:
        guard site.schema.count > holder.count + 1 else { continue }
        documents.entry[holder + [.key("Extracted")]] = schema
        documents.entry[site.schema] = ["$ref": .text("#" + Site.pointer(holder) + "/Extracted")]
      case .fieldsIntoPieces:
        documents.entry[site.schema] = pieces(schema) { first in [first] }
      case .definitionSplit:
        guard site.schema.count == holder.count + 1, site.schema.starts(with: holder) else { continue }
        let reference: JSONValue = ["$ref": .text("#" + Site.pointer(holder) + "/Extracted")]
        var base: JSONValue = .null
        documents.entry[site.schema] = pieces(schema) { first in
          base = first
          return [reference]
        }
        documents.entry[holder + [.key("Extracted")]] = base
      default: return false
      }
      return true
    }
    return false
  }

  /// An object as two pieces that hold at once; closed and counted objects stay closed and counted as a whole.
  private func pieces(_ schema: JSONValue, _ place: (JSONValue) -> [JSONValue]) -> JSONValue {
    let members = schema["properties"]?.members ?? []
    let half = (members.count + 1) / 2
    let demanded = schema["required"]?.elements.compactMap(\.string) ?? []
    func piece(_ members: ArraySlice<JSONValue.Member>) -> JSONValue {
      var out: JSONValue = ["type": "object", "properties": .object(Array(members))]
      let names = demanded.filter { name in members.contains { $0.key == name } }
      if !names.isEmpty { out["required"] = .list(names.map { .text($0) }) }
      return out
    }
    var out = without(without(schema, "properties"), "required")
    let rest = demanded.filter { name in !members.contains { $0.key == name } }
    if !rest.isEmpty { out["required"] = .list(rest.map { .text($0) }) }
    out["allOf"] = .list(
      (schema["allOf"]?.elements ?? []) + place(piece(members[..<half])) + [piece(members[half...])])
    return out
  }

  private mutating func renameDefinition() -> Bool {
    let members = documents.entry[holder]?.members ?? []
    guard map.discriminators.isEmpty, let old = members.randomElement(using: &random)?.key,
      // One that another has the content of may be either.
      members.count(where: { $0.value == documents.entry[holder + [.key(old)]] }) == 1, !old.contains("/")
    else { return false }
    let new = old + "Record"
    let (from, to) = ("#" + Site.pointer(holder + [.key(old)]), "#" + Site.pointer(holder + [.key(new)]))
    var all = documents.entry[holder] ?? .null
    all.rename(old, to: new)
    documents.entry[holder] = all
    documents.entry = documents.entry.mapped { value in
      guard let text = value["$ref"]?.string, text == from || text.hasPrefix(from + "/") else { return value }
      var out = value
      out["$ref"] = .text(to + text.dropFirst(from.count))
      return out
    }
    return true
  }

  private mutating func renameVariable() -> Bool {
    for path in (documents.entry["paths"]?.members ?? []).shuffled(using: &random) {
      let item: [JSONValue.Step] = [.key("paths"), .key(path.key)]
      guard let open = path.key.firstIndex(of: "{"), let close = path.key[open...].firstIndex(of: "}"),
        path.value["$ref"] == nil, !map.hasTarget(under: item, file: 0)
      else { continue }
      let name = String(path.key[path.key.index(after: open)..<close])
      var isShared = false
      let edited = path.value.mapped { value in
        if value["$ref"]?.string?.contains("parameters/") == true { isShared = true }
        guard value["in"]?.string == "path", value["name"]?.string == name else { return value }
        var out = value
        out["name"] = .text(name + "Renamed")
        return out
      }
      guard !isShared, edited != path.value else { continue }
      documents.entry[item] = edited
      var paths = documents.entry["paths"] ?? .null
      paths.rename(path.key, to: path.key[...open] + name + "Renamed" + path.key[close...])
      documents.entry["paths"] = paths
      return true
    }
    return false
  }
}
