/// One run of the matcher: the state between its steps.
struct RenameRun {
  let problem: RenameProblem
  let model: ScoringModel
  /// What is matched, for people.
  private let noun: String
  let things: ThingTable
  let features: RenameFeatures
  private let order: PairOrder
  private var declared: DeclaredRenames
  private var isFreeRemoved: [Bool]
  private var isFreeAdded: [Bool]
  private(set) var pairs: [ScoredPair] = []
  /// The pairs of each group.
  private var ranges: [Range<Int>] = []
  private var support = RewriteSupport()
  private var limited = 0
  private var claims: [RenameClaim] = []
  /// Pairs across parents.
  private var farther: [ScoredPair] = []
  /// The features of the pair at hand, and those of the current group, row after row.
  private var x = Array(repeating: 0.0, count: RenameFeature.allCases.count)
  private var matrix: [Double] = []

  /// From this probability on a claim counts as a neighbour for others.
  private static let anchored = 0.9

  init(_ problem: RenameProblem, _ model: ScoringModel, of noun: String = "field", knowsSynonyms: Bool = true) {
    self.noun = noun
    self.problem = problem
    self.model = model
    things = ThingTable(problem)
    features = RenameFeatures(
      problem, things, NameSimilarity(names: things.names, knowsSynonyms: knowsSynonyms))
    order = PairOrder(things.names, removed: things.removed.map(\.name), added: things.added.map(\.name))
    declared = DeclaredRenames(problem, things)
    isFreeRemoved = Array(repeating: true, count: things.removed.count)
    isFreeAdded = Array(repeating: true, count: things.added.count)
  }

  /// Step 1: what the documents declare.
  mutating func pin() {
    for pair in declared.pairs {
      isFreeRemoved[pair.removed] = false
      isFreeAdded[pair.added] = false
    }
    for contradiction in declared.contradictions { isFreeRemoved[contradiction.removed] = false }
  }

  /// Step 2: candidates and patterns.
  mutating func gather() {
    for group in things.groups {
      let first = pairs.count
      let found = RenameCandidates(
        group, things, isFreeRemoved, isFreeAdded, isOrdered: problem.blocks[group.block].isOrdered)
      pairs += found.pairs.filter { !areTwo($0) }
      limited += found.limited
      ranges.append(first..<pairs.count)
    }
    countRewrites()
  }

  /// Whether two things have ids that say that they are two, and nothing is known of what they are that could weigh more.
  private func areTwo(_ pair: ScoredPair) -> Bool {
    let (r, a) = (things.removed[Int(pair.removed)], things.added[Int(pair.added)])
    guard r.family == a.family, r.family == .any || r.family == .reference else { return false }
    let old = problem.blocks[r.block].removed[r.index]
    let new = problem.blocks[a.block].added[a.index]
    return !old.stableID.isEmpty && !new.stableID.isEmpty && old.stableID != new.stableID
      && old.description.isEmpty && new.description.isEmpty && old.label != new.label
  }

  private mutating func countRewrites() {
    for at in things.groups.indices {
      let isCrowded = things.groups[at].removed.count * things.groups[at].added.count > 50
      for pair in ranges[at] {
        let old = things.removed[Int(pairs[pair].removed)]
        let new = things.added[Int(pairs[pair].added)]
        guard old.family == new.family || old.family == .any || new.family == .any else { continue }
        support.count(
          Rewrite(old.name, new.name, things.names), old.name, block: things.groups[at].block,
          isCrowded: isCrowded)
      }
    }
  }

  /// Step 3: scores, probabilities, claims. `visit` sees the final features of each pair.
  mutating func claim(_ visit: (ScoredPair, ArraySlice<Double>) -> Void = { _, _ in }) {
    for pair in declared.pairs { claims.append(declaredClaim(pair.removed, pair.added, pair.reason)) }
    for at in things.groups.indices where !ranges[at].isEmpty {
      let range = ranges[at]
      score(things.groups[at], range)
      for pair in range { visit(pairs[pair], values(pair, range)) }
      let found = RenameAssignment(pairs, in: range, order).claims
      if found.isEmpty { continue }
      let competing = CompetingPairs(pairs, range)
      for pair in found { add(pair, range, competing) }
    }
  }

