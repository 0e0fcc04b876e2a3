import DriftModel

/// Parameters and headers that operations share (OpenAPI 3.1.1, Components Object, `parameters` and `headers`).
///
/// One that has another name now in all of its operations is one change, told where it is shared; that operations take
/// it up or drop it is a change of each of them.
extension DiffRun {
  /// Where a parameter that has another name now is told to stand on the old side.
  mutating func oldOrigin(of field: Int, in block: MemberBlock) -> Origin {
    let own = old.fields[field].origin
    guard let use = block.usedAt.old[field] else { return own }
    return oldSharers.ofField(field) > 1 && !keptParameters.old.contains(field) ? own : use
  }

  /// The same on the new side.
  mutating func newOrigin(of field: Int, in block: MemberBlock) -> Origin {
    let own = new.fields[field].origin
    guard let use = block.usedAt.new[field] else { return own }
    return newSharers.ofField(field) > 1 && !keptParameters.new.contains(field) ? own : use
  }

  /// Claims that hold in further operations: what a shared parameter is called now does not depend on what stands
  /// beside it in each of them.
  func repeated(_ claims: [RenameClaim], in round: [MemberBlock]) -> [RenameClaim] {
    var claimedOld = Set(claims.map(\.removed))
    var claimedNew = Set(claims.map(\.added))
    var out: [RenameClaim] = []
    let inMessages = round.indices.filter { round[$0].holder == .nothing && !round[$0].usedAt.old.isEmpty }
    guard inMessages.count > 1 else { return [] }
    for claim in claims.sorted(by: { $0.probability > $1.probability })
    where !claim.isMove && claim.removed.block == claim.added.block && round[claim.removed.block].holder == .nothing {
      let from = round[claim.removed.block].removed[claim.removed.index]
      let to = round[claim.added.block].added[claim.added.index]
      for block in inMessages where block != claim.removed.block {
        guard let a = round[block].removed.firstIndex(of: from), let b = round[block].added.firstIndex(of: to) else {
          continue
        }
        let places = (RenamePlace(block: block, index: a), RenamePlace(block: block, index: b))
        guard !claimedOld.contains(places.0), !claimedNew.contains(places.1) else { continue }
        claimedOld.insert(places.0)
        claimedNew.insert(places.1)
        var one = claim
        (one.removed, one.added) = places
        out.append(one)
      }
    }
    return out
  }

  /// The parameters and headers that an operation had and has, on each side, by index.
  mutating func parametersOnBothSides() -> (old: Set<Int>, new: Set<Int>) {
    // Operations that did not change are not read, and any of them may have kept the parameter.
    old.stubRequests?.wantsAll = true
    new.stubRequests?.wantsAll = true
    var kept: (old: Set<Int>, new: Set<Int>) = ([], [])
    for (index, same) in pairing.newOperation.enumerated() {
      guard let same else { continue }
      let (left, right) = (old.operations[index], new.operations[same])
      keep(Int(left.request), Int(right.request), &kept)
      for response in old.responses[left.responses.indices] {
        for other in new.responses[right.responses.indices] where other.status == response.status {
          keep(Int(response.message), Int(other.message), &kept)
        }
      }
    }
    return kept
  }

  private func keep(_ a: Int, _ b: Int, _ kept: inout (old: Set<Int>, new: Set<Int>)) {
    let before = old.messageFields[old.messages[a].fields.indices].map(Int.init)
    guard !before.isEmpty else { return }
    var after: [ParameterKey: Int] = [:]
    for at in new.messages[b].fields.indices {
      let field = Int(new.messageFields[at])
      after[key(new.fields[field])] = field
    }
    for field in before {
      guard let same = after[key(old.fields[field])] else { continue }
      kept.old.insert(field)
      kept.new.insert(same)
    }
  }
}

extension Change.Holder {
  /// What parameters and headers stand in: no shape.
  static let nothing = Change.Holder(old: .none, new: .none)
}
