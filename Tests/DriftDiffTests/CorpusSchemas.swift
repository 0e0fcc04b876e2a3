import DriftDiff

extension CorpusDocument {
  /// JSON Schema: `definitions` or `$defs`, and the root where it is an object.
  init(jsonSchema root: CorpusValue) {
    for key in ["definitions", "$defs"] {
      for (name, schema) in root[key]?.members ?? [] { add(schema, at: [name]) }
    }
    add(root, at: [root["properties"] == nil ? "" : root["title"]?.string ?? "$root"])
  }

  /// The answer of MCP's `tools/list`.
  init(tools root: CorpusValue) {
    for tool in root["tools"]?.items ?? [] {
      guard let name = tool["name"]?.string else { continue }
      if let input = tool["inputSchema"] { add(input, at: [name, "request"]) }
      if let output = tool["outputSchema"] { add(output, at: [name, "response"]) }
    }
  }

  /// OpenAPI 2 and 3: components, parameters, bodies, answers.
  init(openAPI root: CorpusValue) {
    for (name, schema) in (root["components"]?["schemas"] ?? root["definitions"])?.members ?? [] {
      declare([name])
      add(enumeration: schema["enum"]?.items.compactMap(\.scalar) ?? [], at: [name])
      add(schema, at: [name])
    }
    for (path, item) in root["paths"]?.members ?? [] {
      for (method, operation) in item.members
      where ["get", "put", "post", "delete", "patch", "head", "options"].contains(method) {
        let name = method.uppercased() + " " + path
        declare([name, "request"])
        operationIDs[name] = operation["operationId"]?.string
        for parameter in (item["parameters"]?.items ?? []) + (operation["parameters"]?.items ?? []) {
          addParameter(Self.resolve(parameter, root), at: [name, "request"])
        }
        for (_, media) in operation["requestBody"]?["content"]?.members ?? [] {
          if let schema = media["schema"] { add(schema, at: [name, "request"]) }
        }
        for (_, response) in operation["responses"]?.members ?? [] {
          for (_, media) in response["content"]?.members ?? [] {
            if let schema = media["schema"] { add(schema, at: [name, "response"]) }
          }
        }
      }
    }
  }

  private static func resolve(_ value: CorpusValue, _ root: CorpusValue) -> CorpusValue {
    guard let reference = value["$ref"]?.string, reference.hasPrefix("#/") else { return value }
    return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] ?? .array([]) }
  }

  private mutating func addParameter(_ parameter: CorpusValue, at path: [String]) {
    guard let name = parameter["name"]?.string, let place = parameter["in"]?.string else { return }
    if place == "body" {
      if let schema = parameter["schema"] { add(schema, at: path) }
      return
    }
    let role: UInt8 = ["query": 1, "path": 2, "header": 3, "cookie": 4][place] ?? 5
    var field = Self.field(
      name, parameter["schema"] ?? parameter, isRequired: parameter["required"]?.isTrue ?? false)
    field.description = parameter["description"]?.string ?? field.description
    field.role = role
    add(enumeration: field.enumValues, at: path + [name])
    add(field, to: path)
  }

  /// Adds the properties of a schema and of the objects inside it.
  private mutating func add(_ schema: CorpusValue, at path: [String]) {
    guard path.count < 20 else { return }
    let required = Set((schema["required"]?.items ?? []).compactMap(\.string))
    for (name, property) in schema["properties"]?.members ?? [] {
      let field = Self.field(name, property, isRequired: required.contains(name))
      add(field, to: path)
      add(enumeration: field.enumValues, at: path + [name])
      add(property, at: path + [name])
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
      for piece in schema[keyword]?.items ?? [] { add(piece, at: path) }
    }
    if let items = schema["items"], case .object = items { add(items, at: path + ["[]"]) }
    if let values = schema["additionalProperties"], case .object = values { add(values, at: path + ["{}"]) }
  }

  private static func field(_ name: String, _ schema: CorpusValue, isRequired: Bool) -> RenameCandidate {
    let type = type(of: schema)
    return RenameCandidate(
      name: name, typeKey: typeKey(type.text), typeFamily: type.family, isRequired: isRequired,
      isNullable: schema["nullable"]?.isTrue, defaultValue: schema["default"]?.scalar,
      description: schema["description"]?.string ?? "", label: schema["title"]?.string ?? "",
      enumValues: (schema["enum"] ?? schema["items"]?["enum"])?.items.compactMap(\.scalar) ?? [],
      children: ((schema["properties"] ?? schema["items"]?["properties"])?.members ?? []).map(\.key),
      reference: type.reference)
  }

  private static func type(of schema: CorpusValue) -> (
    text: String, family: RenameTypeFamily, reference: String
  ) {
    if let target = schema["$ref"]?.string
      ?? (schema["allOf"]?.items.count == 1 ? schema["allOf"]?.items[0]["$ref"]?.string : nil)
      ?? schema["x-references"]?.string
    {
      let name = String(target.split(separator: "/").last ?? "")
      return ("ref " + name, .reference, name)
    }
    var kind = schema["type"]?.string ?? ""
    if kind.isEmpty { kind = schema["type"]?.items.compactMap(\.string).first { $0 != "null" } ?? "" }
    if kind.isEmpty && schema["properties"] != nil { kind = "object" }
    if kind == "array" || schema["items"] != nil {
      let item = schema["items"].map { Self.type(of: $0) }
      return ("[" + (item?.text ?? "") + "]", .array, item?.reference ?? "")
    }
    let format = schema["format"]?.string ?? ""
    let family: RenameTypeFamily =
      switch kind {
      case "string": format.hasPrefix("date") || format == "time" ? .date : .string
      case "integer", "number": .number
      case "boolean": .boolean
      case "object": .object
      default: .any
      }
    return (kind + " " + format, family, "")
  }
}
