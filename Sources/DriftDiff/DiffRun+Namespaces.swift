import DriftModel

extension DiffRun {
  /// Tells which things stand in another XML namespace than before, by their identities.
  ///
  /// What is in a namespace says so by its definition alone, so that another target namespace is one change and not one
  /// for each thing in it.
  mutating func compareNamespaces() {
    let isMoved = pairing.newDefinition.enumerated().contains { index, same in
      same.map { old.definitions[index].identity != new.definitions[$0].identity } ?? false
    }
    guard isMoved else { return }
    var moved: [Move: [(old: Int, new: Int)]] = [:]
    var stayed: Set<String> = []
    for (index, same) in pairing.newDefinition.enumerated() {
      guard let same else { continue }
      let (before, after) = (old.definitions[index].identity, new.definitions[same].identity)
      guard let from = ExpandedIdentity(symbols.text(before)) else { continue }
      if before == after {
        stayed.insert(from.namespace)
        continue
      }
      guard let to = ExpandedIdentity(symbols.text(after)) else { continue }
      if from.namespace == to.namespace {
        stayed.insert(from.namespace)
      } else {
        moved[Move(from: from.namespace, to: to.namespace), default: []].append((index, same))
      }
    }
    let targets = Dictionary(grouping: moved.keys, by: \.from)
    for (move, pairs) in moved.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }) {
      if !stayed.contains(move.from), targets[move.from]?.count == 1 {
        namespaceMoves[move.from] = move.to
        let used = pairs.reduce(into: UsageSet()) { $0.formUnion(usage($1.old, $1.new)) }
        reportNamespace(
          move, DiffContext(old: Address([]), new: Address([]), usage: used, root: .system), .system, (.none, .none))
        continue
      }
      for pair in pairs where hasNamespace(pair.old, old) || hasNamespace(pair.new, new) {
        let (a, b) = (old.definitions[pair.old], new.definitions[pair.new])
        let context = DiffContext(
          old: Address([.name(symbols.text(a.name))]), new: Address([.name(symbols.text(b.name))]),
          usage: usage(pair.old, pair.new), root: .definition(old: pair.old, new: pair.new))
        reportNamespace(move, context, .definition(old: pair.old, new: pair.new), (a.origin, b.origin))
      }
    }
  }

  private struct Move: Hashable {
    var from: String
    var to: String
  }

  private mutating func reportNamespace(
    _ move: Move, _ context: DiffContext, _ subject: Change.Subject, _ origins: (old: Origin, new: Origin)
  ) {
    let key = FactKey.namespace.keyword
    report(
      .encodingChanged, context, subject, origins,
      (.facts([.init(key, .text(move.from))]), .facts([.init(key, .text(move.to))])), detail: key)
  }

  /// Whether the namespace of a definition is sent: it is an element, or has members of the namespace.
  private func hasNamespace(_ index: Int, _ schema: Schema) -> Bool {
    let definition = schema.definitions[index]
    if definition.isNameOnWire { return true }
    guard definition.shape != .none else { return false }
    return schema.fields[schema[definition.shape].fields.indices].contains { field in
      field.role == .member
        && !schema.facts[schema[field.shape].facts.indices].contains { $0.key == .xmlForm || $0.key == .namespace }
    }
  }

  /// How members are written, where one side has no namespace at all: `unqualified` says nothing new there.
  func formsBesideMove(
    _ before: [Resolution.OwnedFact], _ after: [Resolution.OwnedFact]
  ) -> (old: [Resolution.OwnedFact], new: [Resolution.OwnedFact]) {
    func isSaid(_ one: Resolution.OwnedFact) -> Bool { symbols.text(one.fact.value) != "unqualified" }
    return (
      namespaceMoves.values.contains("") ? before.filter(isSaid) : before,
      namespaceMoves[""] != nil ? after.filter(isSaid) : after
    )
  }

  /// A fact of the old side as it reads where a namespace has another name now.
  func inMovedNamespace(_ one: Resolution.OwnedFact) -> Resolution.OwnedFact {
    var text = symbols.text(one.fact.value)
    for (from, to) in namespaceMoves where !from.isEmpty { text = text.replacing(from, with: to) }
    var out = one
    out.fact.value = symbols.intern(text)
    return out
  }
}

extension Definition {
  /// Whether it is an element of XML, whose name is sent.
  func isElement(_ symbols: SymbolTable) -> Bool {
    isNameOnWire && symbols.bytes(identity).starts(with: "element {".utf8)
  }
}

extension FactKey {
  /// Whether its values may hold the names of XML namespaces.
  var namesNamespaces: Bool { self == .namespace || self == .wire || self == .wildcard }
}
