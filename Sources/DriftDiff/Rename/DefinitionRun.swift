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
  private let removedNames: [NameID]
  private let addedNames: [NameID]
  private let removedTexts: [TextWords]
  private let addedTexts: [TextWords]
  private var isFreeRemoved: [Bool]
  private var isFreeAdded: [Bool]
  private var support = RewriteSupport()
  private var competition = NameCompetition()
  private(set) var pairs: [ScoredPair] = []
  private(set) var solution = DefinitionSolution()

  /// The corpus has no larger crowds; beyond, the competition of the candidates themselves has to do.
  private static let mostCounted = 8
  /// Up to this many pairs everything is compared with everything.
  private static let mostPairs = 4096

  init(_ removed: [DefinitionCandidate], _ added: [DefinitionCandidate]) {
    self.removed = removed
    self.added = added
    var builder = NameTableBuilder(minimumCapacity: removed.count + added.count)
    removedNames = removed.map { builder.intern($0.name) }
    addedNames = added.map { builder.intern($0.name) }
    names = NameTable(builder)
    similarity = NameSimilarity(names: names)
    fields = DefinitionFields(removed, added)
    removedTexts = removed.map { TextWords(RenameCandidate(name: "", description: $0.description)) }
    addedTexts = added.map { TextWords(RenameCandidate(name: "", description: $0.description)) }
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
    gather()
    guard !pairs.isEmpty else { return finish() }
    for at in pairs.indices {
      support.count(rewrite(at), removedNames[Int(pairs[at].removed)], block: at, isCrowded: false)
    }
    competition = NameCompetition(
      pairs[...], removed: removed.indices, added: added.indices, similarity
    ) { [removedNames, addedNames] in (removedNames[Int($0.removed)], addedNames[Int($0.added)]) }
    for at in pairs.indices { pairs[at].score = ScoringModel.definitions.score(features(at)) }
    ScoringModel.definitions.rate(&pairs[...], removed: removed.indices, added: added.indices)
    for at in RenameAssignment(pairs, in: pairs.indices, precedes: precedes).claims {
      let pair = pairs[at]
      isFreeRemoved[Int(pair.removed)] = false
      solution.claims.append(
        DefinitionClaim(
          removed: Int(pair.removed), added: Int(pair.added), probability: pair.probability,
          evidence: DefinitionEvidence(values: features(at)).evidence(), runnersUp: runnersUp(pair)))
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

  private mutating func gather() {
    let old = removed.indices.filter { isFreeRemoved[$0] }
    let new = added.indices.filter { isFreeAdded[$0] }
    guard old.count * new.count > Self.mostPairs else {
      for r in old { for a in new { append(r, a) } }
      return
    }
    let index = NameIndex(names, new.map { addedNames[$0] })
    for r in old {
      let byName = index.candidates(for: removedNames[r])
      if byName.isCapped { solution.limited += 1 }
      let found = Set(byName.slots.map { new[$0] } + fields.candidates(for: r).filter { isFreeAdded[$0] })
      for a in found.sorted() { append(r, a) }
    }
  }

  private mutating func append(_ r: Int, _ a: Int) {
    guard removed[r].kind == added[a].kind, removed[r].method.isEmpty == added[a].method.isEmpty else {
      return
    }
    pairs.append(ScoredPair(removed: Int32(r), added: Int32(a), score: 0))
  }

  private func rewrite(_ at: Int) -> Rewrite {
    Rewrite(removedNames[Int(pairs[at].removed)], addedNames[Int(pairs[at].added)], names)
  }

  /// The features of a pair.
  func features(_ at: Int) -> [Double] {
    var x = Array(repeating: 0.0, count: DefinitionFeature.allCases.count)
    let (r, a) = (Int(pairs[at].removed), Int(pairs[at].added))
    func set(_ feature: DefinitionFeature, _ value: Double) { x[feature.rawValue] = value }
    set(.bias, 1)
    let (old, new) = (removed[r], added[a])
    if old.content != .zero && old.content == new.content { set(.sameContent, 1) }
    if old.fields.isEmpty || new.fields.isEmpty {
      set(.noFields, 1)
    } else {
      let likeness = fields.likeness(r, a)
      set(.fields, min(likeness, 0.6) - 0.3)
      set(.closeFields, max(0, likeness - 0.6) / 0.4)
    }
    let likeness = competition[at]
    set(.words, Double(likeness.words))
    set(.letters, Double(likeness.letters))
    if likeness.isLikest { set(.likest, 1) }
    if likeness.letters > 0.3 && names.haveEqualLetters(removedNames[r], addedNames[a]) { set(.caseOnly, 1) }
    if likeness.words < 0.15 && likeness.letters < 0.2 { set(.unrelated, 1) }
    set(.pattern, log(1 + min(support.others(rewrite(at)), Double(Self.mostCounted))))
    if !removedTexts[r].description.isEmpty && !addedTexts[a].description.isEmpty {
      set(.description, SortedSet.dice(removedTexts[r].description, addedTexts[a].description) - 0.4)
    }
    if !old.method.isEmpty { setOperation(old, new, set) }
    set(.removedCount, log(Double(min(removed.count, Self.mostCounted))))
    set(.addedCount, log(Double(min(added.count, Self.mostCounted))))
    return x
  }

  private func setOperation(
    _ old: DefinitionCandidate, _ new: DefinitionCandidate, _ set: (DefinitionFeature, Double) -> Void
  ) {
    if old.method != new.method { set(.otherMethod, 1) }
    if old.method == new.method && !old.operationID.isEmpty && old.operationID == new.operationID {
      set(.sameOperation, 1)
    }
    if old.path == new.path {
      set(.samePath, 1)
      set(.path, 0.5)
    } else {
      set(.path, SortedSet.dice(old.path.sorted(), new.path.sorted()) - 0.5)
    }
  }

  private func precedes(_ a: ScoredPair, _ b: ScoredPair) -> Bool {
    if a.probability != b.probability { return a.probability > b.probability }
    let (oldA, oldB) = (removedNames[Int(a.removed)], removedNames[Int(b.removed)])
    if oldA != oldB { return names.text(of: oldA, precedes: oldB) }
    let (newA, newB) = (addedNames[Int(a.added)], addedNames[Int(b.added)])
    return newA != newB ? names.text(of: newA, precedes: newB) : (a.removed, a.added) < (b.removed, b.added)
  }

  private func alternative(_ pair: ScoredPair) -> DefinitionAlternative {
    DefinitionAlternative(removed: Int(pair.removed), added: Int(pair.added), probability: pair.probability)
  }

  private func runnersUp(_ claim: ScoredPair) -> [DefinitionAlternative] {
    let others = pairs.filter {
      ($0.removed == claim.removed) != ($0.added == claim.added) && $0.probability >= 0.01
    }
    return Array(others.sorted(by: precedes).prefix(3)).map { pair in
      var other = alternative(pair)
      other.probability = min(other.probability, 1 - claim.probability)
      return other
    }
  }
}
