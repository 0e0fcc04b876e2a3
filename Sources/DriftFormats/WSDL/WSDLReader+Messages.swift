import DriftModel
import DriftSyntax

extension WSDLReader {
  /// Reads what goes in or out of an operation; nil where its message is nowhere.
  mutating func message(_ use: NodeID, _ bound: Bound, isInput: Bool) -> UInt32? {
    let tree = schemas.trees[bound.component.part]
    let origin = schemas.origin(use, bound.component.part)
    guard let reference = attribute(use, words.message, tree) else {
      schemas.gap("a message of \(bound.name)", "the operation names none", origin)
      return nil
    }
    var scope = bound.component.scope
    _ = scope.enter(bound.node, in: tree)
    let name = scope.expand(tree.symbol(reference), symbols, target: nil)
    guard let message = find(name, bound.component.target) else {
      let (uri, local) = ExpandedName.parts(symbols.text(name))
      if !schemas.missing.contains(uri) {
        schemas.gap("the message \(local)", "\(bound.name) names it, and it is nowhere", origin)
      }
      return nil
    }
    let parts = parts(of: message)
    // A header that one of several ways has may be sent.
    var headers: [(message: Symbol, part: String, isRequired: Bool)] = []
    for way in bound.bindings where way.isSOAP {
      for header in direction(way, use, tree)?.headers ?? []
      where !headers.contains(where: { $0.message == header.message && $0.part == header.part }) {
        headers.append(header)
      }
    }
    // A header's part of the same message is no part of its body.
    let inHeaders = Set(headers.filter { $0.message == name }.map(\.part))
    var found: [(way: String, shape: ShapeID?)] = []
    for one in bodies(bound, use, parts, inHeaders, tree) {
      found.append((one.way, one.isRPC ? rpcBody(one.parts, message) : documentBody(one.parts, message)))
    }
    var fields: [Field] = []
    for header in headers {
      guard let home = find(header.message, bound.component.target) else {
        schemas.gap(
          "the message \(ExpandedName.parts(symbols.text(header.message)).local)", "a header names it", origin)
        continue
      }
      guard let part = self.parts(of: home).first(where: { $0.name == header.part }) else { continue }
      fields.append(headerField(part, home, isRequired: header.isRequired, rank: UInt32(fields.count)))
    }
    return store(fields, found, message)
  }

  /// What is sent in the body, by the ways that send it: the first one has no name, others that look otherwise have
  /// that of their way. Which is the first hangs on what they look like alone.
  private mutating func bodies(
    _ bound: Bound, _ use: NodeID, _ parts: [Part], _ inHeaders: Set<String>, _ tree: SyntaxTree
  ) -> [(way: String, parts: [Part], isRPC: Bool)] {
    let ways = bound.bindings.filter { $0.isSOAP }
    // What no SOAP binding says is as the first one of any kind, or the message alone, says.
    let all: [Binding?] = ways.isEmpty ? [bound.binding] : ways
    var looks: [(wire: String, names: String, parts: [Part], isRPC: Bool)] = []
    for way in all {
      var listed: Set<String>?
      if let way { listed = direction(way, use, tree)?.parts }
      let sent: [Part] = parts.filter { listed?.contains($0.name) ?? !inHeaders.contains($0.name) }
      let isRPC = way?.isRPC ?? sent.contains { $0.element == nil }
      looks.append((way?.wire ?? "", sent.map { $0.name }.joined(separator: " "), sent, isRPC))
    }
    looks.sort { ($0.wire, $0.isRPC ? 1 : 0, $0.names) < ($1.wire, $1.isRPC ? 1 : 0, $1.names) }
    var out: [(way: String, parts: [Part], isRPC: Bool)] = []
    var seen: Set<String> = []
    for look in looks where seen.insert("\(look.isRPC) \(look.names)").inserted {
      var name = out.isEmpty ? "" : look.wire
      if out.contains(where: { $0.way == name }) { name += look.isRPC ? " rpc" : " document" }
      if out.contains(where: { $0.way == name }) { name += " \(look.names)" }
      out.append((name, look.parts, look.isRPC))
    }
    return out
  }

  /// One part of a message.
  struct Part {
    var name: String
    var node: NodeID
    /// The attribute that names an element, and the one that names a type.
    var element: NodeID?
    var type: NodeID?
  }

  private func find(_ name: Symbol, _ target: String) -> Component? {
    if let message = messages[name] { return message }
    let (uri, local) = ExpandedName.parts(symbols.text(name))
    return uri.isEmpty ? symbols.existing("{\(target)}\(local)").flatMap { messages[$0] } : nil
  }

  private func parts(of message: Component) -> [Part] {
    let tree = schemas.trees[message.part]
    return tree.children(message.node).filter { words[tree[$0].key] == .part }.map { node in
      Part(
        name: text(node, words.name, tree) ?? "", node: node, element: attribute(node, words.element, tree),
        type: attribute(node, words.type, tree))
    }
  }

