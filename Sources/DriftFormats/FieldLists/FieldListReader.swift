import DriftModel
import DriftSyntax

/// What readers of lists of fields have in common, as APIs of CRMs answer with: documents, definitions by name, notes, gaps.
struct FieldListReader: ~Copyable {
  var builder: SchemaBuilder
  let symbols: SymbolTable
  let input: FormatInput
  /// The document being read.
  var tree: SyntaxTree
  var part = 0
  /// The definitions so far, by name.
  private(set) var definitions: [String: Int] = [:]
  private var noteCounts: [String: (count: Int, origin: Origin)] = [:]

  init(_ input: FormatInput, format: any SchemaFormat, dialect: String) {
    self.input = input
    symbols = input.symbols
    tree = input.entries[0].tree
    var schema = Schema(
      format: format.id, dialect: dialect, revision: format.revision, symbols: input.symbols,
      parts: input.entries.map(\.tree.source))
    schema.partPaths = input.entries.map(\.path)
    builder = SchemaBuilder(schema)
  }

  /// Makes another document the current one.
  mutating func enter(_ number: Int) {
    part = number
    tree = input.entries[number].tree
  }

  func origin(_ node: NodeID) -> Origin { Origin(part: UInt32(part), offset: tree[node].keyStart) }

  /// Ends the reading.
  consuming func finish() -> Schema {
    for (kind, seen) in noteCounts.sorted(by: { $0.key < $1.key }) {
      builder.schema.notes.append(
        Note(
          kind: kind, origin: seen.origin, text: "a key that drift knows no meaning of", count: seen.count))
    }
    return builder.finish()
  }

  // MARK: What stands in a document.

