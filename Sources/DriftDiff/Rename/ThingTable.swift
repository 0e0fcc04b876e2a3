internal import DriftModel

/// What features need of a candidate, small enough to hold millions.
struct Thing {
  var name: NameID
  var typeKey: UInt64
  var family: RenameTypeFamily
  var isRequired: Bool?
  var isNullable: Bool?
  /// A hash of the default, 0 where there is none.
  var defaultHash: UInt64
  /// The name of the definition referred to, nil where there is none.
  var reference: NameID?
  var position: Int
  var block: Int
  /// The index in the block's `removed` or `added`.
  var index: Int
}

/// A name and a rank of an unchanged field.
struct Stayed {
  var name: NameID
  var position: Int
}

/// The removed and the added things of one parent and one role: what is compared with each other.
struct RenameGroup {
  var block: Int
  /// Range in ``ThingTable/removed``.
  var removed: Range<Int>
  /// Range in ``ThingTable/added``.
  var added: Range<Int>
  var stayedOld: [Stayed]
  var stayedNew: [Stayed]
}

/// A problem with its names interned, cut into groups.
struct ThingTable {
  let names: NameTable
  /// How many names of all hold each word.
  let use: WordUse
  private(set) var removed: [Thing] = []
  private(set) var added: [Thing] = []
  private(set) var groups: [RenameGroup] = []
  /// Old to new name of renamed definitions.
  private(set) var renamedDefinitions: [NameID: NameID] = [:]
  /// The same pairs in the order given.
  private(set) var definitionRenames: [(old: NameID, new: NameID)] = []

  init(_ problem: RenameProblem) {
    let size = problem.blocks.reduce(0) { $0 + $1.removed.count + $1.added.count + $1.stayedOld.count }
    var names = NameTableBuilder(minimumCapacity: size)
    for rename in problem.definitionRenames {
      let pair = (old: names.intern(rename.old), new: names.intern(rename.new))
      definitionRenames.append(pair)
      renamedDefinitions[pair.old] = pair.new
    }
    for block in problem.blocks.indices {
      Self.append(problem.blocks[block], block, &names, &removed, &added, &groups)
    }
    use = WordUse(problem, names)
    self.names = NameTable(names)
  }

  private static func append(
    _ block: RenameBlock, _ number: Int, _ names: inout NameTableBuilder, _ removed: inout [Thing],
    _ added: inout [Thing], _ groups: inout [RenameGroup]
  ) {
    for role in roles(of: block) {
      let firstRemoved = removed.count
      let firstAdded = added.count
      for index in block.removed.indices where block.removed[index].role == role {
        removed.append(thing(block.removed[index], number, index, &names))
      }
      for index in block.added.indices where block.added[index].role == role {
        added.append(thing(block.added[index], number, index, &names))
      }
      // Where nothing can be matched the neighbours say nothing.
      let isOneSided = firstRemoved == removed.count || firstAdded == added.count
      groups.append(
        RenameGroup(
          block: number, removed: firstRemoved..<removed.count, added: firstAdded..<added.count,
          stayedOld: isOneSided ? [] : stayed(block.stayedOld, role, &names),
          stayedNew: isOneSided ? [] : stayed(block.stayedNew, role, &names)))
    }
  }

  private static func stayed(_ siblings: [RenameSibling], _ role: UInt8, _ names: inout NameTableBuilder)
    -> [Stayed]
  {
    var stayed: [Stayed] = []
    stayed.reserveCapacity(siblings.count)
    for sibling in siblings where sibling.role == role {
      stayed.append(Stayed(name: names.intern(sibling.name), position: sibling.position))
    }
    return stayed
  }

  private static func thing(
    _ candidate: borrowing RenameCandidate, _ block: Int, _ index: Int, _ names: inout NameTableBuilder
  ) -> Thing {
    Thing(
      name: names.intern(candidate.name), typeKey: candidate.typeKey, family: candidate.typeFamily,
      isRequired: candidate.isRequired, isNullable: candidate.isNullable,
      defaultHash: candidate.defaultValue.map(TextWords.hash) ?? 0,
      reference: candidate.reference.isEmpty ? nil : names.intern(candidate.reference),
      position: candidate.position, block: block, index: index)
  }

  private static func roles(of block: RenameBlock) -> [UInt8] {
    var roles: [UInt8] = []
    func note(_ candidates: [RenameCandidate]) {
      for candidate in candidates where !roles.contains(candidate.role) { roles.append(candidate.role) }
    }
    note(block.removed)
    note(block.added)
    return roles.sorted()
  }
}
