import DriftModel
import DriftSyntax

extension CanonicalWriter {
  /// Writes a request or an answer: its own line, then parameters or headers, then bodies.
  mutating func write(message index: UInt32, rank: Int = 0) {
    let message = schema.messages[Int(index)]
    beginLine(rank: UInt32(rank))
    let tag = sharedTag(message.origin, message.digest)
    if let tag { write(shared: tag) }
    write(facts: message.facts)
    endLine()
    if tag != nil { sharedDepth += 1 }
    let fields = zip(message.fields.indices, schema.messageFields[message.fields.indices].map(Int.init)).enumerated()
    let sorted = fields.sorted { symbols.precedes(schema.fields[$0.element.1].name, schema.fields[$1.element.1].name) }
    for (rank, (at, field)) in sorted {
      write(parameter: field, rank: UInt32(rank), usedAt: schema.messageFieldOrigins[at])
    }
    writeBodies(message)
    if tag != nil { sharedDepth -= 1 }
  }

  private mutating func write(parameter index: Int, rank: UInt32, usedAt use: Origin) {
    let field = schema.fields[index]
    step(field.name) { inner in
      inner.beginLine(rank: rank)
      inner.writeFieldFacts(field)
      inner.note(use: use, of: field)
      inner.write(shape: field.shape, sharedTag: inner.sharedTag(field.origin, inner.digests.digest(ofField: index)))
    }
  }

  /// Remembers that the current line is one of several that stand for one use of a parameter or a header.
  private mutating func note(use: Origin, of field: Field) {
    switch shared.use(use, of: field) {
    case .ofAll: uses.append(UInt32(order.count))
    case .ofPath: pathUses.append(UInt32(order.count))
    case .own: return
    }
  }

  /// Media types that send one thing share a line.
  private mutating func writeBodies(_ message: Message) {
    struct Group {
      var body: Body
      var media: [Symbol]
      var rank: UInt32
    }
    var groups: [Group] = []
    for (rank, body) in schema.bodies[message.bodies.indices].enumerated() {
      let same = groups.firstIndex { $0.body.shape == body.shape && isSame($0.body.facts, body.facts) }
      if let same {
        groups[same].media.append(body.media)
      } else {
        groups.append(.init(body: body, media: [body.media], rank: UInt32(rank)))
      }
    }
    for index in groups.indices { groups[index].media.sort { symbols.precedes($0, $1) } }
    groups.sort { symbols.precedes($0.media[0], $1.media[0]) }
    for group in groups {
      let length = path.enter(part: symbols.bytes(group.media[0]))
      beginLine(rank: group.rank)
      write(key: .media)
      if group.media.count == 1 { json.string(symbols.bytes(group.media[0])) } else { list(group.media) }
      if !group.body.facts.isEmpty {
        write(key: .body)
        json.raw("{")
        isFirst = true
        write(facts: group.body.facts)
        isFirst = false
        json.raw("}")
      }
      write(shape: group.body.shape, sharedTag: sharedTag(of: group.body.shape))
      path.leave(to: length)
    }
  }

  private func isSame(_ a: Run, _ b: Run) -> Bool {
    schema.facts[a.indices].elementsEqual(schema.facts[b.indices])
  }
}