  /// Scores the pairs of a group twice: what is all but certain after the first time gives the rest closer
  /// neighbours.
  private mutating func score(_ group: RenameGroup, _ range: Range<Int>) {
    features.begin(group, pairs: pairs[range], isFree: (isFreeRemoved, isFreeAdded))
    matrix.removeAll(keepingCapacity: true)
    for pair in range { fill(pair) }
    model.rate(&pairs[range], removed: group.removed, added: group.added)
    guard range.count > 1, range.count <= RenameCandidates.mostPairs, features.order.isMeaningful else {
      return
    }
    let anchors = RenameAssignment(pairs, in: range, order).claims
      .filter { pairs[$0].probability >= Self.anchored }
    guard !anchors.isEmpty else { return }
    features.anchor(anchors.map { pairs[$0] })
    for pair in range where !features.isAnchored(pairs[pair]) { fill(pair, at: pair - range.lowerBound) }
    model.rate(&pairs[range], removed: group.removed, added: group.added)
  }

  /// Computes the features and the score of a pair; the features are kept unless the group is large.
  private mutating func fill(_ pair: Int, at row: Int? = nil) {
    let r = Int(pairs[pair].removed)
    let a = Int(pairs[pair].added)
    let rewrite = Rewrite(things.removed[r].name, things.added[a].name, things.names)
    features.fill(&x, pair, removed: r, added: a, rewrite: rewrite, support: support.others(rewrite))
    pairs[pair].score = model.score(x)
    if let row {
      matrix.replaceSubrange(row * x.count..<(row + 1) * x.count, with: x)
    } else if matrix.count < RenameCandidates.mostPairs * x.count {
      matrix += x
    }
  }

  /// The features of a scored pair of the current group.
  private mutating func values(_ pair: Int, _ range: Range<Int>) -> ArraySlice<Double> {
    let row = pair - range.lowerBound
    if matrix.count < (row + 1) * x.count {
      fill(pair)
      return x[...]
    }
    return matrix[row * x.count..<(row + 1) * x.count]
  }

  private mutating func add(_ at: Int, _ range: Range<Int>, _ competing: CompetingPairs) {
    let pair = pairs[at]
    isFreeRemoved[Int(pair.removed)] = false
    isFreeAdded[Int(pair.added)] = false
    let evidence = EvidenceText(
      features: features, model: model, values: Array(values(at, range)), support: support, pair: pair,
      noun: noun)
    claims.append(
      RenameClaim(
        removed: place(removed: Int(pair.removed)), added: place(added: Int(pair.added)),
        probability: pair.probability, evidence: withMeaning(pair, evidence.evidence()),
        runnersUp: runnersUp(pair, competing)))
  }

  /// Step 4: what is left may have moved to another parent.
  mutating func move() {
    let removed = things.removed.indices.filter { isFreeRemoved[$0] }
    let added = things.added.indices.filter { isFreeAdded[$0] }
    guard !removed.isEmpty, !added.isEmpty, things.groups.count > 1 else { return }
    let moves = RenameMoves(problem, things, features.similarity, removed: removed, added: added)
    limited += moves.limited
    let found = RenameAssignment(moves.pairs, in: moves.pairs.indices, order).claims
      .filter { moves.pairs[$0].probability >= RenameMoves.leastProbability }
    for at in found {
      let pair = moves.pairs[at]
      isFreeRemoved[Int(pair.removed)] = false
      isFreeAdded[Int(pair.added)] = false
      claims.append(
        RenameClaim(
          removed: place(removed: Int(pair.removed)), added: place(added: Int(pair.added)),
          probability: pair.probability, evidence: withMeaning(pair, moves.evidence(pair)), runnersUp: []))
    }
    farther = moves.pairs
  }

