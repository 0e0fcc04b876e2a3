internal import DriftModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What tells that a field stands in another parent by now.
private enum MoveFeature: Int, CaseIterable {
  /// 1.
  case bias
  /// The name is the same.
  case sameName
  /// The words of the names in common.
  case words
  /// The number of words of the name, up to four, where it is the same: `status` is everywhere.
  case telling
  /// One name is the other's parent and name together (`address_city`, `address.city`).
  case nested
  /// The parent is a new sibling of what was removed, or was a sibling of what is new: a group was made or undone.
  case enclosed
  /// The words of the parents' names in common.
  case parents
  /// The logarithm of the number of other fields that went the same way under their name.
  case together
  /// The same type.
  case sameType
  /// A type of another family.
  case otherFamily
  /// As required and as nullable as before.
  case sameNeed
  /// The same description.
  case sameDescription
  /// The words of the descriptions in common, against 0.4; 0 where one has none.
  case description
  /// The values in common, against 0.5.
  case values
  /// The children in common, against 0.5.
  case children
}

extension ScoringModel {
  /// Set by hand: there are few labelled moves. A move needs a telling name, company, or the description.
  fileprivate static let moves = ScoringModel(
    weights: [
      -8.0,  // bias
      2.5,  // sameName
      2.0,  // words
      1.2,  // telling
      5.0,  // nested
      3.5,  // enclosed
      2.0,  // parents
      2.0,  // together
      1.0,  // sameType
      -2.0,  // otherFamily
      0.5,  // sameNeed
      2.5,  // sameDescription
      4.0,  // description
      4.0,  // values
      4.0,  // children
    ], slope: 0.8, intercept: 0)
}

/// Finds what was removed from one parent and added to another.
struct RenameMoves {
  private let problem: RenameProblem
  private let things: ThingTable
  private let similarity: NameSimilarity
  private let parents: (removed: [NameID], added: [NameID], names: NameTable, similarity: NameSimilarity)
  /// How many pairs of equal names go from one block to another.
  private var company: [UInt64: Int] = [:]
  /// Which names stand inside which siblings, by block: see ``Enclosure``.
  private var enclosures: Set<Enclosure> = []
  /// Rated pairs of things in different parents.
  private(set) var pairs: [ScoredPair] = []
  /// How many removed things were not compared with everything.
  private(set) var limited = 0

  /// That a removed or added object of a block has a child.
  private struct Enclosure: Hashable {
    var block: Int
    var parent: String
    var child: String
  }

  /// A move is claimed from this probability on: there are so many places where a field could have gone.
  static let leastProbability = 0.7

  /// Compares what is left of a problem.
  init(
    _ problem: RenameProblem, _ things: ThingTable, _ similarity: NameSimilarity, removed: [Int], added: [Int]
  ) {
    self.problem = problem
    self.things = things
    self.similarity = similarity
    var builder = NameTableBuilder(minimumCapacity: removed.count + added.count)
    var ofRemoved = Array(repeating: NameID(0), count: things.removed.count)
    var ofAdded = Array(repeating: NameID(0), count: things.added.count)
    for r in removed {
      let candidate = problem.blocks[things.removed[r].block].removed[things.removed[r].index]
      ofRemoved[r] = builder.intern(candidate.parentName)
    }
    for a in added {
      let candidate = problem.blocks[things.added[a].block].added[things.added[a].index]
      ofAdded[a] = builder.intern(candidate.parentName)
    }
    let names = NameTable(builder)
    parents = (ofRemoved, ofAdded, names, NameSimilarity(names: names))
    gather(removed, added)
    enclosures = Self.enclosures(problem, pairs, things)
    for pair in pairs
    where things.removed[Int(pair.removed)].name == things.added[Int(pair.added)].name
      || isNested(Int(pair.removed), Int(pair.added))
    {
      company[way(pair), default: 0] += 1
    }
    for at in pairs.indices { pairs[at].score = ScoringModel.moves.score(features(pairs[at])) }
    ScoringModel.moves.rate(&pairs[...], removed: 0..<things.removed.count, added: 0..<things.added.count)
  }

  /// What the objects that were added beside a removed thing hold, and those that were removed beside an added one.
  private static func enclosures(
    _ problem: RenameProblem, _ pairs: [ScoredPair], _ things: ThingTable
  ) -> Set<Enclosure> {
    var found: Set<Enclosure> = []
    func note(_ block: Int, _ candidates: [RenameCandidate]) {
      for candidate in candidates {
        for child in candidate.children {
          found.insert(Enclosure(block: block, parent: candidate.name, child: child))
        }
      }
    }
    for block in Set(pairs.map { things.removed[Int($0.removed)].block }) {
      note(block, problem.blocks[block].added)
    }
    for block in Set(pairs.map { things.added[Int($0.added)].block }) {
      note(block, problem.blocks[block].removed)
    }
    return found
  }

  private func isEnclosed(_ r: Int, _ a: Int) -> Bool {
    let (before, after) = (old(r), new(a))
    return enclosures.contains(
      Enclosure(block: things.removed[r].block, parent: after.parentName, child: after.name))
      || enclosures.contains(
        Enclosure(block: things.added[a].block, parent: before.parentName, child: before.name))
  }

  private mutating func gather(_ removed: [Int], _ added: [Int]) {
    let index = NameIndex(things.names, added.map { things.added[$0].name })
    for r in removed {
      let found = index.candidates(for: things.removed[r].name)
      if found.isCapped { limited += 1 }
      for a in found.slots.map({ added[$0] })
      where things.added[a].block != things.removed[r].block && isSameRole(r, a)
        && (problem.blocks[things.removed[r].block].hasWholeParent
          || problem.blocks[things.added[a].block].hasWholeParent)
      {
        pairs.append(ScoredPair(removed: Int32(r), added: Int32(a), score: 0))
      }
    }
  }

