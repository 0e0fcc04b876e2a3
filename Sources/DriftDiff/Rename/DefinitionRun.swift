internal import DriftModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One run of the matcher of definitions.
struct DefinitionRun {
  private let removed: [DefinitionCandidate]
  private let added: [DefinitionCandidate]
  private let names: NameTable
  private let similarity: NameSimilarity
  private let fields: DefinitionFields
  private let shapes: (removed: [DefinitionShape], added: [DefinitionShape])
  private var isFreeRemoved: [Bool]
  private var isFreeAdded: [Bool]
  private var support = RewriteSupport()
  /// The rewrite of each pair.
  private var rewrites: [Rewrite] = []
  private var competition = NameCompetition()
  private(set) var pairs: [ScoredPair] = []
  private(set) var solution = DefinitionSolution()

  /// The corpus has no larger crowds; beyond, the competition of the candidates themselves has to do.
  private static let mostCounted = 8

  init(_ removed: [DefinitionCandidate], _ added: [DefinitionCandidate]) {
    self.removed = removed
    self.added = added
    var builder = NameTableBuilder(minimumCapacity: removed.count + added.count)
    shapes = (
      removed.map { DefinitionShape($0, builder.intern($0.name)) },
      added.map { DefinitionShape($0, builder.intern($0.name)) }
    )
    names = NameTable(builder)
    similarity = NameSimilarity(names: names)
    fields = DefinitionFields(removed, added)
    isFreeRemoved = Array(repeating: true, count: removed.count)
    isFreeAdded = Array(repeating: true, count: added.count)
  }

  /// What is certain: identities, declared successors, equal content that nothing else has.
  mutating func pin() {
    pin("same-identity", "the same identity on both sides", old: \.stableID, new: \.stableID)
    pin("declared", "the old version names it as the successor", old: \.replacedBy, new: \.name)
    let contents = (
      removed: Self.unique(
        removed.indices.map { isFreeRemoved[$0] ? removed[$0].content : .zero }, nothing: .zero),
      added: Self.unique(added.indices.map { isFreeAdded[$0] ? added[$0].content : .zero }, nothing: .zero)
    )
    for r in removed.indices where isFreeRemoved[r] && contents.removed[removed[r].content] == r {
      // Content that says next to nothing is equal by chance.
      guard let a = contents.added[removed[r].content], a >= 0, removed[r].kind == added[a].kind,
        removed[r].fields.count + removed[r].valueCount >= 3
      else { continue }
      add(r, a, "same-content", "the same content, that nothing else has")
    }
  }

  private mutating func pin(
    _ reason: String, _ text: String, old: KeyPath<DefinitionCandidate, String>,
    new: KeyPath<DefinitionCandidate, String>
  ) {
    let left = Self.unique(removed.map { $0[keyPath: old] }, nothing: "")
    guard !left.isEmpty else { return }
    let right = Self.unique(added.map { $0[keyPath: new] }, nothing: "")
    for r in removed.indices where isFreeRemoved[r] {
      let key = removed[r][keyPath: old]
      if left[key] == r, let a = right[key], a >= 0, isFreeAdded[a], removed[r].kind == added[a].kind {
        add(r, a, reason, text)
      }
    }
  }

  /// The place of each key, -1 where two have it.
  private static func unique<Key: Hashable>(_ keys: [Key], nothing: Key) -> [Key: Int] {
    var places: [Key: Int] = [:]
    for (at, key) in keys.enumerated() where key != nothing { places[key] = places[key] == nil ? at : -1 }
    return places
  }

  private mutating func add(_ r: Int, _ a: Int, _ reason: String, _ text: String) {
    isFreeRemoved[r] = false
    isFreeAdded[a] = false
    solution.claims.append(
      DefinitionClaim(
        removed: r, added: a, probability: 1,
        evidence: [RenameEvidence(reason: reason, weight: 20, text: text)],
        runnersUp: []))
  }

