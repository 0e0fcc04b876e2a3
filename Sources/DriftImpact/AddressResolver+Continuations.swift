import DriftModel

extension AddressResolver {
  /// The addresses that a text may go on to be, a step further at most, sorted: what a shell offers to complete.
  public func continuations(of text: String) -> [String] {
    guard let parent = Self.parent(of: text) else {
      let names = schema.definitions.map(\.name) + schema.operations.map(\.name)
      return Self.sorted(names.map { Address([.name(schema.symbols.text($0))]) }, text)
    }
    guard let address = try? Address(parsing: parent), let trail = try? resolve(address) else { return [] }
    return Self.sorted(steps(after: trail, address).map { Address(address.steps + [$0]) }, text)
  }

  /// What stands before the last dot that is not in quotes; nil where there is none.
  private static func parent(of text: String) -> String? {
    var isQuoted = false
    var isEscaped = false
    var dot: String.Index?
    for index in text.indices {
      switch text[index] {
      case "\\": isEscaped.toggle()
      case "\"" where !isEscaped: isQuoted.toggle()
      case "." where !isQuoted: dot = index
      default: break
      }
      if text[index] != "\\" { isEscaped = false }
    }
    return dot.map { String(text[..<$0]) }
  }

  private func steps(after trail: Trail, _ address: Address) -> [Address.Step] {
    var out: [Address.Step] = []
    if trail.operation != nil, trail.messages.isEmpty, trail.root == nil {
      return [.name("request"), .name("response")]
    } else if let index = trail.operation, address.steps.count == 2, address.steps[1] == .name("response") {
      let operation = schema.operations[index]
      out = schema.responses[operation.responses.indices].map { .name(schema.symbols.text($0.status)) }
    }
    if trail.endsAtMessages {
      for message in trail.messages {
        for field in schema.messageFields[schema.messages[message].fields.indices] {
          out.append(.name(schema.symbols.text(schema.fields[Int(field)].name)))
        }
      }
    }
    forEachBranch(of: trail.terminals) { one, _ in
      for member in one.members { out.append(.name(schema.symbols.text(schema.fields[member.field].name))) }
      if one.items != nil { out.append(.items) }
      if one.values != nil { out.append(.values) }
    }
    return out
  }

  private static func sorted(_ addresses: [Address], _ text: String) -> [String] {
    Set(addresses.map(\.description)).filter { $0.hasPrefix(text) }.sorted()
  }
}
