extension Respeller {
  private var operations: [[JSONValue.Step]] {
    (documents.entry["paths"]?.members ?? []).flatMap { path in
      DocumentMap.methods.filter { path.value[$0] != nil }.map { [.key("paths"), .key(path.key), .key($0)] }
    }
  }

  /// The document as the next version of OpenAPI: null in type lists, exclusive bounds as numbers.
  mutating func writeLaterVersion() -> Bool {
    guard map.version.hasPrefix("3.0") else { return false }
    documents.entry["openapi"] = "3.1.0"
    // Beside a reference 3.0 knows only words; 3.1 would heed the rest.
    let words: Set = [
      "$ref", "description", "title", "deprecated", "readOnly", "writeOnly", "nullable", "summary",
    ]
    documents.entry = documents.entry.mapped { value in
      guard value["$ref"]?.string != nil else { return value }
      return .object(value.members.filter { words.contains($0.key) })
    }
    for site in map.sites {
      guard var schema = documents.entry[site.schema] else { continue }
      for (word, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        guard case .flag(let isStrict)? = schema[word] else { continue }
        schema[word] = nil
        if isStrict, let limit = schema[bound] {
          schema[bound] = nil
          schema[word] = limit
        }
      }
      if schema["nullable"] == .flag(true), schema["allOf"] == nil, let type = schema["type"]?.string {
        schema["nullable"] = nil
        schema["type"] = [.text(type), "null"]
        if var values = schema["enum"] {
          values.elements.removeAll { $0 == .null }
          values.elements.append(.null)
          schema["enum"] = values
        }
      } else if schema["nullable"] == .flag(true), schema["allOf"] != nil {
        schema["nullable"] = nil
        schema = ["oneOf": [schema, ["type": "null"]]]
      } else {
        schema["nullable"] = nil
      }
      documents.entry[site.schema] = schema
    }
    return true
  }

  /// What operations share by reference, written where it is used.
  mutating func writeSharedInPlace() -> Bool {
    guard isOpenAPI else { return false }
    let before = documents.entry
    let shared = ["parameters", "headers", "responses", "requestBodies"]
    let prefixes = shared.map { isSwagger ? "#/\($0)/" : "#/components/\($0)/" }
    documents.entry = documents.entry.mapped { value in
      guard let text = value["$ref"]?.string, prefixes.contains(where: { text.hasPrefix($0) }),
        let target = map.resolve(text, from: 0)
      else { return value }
      return map.documents.entry[target.path] ?? value
    }
    return documents.entry != before
  }

  /// A parameter, an answer or a body that moves to the components and is referred to.
  mutating func sharePlace() -> Bool {
    guard isOpenAPI, let operation = operations.randomElement(using: &random) else { return false }
    let base: [JSONValue.Step] = isSwagger ? [] : [.key("components")]
    var moves: [(place: [JSONValue.Step], kind: String)] = []
    for index in (documents.entry[operation + [.key("parameters")]]?.elements ?? []).indices {
      moves.append((operation + [.key("parameters"), .index(index)], "parameters"))
    }
    for response in documents.entry[operation + [.key("responses")]]?.members ?? [] {
      moves.append((operation + [.key("responses"), .key(response.key)], "responses"))
      for header in response.value["headers"]?.members ?? [] where !isSwagger {
        moves.append(
          (operation + [.key("responses"), .key(response.key), .key("headers"), .key(header.key)], "headers"))
      }
    }
    if documents.entry[operation + [.key("requestBody")]] != nil {
      moves.append((operation + [.key("requestBody")], "requestBodies"))
    }
    for (place, kind) in moves.shuffled(using: &random) {
      guard let value = documents.entry[place], value["$ref"] == nil,
        !map.hasTarget(under: place, file: 0), documents.entry[base + [.key(kind), .key("Moved")]] == nil
      else { continue }
      documents.entry[base + [.key(kind), .key("Moved")]] = value
      documents.entry[place] = ["$ref": .text(isSwagger ? "#/\(kind)/Moved" : "#/components/\(kind)/Moved")]
      return true
    }
    return false
  }