  /// What was found, in the order of the problem.
  func solution() -> RenameSolution {
    var solution = RenameSolution()
    solution.claims = claims.sorted {
      ($0.removed.block, $0.removed.index) < ($1.removed.block, $1.removed.index)
    }
    solution.doubts = doubts()
    solution.successors = declared.successors
    solution.limited = limited
    return solution
  }

  private func doubts() -> [RenameDoubt] {
    var found: [Int: [RenameAlternative]] = [:]
    for pair in pairs + farther where pair.probability >= RenameAssignment.leastAlternative {
      if isFreeRemoved[Int(pair.removed)] { found[Int(pair.removed), default: []].append(alternative(pair)) }
    }
    for contradiction in declared.contradictions {
      found[contradiction.removed] = contradiction.added.map {
        RenameAlternative(
          removed: place(removed: contradiction.removed), added: place(added: $0),
          probability: 1 / Double(contradiction.added.count))
      }
    }
    return things.removed.indices.compactMap { index in
      found[index].map {
        RenameDoubt(removed: place(removed: index), alternatives: $0.sorted(by: isLikelier))
      }
    }
  }

  private func runnersUp(_ claim: ScoredPair, _ competing: CompetingPairs) -> [RenameAlternative] {
    let others = competing.others(than: claim, in: pairs).map { pairs[$0] }.filter { $0.probability >= 0.01 }
    // What the claim leaves is all that another explanation can have.
    return Array(
      others.map(alternative).map { other in
        var other = other
        other.probability = min(other.probability, 1 - claim.probability)
        return other
      }.sorted(by: isLikelier).prefix(3))
  }

  private func isLikelier(_ a: RenameAlternative, _ b: RenameAlternative) -> Bool {
    if a.probability != b.probability { return a.probability > b.probability }
    return (name(a.removed, of: \.removed), name(a.added, of: \.added))
      < (name(b.removed, of: \.removed), name(b.added, of: \.added))
  }

  private func name(_ place: RenamePlace, of side: KeyPath<RenameBlock, [RenameCandidate]>) -> String {
    problem.blocks[place.block][keyPath: side][place.index].name
  }

  private func alternative(_ pair: ScoredPair) -> RenameAlternative {
    RenameAlternative(
      removed: place(removed: Int(pair.removed)), added: place(added: Int(pair.added)),
      probability: pair.probability)
  }

  private func place(removed index: Int) -> RenamePlace {
    RenamePlace(block: things.removed[index].block, index: things.removed[index].index)
  }

  private func place(added index: Int) -> RenamePlace {
    RenamePlace(block: things.added[index].block, index: things.added[index].index)
  }

  /// Evidence with what the names say of another unit, or another thing beside the one that it was; values of a list have
  /// none.
  private func withMeaning(_ pair: ScoredPair, _ evidence: [RenameEvidence]) -> [RenameEvidence] {
    let isSaidSame = evidence.contains {
      $0.weight > 0 && ["same-description", "description"].contains($0.reason) && $0.text == "same description"
    }
    let (old, new) = (place(removed: Int(pair.removed)), place(added: Int(pair.added)))
    let parents = [
      problem.blocks[old.block].removed[old.index].parentName, problem.blocks[new.block].added[new.index].parentName,
    ]
    guard noun == "field",
      let text = OtherMeaning(things.names, parents: parents).reason(
        things.removed[Int(pair.removed)].name, things.added[Int(pair.added)].name, isSaidSame: isSaidSame)
    else { return evidence }
    return evidence + [RenameEvidence(reason: "other-meaning", weight: -1, text: "\(text) (against)")]
  }

  private func declaredClaim(_ removed: Int, _ added: Int, _ reason: DeclaredRenames.Reason) -> RenameClaim {
    let new = things.names.text(ofName: things.added[added].name)
    let evidence =
      switch reason {
      case .stableID:
        RenameEvidence(reason: "same-identity", weight: 20, text: "the same identity on both sides")
      case .replacedBy:
        RenameEvidence(reason: "declared", weight: 20, text: "the old version names \(new) as the successor")
      }
    return RenameClaim(
      removed: place(removed: removed), added: place(added: added), probability: 1, evidence: [evidence],
      runnersUp: [])
  }
}