  /// What a binding says of one direction: which parts the body has, and the headers.
  private mutating func direction(
    _ binding: Binding, _ use: NodeID, _ tree: SyntaxTree
  ) -> (parts: Set<String>?, headers: [(message: Symbol, part: String, isRequired: Bool)])? {
    guard let kind = words[tree[use].key], kind != .fault else { return nil }
    let other = schemas.trees[binding.component.part]
    var parts: Set<String>?
    var headers: [(message: Symbol, part: String, isRequired: Bool)] = []
    for side in other.children(binding.node) where words[other[side].key] == kind {
      var scope = binding.component.scope
      _ = scope.enter(binding.node, in: other)
      _ = scope.enter(side, in: other)
      for at in (side + 1)..<other.next(after: side) {
        switch words[other[at].key] {
        case .soapBody:
          if let names = text(at, words.parts, other) {
            parts = Set(names.split(whereSeparator: \.isWhitespace).map(String.init))
          }
        case .soapHeader:
          guard let message = attribute(at, words.message, other) else { continue }
          // `wsdl:required` (WSDL 1.1, 2.5).
          let required = text(at, words.required, other)
          headers.append(
            (
              scope.expand(other.symbol(message), symbols, target: nil), text(at, words.part, other) ?? "",
              required == "true" || required == "1"
            ))
        default: continue
        }
      }
    }
    return (parts, headers)
  }

  /// Document style: the element of the one part is the body; of several parts each is a child of it.
  private mutating func documentBody(_ parts: [Part], _ message: Component) -> ShapeID? {
    guard parts.count != 1 else { return shape(of: parts[0], message).shape }
    guard !parts.isEmpty else { return nil }
    enter(message)
    return body(of: parts, message) { _, element in element }
  }

  /// RPC style: a wrapper called like the operation, in it one child a part, called like the part and in no namespace.
  private mutating func rpcBody(_ parts: [Part], _ message: Component) -> ShapeID? {
    body(of: parts, message) { part, _ in part.name }
  }

  /// An object with one child a part.
  private mutating func body(
    of parts: [Part], _ message: Component, name: (_ part: Part, _ element: String) -> String
  ) -> ShapeID? {
    var draft = schemas.builder.begin(at: schemas.origin(message.node, message.part))
    draft.types = .object
    draft.nullable = .no
    draft.isClosed = true
    // As the message lists them (WS-I Basic Profile 1.1, 4.7.6).
    draft.isOrdered = parts.count > 1
    for (rank, part) in parts.enumerated() {
      let (shape, element) = shape(of: part, message)
      schemas.builder.add(
        Field(
          name: symbols.intern(name(part, element)), shape: shape, required: .yes, position: UInt32(rank),
          origin: schemas.origin(part.node, message.part)))
    }
    return schemas.builder.finish(draft)
  }

  /// The shape of a part and the name under which it is sent.
  private mutating func shape(of part: Part, _ message: Component) -> (shape: ShapeID, name: String) {
    enter(message)
    let tree = schemas.trees[message.part]
    let outer = schemas.scope.enter(part.node, in: tree)
    defer { schemas.scope.leave(outer) }
    if let element = part.element {
      let (target, name) = schemas.resolve(element, .element)
      return (schemas.referenceShape(element, target, name), ExpandedName.parts(symbols.text(name)).local)
    }
    var draft = schemas.builder.begin(at: schemas.origin(part.node, message.part))
    if let type = part.type {
      schemas.hold(type, in: &draft)
    } else {
      schemas.gap(
        "the part \(part.name)", "it names neither an element nor a type", schemas.origin(part.node, message.part))
    }
    if draft.nullable == .unknown, draft.types != nil { draft.nullable = .no }
    return (schemas.builder.finish(draft), part.name)
  }

  private mutating func headerField(
    _ part: Part, _ message: Component, isRequired: Bool, rank: UInt32
  ) -> Field {
    let (shape, name) = shape(of: part, message)
    return Field(
      name: symbols.intern("header:\(name)"), role: .header, shape: shape, required: isRequired ? .yes : .no,
      position: rank,
      origin: schemas.origin(part.node, message.part))
  }

  private mutating func store(
    _ fields: [Field], _ found: [(way: String, shape: ShapeID?)], _ message: Component
  ) -> UInt32 {
    let origin = schemas.origin(message.node, message.part)
    let firstField = UInt32(schemas.builder.schema.fields.count)
    schemas.builder.schema.fields += fields
    let run = Run(start: UInt32(schemas.builder.schema.messageFields.count), count: UInt32(fields.count))
    for index in fields.indices {
      schemas.builder.schema.messageFields.append(firstField + UInt32(index))
      schemas.builder.schema.messageFieldOrigins.append(fields[index].origin)
    }
    let start = UInt32(schemas.builder.schema.bodies.count)
    for one in found {
      guard let shape = one.shape else { continue }
      schemas.builder.schema.bodies.append(Body(media: symbols.intern(one.way), shape: shape, origin: origin))
    }
    let bodies = Run(start: start, count: UInt32(schemas.builder.schema.bodies.count) - start)
    var out = Message(fields: run, bodies: bodies, facts: .empty, origin: origin)
    out.digest = schemas.builder.digest(of: out)
    schemas.builder.schema.messages.append(out)
    return UInt32(schemas.builder.schema.messages.count - 1)
  }
}
