import DriftModel
import DriftSyntax

extension WSDLReader {
  /// An operation of a port type, and how it is bound.
  struct Bound {
    var portType: Symbol
    var component: Component
    var node: NodeID
    var name: String
    var binding: Binding?
  }

  /// How an operation is sent (WSDL 1.1, 3).
  struct Binding {
    var component: Component
    /// The `operation` of the binding.
    var node: NodeID
    var isRPC: Bool
    var isEncoded = false
    var action = ""
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
              binding: binding(of: portType, child, tree)))
        case .documentation: note(child, "documentation", component.part)
        default: schemas.note(tree[child].key, child, component.part)
        }
      }
    }
    let names = OperationNames(all.map { (ExpandedName.parts(symbols.text($0.portType)).local, $0.name, overload($0)) })
    for (index, bound) in all.enumerated() { read(bound, named: names.name(index)) }
    tellStrayBindings(all)
  }

  /// What tells two operations of one name apart: the names of what goes in and out (WSDL 1.1, 2.4.5).
  private func overload(_ bound: Bound) -> String {
    let tree = schemas.trees[bound.component.part]
    return tree.children(bound.node).compactMap { child in
      guard let kind = words[tree[child].key], kind == .input || kind == .output else { return nil }
      return text(child, words.name, tree) ?? text(child, words.message, tree)
    }.joined(separator: " ")
  }

  /// How a binding, the SOAP 1.1 one first, sends an operation.
  private mutating func binding(of portType: Symbol, _ operation: NodeID, _ tree: SyntaxTree) -> Binding? {
    let name = text(operation, words.name, tree)
    let input = tree.children(operation).first { words[tree[$0].key] == .input }.flatMap { text($0, words.name, tree) }
    var found: Binding?
    for (type, component) in bindings where type == portType {
      let other = schemas.trees[component.part]
      var style = ""
      for child in other.children(component.node) where words[other[child].key] == .soapBinding {
        style = text(child, words.style, other) ?? ""
      }
      for child in other.children(component.node) where words[other[child].key] == .operation {
        guard text(child, words.name, other) == name else { continue }
        let sent = other.children(child).first { words[other[$0].key] == .input }.flatMap {
          text($0, words.name, other)
        }
        // Overloads are bound by the name of their input.
        if let input, let sent, input != sent { continue }
        var one = Binding(component: component, node: child, isRPC: style == "rpc")
        for inner in other.children(child) where words[other[inner].key] == .soapOperation {
          one.action = text(inner, words.soapAction, other) ?? ""
          if let own = text(inner, words.style, other) { one.isRPC = own == "rpc" }
        }
        for at in (child + 1)..<other.next(after: child) where words[other[at].key] == .soapBody {
          if text(at, words.use, other) == "encoded" { one.isEncoded = true }
        }
        if found == nil { found = one }
      }
    }
    return found
  }

  private mutating func read(_ bound: Bound, named name: String) {
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
        guard let message = message(child, bound, wrapper: bound.name, isInput: true) else {
          isBroken = true
          continue
        }
        request = message
      case .output:
        guard let message = message(child, bound, wrapper: bound.name + "Response", isInput: false) else {
          isBroken = true
          continue
        }
        responses.append(
          Response(
            status: symbols.intern("200"), message: message, origin: schemas.origin(child, bound.component.part)))
      case .fault:
        guard let message = message(child, bound, wrapper: "", isInput: false) else { continue }
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
    if let binding = bound.binding {
      let style = binding.isRPC ? "rpc" : "document"
      let action = binding.action.isEmpty ? "" : ", action \(binding.action)"
      facts.append(
        Fact(.wire, .text, symbols.intern("\(style)/\(binding.isEncoded ? "encoded" : "literal")\(action)")))
    }
    let run = Run(start: UInt32(schemas.builder.schema.responses.count), count: UInt32(responses.count))
    schemas.builder.schema.responses += responses
    let sent = request ?? emptyMessage(origin)
    var operation = Operation(
      name: symbols.intern(name), key: symbols.intern(name), isReversed: isReversed, request: sent, responses: run,
      facts: schemas.builder.store(facts), origin: origin)
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
    }
  }

  func name(_ index: Int) -> String { names[index] }
}
