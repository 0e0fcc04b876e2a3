import DriftModel

extension DocumentMap {
  static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

  /// The places of an OpenAPI document: its components and its operations.
  mutating func walkOpenAPI() {
    let holder: [JSONValue.Step] =
      version.hasPrefix("2") ? [.key("definitions")] : [.key("components"), .key("schemas")]
    for member in documents.entry[holder]?.members ?? [] {
      walkDefinition(0, holder + [.key(member.key)], member.key, [.property])
    }
    for file in documents.files.indices.dropFirst() { walkOtherFile(file) }
    for path in documents.entry["paths"]?.members ?? [] where !path.key.hasPrefix("x-") {
      walkPathItem([.key("paths"), .key(path.key)]) { "\($0) \(path.key)" }
    }
    for hook in documents.entry["webhooks"]?.members ?? [] {
      walkPathItem([.key("webhooks"), .key(hook.key)], [.webhook]) { "webhook:\(hook.key) \($0)" }
    }
  }

  /// Schemas in other documents are definitions: the whole, or what references lead to.
  private mutating func walkOtherFile(_ file: Int) {
    if targets[file].contains([]) {
      let stem = documents.files[file].path.split(separator: "/").last?.split(separator: ".").first ?? ""
      walkDefinition(file, [], String(stem), [.property, .otherFile])
    }
    for word in ["$defs", "definitions"] {
      for member in documents.files[file].value[word]?.members ?? [] {
        walkDefinition(
          file, [.key(word), .key(member.key)], member.key, [.property, .otherFile, .defsInSeveralFiles])
      }
    }
    let components: [JSONValue.Step] = [.key("components"), .key("schemas")]
    for member in documents.files[file].value[components]?.members ?? [] {
      walkDefinition(file, components + [.key(member.key)], member.key, [.property, .otherFile])
    }
  }

  private mutating func walkPathItem(
    _ path: [JSONValue.Step], _ positions: Set<Position> = [], _ name: (String) -> String
  ) {
    guard let item = documents.entry[path], item["$ref"] == nil else { return }
    operationCount += item["additionalOperations"]?.members.count ?? 0
    for method in Self.methods {
      guard let operation = item[method] else { continue }
      operationCount += 1
      let title = name(method.uppercased())
      let address = Address([.name(title)])
      walkParameters(
        path + [.key(method), .key("parameters")], address, positions.union([.operationParameter]), operation)
      walkParameters(path + [.key("parameters")], address, positions.union([.pathItemParameter]), operation)
      walkBody(path + [.key(method), .key("requestBody")], address.appending(.name("request")), positions)
      for response in operation["responses"]?.members ?? [] where !response.key.hasPrefix("x-") {
        let at = address.appending(.name("response")).appending(
          .name(response.key == "default" ? response.key : response.key.uppercased()))
        walkAnswer(path + [.key(method), .key("responses"), .key(response.key)], at, positions)
      }
      walkCallbacks(operation, path + [.key(method), .key("callbacks")], title)
    }
  }

  private mutating func walkCallbacks(_ operation: JSONValue, _ path: [JSONValue.Step], _ title: String) {
    for callback in operation["callbacks"]?.members ?? [] {
      guard let (place, _) = follow(path + [.key(callback.key)]) else { continue }
      let expressions = (documents.entry[place]?.members ?? []).map(\.key).filter { !$0.hasPrefix("x-") }
      for expression in expressions {
        let prefix = "\(title) callback:\(callback.key)" + (expressions.count > 1 ? " \(expression)" : "")
        walkPathItem(place + [.key(expression)], [.callbackRequest]) { "\(prefix) \($0)" }
      }
    }
  }

  /// Follows a reference to what is no schema; the position says that it is shared.
  private func follow(_ path: [JSONValue.Step]) -> (path: [JSONValue.Step], isShared: Bool)? {
    guard let value = documents.entry[path] else { return nil }
    guard let text = value["$ref"]?.string else { return (path, false) }
    guard let target = resolve(text, from: 0), target.file == 0 else { return nil }
    return (target.path, true)
  }

