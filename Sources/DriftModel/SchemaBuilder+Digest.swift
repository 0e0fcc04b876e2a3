extension SchemaBuilder {
  /// The digest of a shape whose runs are stored. Members of sets are added, so their order does not count.
  func digest(of shape: Shape) -> Digest {
    var out = Digest.zero
    var word = UInt64(shape.types.rawValue)
    word |= UInt64(shape.scalar.rawValue) << 8
    word |= UInt64(shape.nullable.bits) << 16
    word |= UInt64(shape.access.bits) << 24
    if shape.isClosed { word |= 1 << 32 }
    if shape.hasClosedItems { word |= 1 << 33 }
    out.fold(word)
    out.fold(digest(ofFacts: shape.facts))
    var members = Digest.zero
    schema.fields.withUnsafeBufferPointer { all in
      for index in shape.fields.indices { members.add(digest(of: all[index])) }
    }
    out.fold(members)
    if shape.isOrdered {
      out.fold(0x6f72_64)
      let inOrder = schema.fields[shape.fields.indices].sorted { $0.position < $1.position }
      for field in inOrder where field.role == .member { out.fold(symbols.hash(field.name)) }
    }
    var uses = Digest.zero
    for index in shape.references.indices {
      var one = Digest.zero
      one.fold(symbols.hash(schema.references[index].name) ^ 0x7265_66)
      uses.add(one)
    }
    out.fold(uses)
    var choices = Digest.zero
    for index in shape.unions.indices { choices.add(digest(of: schema.unions[index])) }
    out.fold(choices)
    if shape.items != .none { out.fold(schema[shape.items].digest) }
    if shape.values != .none {
      out.fold(0x7661_6c)
      out.fold(schema[shape.values].digest)
    }
    return out
  }

  /// The digest of a run of facts.
  public func digest(ofFacts run: Run) -> Digest {
    var sum = Digest.zero
    schema.facts.withUnsafeBufferPointer { all in
      for index in run.indices {
        let fact = all[index]
        var one = Digest.zero
        one.fold(symbols.hash(fact.value) ^ (UInt64(fact.key.rawValue) << 8 | UInt64(fact.kind.rawValue)))
        sum.add(one)
      }
    }
    return sum
  }

  /// The digest of a field: its name and all that holds there.
  public func digest(of field: Field) -> Digest {
    var one = schema[field.shape].digest
    one.fold(field.role == .header ? lowercaseHash(field.name) : symbols.hash(field.name))
    one.fold(UInt64(field.role.rawValue) | UInt64(field.required.bits) << 8 | UInt64(field.access.bits) << 16)
    return one
  }

  /// Names of headers are the same in any case (RFC 9110, 5.1).
  private func lowercaseHash(_ name: Symbol) -> UInt64 {
    let lower = symbols.bytes(name).map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
    return lower.withUnsafeBytes { StableHash.hash($0) }
  }

  /// The digest of a message whose runs are stored.
  public func digest(of message: Message) -> Digest {
    var out = digest(ofFacts: message.facts)
    var members = Digest.zero
    for index in message.fields.indices {
      members.add(digest(of: schema.fields[Int(schema.messageFields[index])]))
    }
    out.fold(members)
    var payloads = Digest.zero
    for index in message.bodies.indices {
      let body = schema.bodies[index]
      var one = schema[body.shape].digest
      one.fold(symbols.hash(body.media))
      one.fold(digest(ofFacts: body.facts))
      payloads.add(one)
    }
    out.fold(payloads)
    return out
  }

  /// The digest of an operation whose runs are stored.
  public func digest(of operation: Operation) -> Digest {
    var out = digest(ofFacts: operation.facts)
    out.fold(symbols.hash(operation.key))
    out.fold(schema.messages[Int(operation.request)].digest)
    var answers = Digest.zero
    for index in operation.responses.indices {
      let response = schema.responses[index]
      var one = schema.messages[Int(response.message)].digest
      one.fold(symbols.hash(response.status))
      answers.add(one)
    }
    out.fold(answers)
    return out
  }

  /// The digest of a group of alternatives.
  func digest(of union: Union) -> Digest {
    var sum = Digest.zero
    for index in union.branches.indices {
      let branch = schema.branches[index]
      var one = schema[branch.shape].digest
      one.fold(branch.condition)
      one.fold(branch.label == .none ? 0 : symbols.hash(branch.label))
      sum.add(one)
    }
    sum.fold(UInt64(union.kind.rawValue) | (union.isExclusive ? 1 << 8 : 0))
    return sum
  }
}
