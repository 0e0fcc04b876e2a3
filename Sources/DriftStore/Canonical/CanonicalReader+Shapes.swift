import DriftModel
import DriftSyntax

extension CanonicalReader {
  /// What a line says beside the shape that stands there.
  struct LineFacts {
    var role: FieldRole?
    var position: UInt32?
    var required = ByDirection.no
    var access = ByDirection.yes
    var group = 0
    var isExclusive = false
    var isConditional = false
    var label = Symbol.none
    var condition = Digest.zero
    var media: [Symbol] = []
    var bodyFacts: [Fact] = []
    var shared: Int?
    /// The first of all equal places that are one.
    var origin: Origin
  }

  /// Reads the line that is next and all below it.
  mutating func readShape() throws(MalformedText) -> (shape: ShapeID, line: LineFacts) {
    let own = at
    at += 1
    nextSet = SetPlace(line: UInt32(own), number: 0)
    var line = LineFacts(origin: origin(of: own))
    var draft = builder.begin(at: line.origin)
    var nullable: ByDirection?
    var scalar: ScalarKind?
    var extensions: [Symbol] = []
    var sequence: [Symbol] = []
    for child in tree.children(lines[own].node) {
      switch meaning[tree[child].key] {
      case .fact(let key)?: try state(key, child)
      case .line(let key)?:
        switch key {
        case .type: draft.types = try types(child)
        case .scalar: scalar = try word(child, ScalarKind.byWord, "a scalar")
        case .nullable: nullable = try directions(child)
        case .shapeAccess: draft.access = try directions(child)
        case .closed: draft.isClosed = true
        case .closedItems: draft.hasClosedItems = true
        case .ref: for name in try names(child) { builder.refer(reference(name, line.origin)) }
        case .refPlace: for name in try names(child) { builder.refer(place(name, line.origin)) }
        case .missing:
          for name in try names(child) {
            builder.refer(Reference(target: .missing, name: name, origin: line.origin))
          }
        case .sequence:
          draft.isOrdered = true
          sequence = try names(child)
        case .variants: extensions = try names(child)
        case .shared: line.shared = tree.kind(child) == .true ? 1 : try number(child)
        case .role: line.role = try word(child, FieldRole.byWord, "a role")
        case .position: line.position = UInt32(clamping: try number(child))
        case .required: line.required = try directions(child)
        case .access: line.access = try directions(child)
        case .group: line.group = try number(child)
        case .branch: line.label = tree.symbol(child)
        case .oneOf: line.isExclusive = true
        case .conditional: line.isConditional = true
        case .when: line.condition = try condition(child)
        case .media: line.media = try names(child)
        case .body: line.bodyFacts = try operationFacts(child)
        case .system, .definition, .operation, .place, .identity, .onWire, .root, .unread, .key, .reversed, .writes,
          .at:
          continue
        }
      case nil: throw malformed("an unknown key \"\(symbols.text(tree[child].key))\"", child)
      }
    }
    draft.scalar = scalar ?? (draft.types ?? []).impliedScalar
    draft.nullable = nullable ?? ((draft.types ?? []).isEmpty ? .unknown : .no)
    try readChildren(of: own, &draft, sequence)
    var shape = builder.finish(draft)
    if line.shared == nil { line.shared = inner[UInt32(own)] }
    if let number = line.shared {
      let key = SharedKey(content: builder.schema[shape].digest, number: number)
      if let known = sharedShapes[key] {
        shape = known.shape
        line.origin = known.origin
        return (shape, line)
      }
      sharedShapes[key] = (shape, line.origin)
    }
    for name in extensions { pendingVariants.append((shape, name)) }
    return (shape, line)
  }