  private mutating func walkParameters(
    _ list: [JSONValue.Step], _ operation: Address, _ positions: Set<Position>, _ own: JSONValue
  ) {
    let request = operation.appending(.name("request"))
    let isPathItem = positions.contains(.pathItemParameter)
    for index in (documents.entry[list]?.elements ?? []).indices {
      guard let (path, isShared) = follow(list + [.index(index)]), let parameter = documents.entry[path],
        let name = parameter["name"]?.string, let place = parameter["in"]?.string
      else { continue }
      if isPathItem, overrides(own, name, place) { continue }
      let found =
        isShared
        ? positions.subtracting([.operationParameter, .pathItemParameter]).union([.sharedParameter])
        : positions
      switch place {
      case "body":
        let body = positions.subtracting([.operationParameter, .pathItemParameter]).union(
          isShared ? [.requestJSON, .sharedRequest] : [.requestJSON])
        walk(spot(path + [.key("schema")], request, body))
      case "formData":
        var inner = spot(
          path, request.appending(.name(name)),
          found.subtracting([.operationParameter]).union([.formParameter]))
        inner.slot = .parameter(path, name: name, place: place)
        inner.parent = request
        walk(inner)
      case "header" where ["accept", "content-type", "authorization"].contains(name.lowercased()): continue
      default:
        let schema = parameter["schema"] == nil ? path : path + [.key("schema")]
        guard parameter["content"] == nil else { continue }
        var inner = spot(schema, request.appending(.name("\(place):\(name)")), found)
        inner.slot = .parameter(path, name: name, place: place)
        inner.parent = request
        walk(inner)
      }
    }
  }

  private func overrides(_ operation: JSONValue, _ name: String, _ place: String) -> Bool {
    (operation["parameters"]?.elements ?? []).contains { each in
      var value = each
      if let text = each["$ref"]?.string, let target = resolve(text, from: 0) {
        value = documents.files[target.file].value[target.path] ?? each
      }
      return value["name"]?.string == name && value["in"]?.string == place
    }
  }

  private mutating func spot(_ path: [JSONValue.Step], _ address: Address, _ positions: Set<Position>) -> Spot {
    Spot(
      file: 0, path: path, address: address, positions: positions, entity: newEntity(), slot: nil,
      parent: address)
  }

  private mutating func walkBody(_ at: [JSONValue.Step], _ address: Address, _ positions: Set<Position>) {
    guard let (path, isShared) = follow(at) else { return }
    walkContent(
      path + [.key("content")], address, positions.union(isShared ? [.sharedRequest] : []), isAnswer: false)
  }

  private mutating func walkAnswer(_ at: [JSONValue.Step], _ address: Address, _ positions: Set<Position>) {
    guard let (path, isShared) = follow(at), let answer = documents.entry[path] else { return }
    var found = positions
    if found.remove(.callbackRequest) != nil { found.insert(.callbackAnswer) }
    if isShared { found.insert(.sharedAnswer) }
    if answer["schema"] != nil { walk(spot(path + [.key("schema")], address, found.union([.answerJSON]))) }
    walkContent(path + [.key("content")], address, found, isAnswer: true)
    for header in answer["headers"]?.members ?? [] where header.key.lowercased() != "content-type" {
      guard let (place, isSharedHeader) = follow(path + [.key("headers"), .key(header.key)]),
        let value = documents.entry[place], value["content"] == nil
      else { continue }
      let schema = value["schema"] == nil ? place : place + [.key("schema")]
      var inner = spot(
        schema, address.appending(.name("header:\(header.key)")),
        found.union([isSharedHeader ? .sharedHeader : .header]))
      inner.slot = .header(path + [.key("headers"), .key(header.key)], name: header.key)
      inner.parent = address
      walk(inner)
    }
  }

  private mutating func walkContent(
    _ path: [JSONValue.Step], _ address: Address, _ positions: Set<Position>, isAnswer: Bool
  ) {
    let media = documents.entry[path]?.members ?? []
    for member in media where member.value["$ref"] == nil {
      // Where several media types differ, each is a step; an edit in one of them makes them differ.
      let type = (member.key.split(separator: ";").first.map(String.init) ?? "").lowercased()
      let at = media.count > 1 ? address.appending(.name(type)) : address
      let position: Position =
        if isAnswer {
          type.contains("json") ? .answerJSON : .answerOther
        } else {
          type.contains("json") ? .requestJSON : type.contains("form") ? .requestForm : .requestOther
        }
      walk(spot(path + [.key(member.key), .key("schema")], at, positions.union([position])))
    }
  }
}