  private func isSameRole(_ r: Int, _ a: Int) -> Bool { old(r).role == new(a).role }

  private func old(_ r: Int) -> RenameCandidate {
    problem.blocks[things.removed[r].block].removed[things.removed[r].index]
  }

  private func new(_ a: Int) -> RenameCandidate {
    problem.blocks[things.added[a].block].added[things.added[a].index]
  }

  private func way(_ pair: ScoredPair) -> UInt64 {
    UInt64(things.removed[Int(pair.removed)].block) << 32 | UInt64(things.added[Int(pair.added)].block)
  }

  private func features(_ pair: ScoredPair) -> [Double] {
    var x = Array(repeating: 0.0, count: MoveFeature.allCases.count)
    func set(_ feature: MoveFeature, _ value: Double) { x[feature.rawValue] = value }
    let (r, a) = (Int(pair.removed), Int(pair.added))
    let (before, after) = (things.removed[r], things.added[a])
    let isSame = before.name == after.name
    set(.bias, 1)
    set(.words, similarity.soft(before.name, after.name))
    if isSame {
      set(.sameName, 1)
      set(.telling, Double(min(things.names.stems(of: before.name).count, 4)))
    }
    let isNested = isNested(r, a)
    if isNested { set(.nested, 1) }
    if !enclosures.isEmpty && isEnclosed(r, a) { set(.enclosed, 1) }
    set(.parents, parents.similarity.soft(parents.removed[r], parents.added[a]))
    set(.together, log(Double(max(company[way(pair), default: 0] - (isSame || isNested ? 1 : 0), 0)) + 1))
    if before.typeKey == after.typeKey {
      set(.sameType, 1)
    } else if before.family != after.family && before.family != .any && after.family != .any {
      set(.otherFamily, 1)
    }
    if before.isRequired == after.isRequired && before.isNullable == after.isNullable { set(.sameNeed, 1) }
    setTexts(old(r), new(a), set)
    return x
  }

  private func setTexts(_ old: RenameCandidate, _ new: RenameCandidate, _ set: (MoveFeature, Double) -> Void) {
    let (left, right) = (TextWords(old), TextWords(new))
    if !left.description.isEmpty && !right.description.isEmpty {
      set(.description, SortedSet.dice(left.description, right.description) - 0.4)
      if left.descriptionKey == right.descriptionKey { set(.sameDescription, 1) }
    }
    if !left.values.isEmpty && !right.values.isEmpty {
      set(.values, SortedSet.jaccard(left.values, right.values) - 0.5)
    }
    if !left.children.isEmpty && !right.children.isEmpty {
      set(.children, SortedSet.jaccard(left.children, right.children) - 0.5)
    }
  }

  /// Whether the words of one name are those of the other's parent and name together.
  private func isNested(_ r: Int, _ a: Int) -> Bool {
    let gained =
      things.names.words(of: things.added[a].name).count - things.names.words(of: things.removed[r].name).count
    let parent = gained < 0 ? parents.added[a] : parents.removed[r]
    guard gained != 0, parents.names.words(of: parent).count == abs(gained) else { return false }
    let before = words(things.removed[r].name)
    let after = words(things.added[a].name)
    return before == parentWords(parents.added[a]) + after
      || after == parentWords(parents.removed[r]) + before
  }

  private func words(_ name: NameID) -> [String] {
    things.names.words(of: name).map { things.names.text(of: things.names.stem(of: $0)) }
  }

  private func parentWords(_ name: NameID) -> [String] {
    parents.names.words(of: name).map { parents.names.text(of: parents.names.stem(of: $0)) }
  }

  /// The reasons for a pair, strongest first.
  func evidence(_ pair: ScoredPair) -> [RenameEvidence] {
    let x = features(pair)
    func make(_ reason: String, _ text: String, _ features: MoveFeature...) -> RenameEvidence {
      let sum = features.reduce(0.0) { $0 + x[$1.rawValue] * ScoringModel.moves.weights[$1.rawValue] }
      let weight = (sum * 100).rounded() / 100
      return RenameEvidence(reason: reason, weight: weight, text: weight < 0 ? text + " (against)" : text)
    }
    let isSame = x[MoveFeature.sameName.rawValue] > 0
    let isSameType = x[MoveFeature.sameType.rawValue] > 0
    let others = Int(exp(x[MoveFeature.together.rawValue]).rounded()) - 1
    return [
      make(
        isSame ? "same-name" : "similar-name", isSame ? "same name" : "similar name", .sameName, .words,
        .telling),
      make("nested", "the parent's name became part of it or left it", .nested),
      make("enclosed", "stands in a sibling that is new, or stood in one that is gone", .enclosed),
      make("parents", "similar names of the parents", .parents),
      make(
        "moved-together", "\(others) other \(others == 1 ? "field" : "fields") went the same way", .together),
      make(
        isSameType ? "same-type" : "other-type", isSameType ? "same type" : "another type", .sameType,
        .otherFamily),
      make(
        "description",
        x[MoveFeature.sameDescription.rawValue] > 0 ? "same description" : "words of the description",
        .description, .sameDescription),
      make("values", "values", .values),
      make("children", "fields inside", .children),
    ].filter { abs($0.weight) >= 0.5 }.sorted { (-abs($0.weight), $0.reason) < (-abs($1.weight), $1.reason) }
  }
}
