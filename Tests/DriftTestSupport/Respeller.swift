/// Writes documents in another way.
struct Respeller {
  let map: DocumentMap
  var documents: DocumentSet
  var random: SeededGenerator

  init(map: DocumentMap, random: SeededGenerator) {
    self.map = map
    self.random = random
    documents = map.documents
  }

  var isOpenAPI: Bool { !map.version.isEmpty }
  var isEarly: Bool { map.version.hasPrefix("2") || map.version.hasPrefix("3.0") }
  var isSwagger: Bool { map.version.hasPrefix("2") }

  /// Applies a respelling; false where the documents have no place for it.
  mutating func apply(_ respelling: Respelling) -> Bool {
    switch respelling {
    case .keyOrder:
      var random = random
      documents.entry = documents.entry.mapped { value in
        value.isObject ? .object(value.members.shuffled(using: &random)) : value
      }
      return true
    case .listOrder:
      shuffleLists()
      return true
    case .laterVersion: return writeLaterVersion()
    case .sharedInPlace: return writeSharedInPlace()
    case .placeShared: return sharePlace()
    case .parametersOfOperations: return moveParametersDown()
    case .parameterOfPathItem: return moveParameterUp()
    case .defaultsOfParameters: return writeParameterDefaults()
    case .defaultsOfDocument: return writeDocumentDefaults()
    case .referenceInPlace: return replaceReference()
    case .referenceToMiddle: return referToMiddle()
    case .escapedReference: return escapeReferences()
    case .definitionInOtherFile, .definitionAsFile, .definitionsFile, .pathItemInOtherFile:
      return split(respelling)
    default: return rewriteOneSchema(respelling)
    }
  }

  // MARK: Order

  /// Lists whose order means nothing, where they stand in schemas and operations (not in values).
  private mutating func shuffleLists() {
    for site in map.sites {
      // Names of values stand in a list of their own, in the order of the values.
      let schema = documents.files[site.file].value[site.schema]
      let hasNames = ["x-enum-varnames", "x-enumNames", "x-enum-descriptions"].contains { schema?[$0] != nil }
      for word in hasNames ? ["required", "type"] : ["required", "type", "enum"] {
        shuffle(site.file, site.schema + [.key(word)])
      }
    }
    let entry = documents.entry
    shuffle(0, [.key("tags")])
    for path in entry["paths"]?.members ?? [] {
      shuffle(0, [.key("paths"), .key(path.key), .key("parameters")])
      for method in DocumentMap.methods {
        for word in ["parameters", "tags", "consumes", "produces"] {
          shuffle(0, [.key("paths"), .key(path.key), .key(method), .key(word)])
        }
      }
    }
  }

  private mutating func shuffle(_ file: Int, _ path: [JSONValue.Step]) {
    guard let list = documents.files[file].value[path], list.isList else { return }
    documents.files[file].value[path] = .list(list.elements.shuffled(using: &random))
  }

  // MARK: One schema

  /// Rewrites one schema at a random place that has room for it.
  private mutating func rewriteOneSchema(_ respelling: Respelling) -> Bool {
    for site in map.sites.shuffled(using: &random) {
      // A parameter of Swagger 2.0 is no schema; nor is a place that references lead into.
      if case .parameter(let path, _, _) = site.slot, path == site.schema { continue }
      if case .header = site.slot, isSwagger { continue }
      guard let schema = documents.files[site.file].value[site.schema], map.isFree(site, site.schema) else {
        continue
      }
      guard let other = rewrite(schema, respelling, site), other != schema else { continue }
      documents.files[site.file].value[site.schema] = other
      return true
    }
    return false
  }

  private mutating func rewrite(_ schema: JSONValue, _ respelling: Respelling, _ site: Site) -> JSONValue? {
    switch respelling {
    case .pieceOrder: return shufflePieces(schema)
    case .allOfOne: return ["allOf": [schema]]
    case .oneOfOne: return site.schema.isEmpty || schema["discriminator"] != nil ? nil : ["oneOf": [schema]]
    case .anyOfOne: return site.schema.isEmpty || schema["discriminator"] != nil ? nil : ["anyOf": [schema]]
    case .nullInTypeList, .nullBranch, .nullConstantBranch: return writeNull(schema, respelling)
    case .constantUnion, .annotatedConstants, .constantOrEnum: return writeConstants(schema, respelling)
    case .typeListOrUnion: return writeTypeList(schema)
    case .impliedScalarType:
      guard let type = schema["type"]?.string, type == "string", let values = schema["enum"]?.elements,
        !values.isEmpty, values.allSatisfy({ $0.string != nil }), schema["nullable"] == nil
      else { return nil }
      return without(schema, "type")
    case .impliedObjectType:
      let isObject = schema["type"]?.string == "object" && schema["properties"] != nil
      let isArray = schema["type"]?.string == "array" && schema["items"]?.isObject == true
      return isObject || isArray ? without(schema, "type") : nil
    case .numberSpelling: return respellNumber(schema)
    case .defaultsOfSchemas: return writeDefaults(schema)
    case .emptyRequired: return schema["type"]?.string == "object" ? adding(schema, "required", []) : nil
    case .openObject: return isPlainObject(schema) ? adding(schema, "additionalProperties", true) : nil
    case .openObjectAsSchema:
      return isPlainObject(schema) ? adding(schema, "additionalProperties", .object([])) : nil
    default: return nil
    }
  }

