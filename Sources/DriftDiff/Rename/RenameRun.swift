/// One run of the matcher: the state between its steps.
struct RenameRun {
  let problem: RenameProblem
  let things: ThingTable
  let features: RenameFeatures
  private var declared: DeclaredRenames
  private var isFreeRemoved: [Bool]
  private var isFreeAdded: [Bool]
  private(set) var pairs: [ScoredPair] = []
  /// The pairs of each group.
  private var ranges: [Range<Int>] = []
  private var support = RewriteSupport()
  private var limited = 0
  private var claims: [RenameClaim] = []

  init(_ problem: RenameProblem) {
    self.problem = problem
    things = ThingTable(problem)
    features = RenameFeatures(problem, things, NameSimilarity(names: things.names))
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

  /// Step 2: candidates, patterns, scores and probabilities.
  mutating func score() {
    for group in things.groups {
      let first = pairs.count
      let found = RenameCandidates(group, things, isFreeRemoved, isFreeAdded)
      pairs += found.pairs
      limited += found.limited
      ranges.append(first..<pairs.count)
    }
    countRewrites()
    var x = Array(repeating: 0.0, count: RenameFeature.allCases.count)
    for at in things.groups.indices where !ranges[at].isEmpty {
      begin(at)
      for pair in ranges[at] {
        fill(&x, pairs[pair])
        pairs[pair].score = RenameScoring.score(x)
      }
      RenameScoring.rate(
        &pairs[ranges[at]], removed: things.groups[at].removed, added: things.groups[at].added)
    }
  }

  /// The features of every pair that is scored, group after group.
  func exportFeatures() -> [RenameMatcher.PairFeatures] {
    var rows: [RenameMatcher.PairFeatures] = []
    var x = Array(repeating: 0.0, count: RenameFeature.allCases.count)
    for at in things.groups.indices where !ranges[at].isEmpty {
      begin(at)
      for pair in pairs[ranges[at]] {
        fill(&x, pair)
        rows.append(
          RenameMatcher.PairFeatures(
            removed: place(removed: Int(pair.removed)), added: place(added: Int(pair.added)),
            probability: pair.probability, values: x))
      }
    }
    return rows
  }

  private func begin(_ group: Int) {
    features.begin(things.groups[group], isFree: ({ isFreeRemoved[$0] }, { isFreeAdded[$0] }))
  }

  private func fill(_ x: inout [Double], _ pair: ScoredPair) {
    let r = Int(pair.removed)
    let a = Int(pair.added)
    let rewrite = Rewrite(things.removed[r].name, things.added[a].name, things.names)
    features.fill(&x, removed: r, added: a, rewrite: rewrite, support: support.others(rewrite))
  }

  private mutating func countRewrites() {
    for at in things.groups.indices {
      let isCrowded = things.groups[at].removed.count * things.groups[at].added.count > 50
      for pair in ranges[at] {
        let old = things.removed[Int(pairs[pair].removed)]
        let new = things.added[Int(pairs[pair].added)]
        guard old.family == new.family || old.family == .any || new.family == .any else { continue }
        support.count(
          Rewrite(old.name, new.name, things.names), removed: Int(pairs[pair].removed),
          block: things.groups[at].block, isCrowded: isCrowded)
      }
    }
  }

  /// Step 3: the claims.
  mutating func claim() {
    for pair in declared.pairs { claims.append(declaredClaim(pair.removed, pair.added, pair.reason)) }
    for at in things.groups.indices where !ranges[at].isEmpty {
      let assignment = RenameAssignment(pairs, in: ranges[at], things: things)
      guard !assignment.claims.isEmpty else { continue }
      begin(at)
      for index in assignment.claims {
        let pair = pairs[index]
        isFreeRemoved[Int(pair.removed)] = false
        isFreeAdded[Int(pair.added)] = false
        var x = Array(repeating: 0.0, count: RenameFeature.allCases.count)
        fill(&x, pair)
        let evidence = EvidenceText(features: features, values: x, support: support, pair: pair).evidence()
        claims.append(
          RenameClaim(
            removed: place(removed: Int(pair.removed)), added: place(added: Int(pair.added)),
            probability: pair.probability, evidence: evidence, runnersUp: runnersUp(pair, ranges[at])))
      }
    }
  }

  /// Step 4: what is left may have moved to another parent.
  mutating func move() {}

  /// What was found, in the order of the problem.
  func solution() -> RenameSolution {
    var solution = RenameSolution()
    solution.claims = claims.sorted { ($0.removed.block, $0.removed.index) < ($1.removed.block, $1.removed.index) }
    solution.doubts = doubts()
    solution.successors = declared.successors
    solution.limited = limited
    return solution
  }

  private func doubts() -> [RenameDoubt] {
    var found: [Int: [RenameAlternative]] = [:]
    for pair in pairs where pair.probability >= RenameAssignment.leastAlternative {
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
      found[index].map { RenameDoubt(removed: place(removed: index), alternatives: $0.sorted(by: isLikelier)) }
    }
  }

  private func runnersUp(_ claim: ScoredPair, _ range: Range<Int>) -> [RenameAlternative] {
    let others = pairs[range].filter {
      ($0.removed == claim.removed) != ($0.added == claim.added) && $0.probability >= 0.01
    }
    return Array(others.map(alternative).sorted(by: isLikelier).prefix(3))
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
      removed: place(removed: Int(pair.removed)), added: place(added: Int(pair.added)), probability: pair.probability)
  }

  private func place(removed index: Int) -> RenamePlace {
    RenamePlace(block: things.removed[index].block, index: things.removed[index].index)
  }

  private func place(added index: Int) -> RenamePlace {
    RenamePlace(block: things.added[index].block, index: things.added[index].index)
  }

  private func declaredClaim(_ removed: Int, _ added: Int, _ reason: DeclaredRenames.Reason) -> RenameClaim {
    let new = things.names.text(ofName: things.added[added].name)
    let evidence =
      switch reason {
      case .stableID: RenameEvidence(reason: "same-identity", weight: 20, text: "the same identity on both sides")
      case .replacedBy:
        RenameEvidence(reason: "declared", weight: 20, text: "the old version names \(new) as the successor")
      }
    return RenameClaim(
      removed: place(removed: removed), added: place(added: added), probability: 1, evidence: [evidence], runnersUp: [])
  }
}
