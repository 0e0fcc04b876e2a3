import DriftModel
import DriftSyntax

extension SchemaReader {
  /// States a text as it stands.
  mutating func stateText(_ key: FactKey, _ node: NodeID) {
    guard isKind(.string, node) else { return }
    builder.state(key, .text, tree.symbol(node))
  }

  /// States a format. `byte` is what 3.1 calls `contentEncoding: base64` (OpenAPI 3.1.1, "Working with Binary Data").
  mutating func stateFormat(_ node: NodeID) {
    if tree.string(node) == "byte" {
      builder.state(.contentEncoding, .text, symbols.intern("base64"))
    } else {
      stateText(.format, node)
    }
  }

  /// States prose: white space and line ends are no content (FORMATS 12.2). Empty prose says nothing.
  mutating func stateProse(_ key: FactKey, _ node: NodeID) {
    guard tree.kind(node) == .string else { return note(tree[node].key, node) }
    let text = Prose.symbol(tree.textBytes(node), symbols) ?? tree.symbol(node)
    if text != .empty { builder.state(key, .text, text) }
  }

  /// States a flag that is set; one that is not says what nothing said.
  mutating func stateFlag(_ key: FactKey, _ node: NodeID) {
    if tree.kind(node) == .true { stateTrue(key) }
  }

  mutating func stateTrue(_ key: FactKey) { builder.state(key, .flag, symbols.intern("true")) }

  /// States a limit; one that excludes nothing is left out.
  mutating func stateLimit(_ key: FactKey, _ node: NodeID) {
    guard isKind(.number, node) else { return }
    let value = numberSymbol(node)
    let bytes = symbols.bytes(value)
    if bytes.count == 1, bytes[0] == UInt8(ascii: "0"), key.limit == .lower, key != .minimum,
      key != .exclusiveMinimum
    {
      return
    }
    builder.state(key, .number, value)
  }

  /// States any value of JSON.
  mutating func stateValue(_ key: FactKey, _ node: NodeID) {
    let fact = valueFact(key, node)
    builder.state(key, fact.kind, fact.value)
  }

  /// A value of JSON as a fact: equal values have equal facts, however they are spelled.
  mutating func valueFact(_ key: FactKey, _ node: NodeID) -> Fact {
    switch tree.kind(node) {
    case .string: Fact(key, .text, tree.symbol(node))
    case .number: Fact(key, .number, numberSymbol(node))
    case .true: Fact(key, .flag, symbols.intern("true"))
    case .false: Fact(key, .flag, symbols.intern("false"))
    case .null: Fact(key, .null, symbols.intern("null"))
    case .array, .object: Fact(key, .json, canonicalJSON(node))
    }
  }

