#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Computes the features of pairs, group after group.
final class RenameFeatures {
  private let problem: RenameProblem
  let things: ThingTable
  let similarity: NameSimilarity
  /// The slots of the current group among the fields that stayed.
  private(set) var order: SiblingOrder
  /// The slots among those and the pairs that are all but certain; what these pairs hold keeps its slot in `order`.
  private var closerOrder: SiblingOrder?
  private var anchored: (removed: Set<Int32>, added: Set<Int32>) = ([], [])
  private let opposites: OppositeWords
  private(set) var group: RenameGroup
  private var removedTypes: [UInt64: Int] = [:]
  private var addedTypes: [UInt64: Int] = [:]
  private var removedDescriptions: [UInt64: Int] = [:]
  private var addedDescriptions: [UInt64: Int] = [:]
  private var likeness = NameCompetition()
  private var rivals: [Rival?] = []
  private var removedCount = 0
  private var addedCount = 0
  private var followed: Set<UInt64> = []
  private var removedTexts: [TextWords?]
  private var addedTexts: [TextWords?]

  /// The field that stayed which an added name is most like.
  struct Rival {
    var likeness: Double
    var name: NameID
  }

  /// The corpus has no larger crowds; beyond, the competition of the candidates themselves has to do.
  private static let mostCounted = 50
  /// Pairs of an added and a stayed name beyond this are not compared.
  private static let mostRivals = 20_000

  init(_ problem: RenameProblem, _ things: ThingTable, _ similarity: NameSimilarity) {
    self.problem = problem
    self.things = things
    self.similarity = similarity
    group = RenameGroup(block: 0, removed: 0..<0, added: 0..<0, stayedOld: [], stayedNew: [])
    order = SiblingOrder(group, things, isOrdered: false)
    opposites = OppositeWords(things.names)
    removedTexts = Array(repeating: nil, count: things.removed.count)
    addedTexts = Array(repeating: nil, count: things.added.count)
    for pair in things.definitionRenames {
      let rewrite = Rewrite(pair.old, pair.new, things.names)
      if rewrite.dropped > 0 && rewrite.gained > 0 { followed.insert(rewrite.key) }
    }
  }

  /// Makes a group the current one: its candidate pairs compete with each other. `isFree` tells which things
  /// are still to be matched.
  func begin(
    _ group: RenameGroup, pairs: ArraySlice<ScoredPair>, isFree: (removed: [Bool], added: [Bool])
  ) {
    self.group = group
    order = SiblingOrder(group, things, isOrdered: problem.blocks[group.block].isOrdered)
    closerOrder = nil
    removedTypes.removeAll(keepingCapacity: true)
    addedTypes.removeAll(keepingCapacity: true)
    removedDescriptions.removeAll(keepingCapacity: true)
    addedDescriptions.removeAll(keepingCapacity: true)
    removedCount = 0
    addedCount = 0
    for index in group.removed where isFree.removed[index] {
      removedTypes[things.removed[index].typeKey, default: 0] += 1
      removedDescriptions[texts(removed: index).descriptionKey, default: 0] += 1
      removedCount += 1
    }
    for index in group.added where isFree.added[index] {
      addedTypes[things.added[index].typeKey, default: 0] += 1
      addedDescriptions[texts(added: index).descriptionKey, default: 0] += 1
      addedCount += 1
    }
    findRivals()
    likeness = NameCompetition(pairs, removed: group.removed, added: group.added, similarity) { pair in
      (things.removed[Int(pair.removed)].name, things.added[Int(pair.added)].name)
    }
  }

  /// Takes claims that are all but certain as fields that stayed: what is left has closer neighbours.
  func anchor(_ claims: [ScoredPair]) {
    var closer = order
    closer.anchor(claims, group, things)
    closerOrder = closer
    anchored = (Set(claims.map(\.removed)), Set(claims.map(\.added)))
  }

  /// The slots by which a pair is judged: none is its own neighbour.
  func order(for pair: ScoredPair) -> SiblingOrder {
    guard let closerOrder, !isAnchored(pair) else { return order }
    return closerOrder
  }

