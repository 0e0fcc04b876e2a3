/// So many places and a line of those that wait for one. Whoever holds it keeps it to themselves: it locks nothing.
struct Places {
  private let most: Int
  private var taken = 0
  private var line: [(id: Int, place: CheckedContinuation<Bool, Never>)] = []

  /// - Parameter most: how many places there are, at least one.
  init(_ most: Int) { self.most = max(1, most) }

  /// Takes a place that is free; false where none is.
  mutating func take() -> Bool {
    guard taken < most else { return false }
    taken += 1
    return true
  }

  /// Waits in the line under a number of one's own: true is a place, false that it was given up.
  mutating func wait(_ id: Int, _ place: CheckedContinuation<Bool, Never>) { line.append((id, place)) }

  /// Gives a place back; the one that waited longest gets it.
  mutating func leave() {
    if line.isEmpty { taken -= 1 } else { line.removeFirst().place.resume(returning: true) }
  }

  /// Leaves the line without a place.
  mutating func giveUp(_ id: Int) {
    guard let index = line.firstIndex(where: { $0.id == id }) else { return }
    line.remove(at: index).place.resume(returning: false)
  }
}
