import DriftModel

extension DocumentMap {
  /// Where a walk over schemas stands.
  struct Spot {
    var file: Int
    var path: [JSONValue.Step]
    var address: Address
    var positions: Set<Position>
    var entity: Int
    var slot: Site.Slot?
    var parent: Address
    var typesBeside: Set<String> = []
    var chain: [Site.Link] = []

    /// The spot of a part that is an object of its own.
    func entering(_ steps: [JSONValue.Step], _ address: Address, _ position: Position?, _ entity: Int) -> Spot {
      var inner = self
      inner.path += steps
      inner.address = address
      inner.positions = positions.subtracting([.property]).union(position.map { [$0] } ?? [])
      inner.entity = entity
      inner.slot = nil
      inner.typesBeside = []
      return inner
    }
  }

  /// The places of a JSON Schema: the root, and the definitions of every document.
  mutating func walkSchemas() {
    for (file, document) in documents.files.enumerated() {
      let isEntry = file == 0
      let holders: Set<Position> = documents.files.count > 1 ? [.defsInSeveralFiles] : []
      for word in ["$defs", "definitions"] {
        for member in document.value[word]?.members ?? [] {
          walkDefinition(
            file, [.key(word), .key(member.key)], member.key, isEntry ? holders : holders.union([.otherFile]))
        }
      }
      let title = document.value["title"]?.string ?? ""
      let isTaken = document.value["$defs"]?[title] != nil || document.value["definitions"]?[title] != nil
      // A document that only collects definitions is none itself.
      let aside: Set = ["$schema", "$id", "id", "$defs", "definitions", "title", "description", "$comment"]
      let isCollection = document.value["$defs"] != nil || document.value["definitions"] != nil
      let saysMore = document.value.members.contains { !aside.contains($0.key) }
      if isEntry, saysMore || !isCollection {
        walkDefinition(file, [], title.isEmpty || isTaken ? "$root" : title, holders)
      }
      if !isEntry, targets[file].contains([]) {
        let stem = document.path.split(separator: "/").last?.split(separator: ".").first ?? ""
        walkDefinition(file, [], String(stem), holders.union([.otherFile]))
      }
    }
  }

  /// The places of a named schema.
  mutating func walkDefinition(
    _ file: Int, _ path: [JSONValue.Step], _ name: String, _ positions: Set<Position>
  ) {
    let address = Address([.name(name)])
    let roles = roles[Place(file: file, path: path)] ?? []
    walk(
      Spot(
        file: file, path: path, address: address, positions: positions.union(roles), entity: newEntity(),
        slot: nil,
        parent: address))
  }

  /// The places of a schema and of all below it. What it refers to is walked where it is defined.
  mutating func walk(_ spot: Spot) {
    guard let schema = documents.files[spot.file].value[spot.path], schema.isObject else { return }
    if let text = schema["$ref"]?.string {
      // Before 3.1 and 2019-09 nothing beside a reference counts: such a place cannot be edited.
      noteInherited(text, spot)
      return
    }
    add(
      Site(
        file: spot.file, schema: spot.path, positions: spot.positions, addresses: [spot.address.description],
        slot: spot.slot, typesBeside: spot.typesBeside, parents: [spot.parent.description],
        chain: spot.chain))
    walkMembers(schema, spot)
    walkParts(schema, spot)
    walkPieces(schema, spot)
  }

  private mutating func walkMembers(_ schema: JSONValue, _ spot: Spot) {
    let entity = spot.entity
    for name in schema["required"]?.elements.compactMap(\.string) ?? [] {
      demandCounts[entity, default: [:]][name, default: 0] += 1
    }
    for member in schema["properties"]?.members ?? [] {
      memberCounts[entity, default: [:]][member.key, default: 0] += 1
      let address = spot.address.appending(.name(member.key))
      var inner = spot.entering(
        [.key("properties"), .key(member.key)], address,
        spot.address.steps.count > 1 ? .nestedProperty : .property, newEntity())
      inner.parent = spot.address
      inner.slot = .property(object: spot.path, name: member.key)
      inner.chain.append(Site.Link(entity: entity, name: member.key))
      walk(inner)
    }
  }

  private mutating func walkParts(_ schema: JSONValue, _ spot: Spot) {
    let items = spot.address.appending(.items)
    if schema["items"]?.isObject == true { walk(spot.entering([.key("items")], items, .items, newEntity())) }
    for (index, _) in (schema["prefixItems"]?.elements ?? []).enumerated() {
      let address = spot.address.appending(.name("[\(index)]"))
      walk(spot.entering([.key("prefixItems"), .index(index)], address, .tupleItems, newEntity()))
    }
    if schema["additionalProperties"]?.isObject == true {
      walk(
        spot.entering(
          [.key("additionalProperties")], spot.address.appending(.values), .mapValues, newEntity()))
    }
    for member in schema["patternProperties"]?.members ?? [] {
      let address = spot.address.appending(.name("{\(member.key)}"))
      walk(
        spot.entering([.key("patternProperties"), .key(member.key)], address, .patternValues, newEntity()))
    }
  }

  /// Pieces add no step and belong to the same object; so does what the parent is called by.
  private mutating func walkPieces(_ schema: JSONValue, _ spot: Spot) {
    for (word, position) in [
      ("allOf", Position.allOfBranch), ("oneOf", .oneOfBranch), ("anyOf", .anyOfBranch),
    ] {
      let pieces = schema[word]?.elements ?? []
      for index in pieces.indices {
        var inner = spot.entering([.key(word), .index(index)], spot.address, position, spot.entity)
        inner.parent = spot.parent
        for (other, sibling) in pieces.enumerated() where other != index {
          if let type = sibling["type"]?.string { inner.typesBeside.insert(type) }
        }
        walk(inner)
      }
    }
  }

  /// The members that a piece brings by reference: their names are taken.
  private mutating func noteInherited(_ text: String, _ spot: Spot) {
    guard let target = resolve(text, from: spot.file) else { return }
    var seen: Set<Place> = []
    inherited[spot.entity, default: []].formUnion(names(at: target, &seen))
  }

  private func names(at place: Place, _ seen: inout Set<Place>) -> Set<String> {
    guard seen.insert(place).inserted, let schema = documents.files[place.file].value[place.path] else {
      return []
    }
    var out = Set(schema["properties"]?.members.map(\.key) ?? [])
    out.formUnion(schema["required"]?.elements.compactMap(\.string) ?? [])
    if let text = schema["$ref"]?.string, let next = resolve(text, from: place.file) {
      out.formUnion(names(at: next, &seen))
    }
    for word in ["allOf", "oneOf", "anyOf"] {
      for index in (schema[word]?.elements ?? []).indices {
        out.formUnion(
          names(at: Place(file: place.file, path: place.path + [.key(word), .index(index)]), &seen))
      }
    }
    return out
  }
}