  /// Whether one of a pair counts as a field that stayed.
  func isAnchored(_ pair: ScoredPair) -> Bool {
    closerOrder != nil && (anchored.removed.contains(pair.removed) || anchored.added.contains(pair.added))
  }

  /// The field that stayed which an added name of the current group is most like.
  func rival(of added: Int) -> Rival? { rivals[added - group.added.lowerBound] }

  private func findRivals() {
    rivals = Array(repeating: nil, count: group.added.count)
    guard group.added.count * group.stayedNew.count <= Self.mostRivals else { return }
    for index in group.added {
      let slot = index - group.added.lowerBound
      for sibling in group.stayedNew {
        let likeness = things.names.stemCosine(things.added[index].name, sibling.name)
        if likeness > rivals[slot]?.likeness ?? 0 {
          rivals[slot] = Rival(likeness: likeness, name: sibling.name)
        }
      }
    }
  }

  /// Writes the features of a pair of the current group. `pair` is its index; `support` the number of other
  /// fields by the same rewrite.
  func fill(_ x: inout [Double], _ pair: Int, removed r: Int, added a: Int, rewrite: Rewrite, support: Double) {
    for at in x.indices { x[at] = 0 }
    let old = things.removed[r]
    let new = things.added[a]
    x[.bias] = 1
    x[.follows] = followed.contains(rewrite.key) ? 1 : 0
    fillOrder(&x, order(for: ScoredPair(removed: Int32(r), added: Int32(a), score: 0)), r, a)
    fillNames(&x, old, new, likeness[pair], a, rewrite)
    x[.pattern] = log(1 + support)
    fillType(&x, old, new)
    fillTexts(&x, r, a)
    x[.removedCount] = log(Double(min(max(removedCount, 1), Self.mostCounted)))
    x[.addedCount] = log(Double(min(max(addedCount, 1), Self.mostCounted)))
    x[.alone] = removedCount == 1 && addedCount == 1 ? 1 : 0
    if x[.unrelated] > 0 && x[.sameSlot] == 0 && x[.sameRank] == 0 { x[.unsupported] = 1 }
  }

  private func fillOrder(_ x: inout [Double], _ order: SiblingOrder, _ r: Int, _ a: Int) {
    guard order.isMeaningful else {
      x[.orderless] = 1
      return
    }
    let old = order.slot(removed: r)
    let new = order.slot(added: a)
    x[.near] = 1 / Double(1 + abs(old.gap - new.gap))
    if order.isTail(new) && !order.isTail(old) { x[.tail] = 1 }
    guard old.gap == new.gap else { return }
    let crowd = order.crowd(old)
    guard crowd.removed == crowd.added else { return }
    if crowd.removed == 1 && !order.isTail(new) {
      x[.sameSlot] = 1
    } else if old.rank == new.rank {
      x[.sameRank] = 1
    }
  }

  private func fillNames(
    _ x: inout [Double], _ old: Thing, _ new: Thing, _ competing: NameCompetition.Pair, _ a: Int,
    _ rewrite: Rewrite
  ) {
    let names = things.names
    let words = Double(competing.words)
    let letters = Double(competing.letters)
    if competing.isLikest { x[.likest] = 1 }
    x[.words] = words
    x[.letters] = letters
    if letters > 0.3 && names.haveEqualLetters(old.name, new.name) { x[.caseOnly] = 1 }
    if words < 0.15 && letters < 0.2 { x[.unrelated] = 1 }
    if rewrite.shared > 0 && (rewrite.dropped == 0) != (rewrite.gained == 0) { x[.contained] = 1 }
    if let before = names.words(of: old.name).last, let after = names.words(of: new.name).last,
      names.stem(of: before) != names.stem(of: after), isRole(before) || isRole(after)
    {
      x[.head] = 1
    }
    fillDifference(&x, old, new)
    if let rival = rival(of: a) { x[.rival] = max(0, rival.likeness - words) }
  }