  /// A number in canonical spelling: `1e2`, `100.0` and `100` are one.
  func numberSymbol(_ node: NodeID) -> Symbol {
    let bytes = tree.textBytes(node)
    let isPlain =
      bytes.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } && (bytes.count == 1 || bytes.first != UInt8(ascii: "0"))
    guard !isPlain, let spelling = CanonicalNumber.spelling(of: bytes) else { return tree.symbol(node) }
    return spelling.withUnsafeBytes { symbols.intern(copying: $0) }
  }

  /// A list or an object as canonical JSON text.
  func canonicalJSON(_ node: NodeID) -> Symbol {
    let bytes = JSONWriter.bytes(of: node, in: tree)
    return bytes.withUnsafeBytes { symbols.intern(copying: $0) }
  }

  /// `minimum` and its kin, with a flag beside them or a number of their own (FORMATS 1.2).
  mutating func readBounds(_ node: NodeID) {
    readBound(node, "minimum", "exclusiveMinimum", .minimum, .exclusiveMinimum)
    readBound(node, "maximum", "exclusiveMaximum", .maximum, .exclusiveMaximum)
  }

  private mutating func readBound(
    _ node: NodeID, _ plain: String, _ strict: String, _ plainKey: FactKey, _ strictKey: FactKey
  ) {
    let flag = tree.member(node, strict)
    let isStrict = flag.map { tree.kind($0) == .true } ?? false
    if let bound = tree.member(node, plain) { stateLimit(isStrict ? strictKey : plainKey, bound) }
    if let flag, tree.kind(flag) == .number { stateLimit(strictKey, flag) }
  }

  /// Vendors' ways to say that something goes: a flag, a reason, a date.
  mutating func readDeprecation(_ keyword: SchemaKeyword, _ node: NodeID) {
    switch tree.kind(node) {
    case .false, .null: return
    case .string where keyword == .xDeprecated || keyword == .deprecationMessage:
      stateTrue(.deprecated)
      builder.state(.replacedBy, .text, tree.symbol(node))
    case .object, .array, .string, .number:
      stateTrue(.deprecated)
      stateValue(.sunset, node)
    default: stateTrue(.deprecated)
    }
  }

  /// Names for the values of an enumeration, which stand in a list beside it.
  mutating func readEnumLabels(_ labels: NodeID, _ node: NodeID) {
    guard let values = tree.member(node, "enum"), tree.kind(labels) == .array || tree.kind(labels) == .object else {
      return note(tree[labels].key, labels)
    }
    if tree.kind(labels) == .object {
      for label in tree.children(labels) where tree.kind(label) == .string {
        stateEnumLabel(symbols.text(tree[label].key), tree.string(label) ?? "")
      }
      return
    }
    for (value, label) in zip(tree.children(values), tree.children(labels)) {
      stateEnumLabel(String(decoding: tree.textBytes(value), as: UTF8.self), tree.string(label) ?? "")
    }
  }

  /// States what one value of an enumeration is called.
  mutating func stateEnumLabel(_ value: String, _ label: String) {
    builder.state(.enumLabel, .text, symbols.intern("\(value)=\(label)"))
  }

  /// What records elsewhere the value leads to (FORMATS 1.3: Stripe's expandable fields, links).
  mutating func readLinks(_ node: NodeID) {
    var end = tree.next(after: node)
    if tree.kind(node) != .array && tree.kind(node) != .object { end = node }
    var at = node + 1
    while at < end {
      if tree.kind(at) == .string { builder.state(.linkTarget, .text, Self.lastStep(tree.symbol(at), symbols)) }
      at += 1
    }
  }

  /// The last step of a pointer: what a link to `#/components/schemas/customer` is about.
  static func lastStep(_ symbol: Symbol, _ symbols: SymbolTable) -> Symbol {
    let bytes = symbols.bytes(symbol)
    guard bytes.first == UInt8(ascii: "#"), let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return symbol }
    return symbols.intern(copying: UnsafeRawBufferPointer(rebasing: bytes[(slash + 1)...]))
  }

  /// What a draft's pieces imply together, before it becomes a shape.
  mutating func settle(_ draft: inout ShapeDraft) {
    if draft.types == nil, draft.impliesObject || draft.impliesArray {
      draft.types = draft.impliesObject ? .object : .array
      // As if the type were written: without `null` in it.
      if draft.nullable == .unknown { draft.nullable = .no }
    }
    settleValues(&draft)
    if draft.types == .integer { builder.includeBounds(of: draft) }
    if draft.types == .string, builder.states(.contentEncoding, in: draft) { draft.scalar = .binary }
    guard let types = draft.types, draft.scalar == .none else { return }
    draft.scalar = ScalarKind(types: types, format: builder.format(of: draft).flatMap { formats[$0] })
  }

  /// A type that the values of an enumeration imply need not be written (issue: equivalent spellings).
  private func settleValues(_ draft: inout ShapeDraft) {
    guard let implied = builder.impliedTypes(of: draft) else { return }
    guard let said = draft.types else {
      draft.types = implied
      return
    }
    let widened = said.contains(.number) ? said.union(.integer) : said
    if implied.isSubset(of: widened) { draft.types = implied }
  }
}
