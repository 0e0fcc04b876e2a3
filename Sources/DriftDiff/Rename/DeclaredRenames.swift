/// Renames that the documents themselves declare: identities that outlive a name, successors named in the old
/// version.
struct DeclaredRenames {
  /// Why two things are one for certain.
  enum Reason { case stableID, replacedBy }

  /// Certain pairs.
  private(set) var pairs: [(removed: Int, added: Int, reason: Reason)] = []
  /// Removed things for which the declarations contradict each other, with both readings.
  private(set) var contradictions: [(removed: Int, added: [Int])] = []
  /// Removed things whose declared successor is a sibling that stayed.
  private(set) var successors: [RenameSuccessor] = []

  /// Reads the declarations of a problem.
  init(_ problem: RenameProblem, _ things: ThingTable) {
    var claimed: [Int: Int] = [:]
    var found: [(removed: Int, added: Int, reason: Reason)] = []
    var addresses: [String: Int]?
    for group in things.groups {
      let identities = Self.identities(group, things, problem)
      for r in group.removed {
        let thing = things.removed[r]
        let candidate = problem.blocks[thing.block].removed[thing.index]
        let byID =
          identities.removed[candidate.stableID] == r ? identities.added[candidate.stableID] ?? -1 : -1
        let bySuccessor =
          candidate.replacedBy.isEmpty ? -1 : successor(candidate, r, group, things, problem, &addresses)
        if byID >= 0 && bySuccessor >= 0 && byID != bySuccessor {
          contradictions.append((r, [byID, bySuccessor]))
        } else if byID >= 0 || bySuccessor >= 0 {
          let added = byID >= 0 ? byID : bySuccessor
          claimed[added, default: 0] += 1
          found.append((r, added, byID >= 0 ? .stableID : .replacedBy))
        }
      }
    }
    // Two things that both went into one were merged: that is for the scores to weigh, not certain.
    pairs = found.filter { claimed[$0.added] == 1 }
  }

  /// Identities that occur once on a side of a group; -1 where one occurs more often.
  private static func identities(
    _ group: RenameGroup, _ things: ThingTable, _ problem: RenameProblem
  ) -> (removed: [String: Int], added: [String: Int]) {
    var removed: [String: Int] = [:]
    var added: [String: Int] = [:]
    for r in group.removed {
      let id = problem.blocks[group.block].removed[things.removed[r].index].stableID
      if !id.isEmpty { removed[id] = removed[id] == nil ? r : -1 }
    }
    guard !removed.isEmpty else { return ([:], [:]) }
    for a in group.added {
      let id = problem.blocks[group.block].added[things.added[a].index].stableID
      if !id.isEmpty { added[id] = added[id] == nil ? a : -1 }
    }
    return (removed, added)
  }

  /// The added thing that a removed one names as its successor: a sibling's name, or a whole address; else
  /// -1.
  private mutating func successor(
    _ candidate: RenameCandidate, _ r: Int, _ group: RenameGroup, _ things: ThingTable,
    _ problem: RenameProblem,
    _ addresses: inout [String: Int]?
  ) -> Int {
    let name = candidate.replacedBy
    let siblings = group.added.filter { things.names.text(ofName: things.added[$0].name) == name }
    if siblings.count == 1 { return siblings[0] }
    if problem.blocks[group.block].stayedNew.contains(where: { $0.name == name }) {
      successors.append(
        RenameSuccessor(removed: RenamePlace(block: group.block, index: things.removed[r].index), name: name))
      return -1
    }
    guard name.utf8.contains(0x2e) else { return -1 }
    let known = addresses ?? Self.addresses(things, problem)
    addresses = known
    return known[name] ?? -1
  }

  /// Added things by parent and name; -1 where two have the same.
  private static func addresses(_ things: ThingTable, _ problem: RenameProblem) -> [String: Int] {
    var addresses: [String: Int] = [:]
    for a in things.added.indices {
      let candidate = problem.blocks[things.added[a].block].added[things.added[a].index]
      let address = candidate.parentName + "." + candidate.name
      addresses[address] = addresses[address] == nil ? a : -1
    }
    return addresses
  }
}