  /// Parameters of path items, said by each operation.
  mutating func moveParametersDown() -> Bool {
    var isDone = false
    for path in documents.entry["paths"]?.members ?? [] {
      let item: [JSONValue.Step] = [.key("paths"), .key(path.key)]
      guard let shared = path.value["parameters"]?.elements, !map.hasTarget(under: item, file: 0) else {
        continue
      }
      documents.entry[item + [.key("parameters")]] = nil
      for method in DocumentMap.methods where path.value[method] != nil {
        let own = path.value[method]?["parameters"]?.elements ?? []
        let names = Set(own.map(identity))
        let more = shared.filter { !names.contains(identity($0)) }
        documents.entry[item + [.key(method), .key("parameters")]] = .list(own + more)
        isDone = true
      }
    }
    return isDone
  }

  private func identity(_ parameter: JSONValue) -> [String?] {
    var value = parameter
    if let text = parameter["$ref"]?.string, let target = map.resolve(text, from: 0) {
      value = map.documents.files[target.file].value[target.path] ?? parameter
    }
    return [value["in"]?.string, value["name"]?.string]
  }

  /// A parameter of a path's only operation, said by the path item.
  mutating func moveParameterUp() -> Bool {
    for path in (documents.entry["paths"]?.members ?? []).shuffled(using: &random) {
      let methods = DocumentMap.methods.filter { path.value[$0] != nil }
      let item: [JSONValue.Step] = [.key("paths"), .key(path.key)]
      guard methods.count == 1, let own = path.value[methods[0]]?["parameters"]?.elements, !own.isEmpty,
        path.value["parameters"] == nil, !map.hasTarget(under: item, file: 0)
      else { continue }
      documents.entry[item + [.key(methods[0]), .key("parameters")]] = nil
      documents.entry[item + [.key("parameters")]] = .list(own)
      return true
    }
    return false
  }

  mutating func writeParameterDefaults() -> Bool {
    guard isOpenAPI else { return false }
    var places: Set<[JSONValue.Step]> = []
    for site in map.sites {
      switch site.slot {
      case .parameter(let path, _, _): places.insert(path)
      default: continue
      }
    }
    for path in places {
      guard var parameter = documents.entry[path], let place = parameter["in"]?.string else { continue }
      func say(_ key: String, _ value: JSONValue) { if parameter[key] == nil { parameter[key] = value } }
      if place != "path" { say("required", false) }
      if isSwagger {
        if parameter["type"]?.string == "array" { say("collectionFormat", "csv") }
      } else {
        let style = place == "query" || place == "cookie" ? "form" : "simple"
        say("deprecated", false)
        say("style", .text(style))
        if parameter["style"]?.string == style { say("explode", .flag(style == "form")) }
        if place == "query" { say("allowReserved", false) }
      }
      documents.entry[path] = parameter
    }
    return !places.isEmpty
  }

  mutating func writeDocumentDefaults() -> Bool {
    guard isOpenAPI else { return false }
    for operation in operations {
      func say(_ key: String, _ value: JSONValue) {
        if documents.entry[operation + [.key(key)]] == nil {
          documents.entry[operation + [.key(key)]] = value
        }
      }
      say("deprecated", false)
      say("parameters", [])
      if !isSwagger {
        say("callbacks", .object([]))
        let body = operation + [.key("requestBody")]
        if let value = documents.entry[body], value["$ref"] == nil, value["required"] == nil {
          documents.entry[body + [.key("required")]] = false
        }
      }
    }
    if documents.entry["security"] == nil { documents.entry["security"] = [] }
    if !isSwagger, documents.entry["servers"] == nil { documents.entry["servers"] = [["url": "/"]] }
    return true
  }
}
