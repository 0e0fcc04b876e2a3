import DriftModel
import DriftSyntax

extension XSDReader {
  /// Reads a simple type (XSD 1.0 part 2, 4.1): a restriction, a list or a union.
  mutating func simpleType(_ node: NodeID) -> ShapeID {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    var draft = builder.begin(at: origin(node))
    for child in tree.children(node) {
      guard tree.kind(child) == .object else {
        if tree[child].key != words.name { noteAttribute(child) }
        continue
      }
      switch words[tree[child].key] {
      case .annotation: _ = annotate(child)
      case .restriction: restriction(child, &draft)
      case .list: listType(child, &draft)
      case .union: unionType(child, &draft)
      default: note(tree[child].key, child, part)
      }
    }
    // What .NET calls its identifiers (FORMATS 3.5).
    if draft.scalar == .string, text(node, words.name) == "guid" {
      draft.scalar = .uuid
      builder.state(.format, .text, symbols.intern("uuid"))
    }
    if draft.nullable == .unknown, draft.types != nil { draft.nullable = .no }
    return builder.finish(draft)
  }

  private mutating func restriction(_ node: NodeID, _ draft: inout ShapeDraft) {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    if let base = attribute(node, words.base) { hold(base, in: &draft) }
    for child in tree.children(node) where words[tree[child].key] == .simpleType {
      include(simpleType(child), in: &draft)
    }
    facets(of: node, &draft)
  }

  /// A list in one text, its items parted by white space.
  private mutating func listType(_ node: NodeID, _ draft: inout ShapeDraft) {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    draft.types = .array
    builder.state(.xmlForm, .text, symbols.intern("list"))
    if let type = attribute(node, words.itemType) {
      var item = builder.begin(at: origin(node))
      hold(type, in: &item)
      if item.nullable == .unknown, item.types != nil { item.nullable = .no }
      draft.items = builder.finish(item)
    }
    for child in tree.children(node) where words[tree[child].key] == .simpleType { draft.items = simpleType(child) }
  }

  /// A value of one of several types.
  private mutating func unionType(_ node: NodeID, _ draft: inout ShapeDraft) {
    let outer = scope.enter(node, in: tree)
    defer { scope.leave(outer) }
    var branches: [Branch] = []
    if let types = attribute(node, words.memberTypes) {
      for name in (tree.string(types) ?? "").split(whereSeparator: \.isWhitespace) {
        var branch = builder.begin(at: origin(types))
        holdMember(symbols.intern(String(name)), at: types, in: &branch)
        if branch.nullable == .unknown, branch.types != nil { branch.nullable = .no }
        branches.append(Branch(shape: builder.finish(branch)))
      }
    }
    for child in tree.children(node) where words[tree[child].key] == .simpleType {
      branches.append(Branch(shape: simpleType(child)))
    }
    guard branches.count > 1 else {
      if let only = branches.first { include(only.shape, in: &draft) }
      return
    }
    builder.add(.alternatives, branches: branches, at: origin(node))
  }

  private mutating func holdMember(_ text: Symbol, at node: NodeID, in draft: inout ShapeDraft) {
    let home = documents[document]
    let name = scope.expand(text, symbols, target: home.isChameleon ? home.target : nil)
    let (uri, local) = ExpandedName.parts(symbols.text(name))
    if uri == XMLNamespace.xsd, let type = XSDBuiltIn.named(local) {
      hold(type, in: &draft)
    } else if let index = byName[ComponentKey(space: .type, name: name)] {
      refer(to: index, name, at: node, in: &draft)
    } else if !XMLNamespace.builtIn.contains(uri) {
      if !missing.contains(uri) {
        gap("\(local) of \(uri.isEmpty ? "no namespace" : uri)", "no type of that name", origin(node))
      }
      builder.refer(Reference(target: .missing, name: name, origin: origin(node)))
    }
  }

  /// States the facets of a restriction (FORMATS 3.3).
  mutating func facets(of node: NodeID, _ draft: inout ShapeDraft) {
    var patterns: [String] = []
    let isNumeric = draft.types == .integer || draft.types == .number
    for child in tree.children(node) where tree.kind(child) == .object {
      guard let kind = words[tree[child].key] else {
        note(tree[child].key, child, part)
        continue
      }
      guard let node = attribute(child, words.value) else {
        if kind == .assertion {
          builder.state(.assertion, .text, symbols.intern(path(child, words.test)))
        }
        continue
      }
      let value = tree.symbol(node)
      switch kind {
      case .enumeration: enumeration(child, value, isNumeric)
      case .length:
        state(limit: .minLength, symbols.text(value))
        state(limit: .maxLength, symbols.text(value))
      case .minLength: if symbols.text(value) != "0" { state(limit: .minLength, symbols.text(value)) }
      case .maxLength: state(limit: .maxLength, symbols.text(value))
      case .totalDigits: state(limit: .precision, symbols.text(value))
      // What restates the default is no change (FORMATS 12.2).
      case .fractionDigits: if draft.types != .integer { state(limit: .scale, symbols.text(value)) }
      case .minInclusive: bound(.minimum, value, isNumeric, child)
      case .maxInclusive: bound(.maximum, value, isNumeric, child)
      case .minExclusive: bound(.exclusiveMinimum, value, isNumeric, child)
      case .maxExclusive: bound(.exclusiveMaximum, value, isNumeric, child)
      case .pattern: patterns.append(symbols.text(value))
      case .whiteSpace:
        guard draft.types == .string, symbols.text(value) != "preserve" else { continue }
        builder.state(.wire, .text, symbols.intern("whiteSpace \(symbols.text(value))"))
      case .explicitTimezone: builder.state(.wire, .text, symbols.intern("timezone \(symbols.text(value))"))
      default: continue
      }
    }
    // Patterns of one step are alternatives (XSD 1.0 part 2, 4.3.4).
    if !patterns.isEmpty { builder.state(.pattern, .text, symbols.intern(XSDPattern.spelling(patterns))) }
  }

  private mutating func enumeration(_ node: NodeID, _ value: Symbol, _ isNumeric: Bool) {
    if isNumeric, let spelling = CanonicalNumber.spelling(of: symbols.bytes(value)) {
      builder.state(.enumValue, .number, spelling.withUnsafeBytes { symbols.intern(copying: $0) })
    } else {
      builder.state(.enumValue, .text, value)
    }
    for child in tree.children(node) where words[tree[child].key] == .annotation {
      noteAppinfo(child, part)
      var words: [String] = []
      for text in tree.children(child) where self.words[tree[text].key] == .documentation {
        words.append(allText(text))
      }
      guard let label = description(words.joined(separator: " ")) else { continue }
      builder.state(.enumLabel, .text, symbols.intern("\(symbols.text(value))=\(symbols.text(label))"))
    }
  }

  private mutating func bound(_ key: FactKey, _ value: Symbol, _ isNumeric: Bool, _ node: NodeID) {
    let text = symbols.text(value).trimmed
    // XSD writes a plus where it likes (XSD 1.0 part 2, 3.2.3).
    let digits = symbols.intern(text.hasPrefix("+") ? String(text.dropFirst()) : text)
    if let spelling = CanonicalNumber.spelling(of: symbols.bytes(digits)) {
      builder.state(key, .number, spelling.withUnsafeBytes { symbols.intern(copying: $0) })
    } else if isNumeric, !["INF", "-INF", "NaN"].contains(text) {
      gap("\(key) \(symbols.text(value))", "a limit of numbers that is no number", origin(node))
    } else {
      builder.state(key, .text, value)
    }
  }
}