  /// Scores what is left and claims.
  mutating func claim() {
    let found = DefinitionPairs(
      shapes.removed, shapes.added,
      free: (removed.indices.filter { isFreeRemoved[$0] }, added.indices.filter { isFreeAdded[$0] }), names, fields)
    pairs = found.pairs
    solution.limited = found.limited
    guard !pairs.isEmpty else { return finish() }
    rewrites = pairs.map { Rewrite(shapes.removed[Int($0.removed)].name, shapes.added[Int($0.added)].name, names) }
    for at in pairs.indices {
      support.count(rewrites[at], shapes.removed[Int(pairs[at].removed)].name, block: at, isCrowded: false)
    }
    competition = NameCompetition(
      pairs[...], removed: removed.indices, added: added.indices, similarity
    ) { [shapes] in (shapes.removed[Int($0.removed)].name, shapes.added[Int($0.added)].name) }
    var x = Array(repeating: 0.0, count: DefinitionFeature.allCases.count)
    for at in pairs.indices {
      fill(&x, at)
      pairs[at].score = ScoringModel.definitions.score(x)
    }
    ScoringModel.definitions.rate(&pairs[...], removed: removed.indices, added: added.indices)
    let order = PairOrder(names, removed: shapes.removed.map(\.name), added: shapes.added.map(\.name))
    let claims = RenameAssignment(pairs, in: pairs.indices, order).claims
    let competing = CompetingPairs(pairs, claims.isEmpty ? 0..<0 : pairs.indices)
    for at in claims {
      let pair = pairs[at]
      isFreeRemoved[Int(pair.removed)] = false
      solution.claims.append(
        DefinitionClaim(
          removed: Int(pair.removed), added: Int(pair.added), probability: pair.probability,
          evidence: evidence(at), runnersUp: runnersUp(pair, competing, order)))
    }
    finish()
  }

  private mutating func finish() {
    solution.claims.sort { $0.removed < $1.removed }
    solution.alternatives = pairs.filter {
      isFreeRemoved[Int($0.removed)] && $0.probability >= RenameAssignment.leastAlternative
    }.map(alternative).sorted {
      ($0.removed, -$0.probability, added[$0.added].name) < (
        $1.removed, -$1.probability, added[$1.added].name
      )
    }
  }

  private func evidence(_ at: Int) -> [RenameEvidence] {
    let pair = pairs[at]
    return DefinitionEvidence(
      values: features(at), old: removed[Int(pair.removed)].name, new: added[Int(pair.added)].name
    ).evidence()
  }

  /// The features of a pair.
  func features(_ at: Int) -> [Double] {
    var x = Array(repeating: 0.0, count: DefinitionFeature.allCases.count)
    fill(&x, at)
    return x
  }

  private func fill(_ x: inout [Double], _ at: Int) {
    for feature in x.indices { x[feature] = 0 }
    let (r, a) = (Int(pairs[at].removed), Int(pairs[at].added))
    let (old, new) = (shapes.removed[r], shapes.added[a])
    x[of: .bias] = 1
    if old.content != .zero && old.content == new.content { x[of: .sameContent] = 1 }
    if old.hasFields && new.hasFields {
      let likeness = fields.likeness(r, a)
      x[of: .fields] = min(likeness, 0.6) - 0.3
      x[of: .closeFields] = max(0, likeness - 0.6) / 0.4
    } else {
      x[of: .noFields] = 1
    }
    let likeness = competition[at]
    x[of: .words] = Double(likeness.words)
    x[of: .letters] = Double(likeness.letters)
    if likeness.isLikest { x[of: .likest] = 1 }
    if likeness.letters > 0.3 && names.haveEqualLetters(old.name, new.name) { x[of: .caseOnly] = 1 }
    if likeness.words < 0.15 && likeness.letters < 0.2 { x[of: .unrelated] = 1 }
    x[of: .pattern] = log(1 + min(support.others(rewrites[at]), Double(Self.mostCounted)))
    if !old.description.isEmpty && !new.description.isEmpty {
      x[of: .description] = SortedSet.dice(old.description, new.description) - 0.4
    }
    if old.method != 0 { fillOperation(&x, old, new) }
    x[of: .removedCount] = log(Double(min(removed.count, Self.mostCounted)))
    x[of: .addedCount] = log(Double(min(added.count, Self.mostCounted)))
  }

  private func fillOperation(_ x: inout [Double], _ old: DefinitionShape, _ new: DefinitionShape) {
    if old.method != new.method { x[of: .otherMethod] = 1 }
    if old.operationKey != 0 && old.operationKey == new.operationKey { x[of: .sameOperation] = 1 }
    if old.path == new.path {
      x[of: .samePath] = 1
      x[of: .path] = 0.5
    } else {
      x[of: .path] = SortedSet.dice(old.steps, new.steps) - 0.5
    }
  }

  private func alternative(_ pair: ScoredPair) -> DefinitionAlternative {
    DefinitionAlternative(removed: Int(pair.removed), added: Int(pair.added), probability: pair.probability)
  }

  private func runnersUp(
    _ claim: ScoredPair, _ competing: CompetingPairs, _ order: PairOrder
  ) -> [DefinitionAlternative] {
    let others = competing.others(than: claim, in: pairs).map { pairs[$0] }.filter { $0.probability >= 0.01 }
    return Array(others.sorted(by: order.precedes).prefix(3)).map { pair in
      var other = alternative(pair)
      other.probability = min(other.probability, 1 - claim.probability)
      return other
    }
  }
}

extension [Double] {
  /// The value of a feature.
  fileprivate subscript(of feature: DefinitionFeature) -> Double {
    get { self[feature.rawValue] }
    set { self[feature.rawValue] = newValue }
  }
}
