public import DriftModel

extension Schema {
  /// The addresses of all that the definitions and the operations hold, without what they refer to.
  public var addresses: Set<String> {
    var out: Set<String> = []
    for definition in definitions where definition.shape != .none {
      collect(definition.shape, Address([.name(symbols.text(definition.name))]), &out)
    }
    for operation in operations {
      let address = Address([.name(symbols.text(operation.name))])
      collect(message: Int(operation.request), address.appending(.name("request")), &out)
      for response in responses[operation.responses.indices] {
        let status = address.appending(.name("response")).appending(.name(symbols.text(response.status)))
        collect(message: Int(response.message), status, &out)
      }
    }
    return out
  }

  private func collect(message index: Int, _ address: Address, _ out: inout Set<String>) {
    out.insert(address.description)
    let message = messages[index]
    for at in message.fields.indices { collect(field: fields[Int(messageFields[at])], address, &out) }
    for body in bodies[message.bodies.indices] {
      collect(body.shape, address, &out)
      collect(body.shape, address.appending(.name(symbols.text(body.media))), &out)
    }
  }

  private func collect(field: Field, _ address: Address, _ out: inout Set<String>) {
    let name = symbols.text(field.name)
    collect(field.shape, address.appending(.name(field.role == .pattern ? "{\(name)}" : name)), &out)
  }

  private func collect(_ id: ShapeID, _ address: Address, _ out: inout Set<String>) {
    let shape = shapes[Int(id.index)]
    out.insert(address.description)
    for index in shape.fields.indices { collect(field: fields[index], address, &out) }
    for index in shape.unions.indices {
      for branch in branches[unions[index].branches.indices] { collect(branch.shape, address, &out) }
    }
    if shape.items != .none { collect(shape.items, address.appending(.items), &out) }
    if shape.values != .none { collect(shape.values, address.appending(.values), &out) }
  }
}
