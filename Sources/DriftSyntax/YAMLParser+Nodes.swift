internal import DriftModel

/// From what was read to nodes: collections, keys and scalars.
extension YAMLParser {
  // MARK: Collections

  mutating func open(
    _ kind: Frame.Kind, _ properties: YAMLProperties, start: Int, indent: Int
  ) throws(SyntaxError) {
    guard stack.count < limits.depth else { throw tooDeep(start) }
    switch properties.tag {
    case .none, .nonSpecific, .plainValue: break
    case .sequence where !kind.isMapping: break
    case .mapping where kind.isMapping: break
    case .unknown: refuseTag(properties)
    default: refuse(properties.tagStart, "a tag that does not fit a \(kind.isMapping ? "mapping" : "list")")
    }
    let node = nodes.count
    append(kind.isMapping ? .object : .array, start: start, text: start, extent: 0)
    if properties.anchor != .none { remember(properties.anchor, node) }
    stack.append(Frame(kind: kind, indent: indent, node: node))
  }

  /// Ends the innermost collection.
  mutating func close() throws(SyntaxError) {
    let top = stack.count - 1
    if stack[top].kind.isMapping {
      if stack[top].tail == .explicitKey {
        try endExplicitKey()
        try appendScalar(.empty(at), YAMLProperties())
      }
      try endMerge()
      try finishMapping(stack[top])
    }
    let frame = stack.removeLast()
    nodes[frame.node].extent = UInt32(truncatingIfNeeded: nodes.count)
  }

  func tooDeep(_ place: Int) -> SyntaxError {
    SyntaxError(
      at: place, "more than \(limits.depth) levels of nesting",
      help: ["No schema is that deep; was this made to break readers?"])
  }

  // MARK: Keys

  /// Takes a text as the key of the next node.
  @inline(__always) mutating func setKey(
    _ token: YAMLScalar, _ properties: YAMLProperties
  ) throws(SyntaxError) {
    keyStart = token.start
    if !properties.isEmpty { try keyProperties(token, properties) }
    switch token.style {
    case .alias: key = try aliasedKey(token)
    case .plain where token.symbol == .none:
      let start = token.textStart
      key = keys.symbol(of: base + start, count: token.count, readable: end &- start)
      if token.count == 2, base[start] == UInt8(ascii: "<"), base[start &+ 1] == UInt8(ascii: "<") {
        try beginMerge()
      }
    default:
      key =
        token.symbol.id != .max
        ? token.symbol
        : keys.symbol(of: base + token.textStart, count: token.count, readable: end &- token.textStart)
    }
  }

  private mutating func keyProperties(_ token: YAMLScalar, _ properties: YAMLProperties) throws(SyntaxError) {
    guard token.style != .alias else {
      throw SyntaxError(at: token.start, "an alias with an anchor or a tag of its own", help: inside())
    }
    let node = try scalarNode(token, properties)
    guard properties.anchor != .none else { return }
    anchors[properties.anchor] = anchorLog.count
    anchorLog.append(Anchor(isAside: true, node: aside.count))
    aside.append(node)
  }

  /// The text of a scalar that an alias in place of a key stands for.
  private mutating func aliasedKey(_ token: YAMLScalar) throws(SyntaxError) -> Symbol {
    let anchor = try target(token)
    let node = anchor.isAside ? aside[anchor.node] : nodes[anchor.node]
    if let text = text(of: node) { return text }
    refuseKey(token.start, isMapping: node.kind == .object)
    return .none
  }

  /// The text of a scalar, nil for a collection.
  private func text(of node: SyntaxNode) -> Symbol? {
    guard node.kind != .array, node.kind != .object else { return nil }
    guard !node.isInterned else { return Symbol(id: node.extent) }
    return symbols.intern(
      inPlace: UnsafeRawBufferPointer(start: base + Int(node.start), count: Int(node.extent)))
  }

  mutating func refuseKey(_ place: Int, isMapping: Bool) {
    key = .none
    refuse(
      place, "a \(isMapping ? "mapping" : "list") used as a key",
      help: inside() + ["drift reads what JSON could say: its keys are texts."])
  }

  /// Takes the next node as the key of the innermost mapping.
  mutating func beginExplicitKey() {
    stack[stack.count - 1].tail = .explicitKey
    stack[stack.count - 1].mark = nodes.count
  }

  /// Makes the key of the node that was read after a `?`.
  mutating func endExplicitKey() throws(SyntaxError) {
    let top = stack.count - 1
    stack[top].tail = .value
    let node = nodes[stack[top].mark]
    if let text = text(of: node) {
      key = text
      keyStart = Int(node.keyStart)
    } else {
      refuseKey(Int(node.start), isMapping: node.kind == .object)
    }
    setAside(from: stack[top].mark)
  }

  // MARK: Scalars