  private mutating func shufflePieces(_ schema: JSONValue) -> JSONValue? {
    var out = schema
    for word in ["allOf", "oneOf", "anyOf"] {
      guard let all = schema[word]?.elements, all.count > 1 else { continue }
      out[word] = .list(all.reversed())
    }
    return out == schema ? nil : out
  }

  func without(_ schema: JSONValue, _ key: String) -> JSONValue {
    var out = schema
    out[key] = nil
    return out
  }

  func adding(_ schema: JSONValue, _ key: String, _ value: JSONValue) -> JSONValue? {
    guard schema[key] == nil else { return nil }
    var out = schema
    out[key] = value
    return out
  }

  private func isPlainObject(_ schema: JSONValue) -> Bool {
    schema["type"]?.string == "object" && schema["properties"] != nil
      && schema["unevaluatedProperties"] == nil
  }

  private mutating func respellNumber(_ schema: JSONValue) -> JSONValue? {
    for word in ["maximum", "minimum", "maxLength", "multipleOf", "default"].shuffled(using: &random) {
      guard case .number(let text)? = schema[word], !text.contains(where: { "eE.".contains($0) }) else {
        continue
      }
      var out = schema
      let others = [text + ".0", text + "e0", text == "0" ? "0E7" : text + "0E-1"]
      out[word] = .number(others.randomElement(using: &random) ?? text)
      return out
    }
    return nil
  }

  private func writeDefaults(_ schema: JSONValue) -> JSONValue? {
    var out = schema
    func say(_ key: String, _ value: JSONValue) { if out[key] == nil { out[key] = value } }
    let type = schema["type"]?.string
    if isOpenAPI || !isEarly { say("readOnly", false) }
    if !isSwagger { say("deprecated", false) }
    if isOpenAPI && !isSwagger && isEarly { say("nullable", false) }
    if isSwagger { say("x-nullable", false) }
    if !isSwagger { say("writeOnly", false) }
    switch type {
    case "string": say("minLength", 0)
    case "array":
      say("minItems", 0)
      say("uniqueItems", false)
    case "object": say("minProperties", 0)
    case "integer", "number":
      if isOpenAPI && isEarly {
        say("exclusiveMinimum", false)
        say("exclusiveMaximum", false)
      }
    default: break
    }
    return out
  }

  // MARK: Null, constants, lists of types

  private func writeNull(_ schema: JSONValue, _ respelling: Respelling) -> JSONValue? {
    // Type lists and null branches are of JSON Schema and of OpenAPI 3.1; `nullable` is what 3.0 has for them.
    guard schema["enum"] == nil, schema["const"] == nil else { return nil }
    if isEarly {
      guard !isSwagger, schema["nullable"] == .flag(true), let type = schema["type"]?.string else {
        return nil
      }
      let bare = without(schema, "nullable")
      switch respelling {
      case .nullInTypeList:
        var out = bare
        out["type"] = [.text(type), "null"]
        return out
      case .nullBranch: return ["oneOf": [bare, ["type": "null"]]]
      default: return ["anyOf": [["enum": [.null]], bare]]
      }
    }
    guard let list = schema["type"]?.elements, list.count > 1, list.contains("null") else { return nil }
    var bare = schema
    let rest = list.filter { $0 != "null" }
    bare["type"] = rest.count == 1 ? rest[0] : .list(rest)
    switch respelling {
    case .nullInTypeList:
      var out = bare
      out["nullable"] = true
      return isOpenAPI ? nil : out
    case .nullBranch: return ["anyOf": [bare, ["type": "null"]]]
    default: return ["oneOf": [["const": .null], bare]]
    }
  }

  private func writeConstants(_ schema: JSONValue, _ respelling: Respelling) -> JSONValue? {
    if respelling == .constantOrEnum {
      guard !isEarly else { return nil }
      if let one = schema["const"], schema["enum"] == nil {
        return adding(without(schema, "const"), "enum", .list([one]))
      }
      guard let values = schema["enum"]?.elements, values.count == 1 else { return nil }
      return adding(without(schema, "enum"), "const", values[0])
    }
    guard let values = schema["enum"]?.elements, values.count > 1, values.allSatisfy({ $0.string != nil }),
      schema["oneOf"] == nil, schema["anyOf"] == nil, schema["x-enum-varnames"] == nil
    else { return nil }
    var out = without(schema, "enum")
    let type = schema["type"]?.string
    if respelling == .constantUnion {
      out["anyOf"] = .list(
        values.map { isEarly ? ["type": .text(type ?? "string"), "enum": [$0]] : ["const": $0] })
    } else {
      let half = values.count / 2
      out["oneOf"] = [["enum": .list(Array(values[..<half]))], ["enum": .list(Array(values[half...]))]]
    }
    return out
  }

  private func writeTypeList(_ schema: JSONValue) -> JSONValue? {
    guard !isEarly, let list = schema["type"]?.elements, list.count > 1, schema["enum"] == nil,
      list.allSatisfy({ ["string", "integer", "number", "boolean", "null"].contains($0.string ?? "") }),
      ["format", "minLength", "maxLength", "pattern", "minimum", "maximum", "items", "anyOf", "oneOf"]
        .allSatisfy({
          schema[$0] == nil
        })
    else { return nil }
    var out = without(schema, "type")
    out["anyOf"] = .list(list.map { ["type": $0] })
    return out
  }
}
