import DriftModel
import DriftSyntax

extension WSDLReader {
  /// An operation of a port type, and how it is bound.
  struct Bound {
    var portType: Symbol
    var component: Component
    var node: NodeID
    var name: String
    /// How it is sent: in each of several ways.
    var bindings: [Binding]

    /// The way that says how its messages look.
    var binding: Binding? { bindings.first }
  }

  /// Reads the operations of all port types.
  mutating func readOperations() {
    var all: [Bound] = []
    for (portType, component) in portTypes {
      let tree = schemas.trees[component.part]
      for child in tree.children(component.node) where tree.kind(child) == .object {
        switch words[tree[child].key] {
        case .operation:
          all.append(
            Bound(
              portType: portType, component: component, node: child, name: text(child, words.name, tree) ?? "",
              bindings: bindings(of: portType, child, tree)))
        case .documentation: note(child, "documentation", component.part)
        default: schemas.note(tree[child].key, child, component.part)
        }
      }
    }
    let portTypeNames = portTypeNames()
    let names = OperationNames(all.map { (portTypeNames[$0.portType] ?? "", $0.name, overload($0)) })
    for (index, bound) in all.enumerated() {
      read(bound, named: names.name(index), key: names.key(index))
    }
    tellStrayBindings(all)
  }

  /// What port types are called: by their local names, told apart by their namespaces where several have one.
  private func portTypeNames() -> [Symbol: String] {
    let all = portTypes.map { (symbol: $0.name, parts: ExpandedName.parts(symbols.text($0.name))) }
    let namespaces = Dictionary(grouping: all, by: \.parts.local).mapValues { $0.map(\.parts.uri) }
    return Dictionary(
      all.map { symbol, name in
        let uris = namespaces[name.local] ?? []
        let qualified = { XMLNamespaceNames(uris).qualified(name.local, in: name.uri) { namespaces[$0] != nil } }
        return (symbol, uris.count > 1 ? qualified() : name.local)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What tells two operations of one name apart: the names of what goes in and out (WSDL 1.1, 2.4.5).
  private func overload(_ bound: Bound) -> String {
    let tree = schemas.trees[bound.component.part]
    return tree.children(bound.node).compactMap { child in
      guard let kind = words[tree[child].key], kind == .input || kind == .output else { return nil }
      if let name = text(child, words.name, tree) { return name }
      // The prefix of the message's name says nothing.
      return text(child, words.message, tree).map { String($0.split(separator: ":").last ?? "") }
    }.joined(separator: " ")
  }

  private mutating func read(_ bound: Bound, named name: String, key: String) {
    let tree = schemas.trees[bound.component.part]
    let node = bound.node
    let origin = schemas.origin(node, bound.component.part)
    var facts: [Fact] = []
    var request: UInt32?
    var responses: [Response] = []
    var isReversed = false
    var hasInput = false
    var isBroken = false
    for child in tree.children(node) where tree.kind(child) == .object {
      switch words[tree[child].key] {
      case .documentation:
        enter(bound.component)
        if let prose = schemas.description(schemas.allText(child)) { facts.append(Fact(.description, .text, prose)) }
      case .input:
        hasInput = true
        if !responses.isEmpty, request == nil { isReversed = true }
        guard let message = message(child, bound, isInput: true) else {
          isBroken = true
          continue
        }
        request = message
      case .output:
        guard let message = message(child, bound, isInput: false) else {
          isBroken = true
          continue
        }
        responses.append(
          Response(
            status: symbols.intern("200"), message: message, origin: schemas.origin(child, bound.component.part)))
      case .fault:
        guard let message = message(child, bound, isInput: false) else { continue }
        let name = text(child, words.name, tree) ?? "fault"
        responses.append(
          Response(
            status: symbols.intern(name), message: message, origin: schemas.origin(child, bound.component.part)))
      default: schemas.note(tree[child].key, child, bound.component.part)
      }
    }
    // A message that is not there takes its operation away, and nothing else (FORMATS 3.6).
    guard !isBroken else { return }
    if !hasInput { isReversed = true }
    // Ports that send it alike are one way.
    for way in Set(bound.bindings.map(\.way)) { facts.append(Fact(.wire, .text, symbols.intern(way))) }
    if isReversed { facts.append(Fact(.style, .text, symbols.intern("the service begins"))) }
    let run = Run(start: UInt32(schemas.builder.schema.responses.count), count: UInt32(responses.count))
    schemas.builder.schema.responses += responses
    let sent = request ?? emptyMessage(origin)
    var operation = Operation(
      name: symbols.intern(name), key: symbols.intern(key), isReversed: isReversed, request: sent, responses: run,
      facts: schemas.builder.store(facts), origin: origin)
    for way in bound.bindings {
      let said = symbols.intern(way.way)
      if operation.wireOrigins[said] == nil {
        operation.wireOrigins[said] = schemas.origin(way.place, way.component.part)
      }
    }
    operation.digest = schemas.builder.digest(of: operation)
    schemas.builder.schema.operations.append(operation)
  }

  private mutating func emptyMessage(_ origin: Origin) -> UInt32 {
    var message = Message(fields: .empty, bodies: .empty, facts: .empty, origin: origin)
    message.digest = schemas.builder.digest(of: message)
    schemas.builder.schema.messages.append(message)
    return UInt32(schemas.builder.schema.messages.count - 1)
  }

  /// Bindings of port types that are nowhere: what they say is lost.
  private mutating func tellStrayBindings(_ all: [Bound]) {
    for (type, component) in bindings where !portTypes.contains(where: { $0.name == type }) {
      let (uri, local) = ExpandedName.parts(symbols.text(type))
      guard !schemas.missing.contains(uri) else { continue }
      schemas.gap(
        "the port type \(local)", "a binding names it, and it is nowhere",
        schemas.origin(component.node, component.part))
    }
  }
}

/// What operations are called: by their names, with the port type where several have it, with what goes in and out where
/// one port type has it twice.
struct OperationNames {
  private var names: [String] = []
  private var keys: [String] = []

  init(_ all: [(portType: String, name: String, overload: String)]) {
    var portTypes: [String: Set<String>] = [:]
    var counts: [[String]: Int] = [:]
    for one in all {
      portTypes[one.name, default: []].insert(one.portType)
      counts[[one.portType, one.name], default: 0] += 1
    }
    var seen: [String: Int] = [:]
    for one in all {
      var name = (portTypes[one.name]?.count ?? 0) > 1 ? "\(one.portType).\(one.name)" : one.name
      if (counts[[one.portType, one.name]] ?? 0) > 1 { name += "(\(one.overload))" }
      seen[name, default: 0] += 1
      if let count = seen[name], count > 1 { name += "~\(count)" }
      names.append(name)
      keys.append("\(one.portType).\(one.name)(\(one.overload))")
    }
  }

  /// What the operation is in its own document, whatever others there are.
  func key(_ index: Int) -> String { keys[index] }

  func name(_ index: Int) -> String { names[index] }
}