  /// Adds a scalar as the next value.
  @inline(__always) mutating func appendScalar(
    _ token: YAMLScalar, _ properties: YAMLProperties
  ) throws(SyntaxError) {
    var node = try scalarNode(token, properties)
    if properties.anchor != .none { remember(properties.anchor, nodes.count) }
    // A key is a text, whatever it looks like.
    if let top = stack.last, top.tail == .explicitKey, node.kind != .string {
      node.kind = .string
      (node.start, node.extent) = (UInt32(truncatingIfNeeded: token.textStart), UInt32(token.count))
      node.isInterned = false
    }
    if key != .none {
      node.key = key
      node.keyStart = UInt32(truncatingIfNeeded: keyStart)
      key = .none
    }
    nodes.append(node)
  }

  private mutating func append(_ kind: SyntaxNode.Kind, start: Int, text: Int, extent: Int) {
    nodes.append(
      SyntaxNode(
        kind: kind, key: key, keyStart: UInt32(truncatingIfNeeded: key == .none ? start : keyStart),
        start: UInt32(truncatingIfNeeded: text), extent: UInt32(truncatingIfNeeded: extent)))
    key = .none
  }

  /// The value that a text stands for: its tag decides, else its style and its look.
  @inline(__always) private mutating func scalarNode(
    _ token: YAMLScalar, _ properties: YAMLProperties
  ) throws(SyntaxError) -> SyntaxNode {
    var node = SyntaxNode(
      kind: .string, isInterned: token.symbol != .none, keyStart: UInt32(truncatingIfNeeded: token.start),
      start: UInt32(truncatingIfNeeded: token.textStart),
      extent: token.symbol != .none ? token.symbol.id : UInt32(truncatingIfNeeded: token.count))
    if properties.tag == .none {
      if token.symbol == .none, token.style == .plain || token.style == .empty {
        resolve(YAMLCoreSchema.value(of: bytes(of: token)), &node)
      }
    } else {
      try applyTag(properties, token, &node)
    }
    return node
  }

  private func bytes(of token: YAMLScalar) -> UnsafeRawBufferPointer {
    token.symbol != .none
      ? symbols.bytes(token.symbol)
      : UnsafeRawBufferPointer(start: base + token.textStart, count: token.count)
  }

  @inline(__always) private mutating func resolve(_ value: YAMLCoreSchema.Value, _ node: inout SyntaxNode) {
    switch value {
    case .text, .notFinite: break
    case .null: node.kind = .null
    case .true: node.kind = .true
    case .false: node.kind = .false
    case .number: node.kind = .number
    case .oddNumber: respell(&node)
    }
  }

  /// Writes a number that JSON has no spelling for (`0o12`, `+1`, `.5`) as JSON would.
  private mutating func respell(_ node: inout SyntaxNode) {
    let raw =
      node.isInterned
      ? symbols.bytes(Symbol(id: node.extent))
      : UnsafeRawBufferPointer(start: base + Int(node.start), count: Int(node.extent))
    guard let digits = YAMLCoreSchema.spelledAsJSON(raw) else {
      refuse(Int(node.start), "a hexadecimal or octal number beyond 64 bits", help: inside())
      return
    }
    node.kind = .number
    node.isInterned = true
    node.extent = symbols.intern(digits).id
  }

  private mutating func applyTag(
    _ properties: YAMLProperties, _ token: YAMLScalar, _ node: inout SyntaxNode
  ) throws(SyntaxError) {
    let value = YAMLCoreSchema.value(of: bytes(of: token))
    let fits: Bool
    switch properties.tag {
    case .none, .nonSpecific, .string: return
    case .plainValue:
      if token.style == .empty { node.kind = .null }
      return
    case .unknown:
      refuseTag(properties)
      return
    case .integer: fits = value.isNumber && YAMLCoreSchema.isInteger(bytes(of: token))
    case .float: fits = value.isNumber || value == .notFinite
    case .boolean: fits = value == .true || value == .false
    case .null: fits = value == .null
    case .sequence, .mapping: fits = false
    }
    guard fits else {
      refuse(
        properties.tagStart,
        "a tag that does not fit \"\(String(decoding: bytes(of: token).prefix(40), as: UTF8.self))\"",
        help: inside())
      return
    }
    resolve(value, &node)
  }

  private mutating func refuseTag(_ properties: YAMLProperties) {
    let saved = at
    at = properties.tagStart
    while !isBlank(at) { at += 1 }
    let count = min(at - properties.tagStart, 60)
    let tag = String(
      decoding: UnsafeBufferPointer(start: base + properties.tagStart, count: count), as: UTF8.self)
    at = saved
    refuse(
      properties.tagStart, "the tag \"\(tag)\", which may mean anything",
      help: inside() + ["drift reads the tags of YAML's core schema; write the value without it."])
  }
}
