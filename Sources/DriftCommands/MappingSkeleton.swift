import DriftDiff
import DriftImpact
import DriftModel

/// Entries of a mapping for the fields of a definition, of a request or of an answer.
struct MappingSkeleton {
  private let schema: Schema
  private let resolver: Resolver
  private let system: String

  init(_ schema: Schema, system: String) {
    self.schema = schema
    self.system = system
    resolver = Resolver(schema)
  }

  /// The entries as YAML.
  ///
  /// - Throws: ``DriftError`` where the address leads nowhere, with the nearest that exist.
  func text(_ text: String) throws(DriftError) -> String {
    let address: Address
    do {
      address = try Address(parsing: text)
    } catch {
      throw DriftError("\"\(text)\" is no address: \(error.message)")
    }
    let addresses = AddressResolver(schema)
    let trail = try resolve(address, text, addresses)
    var out = ""
    if trail.operation != nil, trail.root == nil, trail.messages.isEmpty {
      // An operation is what is sent to it and what it answers.
      for part in ["request", "response"] {
        let inner = Address(address.steps + [.name(part)])
        if let trail = try? addresses.resolve(inner) { out += entries(inner, trail) }
      }
    } else {
      out = entries(address, trail)
    }
    guard !out.isEmpty else { throw DriftError("\(text) has no fields", help: ["drift show prints what is there."]) }
    return out
  }

  private func resolve(
    _ address: Address, _ text: String, _ addresses: AddressResolver
  ) throws(DriftError) -> Trail {
    do throws(UnresolvedAddress) {
      return try addresses.suggesting.resolve(address)
    } catch {
      let near = error.suggestions.map(\.description)
      throw DriftError(
        "\(system) has no \(text)", help: near.isEmpty ? [] : ["Did you mean \(near.joined(separator: ", or "))?"])
    }
  }

  private func entries(_ address: Address, _ trail: Trail) -> String {
    let usage = usage(trail)
    var out = ""
    var seen: Set<String> = []
    func add(_ field: Int, _ steps: [Address.Step]) {
      let name = schema.symbols.text(schema.fields[field].name)
      guard seen.insert(name).inserted else { return }
      out += entry(field, Address(steps + [.name(name)]), usage)
    }
    if trail.endsAtMessages {
      for message in trail.messages {
        for at in schema.messages[message].fields.indices { add(Int(schema.messageFields[at]), address.steps) }
      }
    }
    for shape in trail.terminals {
      var resolution = resolver.resolve(shape)
      var steps = address.steps
      // A list is made of its items.
      if resolution.members.isEmpty, let items = resolution.items {
        resolution = resolver.resolve(items.shape)
        steps.append(.items)
      }
      for member in resolution.members { add(member.field, steps) }
    }
    return out
  }

  /// The directions in which callers meet what an address ends at: a request is sent, an answer is read.
  private func usage(_ trail: Trail) -> UsageSet {
    if let index = trail.operation, let message = trail.messages.first {
      let operation = schema.operations[index]
      return (message == Int(operation.request)) != operation.isReversed ? .write : .read
    }
    guard let root = trail.root else { return .all }
    let reached = Reach(schema).usage[root]
    return reached.isEmpty ? .all : reached
  }

  private func entry(_ field: Int, _ place: Address, _ usage: UsageSet) -> String {
    let own = resolver.resolve(schema.fields[field].shape).access.and(schema.fields[field].access)
    var reads = usage.contains(.read) && own[.read] != .no
    let writes = !usage.isDisjoint(with: .write) && (own[.create] != .no || own[.update] != .no)
    if !reads, !writes { reads = true }
    let access = [reads ? "read" : nil, writes ? "write" : nil].compactMap(\.self).joined(separator: ", ")
    return """
        - agent: \(Self.scalar(agentName(place)))
          system: \(Self.scalar(system))
          field: \(Self.scalar(place.description))
          access: [\(access)]
      \(reads ? "    on_missing: ask\n" : "")
      """
  }

  /// A name for the agent's own: the address in small letters, which tells it from what other definitions have.
  private func agentName(_ place: Address) -> String {
    let words = place.steps.enumerated().compactMap { index, step -> String? in
      guard case .name(let name) = step else { return nil }
      guard index == 0 else { return name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name }
      let letters = name.map { $0.isLetter || $0.isNumber ? String($0) : " " }.joined()
      let joined = letters.split(separator: " ").joined(separator: "_")
      // `GET` of an operation, `Ticket` of a definition.
      return name.contains(" ") ? joined.lowercased() : joined.prefix(1).lowercased() + joined.dropFirst()
    }
    return words.joined(separator: ".")
  }

  /// A text as a YAML scalar: in quotes where it would be something else without.
  static func scalar(_ text: String) -> String {
    let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    let isPlain =
      text.utf8.first.map { $0 == 95 || (65...90).contains($0) || (97...122).contains($0) } ?? false
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || [45, 46, 47, 91, 93, 95].contains($0)
      } && !words.contains(text.lowercased())
    return isPlain ? text : "'\(text.replacing("'", with: "''"))'"
  }
}