  private func fillDifference(_ x: inout [Double], _ old: Thing, _ new: Thing) {
    if opposites.areOpposite(old.name, new.name) { x[.opposite] = 1 }
    x[.bothKnown] = things.use.known(old.name, new.name, similarity)
  }

  private func isRole(_ word: WordID) -> Bool {
    let letters = things.names.letters(of: word)
    guard letters.count <= 9 else { return false }
    return RoleWords.contains(letters)
  }

  private func fillType(_ x: inout [Double], _ old: Thing, _ new: Thing) {
    let reference = references(old, new)
    if old.typeKey == new.typeKey || (reference == .same && old.family == new.family) {
      x[.sameType] = 1
      if removedTypes[old.typeKey] == 1 && addedTypes[new.typeKey] == 1 { x[.onlyOfType] = 1 }
    } else if old.family == new.family || old.family == .any || new.family == .any {
      x[.sameFamily] = 1
    } else {
      x[.otherFamily] = 1
    }
    if reference == .same { x[.sameReference] = 1 }
    if reference == .other { x[.otherReference] = 1 }
    if old.isRequired == new.isRequired && old.isNullable == new.isNullable { x[.sameNeed] = 1 }
    if old.defaultHash != 0 && new.defaultHash != 0 {
      x[old.defaultHash == new.defaultHash ? .sameDefault : .otherDefault] = 1
    }
  }

  private enum References { case absent, same, other }

  private func references(_ old: Thing, _ new: Thing) -> References {
    guard let before = old.reference, let after = new.reference else { return .absent }
    return before == after || things.renamedDefinitions[before] == after ? .same : .other
  }

  private func fillTexts(_ x: inout [Double], _ r: Int, _ a: Int) {
    let old = texts(removed: r)
    let new = texts(added: a)
    if !old.description.isEmpty && !new.description.isEmpty {
      let likeness = SortedSet.dice(old.description, new.description)
      x[.description] = min(likeness, 0.6) - 0.4
      x[.closeDescription] = max(0, likeness - 0.6) / 0.4
      let key = old.descriptionKey
      if key == new.descriptionKey && removedDescriptions[key] == 1 && addedDescriptions[key] == 1 {
        x[.equalDescription] = 1
      }
    }
    if !old.label.isEmpty && !new.label.isEmpty { x[.label] = SortedSet.dice(old.label, new.label) - 0.5 }
    if !old.values.isEmpty && !new.values.isEmpty {
      x[.values] = SortedSet.jaccard(old.values, new.values) - 0.5
    }
    if !old.children.isEmpty && !new.children.isEmpty {
      x[.children] = SortedSet.jaccard(old.children, new.children) - 0.5
    } else if SortedSet.contains(new.inside, things.names.lettersHash(of: things.removed[r].name))
      || SortedSet.contains(old.inside, things.names.lettersHash(of: things.added[a].name))
    {
      x[.inside] = 1
    }
  }

  private func texts(removed index: Int) -> TextWords {
    if let known = removedTexts[index] { return known }
    let thing = things.removed[index]
    let made = TextWords(problem.blocks[thing.block].removed[thing.index])
    removedTexts[index] = made
    return made
  }

  private func texts(added index: Int) -> TextWords {
    if let known = addedTexts[index] { return known }
    let thing = things.added[index]
    let made = TextWords(problem.blocks[thing.block].added[thing.index])
    addedTexts[index] = made
    return made
  }
}

extension [Double] {
  /// The value of a feature.
  subscript(feature: RenameFeature) -> Double {
    get { self[feature.rawValue] }
    set { self[feature.rawValue] = newValue }
  }
}

/// Words that say what sort of value a field holds: another one at the end is another field of the same
/// thing.
enum RoleWords {
  private static let words: [[UInt32]] = [
    "id", "ids", "key", "at", "on", "by", "url", "uri", "count", "type", "date", "time", "name", "email",
    "code", "status",
    "amount", "number", "text", "html", "title", "label", "total", "state", "address", "phone", "size",
    "version",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Whether a word is one of them.
  static func contains(_ letters: ArraySlice<UInt32>) -> Bool { words.contains { letters.elementsEqual($0) } }
}
