import DriftModel
import DriftSyntax

extension WSDLReader {
  /// How an operation is sent (WSDL 1.1, 3 to 5).
  struct Binding {
    var component: Component
    /// The `operation` of the binding.
    var node: NodeID
    /// Where it says how the operation is sent: `soap:operation`, else the binding's own `operation`.
    var place: NodeID
    /// `SOAP 1.1`, `SOAP 1.2`, `HTTP POST`; empty where the binding does not say.
    var wire = ""
    var isRPC = false
    var isEncoded = false
    var action = ""
    /// What carries it, where that is not HTTP.
    var transport = ""
    /// The namespace of the wrapper of an operation in RPC style.
    var namespaces: [String] = []

    var isSOAP: Bool { wire.hasPrefix("SOAP") }

    /// The same in a few words.
    var way: String {
      guard isSOAP || wire.isEmpty else { return action.isEmpty ? wire : "\(wire) \(action)" }
      var words = wire.isEmpty ? [] : [wire]
      words.append("\(isRPC ? "rpc" : "document")/\(isEncoded ? "encoded" : "literal")")
      if !action.isEmpty { words.append("soapAction \(action)") }
      if !transport.isEmpty { words.append("transport \(transport)") }
      if isRPC, !namespaces.isEmpty { words.append("namespace \(namespaces.joined(separator: " "))") }
      return words.joined(separator: ", ")
    }
  }

  /// All that send an operation: SOAP before others, else in the order of what they say, wherever they stand.
  mutating func bindings(of portType: Symbol, _ operation: NodeID, _ tree: SyntaxTree) -> [Binding] {
    guard let name = text(operation, words.name, tree) else { return [] }
    let input = tree.children(operation).first { words[tree[$0].key] == .input }.flatMap { text($0, words.name, tree) }
    if boundOperations.isEmpty, !bindings.isEmpty { indexBindings() }
    let all = (boundOperations[BoundName(portType: portType, operation: name)] ?? []).compactMap { place -> Binding? in
      let component = bindings[place.binding].component
      let other = schemas.trees[component.part]
      let sent = other.children(place.node).first { words[other[$0].key] == .input }.flatMap {
        text($0, words.name, other)
      }
      // Overloads are bound by the name of their input.
      if let input, let sent, input != sent { return nil }
      return binding(component, place.node, other)
    }
    return all.enumerated().sorted { one, two in
      (one.element.isSOAP ? 0 : 1, one.element.way, one.offset) < (
        two.element.isSOAP ? 0 : 1, two.element.way, two.offset
      )
    }.map(\.element)
  }

  /// Notes which operations are bound where, so that they are not looked for one by one.
  private mutating func indexBindings() {
    for (number, (type, component)) in bindings.enumerated() {
      let tree = schemas.trees[component.part]
      for child in tree.children(component.node) where words[tree[child].key] == .operation {
        guard let name = text(child, words.name, tree) else { continue }
        boundOperations[BoundName(portType: type, operation: name), default: []].append((number, child))
      }
    }
  }

  private func binding(_ component: Component, _ operation: NodeID, _ tree: SyntaxTree) -> Binding {
    var out = Binding(component: component, node: operation, place: operation)
    for child in tree.children(component.node) {
      switch words[tree[child].key] {
      case .soapBinding:
        out.wire = symbols.text(tree[child].key).contains(XMLNamespace.soap12) ? "SOAP 1.2" : "SOAP 1.1"
        out.isRPC = text(child, words.style, tree) == "rpc"
        if let transport = text(child, words.transport, tree), !XMLNamespace.httpTransports.contains(transport) {
          out.transport = transport
        }
      case .httpBinding: out.wire = "HTTP \(text(child, words.verb, tree) ?? "GET")"
      default: continue
      }
    }
    for child in tree.children(operation) {
      switch words[tree[child].key] {
      case .soapOperation:
        out.place = child
        out.action = text(child, words.soapAction, tree) ?? ""
        if let own = text(child, words.style, tree) { out.isRPC = own == "rpc" }
      case .httpOperation: out.action = text(child, words.location, tree) ?? ""
      default: continue
      }
    }
    for at in (operation + 1)..<tree.next(after: operation) where words[tree[at].key] == .soapBody {
      if text(at, words.use, tree) == "encoded" { out.isEncoded = true }
      if let uri = text(at, words.namespace, tree), !uri.isEmpty, !out.namespaces.contains(uri) {
        out.namespaces.append(uri)
      }
    }
    return out
  }
}