  /// A text that says something; nil where there is none.
  func text(_ node: NodeID?) -> String? {
    node.flatMap { tree.string($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  func text(_ node: NodeID, _ key: String) -> String? { text(tree.member(node, key)) }

  /// Yes or no where it is said, else unknown.
  func flag(_ node: NodeID?) -> Tri {
    switch node.map({ tree.kind($0) }) {
    case .true: .yes
    case .false: .no
    default: .unknown
    }
  }

  /// The items of a list; what stands there in place of a list is a gap.
  mutating func items(_ node: NodeID?, of owner: String) -> [NodeID] {
    guard let node, tree.kind(node) != .null else { return [] }
    guard tree.kind(node) == .array else {
      gap("\(owner).\(symbols.text(tree[node].key))", "expected a list, found \(tree.kind(node).word)", node)
      return []
    }
    return tree.children(node).filter { _ in true }
  }

  /// The values that may be chosen. Where there is no list of them nothing is known of them, and none of them went.
  mutating func choices(_ node: NodeID?, of owner: String) -> [NodeID] {
    guard let node, tree.kind(node) == .array else {
      if let node {
        cutShort(
          "\(owner).\(symbols.text(tree[node].key))", "expected a list of values, found \(tree.kind(node).word)", node)
      }
      return []
    }
    return objects(node, of: owner)
  }

  /// How many items a list has, whatever they are.
  func count(of node: NodeID?) -> Int { node.map { tree.kind($0) == .array ? tree.count($0) : 0 } ?? 0 }

  /// The objects of a list; what is none is a gap.
  mutating func objects(_ node: NodeID?, of owner: String) -> [NodeID] {
    var out: [NodeID] = []
    for item in items(node, of: owner) {
      if tree.kind(item) == .object {
        out.append(item)
      } else {
        gap(owner, "expected an object, found \(tree.kind(item).word)", item)
      }
    }
    return out
  }

  // MARK: What is stated.

  mutating func state(_ key: FactKey, _ text: String?) {
    if let text { builder.state(key, .text, symbols.intern(text)) }
  }

  mutating func stateTrue(_ key: FactKey) { builder.state(key, .flag, symbols.intern("true")) }

  /// States prose; white space is no content.
  mutating func stateProse(_ key: FactKey, _ node: NodeID?) {
    guard let node, tree.kind(node) == .string else { return }
    let text = Prose.symbol(tree.textBytes(node), symbols) ?? tree.symbol(node)
    if text != .empty { builder.state(key, .text, text) }
  }

  /// States a number above zero, which stands for "none" in these lists; zero too where it says something.
  mutating func stateNumber(_ key: FactKey, _ node: NodeID?, admitsZero: Bool = false) {
    guard let node, tree.kind(node) != .null else { return }
    guard tree.kind(node) == .number, let spelling = CanonicalNumber.spelling(of: tree.textBytes(node)),
      spelling.first != UInt8(ascii: "-")
    else {
      // A number that is none is not known, and no limit that went.
      builder.state(key, .unknown, symbols.intern("unknown"))
      gap(symbols.text(tree[node].key), "expected a number from 0 on, found \(tree.kind(node).word)", node)
      return
    }
    guard admitsZero || !spelling.elementsEqual("0".utf8) else { return }
    builder.state(key, .number, spelling.withUnsafeBytes { symbols.intern(copying: $0) })
  }

  /// A value of an enumeration, and what is said of it.
  struct Value {
    var symbol: Symbol
    var label: String?
    /// Whether it is known and not taken any more.
    var isInactive = false
    /// Whether people are not offered it.
    var isHidden = false
  }

  /// States values, a kind of fact at a time: facts are kept by their kind, and what comes so is in place already.
  mutating func state(_ values: [Value]) {
    for value in values { builder.state(.enumValue, .text, value.symbol) }
    for value in values {
      state(.enumLabel, value.label.map { "\(symbols.text(value.symbol))=\($0)" })
    }
    for value in values where value.isInactive { builder.state(.inactive, .text, value.symbol) }
    for value in values where value.isHidden { builder.state(.hidden, .text, value.symbol) }
  }

  /// Counts a key that the tree has no place for.
  mutating func note(_ node: NodeID) { note(symbols.text(tree[node].key), node) }

  /// Counts what is left out, and why.
  mutating func note(_ kind: String, _ text: String, _ node: NodeID) {
    builder.schema.notes.append(Note(kind: kind, origin: origin(node), text: text))
  }

  private mutating func note(_ kind: String, _ node: NodeID) {
    let place = origin(node)
    noteCounts[kind, default: (0, place)].count += 1
  }

  mutating func gap(_ subject: String, _ text: String, _ node: NodeID) {
    builder.schema.gaps.append(Gap(subject: subject, text: text, origin: origin(node)))
  }

  /// Says that a list is not all there is: what it lacks may be there.
  mutating func cutShort(_ subject: String, _ text: String, _ node: NodeID) {
    gap(subject, text, node)
    builder.schema.shortLists.append("\(subject): \(text)")
  }

  /// A whole number; nil where there is none.
  func count(_ node: NodeID?) -> Int? {
    guard let node, tree.kind(node) == .number else { return nil }
    return Int(String(decoding: tree.textBytes(node).prefix(20), as: UTF8.self))
  }

  /// What the address or the path of a document asks for, as a format reads addresses.
  func asked(_ number: Int, _ object: (String) -> String?) -> String? {
    let entry = input.entries[number]
    return object((input.web?.folder ?? "") + entry.path) ?? object(entry.tree.source.file)
  }

  // MARK: Definitions.

  /// Adds a definition under a name that is sent; one that is there already stays, and the second is a gap.
  mutating func define(_ name: String, _ shape: ShapeID, isRoot: Bool = false, at node: NodeID) {
    guard definitions[name] == nil else {
      return gap(name, "described twice; the first is read", node)
    }
    definitions[name] = builder.schema.definitions.count
    builder.schema.definitions.append(
      Definition(
        name: symbols.intern(name), isNameOnWire: !isRoot, isRoot: isRoot, shape: shape, origin: origin(node),
        position: UInt32(builder.schema.definitions.count)))
  }

  /// Remembers who changed a member of a definition, or the definition itself where the name is empty.
  mutating func touch(
    _ definition: String, _ name: String, by who: String?, at when: String?, _ kind: Touch.Kind = .changed
  ) {
    guard who != nil || when != nil else { return }
    builder.schema.touches[symbols.intern(definition), default: [:]][symbols.intern(name)] = Touch(
      who: who ?? "", when: when ?? "", kind: kind)
  }

  /// A text or a number as a text; nil where there is neither.
  func word(_ node: NodeID?) -> String? {
    guard let node, tree.kind(node) == .string || tree.kind(node) == .number, !tree.textBytes(node).isEmpty else {
      return nil
    }
    return String(decoding: tree.textBytes(node), as: UTF8.self)
  }

  /// Says of the innermost draft that the rest of it is not known.
  mutating func leaveUnknown(_ what: String, at node: NodeID) {
    builder.refer(Reference(target: .missing, name: symbols.intern(what), origin: origin(node)))
  }

  /// A shape of which nothing is known.
  mutating func unknown(_ what: String, at node: NodeID) -> ShapeID {
    let draft = builder.begin(at: origin(node))
    leaveUnknown(what, at: node)
    return builder.finish(draft)
  }
}

/// The members of an object by the words that a reader knows.
struct KnownMembers<Keyword: RawRepresentable & CaseIterable & Hashable> where Keyword.RawValue == String {
  private var byWord: [Keyword: NodeID] = [:]
  /// Members of other names.
  private(set) var others: [NodeID] = []

  init(_ node: NodeID, in tree: SyntaxTree, _ keywords: KeywordMap<Keyword>) {
    for child in tree.children(node) {
      if let word = keywords[tree[child].key] { byWord[word] = child } else { others.append(child) }
    }
  }

  subscript(word: Keyword) -> NodeID? { byWord[word] }
}
