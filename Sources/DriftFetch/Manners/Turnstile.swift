/// Lets so many through at once, in the order in which they came.
public actor Turnstile {
  private var places: Places
  private var lastID = 0

  /// Makes a turnstile.
  ///
  /// - Parameter most: how many are inside at once, at least one.
  public init(_ most: Int) { places = Places(most) }

  /// Waits for a place; false where the task was cancelled meanwhile, and no place is taken.
  public func enter() async -> Bool {
    if Task.isCancelled { return false }
    if places.take() { return true }
    lastID += 1
    let id = lastID
    return await withTaskCancellationHandler {
      await withCheckedContinuation { place in
        if Task.isCancelled { place.resume(returning: false) } else { places.wait(id, place) }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  /// Gives a place back.
  public func leave() { places.leave() }

  private func giveUp(_ id: Int) { places.giveUp(id) }
}