  private mutating func readChildren(
    of own: Int, _ draft: inout ShapeDraft, _ sequence: [Symbol]
  ) throws(MalformedText) {
    let depth = lines[own].depth
    var fields: [(field: Field, line: Int)] = []
    var groups: [Int: (kind: Union.Kind, isExclusive: Bool, branches: [(branch: Branch, rank: UInt32)])] = [:]
    while at < lines.count, lines[at].depth > depth {
      guard lines[at].depth == depth + 1 else {
        throw malformed("expected a line for each step of the way", lines[at].node)
      }
      let child = at
      let (shape, line) = try readShape()
      switch lines[child].step {
      case .name(let name):
        let name = symbols.intern(name)
        let position = rank(of: child, among: fields.count)
        fields.append(
          (
            Field(
              name: name, role: line.role ?? FieldRole.implied(by: symbols.bytes(name)), shape: shape,
              required: line.required, access: line.access, position: line.position ?? position,
              origin: line.origin), child
          ))
      case .items: draft.items = shape
      case .values: draft.values = shape
      case .part:
        let branch = Branch(shape: shape, label: line.label, condition: line.condition)
        groups[
          line.group, default: (line.isConditional ? .conditional : .alternatives, line.isExclusive, [])
        ].branches.append((branch, rank(of: child, among: groups.count)))
      }
    }
    place(&fields, in: sequence)
    // As the source listed them: what follows may lean on it, though no digest does.
    fields.sort { ($0.field.position, $0.line) < ($1.field.position, $1.line) }
    for one in fields { builder.add(one.field) }
    for group in groups.keys { groups[group]?.branches.sort { $0.rank < $1.rank } }
    let ordered = groups.sorted {
      ($0.value.branches.first?.rank ?? 0, $0.key) < ($1.value.branches.first?.rank ?? 0, $1.key)
    }
    for (_, one) in ordered {
      builder.add(
        one.kind, isExclusive: one.isExclusive, branches: one.branches.map(\.branch), at: draft.origin)
    }
  }

  /// Gives members the positions that their order, where it is content, gives them.
  private func place(_ fields: inout [(field: Field, line: Int)], in sequence: [Symbol]) {
    guard !sequence.isEmpty else { return }
    var ranks: [Symbol: Int] = [:]
    for (rank, name) in sequence.enumerated() { ranks[name] = rank }
    let members = fields.indices.filter { fields[$0].field.role == .member && ranks[fields[$0].field.name] != nil }
    let positions = members.map { fields[$0].field.position }.sorted()
    let ordered = members.sorted { (ranks[fields[$0].field.name] ?? 0) < (ranks[fields[$1].field.name] ?? 0) }
    for (index, position) in zip(ordered, positions) { fields[index].field.position = position }
  }

  private func reference(_ name: Symbol, _ origin: Origin) -> Reference {
    Reference(target: definitions[name].map { .definition($0) } ?? .missing, name: name, origin: origin)
  }

  private func place(_ name: Symbol, _ origin: Origin) -> Reference {
    Reference(target: places[name].map { .place(ShapeID($0)) } ?? .missing, name: name, origin: origin)
  }
}

extension CanonicalReader {
  /// Puts the values of a set in the order of the source.
  private func ordered(_ facts: [Fact], _ place: SetPlace) -> [Fact] {
    guard let ranks = sets[place], ranks.count == facts.count else { return facts }
    return zip(facts, ranks).sorted { $0.1 < $1.1 }.map(\.0)
  }

  private mutating func state(_ key: FactKey, _ node: NodeID) throws(MalformedText) {
    for fact in try facts(key, node) { builder.state(fact.key, fact.kind, fact.value) }
  }

  /// The facts of a member of a line.
  mutating func facts(_ key: FactKey, _ node: NodeID) throws(MalformedText) -> [Fact] {
    guard tree.kind(node) == .array else { return [try fact(key, node)] }
    var out: [Fact] = []
    for child in tree.children(node) { out.append(try fact(key, child)) }
    let place = nextSet
    nextSet.number += 1
    return ordered(out, place)
  }

