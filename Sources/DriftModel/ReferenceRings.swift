extension Schema {
  /// The references that close a ring: a shape that is, by reference alone, itself. Nothing can stand there.
  ///
  /// A shape that holds itself in a member, an item or a branch is recursion and no ring.
  public func ringReferences() -> [Int] {
    var state = ContiguousArray<UInt8>(repeating: 0, count: shapes.count)
    var closing: [Int] = []
    for start in shapes.indices where state[start] == 0 && !shapes[start].references.isEmpty {
      followRing(from: start, &state, &closing)
    }
    return closing
  }

  /// Depth first without recursion: 1 is on the way, 2 is done.
  private func followRing(from start: Int, _ state: inout ContiguousArray<UInt8>, _ closing: inout [Int]) {
    var way: [(shape: Int, next: Int)] = [(start, 0)]
    state[start] = 1
    while let top = way.last {
      let run = shapes[top.shape].references
      guard top.next < run.count else {
        state[top.shape] = 2
        way.removeLast()
        continue
      }
      way[way.count - 1].next += 1
      let index = Int(run.start) + top.next
      guard let target = shape(of: references[index].target) else { continue }
      switch state[Int(target.index)] {
      case 0:
        state[Int(target.index)] = 1
        way.append((Int(target.index), 0))
      case 1: closing.append(index)
      default: continue
      }
    }
  }

  private func shape(of target: Reference.Target) -> ShapeID? {
    switch target {
    case .definition(let index): definitions[index].shape == .none ? nil : definitions[index].shape
    case .place(let shape): shape
    case .missing: nil
    }
  }
}