  private func fact(_ key: FactKey, _ node: NodeID) throws(MalformedText) -> Fact {
    switch tree.kind(node) {
    case .string: return Fact(key, .text, tree.symbol(node))
    case .number: return Fact(key, .number, tree.symbol(node))
    case .true: return Fact(key, .flag, symbols.intern("true"))
    case .false: return Fact(key, .flag, symbols.intern("false"))
    case .null: return Fact(key, .null, symbols.intern("null"))
    case .array: throw malformed("expected a value", node)
    case .object:
      guard let child = tree.children(node).first(where: { _ in true }) else {
        throw malformed("expected a value", node)
      }
      switch symbols.text(tree[child].key) {
      case "json":
        let bytes = JSONWriter.bytes(of: child, in: tree, style: .asRead)
        return Fact(key, .json, bytes.withUnsafeBytes { symbols.intern(copying: $0) })
      case "number": return Fact(key, .number, tree.symbol(child))
      case "flag": return Fact(key, .flag, tree.symbol(child))
      case "unknown": return Fact(key, .unknown, tree.symbol(child))
      default: throw malformed("expected a value", node)
      }
    }
  }

  /// The facts of a line that is no shape.
  mutating func operationFacts(_ node: NodeID) throws(MalformedText) -> [Fact] {
    var out: [Fact] = []
    for child in tree.children(node) {
      if case .fact(let key)? = meaning[tree[child].key] { out += try facts(key, child) }
    }
    return out
  }

  func number(_ node: NodeID) throws(MalformedText) -> Int {
    guard tree.kind(node) == .number, let value = Int(symbols.text(tree.symbol(node))), value >= 0 else {
      throw malformed("expected a whole number", node)
    }
    return value
  }

  func names(_ node: NodeID) throws(MalformedText) -> [Symbol] {
    if tree.kind(node) == .string { return [tree.symbol(node)] }
    guard tree.kind(node) == .array else { throw malformed("expected a name or a list of names", node) }
    var out: [Symbol] = []
    for child in tree.children(node) {
      guard tree.kind(child) == .string else { throw malformed("expected a name", child) }
      out.append(tree.symbol(child))
    }
    return out
  }

  private func types(_ node: NodeID) throws(MalformedText) -> TypeSet {
    var out: TypeSet = []
    for name in try names(node) {
      guard let type = TypeSet.words.first(where: { symbols.text(name) == $0.word })?.type else {
        throw malformed("expected a type", node)
      }
      out.insert(type)
    }
    return out
  }

  private func word<T>(_ node: NodeID, _ words: [String: T], _ what: String) throws(MalformedText) -> T {
    guard let value = tree.string(node).flatMap({ words[$0] }) else { throw malformed("expected \(what)", node) }
    return value
  }

  private func condition(_ node: NodeID) throws(MalformedText) -> Digest {
    guard let digest = Digest(hex: tree.textBytes(node)) else {
      throw malformed("expected 32 hexadecimal digits", node)
    }
    return digest
  }

  private func directions(_ node: NodeID) throws(MalformedText) -> ByDirection {
    func tri(_ node: NodeID) -> Tri {
      switch tree.kind(node) {
      case .true: .yes
      case .false: .no
      default: .unknown
      }
    }
    guard tree.kind(node) == .object else { return ByDirection(tri(node)) }
    var out = ByDirection.unknown
    for child in tree.children(node) {
      switch symbols.text(tree[child].key) {
      case "read": out[.read] = tri(child)
      case "create": out[.create] = tri(child)
      case "update": out[.update] = tri(child)
      default: throw malformed("expected read, create or update", child)
      }
    }
    return out
  }
}

extension ScalarKind {
  static let byWord: [String: ScalarKind] = Dictionary(
    uniqueKeysWithValues: ScalarKind.allCases.map { (String(describing: $0), $0) })
}

extension Digest {
  /// A digest of its 32 hexadecimal digits.
  init?(hex: some Collection<UInt8>) {
    guard hex.count == 32 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    for (index, byte) in hex.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      if index < 16 { words.0 = words.0 << 4 | UInt64(digit) } else { words.1 = words.1 << 4 | UInt64(digit) }
    }
    self.init(high: words.0, low: words.1)
  }
}
